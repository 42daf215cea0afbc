"""Derivations as people type them: several steps on one line, names before them, arrows, numbers, remarks."""

import pytest

from mmltui.exercises.entry import grade_table, to_json
from mmltui.exercises.remarks import without_remarks

PRODUCT = {"ask": "derivation", "of": "x^2 sin(x)", "wrt": "x"}
CHAIN = {"ask": "derivation", "of": "sin(x^2)", "wrt": "x"}
SCALED = {"ask": "derivation", "of": "sin(w x)", "wrt": "x"}
QUOTIENT = {"ask": "derivation", "start": "((x+h)^2 - x^2)/h", "wrt": "x", "goal": "2x + h"}
LINEAR = {"ask": "derivation", "start": "d/dx((x-3)^2 + 1) = 0", "wrt": "x", "goal": "x = 3"}
LOSS = {
    "ask": "derivation",
    "start": "d/da(sum_n (y_n - a x_n)^2) = 0",
    "wrt": "a",
    "goal": "a = sum_n x_n y_n / sum_n x_n^2",
    "symbols": {"a": "scalar", "x": "N", "y": "N"},
}


def judged(exercise, submission):
    return to_json(1, grade_table(exercise, submission))


@pytest.mark.parametrize(
    ("exercise", "submission"),
    [
        (PRODUCT, "= 2x sin x + x^2 cos x"),
        (PRODUCT, "f'(x) = 2x sin x + x^2 cos x"),
        (PRODUCT, "d/dx(x^2) sin x + x^2 d/dx(sin x) = 2x sin x + x^2 cos x = x (2 sin x + x cos x)"),
        (PRODUCT, "d/dx(x^2) sin x + x^2 d/dx(sin x)\n= 2x sin x + x^2 cos x\n"),
        (PRODUCT, "y = x^2 sin x\ny' = 2x sin x + x^2 cos x"),
        (PRODUCT, "1. d/dx(x^2) sin x + x^2 cos x\n2. 2x sin x + x^2 cos x"),
        (PRODUCT, r"\frac{d}{dx}(x^2) \sin x + x^2 \cos x \\ = 2x\sin x + x^2 \cos x"),
        (PRODUCT, "2x sin x + x^2 cos x ;"),
        (PRODUCT, "(x^2)' sin x + x^2 (sin x)'\n2x sin x + x^2 cos x"),
        (PRODUCT, "Product rule:\nd/dx(x^2) sin x + x^2 d/dx(sin x)\nhence 2x sin x + x^2 cos x"),
        (PRODUCT, "d/dx(x^2) sin x + x^2 d/dx(sin x), by the product rule\n2x sin x + x^2 cos x (power rule)"),
        (PRODUCT, "d/dx(x^2) sin x + x^2 d/dx(sin x) # (f g)'\n2x sin x + x^2 cos x -- from the table"),
        (CHAIN, "let u = x^2\ncos(u) d/dx(u)\ncos(u) 2x = 2x cos(x^2)"),
        (QUOTIENT, "(x^2 + 2x h + h^2 - x^2)/h = (2x h + h^2)/h = 2x + h"),
        (LINEAR, "2(x-3) = 0\nx - 3 = 0\nx = 3"),
        (LINEAR, "2(x-3) = 0 ⇒ 2x = 6 => x = 3"),
        (LINEAR, "2(x-3) = 0\n2x = 6 | :2\nx = 3"),
        (LINEAR, "2(x-3) = 0, x = 3"),
        (LINEAR, "dL/dx = 2(x-3) = 0\nx = 3"),
        (LINEAR, "2x - 6 = 0\n6 = 2x\n3"),
        (LOSS, "-2 sum_n x_n (y_n - a x_n) = 0 ⇒ sum_n x_n y_n = a sum_n x_n^2 ⇒ a = sum_n x_n y_n / sum_n x_n^2"),
    ],
)
def test_a_sound_derivation_is_right(exercise, submission):
    assert judged(exercise, submission)["verdict"] == "correct"


@pytest.mark.parametrize(
    ("exercise", "submission", "part", "slip"),
    [
        (
            PRODUCT,
            "d/dx(x^2) sin x + x^2 d/dx(sin x) = 2x sin x - x^2 cos x = x(2 sin x - x cos x)",
            "2 of 3",
            "table.sign",
        ),
        (PRODUCT, "(x^2)' sin x + x^2 (sin x)'\n2x sin x - x^2 cos x", "2 of 2", "table.sign"),
        (CHAIN, "cos(x^2) d/dx(x^2)\ncos(x^2)", "2 of 2", "chain.no-inner"),
        (CHAIN, "u = x^2\n-cos(u) 2x", "1 of 1", "table.sign"),
        (SCALED, "cos(w x) d/dx(w x)\nx cos(w x)", "2 of 2", "task.other-variable"),
        (LINEAR, "2x - 6 = 0\n2x - 4 - 2 = 0\n2x = -6", "3 of 3", "sum.sign"),
        (QUOTIENT, "(2x h + h^2)/h = 2x + h^2", "2 of 2", "algebra.cancelled-in-sum"),
        (LINEAR, "2x - 6 = 0\n2x = -6\nx = -3", "2 of 3", "sum.sign"),
        (LINEAR, "x^2 - 6x + 9 = 0\nx = 3", "1 of 2", "power.not-lowered"),
        (LOSS, "sum_n 2 (y_n - a x_n) = 0\na = sum_n y_n/sum_n x_n", "1 of 2", "chain.no-inner"),
    ],
)
def test_the_first_line_that_does_not_follow_is_named_with_its_slip(exercise, submission, part, slip):
    answer = judged(exercise, submission)
    assert answer["verdict"] == "incorrect"
    assert answer["evidence"]["part"] == f"line {part}"
    assert slip in answer["misconceptions"]


@pytest.mark.parametrize(
    "submission", ["=\n=", "a = b = c", "; ; ;", "= = =", "2x sin x +\n x^2 cos x", "\n".join(["x"] * 40)]
)
@pytest.mark.parametrize("exercise", [PRODUCT, LINEAR])
def test_what_cannot_be_read_is_no_attempt(exercise, submission):
    assert judged(exercise, submission)["verdict"] in ("invalid", "undecided")


def test_an_equation_that_does_not_follow_has_no_numbers_beside_it():
    assert "your answer is" not in judged(LINEAR, "2x - 6 = 0\n2x = 7\nx = 7/2")["feedback"]


@pytest.mark.parametrize(
    ("submission", "kind"),
    [
        ("(x^2 + 2x h + h^2 - x^2)/h", "not-in-form"),
        ("((x+h)^2 - x^2)/h", "not-in-form"),
        ("(2x h + h^2)/h", "not-in-form"),
        ("(2x h + h^2)/h\n2x + h", "proved"),
        ("h + 2x", "proved"),
    ],
)
def test_the_last_line_must_have_the_form_asked_for(submission, kind):
    assert judged({**QUOTIENT, "form": "simplified"}, submission)["kind"] == kind


@pytest.mark.parametrize(
    ("line", "formula"),
    [
        ("so 3 x^2", "3 x^2"),
        ("x^2 (by the chain rule)", "x^2"),
        ("= 2 x, by the product-rule.", "= 2 x"),
        ("2 x -- from the table", "2 x"),
        ("10 a = 16 | : 10", "10 a = 16"),
        ("sum_n x_n", "sum_n x_n"),
        ("( x ) - y", "( x ) - y"),
        ("x^2 minus 3", "x^2 minus 3"),
        ("therefore", ""),
    ],
)
def test_words_beside_a_formula_are_left_out(line, formula):
    assert without_remarks(line) == formula
