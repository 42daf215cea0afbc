"""Proofs on their own, without points: what they must not prove."""

import pytest

from mmltui.grading.lowering import lower
from mmltui.grading.prove import Equal, NothingInCommon, NowhereDefined, prove
from mmltui.notation.parser import parse
from mmltui.notation.symbols import SymbolTable

LETTERS = SymbolTable.declare(dict.fromkeys("axyz", "scalar"))


def proof_of(submission, reference, *domain):
    trees = [parse(text, LETTERS).expression for text in (submission, reference, *domain)]
    return prove(lower(trees[0], trees[1], LETTERS, trees[2:]))


@pytest.mark.parametrize(
    ("submission", "reference"),
    [
        ("abs(x)", "x"),
        ("1/abs(x)", "1/x"),
        ("sqrt(x^2)", "x"),
        ("asin(sin(x))", "x"),
        ("atan(tan(x))", "x"),
        ("acos(cos(x))", "x"),
        ("log(x^2)", "2 log(-x)/2"),
        ("(x^2)^(1/2) + sqrt(y)", "x + sqrt(y)"),
        ("acosh(cosh(x))", "x"),
        ("atan(x) + atan(1/x)", "pi/2"),
        ("abs(y) + 0*sqrt((x - abs(x)) y)", "y sign(x - abs(x))"),
        ("sign(x - abs(x))", "-1"),
        ("abs(x - abs(x)) sign(x - abs(x))", "2 (x - abs(x))"),
        ("max(x, abs(x))", "x"),
        ("x^(2/3)", "x^(1/3)"),
    ],
)
def test_what_is_not_equal_has_no_proof(submission, reference):
    assert not isinstance(proof_of(submission, reference), Equal)


@pytest.mark.parametrize(
    ("submission", "reference", "domain"),
    [
        ("abs(x)", "x", ["log(x)"]),
        ("sqrt(x^2 y^2)", "x y", ["sqrt(x y)"]),
        ("abs(1 - x) abs(1 + x)", "1 - x^2", ["asin(x)"]),
        ("max(x, abs(x))", "abs(x)", []),
        ("cos(abs(x) y/x)", "cos(y)", []),
    ],
)
def test_signs_learnt_from_the_domain_help(submission, reference, domain):
    assert isinstance(proof_of(submission, reference, *domain), Equal)


@pytest.mark.parametrize(
    "nowhere", ["1/(x - x)", "1/(sin(x)^2 + cos(x)^2 - 1)", "log(abs(x) - sqrt(x^2))", "(x - x)^(-1/2)"]
)
def test_what_is_defined_nowhere_is_recognised(nowhere):
    assert proof_of(nowhere, "x") == NowhereDefined("submission")
    assert proof_of("x", nowhere) == NowhereDefined("reference")


def test_domains_that_exclude_each_other():
    assert proof_of("log(x)", "log(-x)") == NothingInCommon()
