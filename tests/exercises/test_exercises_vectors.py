"""Asks about vectors and matrices: tables of exercise, answer and verdict, and what a learner is told."""

import json
from pathlib import Path

import pytest

from mmltui.calculus.uses import NotDifferentiableError
from mmltui.exercises import ExerciseError, grade, grade_table, load, to_json

CASES = Path(__file__).parents[1] / "cases"
ROWS = [
    json.loads(line)
    for name in ("vectors.jsonl", "vectors_course.jsonl")
    for line in (CASES / name).read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_verdict(row):
    answer = to_json(row["id"], grade_table(row["exercise"], row["submission"]))
    assert answer["verdict"] == row["expect"]["verdict"]
    assert answer["kind"] == row["expect"].get("kind", answer["kind"])


LINEAR = {"ask": "jacobian", "of": "A x", "wrt": "x", "symbols": {"A": "M x N", "x": "N", "y": "M"}}
QUADRATIC = {"ask": "jacobian", "of": "x^T A x", "wrt": "x", "symbols": {"A": "N x N", "x": "N"}}
ZERO_DIRECTION = {
    "ask": "example",
    "where": ["v^T H v = 0", "v != 0"],
    "wrt": "v",
    "symbols": {"H": "2 x 2", "v": "2"},
    "at": {"H": "[1, 1; 1, 1]"},
}
THIRD = {"ask": "shape", "of": "f", "wrt": ["x", "x"], "symbols": {"f": "3", "x": "2"}}


@pytest.mark.parametrize(
    ("exercise", "submission", "verdict"),
    [
        (ZERO_DIRECTION, "[1; -1]", "correct"),
        (ZERO_DIRECTION, "(3, -3)", "correct"),
        (ZERO_DIRECTION, "v = [2; -2]", "correct"),
        (ZERO_DIRECTION, "[0; 0]", "incorrect"),
        (ZERO_DIRECTION, "[1; 1]", "incorrect"),
        (ZERO_DIRECTION, "1", "invalid"),
        (ZERO_DIRECTION, "[1; 2; 3]", "incorrect"),
        (THIRD, "3 x 2 x 2", "correct"),
        (THIRD, "(3, 2, 2)", "correct"),
        (THIRD, "6 x 2", "incorrect"),
        (THIRD, "three by two", "invalid"),
        (LINEAR, "A x + (", "invalid"),
    ],
)
def test_more_verdicts(exercise, submission, verdict):
    assert to_json(None, grade(load(exercise), submission))["verdict"] == verdict


def test_a_counterexample_is_small_and_names_the_entry():
    evidence = to_json(None, grade(load(LINEAR), "2A"))["evidence"]
    assert set(evidence["at"]) == {"A", "x"}
    assert set(evidence["sizes"].values()) <= {2, 3}
    assert evidence["entry"].startswith("row ")
    assert float(evidence["yours"]) == 2 * float(evidence["expected"])


@pytest.mark.parametrize(
    ("of", "ask", "more", "wrong", "shown"),
    [
        ("x_1^2 + 3 x_1 x_2", "hessian", {}, "[2, 3; 3, 1]", False),
        ("x_1^2 + 3 x_1 x_2", "directional", {"along": "[1; -1]", "order": 2}, "1", False),
        ("3 x_1 - x_2", "jacobian", {}, "[3, 1]", False),
        ("||B x||^2", "hessian", {"at": {"B": "[1, 0; 1, 1]"}}, "[2, 1; 1, 1]", False),
        ("x_1^3 + x_2", "hessian", {}, "[6x_1, 0; 0, 1]", True),
        ("||B x||^2", "hessian", {}, "B^T B", True),
        ("x", "jacobian", {"ask": "entry", "indices": {"i": "2", "j": "2"}}, "1", True),
    ],
)
def test_a_reference_that_is_one_value_is_not_given_away(of, ask, more, wrong, shown):
    table = {"ask": ask, "of": of, "wrt": "x", "symbols": {"x": "2", "B": "2 x 2"}} | more
    evidence = to_json(None, grade(load(table), wrong))["evidence"]
    assert "yours" in evidence
    assert ("expected" in evidence) is shown


def test_a_factor_beside_a_transpose_is_named():
    assert "-1" in to_json(None, grade(load(LINEAR), "-A^T"))["feedback"]


def test_a_special_case_says_which():
    assert "A is symmetric" in to_json(None, grade(load(QUADRATIC), "2 x^T A"))["feedback"]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({**LINEAR, "of": "A y"}, "does not fit"),
        ({**LINEAR, "ask": "hessian"}, "only a number"),
        ({**LINEAR, "wrt": "A"}, "two indices"),
        ({**LINEAR, "wrt": ["x", "y"]}, "scalars"),
    ],
)
def test_a_question_without_meaning_is_the_authors_mistake(table, says):
    with pytest.raises(ExerciseError, match=says):
        load(table)


WRITTEN_OUT = {"ask": "solve", "of": "x_1^2 + x_1 x_2 + x_2^2 - 3x_1", "wrt": "x", "symbols": {"x": "2"}}
QUESTIONS = [WRITTEN_OUT]
QUESTIONS += list({json.dumps(row["exercise"], sort_keys=True): row["exercise"] for row in ROWS}.values())


@pytest.mark.parametrize("table", QUESTIONS, ids=lambda table: f"{table['ask']} {table.get('of', table.get('answer'))}")
def test_the_engines_formula_agrees_with_the_exact_derivative(table):
    exercise = load(table)
    answer = to_json(None, grade(exercise, exercise.ask.reference()))
    assert answer["verdict"] == "correct"


LEAST_SQUARES = {"ask": "solve", "of": "||y - A x||^2", "wrt": "x", "symbols": {"A": "M x N", "x": "N", "y": "M"}}


def test_a_stationary_point_is_compared_at_several_sizes_and_refuted_in_small_numbers():
    equation = to_json(None, grade(load(LEAST_SQUARES), "A^T A x = A^T y"))
    assert equation["evidence"]["points"] == 3
    wrong = to_json(None, grade(load(LEAST_SQUARES), "A^T y"))["evidence"]
    assert set(wrong["at"]) == {"A", "y"}
    assert wrong["sizes"] == {"M": 2, "N": 2}


@pytest.mark.parametrize(
    ("of", "wrt", "symbols", "submission", "kind"),
    [
        ("||x||^4 + a^T x", "x", {"x": "N", "a": "N"}, "-a/(4^(1/3) ||a||^(2/3))", "agreed"),
        ("||x||^4 + a^T x", "x", {"x": "N", "a": "N"}, "-a", "different"),
        ("||x||^4 + a^T x", "x", {"x": "N", "a": "N"}, "1", "wrong-shape"),
        ("||x||^4 + a^T x", "x", {"x": "N", "a": "N"}, "-a/(4 ||x||^2)", "different"),
        ("||x||^4 + a^T x", "x", {"x": "N", "a": "N"}, "4 ||x||^2 x = -a", "agreed"),
        ("||x||^4 + a^T x", "x", {"x": "N", "a": "N"}, "4 ||x||^2 x^T + a^T = 0", "agreed"),
        ("||x||^4 + a^T x", "x", {"x": "N", "a": "N"}, "4 ||x||^2 x = a", "undecided"),
        ("||x||^4 + a^T x", "x", {"x": "N", "a": "N"}, "x = x", "different"),
        ("||y - A x||", "x", {"A": "M x N", "x": "N", "y": "M"}, "inv(A^T A) A^T y", "agreed"),
        ("N log(s) + ||x||^2/(2 s^2)", "s", {"s": "positive", "x": "N"}, "||x||/sqrt(N)", "agreed"),
        ("N log(s) + ||x||^2/(2 s^2)", "s", {"s": "positive", "x": "N"}, "||x||/N", "different"),
        ("exp(a^T x)", "x", {"x": "N", "a": "N"}, "a", "different"),
    ],
)
def test_a_loss_that_is_not_quadratic_takes_any_point_where_it_is_flat(of, wrt, symbols, submission, kind):
    table = {"ask": "solve", "of": of, "wrt": wrt, "symbols": symbols}
    assert to_json(None, grade(load(table), submission))["kind"] == kind


def test_a_loss_that_is_not_quadratic_has_no_solution_of_the_engine():
    with pytest.raises(NotDifferentiableError, match="not quadratic in x"):
        load({"ask": "solve", "of": "exp(a^T x)", "wrt": "x", "symbols": {"x": "N", "a": "N"}}).ask.reference()


TWICE = {"A": "[2, 0; 0, 2]", "y": "[-2; 5]"}
SQUARE = {"A": "2 x 2", "x": "2", "y": "2"}


@pytest.mark.parametrize(
    ("exercise", "submission"),
    [
        ({**LINEAR, "ask": "solve", "of": "||y - A x||^2", "symbols": SQUARE, "at": TWICE}, "-1; 2.5"),
        ({**LINEAR, "ask": "solve", "of": "||y - A x||^2", "symbols": SQUARE, "at": TWICE}, "x = -1; 2.5"),
        ({**LINEAR, "symbols": SQUARE, "at": {"A": "[1, 2; 3, 4]"}}, "1, 2; 3, 4"),
        ({"ask": "gradient", "of": "x^2 + y^3", "wrt": ["x", "y"]}, "2x; 3y^2"),
        (
            {"ask": "gradient", "of": "x_1^2 sin(x_2)", "wrt": "x", "symbols": {"x": "2"}},
            "[2x_1 sin(x_2), x_1^2 cos(x_2)]",
        ),
        ({"ask": "hessian", "of": "(x + 2y)^3", "wrt": ["x", "y"]}, "6(x + 2y) [1, 2; 2, 4]"),
        ({"ask": "hessian", "of": "log(x) y", "wrt": ["x", "y"]}, "[-y/x^2, 1/x; 1/x, 0]"),
    ],
)
def test_where_the_entries_are_formulas_of_numbers_equality_is_proved(exercise, submission):
    assert to_json(None, grade_table(exercise, submission))["kind"] == "proved"


def test_an_example_is_told_which_condition_fails():
    table = {"ask": "example", "where": ["v^T v = 1", "v_2 < 0"], "wrt": "v", "symbols": {"v": "2"}}
    assert "`v_2 < 0` does not hold" in to_json(None, grade_table(table, "[3/5; 4/5]"))["feedback"]


NORMAL = {"ask": "solve", "of": "||y - A x||^2", "wrt": "x", "symbols": {"A": "M x N", "x": "N", "y": "M"}}
SCALED = {"ask": "jacobian", "of": "a .* x", "wrt": "x", "symbols": {"a": "N", "x": "N"}}
FORM = {
    "ask": "number",
    "of": "v^T H v",
    "at": {"v": "[1; 2]", "H": "[1, 2; 2, 1]"},
    "symbols": {"v": "2", "H": "2 x 2"},
}


@pytest.mark.parametrize(
    ("exercise", "submission", "kind"),
    [
        (FORM, "13", "proved"),
        (FORM, "5 + 8", "proved"),
        (FORM, "12", "different"),
        (FORM, "v^T H v", "not-an-answer"),
        ({**FORM, "of": "tr(H) + ||v||^2"}, "7", "proved"),
        ({**FORM, "of": "H v"}, "13", "bad-exercise"),
        ({**FORM, "at": {"v": "[1; 2]"}}, "13", "bad-exercise"),
        ({"ask": "hessian", "of": "||x||^2", "wrt": "x", "symbols": {"x": "2"}}, "2 I", "proved"),
        ({"ask": "hessian", "of": "||x||^2", "wrt": "x", "symbols": {"x": "2"}}, "I", "different"),
        (NORMAL, "(y - A x)^T A = 0^T", "agreed"),
        (NORMAL, "(y - A x)^T A = 0", "agreed"),
        (NORMAL, "(y - A x)^T A = 1^T", "shape-error"),
        (SCALED, "diag(a_1, ..., a_N)", "agreed"),
        (SCALED, "diag(a_1, ..., x_N)", "unparsable"),
    ],
)
def test_numbers_of_vectors_and_identities_of_given_sizes(exercise, submission, kind):
    assert to_json(None, grade_table(exercise, submission))["kind"] == kind


@pytest.mark.parametrize(
    ("exercise", "submission", "kind"),
    [
        (ZERO_DIRECTION, "[1, -1]", "transposed"),
        (ZERO_DIRECTION, "[1, 1]", "different"),
        (ZERO_DIRECTION, "[1; 2; 3]", "wrong-shape"),
        ({"ask": "number", "answer": "9"}, "9,0", "shape-error"),
        ({"ask": "derivative", "of": "x^2", "wrt": "x"}, "2x, 0", "shape-error"),
        ({"ask": "derivative", "of": "x^2", "wrt": "x"}, "[2x, 0]", "wrong-shape"),
        ({"ask": "derivative", "of": "x^2", "wrt": "x"}, "[2x]", "proved"),
    ],
)
def test_a_shape_that_does_not_fit_is_told(exercise, submission, kind):
    assert to_json(None, grade_table(exercise, submission))["kind"] == kind


def test_a_decimal_comma_is_told():
    assert "point, not a comma" in to_json(None, grade_table({"ask": "number", "answer": "9"}, "9,0"))["feedback"]


REJECTED = {"ask": "number", "answer": "3", "reject": [{"answer": "5", "because": "argmin.min-swapped"}]}


@pytest.mark.parametrize(
    ("submission", "named"), [("5", ["argmin.min-swapped"]), ("5.0", ["argmin.min-swapped"]), ("4", []), ("3", [])]
)
def test_a_wrong_answer_that_the_author_foresaw_has_the_reason_given(submission, named):
    assert to_json(None, grade_table(REJECTED, submission))["misconceptions"] == named


GRADIENT = {"ask": "gradient", "of": "x^2 y^3", "wrt": ["x", "y"]}
COLUMN = {"ask": "jacobian", "of": "[x^2*y; x*y^2]", "wrt": "x"}


@pytest.mark.parametrize(
    ("exercise", "submission", "kind"),
    [
        (COLUMN, "[2x y; y^2]", "proved"),
        (COLUMN, "[2x y; y y]", "ambiguous"),
        (COLUMN, "[2x y; 3y y]", "different"),
        (GRADIENT, "[2x y^3; 3x^2 y^2]", "transposed"),
        (GRADIENT, "[2x y^3 3x^2 y^2]", "wrong-shape"),
    ],
)
def test_rows_with_spaces_in_them_may_be_meant_as_one_entry_each(exercise, submission, kind):
    assert to_json(None, grade_table(exercise, submission))["kind"] == kind


SHAPE = {"ask": "shape", "of": "A x", "wrt": "x", "symbols": {"A": "M x N", "x": "N"}}


@pytest.mark.parametrize(
    ("submission", "kind"),
    [
        ("MxN", "proved"),
        ("M × N", "proved"),
        ("(M, N)", "proved"),
        ("NxM", "transposed"),
        ("M x 3", "wrong-shape"),
        ("M", "wrong-shape"),
    ],
)
def test_a_wrong_shape_is_told_without_the_right_one(submission, kind):
    answer = to_json(None, grade_table(SHAPE, submission))
    assert answer["kind"] == kind
    assert kind == "proved" or "M x N" not in answer["feedback"] + str(answer["evidence"])


FORESEEN = {
    "ask": "solve",
    "of": "(a - 2)^2 + (2a - 3)^2 + (3a - 7)^2",
    "wrt": "a",
    "reject": [{"answer": "2", "say": "That is the sum of y over the sum of x."}],
}


@pytest.mark.parametrize(("submission", "told"), [("2", False), ("a = 4/2", False), ("-29/14", True)])
def test_the_engine_is_silent_where_the_author_speaks(submission, told):
    answer = to_json(None, grade_table(FORESEEN, submission))
    assert answer["verdict"] == "incorrect"
    assert answer["feedback"].endswith("that is not the value asked.") is not told


TWO_SCALARS = {"ask": "solve", "of": "(p - 1)^2 + (q + p - 3)^2", "wrt": ["q", "p"]}


@pytest.mark.parametrize(
    ("submission", "kind"), [("[2; 1]", "proved"), ("q = 2, p = 1", "proved"), ("[1; 2]", "different")]
)
def test_several_scalars_are_solved_for_together(submission, kind):
    assert load(TWO_SCALARS).ask.reference() == "[2; 1]"
    assert to_json(None, grade_table(TWO_SCALARS, submission))["kind"] == kind
