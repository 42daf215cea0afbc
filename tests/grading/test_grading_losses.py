"""Slips in the value of a loss: named where the exercise gives the formula, and nowhere else."""

import pytest

from mmltui.exercises.entry import grade_table, to_json

PLAIN = {"ask": "number", "of": "(2 - a)^2 + (3 - 2a)^2 + (7 - 3a)^2", "at": {"a": "1"}}
DATA = {
    "ask": "number",
    "of": "sum_n (y_n - a x_n)^2",
    "at": {"a": "1", "x": "[1; 2; 3]", "y": "[2; 3; 7]"},
    "symbols": {"a": "scalar", "x": "3", "y": "3"},
}


@pytest.mark.parametrize("exercise", [PLAIN, DATA])
@pytest.mark.parametrize(
    ("submission", "slips"),
    [("18", []), ("6", ["loss.no-square", "loss.mean"]), ("36", ["loss.sum-then-square"]), ("17", [])],
)
def test_the_slip_in_a_loss_is_named(exercise, submission, slips):
    assert sorted(to_json(1, grade_table(exercise, submission))["misconceptions"]) == sorted(slips)


def test_a_number_without_a_formula_has_no_slip():
    answer = to_json(1, grade_table({"ask": "number", "answer": "18"}, "6"))
    assert answer["misconceptions"] == []
