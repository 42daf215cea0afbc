"""Numbers: exact, within a tolerance, or rounded."""

from fractions import Fraction

import pytest

from mmltui.grading.numbers import judge_number
from mmltui.grading.verdicts import Different, NotInForm, Proved
from mmltui.notation.parser import parse
from mmltui.notation.symbols import SymbolTable

NO_LETTERS = SymbolTable.declare({})


def judge(submission, reference, tolerance=None):
    trees = [parse(text, NO_LETTERS).expression for text in (submission, reference)]
    return judge_number(*trees, NO_LETTERS, tolerance=None if tolerance is None else Fraction(tolerance))


@pytest.mark.parametrize(
    ("submission", "reference"),
    [
        ("0.5", "1/2"),
        ("1e-3", "1/1000"),
        ("2/4", "1/2"),
        ("sqrt(8)", "2 sqrt(2)"),
        ("pi/4", "atan(1)"),
        ("log(8)", "3 log(2)"),
    ],
)
def test_exact(submission, reference):
    assert isinstance(judge(submission, reference), Proved)


@pytest.mark.parametrize(
    ("submission", "reference", "digits"),
    [
        ("0.33", "1/3", 2),
        ("0.3", "1/3", 1),
        ("-0.667", "-2/3", 3),
        ("3.14", "pi", 3),
        ("1.41421356", "sqrt(2)", 9),
        ("22026", "e^10", 5),
    ],
)
def test_a_correct_rounding_is_named(submission, reference, digits):
    assert judge(submission, reference) == NotInForm("rounded", digits)


@pytest.mark.parametrize(
    ("submission", "reference"),
    [("0.34", "1/3"), ("3.15", "pi"), ("3", "pi"), ("0.13", "1/8"), ("33/100", "1/3"), ("0", "1/3"), ("-0.33", "1/3")],
)
def test_other_decimals_are_wrong(submission, reference):
    verdict = judge(submission, reference)
    assert isinstance(verdict, Different)
    assert verdict.witness.expected is None


@pytest.mark.parametrize(
    ("submission", "reference", "tolerance", "kind"),
    [
        ("3.14", "pi", "0.01", Proved),
        ("3.14", "pi", "0.001", Different),
        ("0.26", "1/4", "0.01", Proved),
        ("0.2600001", "1/4", "0.01", Different),
        ("sqrt(2)", "1.4", "0.02", Proved),
        ("1/0", "1", "0.5", Different),
    ],
)
def test_within_a_tolerance(submission, reference, tolerance, kind):
    assert isinstance(judge(submission, reference, tolerance), kind)
