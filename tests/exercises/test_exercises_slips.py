"""A wrong answer comes back with the slip that explains it, in the JSON and in the words for the learner."""

import pytest

from mmltui.exercises.entry import grade_table, to_json

DATA = {"a": "scalar", "x": "N", "y": "N"}
DESCENT = {"ask": "descent", "of": "(x-3)^2", "wrt": "x", "start": "0", "step_size": "0.25", "steps": 2}


@pytest.mark.parametrize(
    ("exercise", "submission", "first"),
    [
        ({"ask": "derivative", "of": "sin(x^2)", "wrt": "x"}, "cos(x^2)", "chain.no-inner"),
        ({"ask": "derivative", "of": "x^5", "wrt": "x"}, "f'(x) = 5x^5", "power.not-lowered"),
        ({"ask": "derivative", "of": "x^4", "wrt": "x", "order": 2}, "12x^3", "power.not-lowered"),
        ({"ask": "derivative", "of": "x^3", "wrt": "x", "at": {"x": "2"}}, "24", "power.not-lowered"),
        (
            {"ask": "derivative", "of": "sum_n (a x_n - y_n)^2", "wrt": "a", "symbols": DATA},
            "sum_n 2(a x_n - y_n)",
            "chain.no-inner",
        ),
        (
            {"ask": "derivative", "of": "r^2", "wrt": "a", "symbols": {"a": "scalar"}, "define": {"r": "3a - 1"}},
            "2r",
            "chain.no-inner",
        ),
        (DESCENT, "-1.5, -3.75", "descent.plus"),
        (DESCENT, "1.5, 3", "descent.old-gradient"),
        ({"ask": "classify", "of": "x^3 - 3x", "wrt": "x"}, "1 max; -1 min", "extremum.swapped"),
        ({"ask": "solve", "of": "(t-3)^2 + 5", "wrt": "t"}, "5", "argmin.min-swapped"),
        (
            {"ask": "solve", "of": "sum_n (a x_n - y_n)^2", "wrt": "a", "symbols": DATA},
            "a = sum_n y_n / sum_n x_n",
            "chain.no-inner",
        ),
    ],
)
def test_the_slip_is_named(exercise, submission, first):
    answer = to_json(1, grade_table(exercise, submission))
    assert answer["verdict"] == "incorrect"
    assert answer["misconceptions"][:1] == [first]


def test_the_slip_in_a_line_of_a_derivation_is_told():
    exercise = {"ask": "derivation", "of": "x^2 sin x", "wrt": "x"}
    lines = "d/dx(x^2) sin x + x^2 d/dx(sin x)\n2x sin x - x^2 cos x"
    answer = to_json(1, grade_table(exercise, lines))
    assert answer["misconceptions"][0] == "table.sign"
    assert answer["feedback"].startswith("Line 2 of 2")
    assert answer["feedback"].endswith("Check the sign in the table of derivatives.")


def test_a_witness_for_data_says_how_many_there_are():
    exercise = {"ask": "derivative", "of": "1/N sum_n (a x_n)^2", "wrt": "a", "symbols": {"a": "scalar", "x": "N"}}
    evidence = to_json(1, grade_table(exercise, "2 sum_n a x_n^2"))["evidence"]
    assert evidence["sizes"] == {"N": 3}
    assert {"a", "x_1", "x_2", "x_3"} == set(evidence["at"])


def test_the_feedback_shows_the_conflict_and_says_what_to_do():
    exercise = {"ask": "derivative", "of": "sin(x^2)", "wrt": "x"}
    answer = to_json(1, grade_table(exercise, "cos(x^2)"))
    assert "Not yet." in answer["feedback"]
    assert answer["feedback"].endswith("Multiply by the derivative of the inside.")


@pytest.mark.parametrize(
    ("submission", "slips", "told"),
    [
        ("4 h x + 2 h^2", ["answer.factor"], "constant factor"),
        ("2 h x + h^3", [], "look again at `3` in `h^3`"),
        ("2 h x + h^2", [], ""),
    ],
)
def test_a_formula_without_a_question_is_off_by_a_factor_or_at_one_place(submission, slips, told):
    answer = to_json(1, grade_table({"ask": "expression", "answer": "(x+h)^2 - x^2"}, submission))
    assert answer["misconceptions"] == slips
    assert told in answer["feedback"]


@pytest.mark.parametrize("submission", ["14", "-14", "56/1"])
def test_a_number_alone_has_no_place_to_look_at(submission):
    exercise = {"ask": "derivative", "of": "(a - 2)^2 + (2a - 3)^2 + (3a - 7)^2", "wrt": "a", "order": 2}
    assert "look again" not in to_json(1, grade_table(exercise, submission))["feedback"]


@pytest.mark.parametrize("submission", ["2x cos(x^2)", "cos(x^2) 2x", "x^7 + 3", "sni(x)", "", "[1, 2]"])
def test_nothing_is_named_where_nothing_stands_out(submission):
    exercise = {"ask": "derivative", "of": "sin(x^2)", "wrt": "x"}
    assert to_json(1, grade_table(exercise, submission))["misconceptions"] == []
