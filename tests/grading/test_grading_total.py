"""No tree makes judging raise: extreme numbers, wrong arities, parts that are no scalars."""

from fractions import Fraction
from random import Random

import pytest
from pair_formulas import FUNCTIONS

from mmltui.grading.equality import compare
from mmltui.grading.feedback import evidence, feedback
from mmltui.grading.forms import is_in_form
from mmltui.grading.numbers import judge_number
from mmltui.grading.verdicts import Judgement
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import (
    Add,
    Application,
    Call,
    Constant,
    Listing,
    Matrix,
    Neg,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Size,
    Sum,
    Symbol,
    Transpose,
)

SYMBOLS = SymbolTable.declare({"x": "scalar", "p": "positive", "f": "function"})
NUMBERS = [Number(Fraction(10) ** power) for power in (0, 1, 30, 200, -100)] + [
    Number(Fraction(n)) for n in (0, 2, 99999)
]
LEAVES = [Symbol("x"), Symbol("p"), Symbol("undeclared"), Constant("e"), Constant("pi"), Size("N"), *NUMBERS]
NAMES = [*FUNCTIONS, "det", "norm", "sum", "softmax", "inv", "logdet", "unknown"]


def strange(random, depth):
    if depth == 0 or random.random() < 0.1:
        return random.choice(LEAVES)
    a, b = strange(random, depth - 1), strange(random, depth - 1)
    usual = [Power(a, b), Power(Constant("e"), a), Quotient(a, b), Product((a, b)), Add((a, Neg(b)))]
    usual += [
        Call(random.choice(NAMES), (a,)),
        Power(a, random.choice(NUMBERS)),
        Call("log", (a,)),
        Call("max", (a, b)),
    ]
    odd = [Matrix(((a,),)), Transpose(a), Listing((a, b)), Call("sin", ()), Relation("=", a, b), Sum(a, "i")]
    odd += [Application("f", (a,), random.randrange(3)), Call("sin", (a, b))]
    return random.choice(odd if random.random() < 0.05 else usual)


@pytest.mark.parametrize("seed", range(120))
def test_every_tree_gets_a_verdict(seed):
    random = Random(seed)
    submission = strange(random, random.choice([1, 2, 3, 4]))
    reference = random.choice([submission, strange(random, 2), Add((submission, NUMBERS[0])), Neg(Neg(submission))])
    for verdict in (
        compare(submission, reference, SYMBOLS, domain=[strange(random, 2)]),
        judge_number(submission, reference, SYMBOLS, tolerance=Fraction(1, 100)),
        judge_number(submission, reference, SYMBOLS),
    ):
        assert feedback(Judgement(verdict))
        assert isinstance(evidence(verdict), dict)
    for form in ("expanded", "factored", "simplified"):
        assert is_in_form(submission, form) in (True, False)
