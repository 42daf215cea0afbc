"""Derivations with vectors and matrices: formulas and equations, line by line, at several sizes."""

import pytest

from mmltui.exercises.entry import grade_table, load, to_json
from mmltui.exercises.keys import ExerciseError

SYMBOLS = {"A": "M x N", "x": "N", "y": "M"}
SQUARE = {
    "ask": "derivation",
    "start": "v^T A^T A v",
    "goal": "||A v||^2",
    "wrt": "v",
    "symbols": {"A": "M x N", "v": "N"},
}
NETWORK = {"ask": "derivation", "of": "w^T tanh(A x)", "wrt": "x", "symbols": {"w": "M", "A": "M x N", "x": "N"}}
SAME_SIZE = {**NETWORK, "symbols": {"w": "N", "A": "N x N", "x": "N"}}
LOSS = {"ask": "derivation", "of": "||y - A x||^2", "wrt": "x", "symbols": SYMBOLS}
FORM = {"ask": "derivation", "of": "x^T B x", "wrt": "x", "symbols": {"B": "N x N", "x": "N"}}
EXPANDED = {**LOSS, "of": None, "start": "||y - A x||^2", "goal": "y^T y - 2 y^T A x + x^T A^T A x"}
NORMAL = {"ask": "derivation", "start": "-(y - A x)^T A = 0", "goal": "A^T A x = A^T y", "wrt": "x", "symbols": SYMBOLS}
SOLVED = {**NORMAL, "start": "d/dx(||y - A x||^2) = 0", "goal": "x = inv(A^T A) A^T y"}
SLOPE = {
    "ask": "derivation",
    "start": "d/da(||y - a x||^2) = 0",
    "goal": "a = x^T y/(x^T x)",
    "wrt": "a",
    "symbols": {"a": "scalar", "x": "N", "y": "N"},
}


def judged(exercise, submission):
    table = {key: value for key, value in exercise.items() if value is not None}
    return to_json(1, grade_table(table, submission))


@pytest.mark.parametrize(
    ("exercise", "submission", "kind"),
    [
        (SQUARE, "(A v)^T A v\n= ||A v||^2", "proved"),
        (SQUARE, "v^T A^T A v = (A v)^T (A v) = |A v|^2", "proved"),
        (NETWORK, "w^T diag(1 - tanh(A x)^2) d/dx(A x)\nw^T diag(1 - tanh(A x)^2) A", "proved"),
        (NETWORK, "w^T d/dx(tanh(A x))\nw^T diag(1 - tanh(A x)^2) A d/dx(x)\nw^T diag(1 - tanh(A x)^2) A", "proved"),
        (NETWORK, "let u = A x\nw^T diag(1 - tanh(u)^2) d/dx(u)\nw^T diag(1 - tanh(u)^2) A", "proved"),
        (NETWORK, "(w .* (1 - tanh(A x)^2))^T A", "agreed"),
        (LOSS, "2 (y - A x)^T d/dx(y - A x)\n2 (y - A x)^T (d/dx(y) - d/dx(A x))\n-2 (y - A x)^T A", "proved"),
        (FORM, "x^T B + (B x)^T\nx^T (B + B^T)", "proved"),
        (
            EXPANDED,
            "(y - A x)^T (y - A x)\ny^T y - y^T A x - x^T A^T y + x^T A^T A x\ny^T y - 2 x^T A^T y + x^T A^T A x",
            "proved",
        ),
        (NORMAL, "-y^T A + x^T A^T A = 0\nx^T A^T A = y^T A\nA^T A x = A^T y", "proved"),
        (NORMAL, "A^T (y - A x) = 0\nA^T y = A^T A x", "proved"),
        (NORMAL, "2 x^T A^T A = 2 y^T A\n(A^T A) x = A^T y", "proved"),
        (SOLVED, "-2 (y - A x)^T A = 0\nA^T A x = A^T y\nx = (A^T A)^-1 A^T y", "agreed"),
        (SOLVED, "A^T A x = A^T y\ninv(A^T A) A^T A x = inv(A^T A) A^T y\nx = inv(A^T A) A^T y", "agreed"),
        (SLOPE, "-2 x^T (y - a x) = 0\nx^T y = a x^T x\na = x^T y / (x^T x)", "agreed"),
    ],
)
def test_a_sound_derivation_is_right(exercise, submission, kind):
    answer = judged(exercise, submission)
    assert (answer["verdict"], answer["kind"]) == ("correct", kind)


@pytest.mark.parametrize(
    ("exercise", "submission", "part", "kind", "slips"),
    [
        (SQUARE, "(A v)^T A v\n||A v||", "2 of 2", "different", []),
        (SQUARE, "v^T v\n||A v||^2", "1 of 2", "different", []),
        (SQUARE, "2 ||A v||^2", "1 of 1", "different", ["answer.factor"]),
        (
            NETWORK,
            "w^T d/dx(tanh(A x))\nw^T (1 - tanh(A x)^2) A",
            "2 of 2",
            "wrong-shape",
            ["elementwise.diagonal-lost"],
        ),
        (NETWORK, "w^T (1 - tanh(A x)^2) A", "1 of 1", "wrong-shape", ["elementwise.diagonal-lost"]),
        (NETWORK, "w^T d/dx(tanh(A x))\nw^T diag(1 - tanh(A x)) A", "2 of 2", "different", ["table.tanh"]),
        (
            NETWORK,
            "w^T diag(1 - tanh(A x)^2) d/dx(A x)\nw^T diag(1 - tanh(A x)^2)",
            "2 of 2",
            "wrong-shape",
            ["chain.no-inner-jacobian"],
        ),
        (NETWORK, "A^T diag(1 - tanh(A x)^2) w", "1 of 1", "transposed", ["layout.transposed"]),
        (SAME_SIZE, "w^T d/dx(tanh(A x))\nw^T A diag(1 - tanh(A x)^2)", "2 of 2", "different", ["product.order"]),
        (
            SAME_SIZE,
            "w^T diag(1 - tanh(x)^2) A\nw^T diag(1 - tanh(x)^2) A",
            "1 of 2",
            "different",
            ["chain.evaluation-point"],
        ),
        (LOSS, "2 (y - A x)^T d/dx(y - A x)\n-2 (y - A x)^T", "2 of 2", "wrong-shape", ["chain.no-inner-jacobian"]),
        (LOSS, "2 (y - A x)^T d/dx(y - A x)\n2 (y - A x)^T A", "2 of 2", "different", ["answer.sign"]),
        (FORM, "2 x^T B", "1 of 1", "special-case", ["matrix.assumed-symmetric"]),
        (EXPANDED, "(y - A x)^T (y - A x)\ny^T y + 2 y^T A x + x^T A^T A x", "2 of 2", "different", ["sum.sign"]),
        (NORMAL, "-y^T A - x^T A^T A = 0\nx^T A^T A = -y^T A", "1 of 2", "different", ["sum.sign"]),
        (NORMAL, "-y^T A + x^T A^T A = 0\nx^T A^T A = -y^T A\nA^T A x = A^T y", "2 of 3", "different", ["sum.sign"]),
        (NORMAL, "A x = y\nA^T A x = A^T y", "1 of 2", "different", []),
        (NORMAL, "0 = 0", "1 of 1", "different", []),
        (SOLVED, "-2 (y - A x)^T A = 0\nA^T A x = A^T y\nx = A^T y", "3 of 3", "different", []),
        (SLOPE, "-2 x^T (y - a x) = 0\nx^T y = -a x^T x", "2 of 2", "different", ["sum.sign"]),
    ],
)
def test_the_first_line_that_does_not_follow_is_named(exercise, submission, part, kind, slips):
    answer = judged(exercise, submission)
    assert (answer["verdict"], answer["kind"]) == ("incorrect", kind)
    assert answer["evidence"]["part"] == f"line {part}"
    assert answer["misconceptions"] == slips


@pytest.mark.parametrize(
    ("exercise", "submission"),
    [
        (SQUARE, "v^T A^T A v"),
        (SQUARE, "(A v)^T A v"),
        (NETWORK, "w^T d/dx(tanh(A x))"),
        (EXPANDED, "(y - A x)^T (y - A x)"),
        (NORMAL, "-(y - A x)^T A = 0"),
        (NORMAL, "x^T A^T A = y^T A"),
        (NORMAL, "2 A^T A x = 2 A^T y"),
        (SOLVED, "A^T A x = A^T y"),
    ],
)
def test_lines_that_stop_early_have_not_arrived(exercise, submission):
    answer = judged(exercise, submission)
    assert answer["verdict"] == "incorrect"
    assert "part" not in answer["evidence"]
    assert "the last is not yet what is asked" in answer["feedback"]


@pytest.mark.parametrize(
    ("exercise", "submission", "line", "told"),
    [
        (SQUARE, "(A v)^T A v\nv^T A A^T v", 2, "v^T A does not fit"),
        (NETWORK, "w^T d/dx(tanh(A x))\nw^T A diag(1 - tanh(A x)^2)", 2, "does not fit"),
        (NETWORK, "d/dx(A x) w\nw^T A", 1, "d/dx(A x) w does not fit"),
        (NORMAL, "x^T A^T A = y^T A\nA^T A x = y^T A", 2, "One of them needs a transpose"),
        (NORMAL, "x^T A^T A = y^T A\nA^T A x = A y", 2, "Did you mean A^T y?"),
        (FORM, "d/dx(x^T) B x\n2 x^T B", 1, "more than two indices"),
    ],
)
def test_shapes_that_do_not_fit_are_told_of_their_line_and_cost_nothing(exercise, submission, line, told):
    answer = judged(exercise, submission)
    assert (answer["verdict"], answer["kind"]) == ("invalid", "shape-error")
    assert answer["feedback"].lower().startswith(f"line {line}")
    assert told in answer["feedback"]


@pytest.mark.parametrize(
    ("start", "line"),
    [
        ("A x = y", "A^T A x = A^T y"),
        ("d/dx(||y - A x||^2) = 0", "-2 (y - A x)^T = 0"),
        ("A^T A x = A^T y", "A x = y"),
        ("A x = y", "A x x^T y = y x^T y"),
    ],
)
def test_what_says_the_same_only_if_a_matrix_has_an_inverse_is_neither_right_nor_wrong(start, line):
    square = {**NORMAL, "start": start, "symbols": {"A": "N x N", "x": "N", "y": "N"}}
    answer = judged(square, line)
    assert answer["verdict"] == "undecided"
    assert answer["evidence"]["part"] == "line 1 of 1"


def test_a_line_that_is_proved_but_only_agrees_with_the_goal_is_not_called_proved():
    table = {**NETWORK, "of": None, "start": "d/dx(w^T tanh(A x))", "goal": "(w .* (1 - tanh(A x)^2))^T A"}
    assert judged(table, "w^T diag(1 - tanh(A x)^2) A")["kind"] == "agreed"


@pytest.mark.parametrize("of", ["X x", "x x^T"])
def test_a_derivative_with_more_than_two_indices_is_the_authors_mistake(of):
    table = {"ask": "derivation", "of": of, "wrt": "X" if "X" in of else "x", "symbols": {"x": "N", "X": "N x N"}}
    with pytest.raises(ExerciseError, match="more than two indices"):
        load(table)


def test_its_hints_are_those_of_the_derivative_by_a_vector():
    assert "1 x N" in load(NETWORK).ask.hints()[0].replace("$", "").replace(r"\times", "x")
    assert load(SQUARE).ask.hints() == ()
