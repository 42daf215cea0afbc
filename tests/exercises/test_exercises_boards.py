"""The worked solutions that stand in where an author wrote none: which lines, and by which rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from mmltui.course.load import load_lesson
from mmltui.exercises import load
from mmltui.typeset import typeset
from mmltui.typeset.typesetting import unknown_commands

LESSONS = sorted((Path(__file__).parents[2] / "lessons").glob("*.md"))
COMPUTED = {"derivative", "jacobian", "gradient", "hessian", "directional", "entry", "solve", "descent", "classify"}

ACROSS = "outputs down, inputs across"
LINEAR = {"A": "M x N", "x": "N", "y": "M"}
PAIR = {"x": "2"}
NUMBERS = {"A": "[1, 0; 1, 1]", "x": "[1; 2]", "y": "[2; 2]"}


def shown(line: str) -> str:
    """A line as one row of text."""
    (row,) = typeset(line, display=False).text
    return row.strip()


@pytest.mark.parametrize(
    ("exercise", "rules", "last"),
    [
        (
            {"ask": "derivative", "of": "x^2 sin x", "wrt": "x"},
            ["", "product rule", "power rule, derivative of sin"],
            "= 2x sin(x) + x² cos(x)",
        ),
        (
            {"ask": "derivative", "of": "x^3", "wrt": "x", "order": 2, "at": {"x": "5"}},
            ["", "power rule", "differentiate once more", "power rule", "put the values in", "work it out"],
            "= 30",
        ),
        (
            {"ask": "jacobian", "of": "||y - A x||^2", "wrt": "x", "symbols": LINEAR},
            [
                "",
                "name the inside",
                "outer derivative, by e",
                "inner derivative, de/dx",
                "chain rule",
                "put y - A x back for e",
            ],
            "= −2(y − Ax)ᵀA",
        ),
        (
            {"ask": "gradient", "of": "x_1^2 + 3x_1 x_2", "wrt": "x", "symbols": PAIR},
            ["", "power rule", "sum rule, constant rule, constant factor rule", ACROSS],
            "[2x₁ + 3x₂, 3x₁]",
        ),
        (
            {"ask": "directional", "of": "x_1^2 x_2", "wrt": "x", "along": "[1; 2]", "symbols": PAIR},
            [
                "",
                "power rule",
                "constant factor rule",
                "outputs down, inputs across",
                "times the direction",
                "multiply out",
            ],
            "= 2x₁x₂ + 2x₁²",
        ),
        (
            {"ask": "entry", "of": "A x", "wrt": "x", "indices": {"i": "M", "j": "N"}, "symbols": LINEAR},
            ["write the entry", "move d/dx_j inside", "delta appears", "the sum collapses: delta leaves one term"],
            "= Aᵢⱼ",
        ),
        (
            {"ask": "solve", "of": "(a - 2)^2 + 1", "wrt": "a"},
            ["", "power rule, chain rule", "sum rule, constant rule", "put the slope equal to zero", "solve"],
            "a = 2",
        ),
    ],
)
def test_the_lines_and_their_rules(exercise, rules, last):
    board = load(exercise).ask.board()
    assert [line.rule for line in board] == rules
    assert shown(board[-1].latex) == last


@pytest.mark.parametrize(
    ("exercise", "last"),
    [
        ({"ask": "hessian", "of": "x_1^3 x_2", "wrt": "x", "symbols": PAIR, "at": {"x": "[1; 2]"}}, "= [12, 3; 3, 0]"),
        (
            {"ask": "directional", "of": "x_1^2 x_2", "wrt": "x", "along": "[1; 2]", "order": 2, "symbols": PAIR}
            | {"at": {"x": "[1; 1]"}},
            "= 10",
        ),
        (
            {"ask": "jacobian", "of": "||y - A x||^2", "wrt": "x", "symbols": {"A": "2 x 2", "x": "2", "y": "2"}}
            | {"at": NUMBERS},
            "= [0, 2]",
        ),
        ({"ask": "descent", "of": "(x-3)^2", "wrt": "x", "start": "0", "step_size": "1/4"}, "0 − ¼ · (−6) = 3/2"),
        (
            {"ask": "descent", "of": "x_1^2 + 4x_2^2", "wrt": "x", "symbols": PAIR}
            | {"start": "[2; 1]", "step_size": "0.1", "steps": 2},
            "[8/5; 1/5] − 0.1 · [16/5; 8/5] = [32/25; 1/25]",
        ),
        ({"ask": "classify", "of": "x^3 - 3x", "wrt": "x"}, "f′′(1) = 6"),
        ({"ask": "classify", "of": "x^3 - 3x + y^2", "wrt": ["x", "y"]}, "H = [6, 0; 0, 2]"),
        ({"ask": "number", "of": "2a^2 - 3", "at": {"a": "2"}}, "= 5"),
        ({"ask": "solve", "of": "(p - 1)^2 + (q + p - 3)^2", "wrt": ["q", "p"]}, "[q; p] = [2; 1]"),
    ],
)
def test_the_last_line_is_the_value(exercise, last):
    assert shown(load(exercise).ask.board()[-1].latex) == last


def test_where_the_second_derivative_is_zero_it_does_not_tell():
    (*_, line) = load({"ask": "classify", "of": "x^4", "wrt": "x"}).ask.board()
    assert line.rule == "at x = 0: min, though a zero does not tell"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_computed_exercise_of_the_course_has_a_board_that_can_be_set(path):
    for block in load_lesson(path).exercises():
        board = block.exercise.ask.board()
        if block.exercise.kind in COMPUTED and not block.solution:
            assert len(board) > 1, block.id
        for line in board:
            assert not unknown_commands(line.latex), (block.id, line)
