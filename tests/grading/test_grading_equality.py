"""Scalar equality: tables of what is typed, what is right, and what must be said."""

from fractions import Fraction

import pytest

from mmltui.grading.equality import compare
from mmltui.grading.verdicts import Agreed, Different, Proved, ProvedOnCommonDomain, Undecided
from mmltui.notation.parser import parse
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Add, Matrix, Neg, Number, Power, Symbol

LETTERS = SymbolTable.declare(
    {**dict.fromkeys("abcknrstuvwxyz", "scalar"), "f": "function", "p": "positive", "q": "positive"}
)


def judge(submission, reference, domain=()):
    trees = [parse(text, LETTERS).expression for text in (submission, reference, *domain)]
    return compare(trees[0], trees[1], LETTERS, domain=trees[2:], seed="table")


PROVED = """
1 + x                           | x + 1
(x + 1)^2                       | x^2 + 2x + 1
(x^2 - 1)/(x - 1)               | x + 1
1/(1 + 1/x)                     | x/(1 + x)
0.1 + 0.2                       | 0.3
sin(2x)                         | 2 sin(x) cos(x)
sin(x)^2 + cos(x)^2             | 1
1 + tan(x)^2                    | sec(x)^2
csc(x) sec(x)                   | 2/sin(2x)
cot(x)                          | 1/tan(x)
cos(3x)                         | 4cos(x)^3 - 3cos(x)
sin(x + y)                      | sin(x) cos(y) + cos(x) sin(y)
sin(x/2)^2                      | (1 - cos(x))/2
sin(x + pi/2)                   | cos(x)
cos(pi/12)                      | (sqrt(6) + sqrt(2))/4
exp(x + y)                      | exp(x) exp(y)
e^(2x) - 1                      | (e^x - 1)(e^x + 1)
2^x                             | exp(x log(2))
x^n x                           | x^(n + 1)
log(p q)                        | log(p) + log(q)
log(x y)                        | log(x) + log(y)
log(x^2)                        | 2 log(abs(x))
log(8)                          | 3 log(2)
log(4x)/log(2) - 2              | log(x)/log(2)
log(x - 3) + log(4 - x)         | log((x - 3)(4 - x))
sqrt(x^2)                       | abs(x)
sqrt(p^2)                       | p
sqrt(8)                         | 2 sqrt(2)
1/sqrt(x)                       | sqrt(x)/x
1/(1 + sqrt(2))                 | sqrt(2) - 1
x^(1/2)                         | sqrt(x)
sqrt(1 - x) sqrt(1 + x)         | sqrt(1 - x^2)
sqrt(1 - sin(x)^2)              | abs(cos(x))
sign(x) x                       | abs(x)
abs(x y)                        | abs(x) abs(y)
max(x, 0)                       | relu(x)
max(x, y) + min(x, y)           | x + y
max(x, y) - min(x, y)           | abs(x - y)
relu(x) - relu(-x)              | x
tanh(x)                         | (e^(2x) - 1)/(e^(2x) + 1)
1 - tanh(x)^2                   | sech(x)^2
cosh(x)^2 - sinh(x)^2           | 1
sinh(2x)                        | 2 sinh(x) cosh(x)
sigmoid(x)                      | 1/(1 + e^(-x))
sigmoid(x)(1 - sigmoid(x))      | e^(-x)/(1 + e^(-x))^2
softplus(x)                     | x + log(1 + e^(-x))
asinh(x)                        | log(x + sqrt(x^2 + 1))
atanh(x)                        | log((1 + x)/(1 - x))/2
cos(asin(x))                    | sqrt(1 - x^2)
sin(2 asin(x))                  | 2x sqrt(1 - x^2)
cos(atan(x))                    | 1/sqrt(1 + x^2)
tan(atan(x))                    | x
acos(x)                         | pi/2 - asin(x)
atan(x) + atan(1/x)             | pi/2 sign(x)
f(x + 1) + f(1 + x)             | 2f(1 + x)
sqrt(3 - 2 sqrt(2))             | sqrt(2) - 1
cos(pi/5)                       | (1 + sqrt(5))/4
abs(tanh(p))                    | tanh(p)
abs(cosh(3))                    | cosh(3)
cos(abs(x) y/x)                 | cos(y)
log((x + 1)^2/(y^2 + 1))        | 2 log(abs(x + 1)) - log(1 + y^2)
exp(3/2 log(x - y))             | (x - y)^(3/2)
"""

DIFFERENT = """
x^2 + 2x + 2                    | (x + 1)^2
abs(x)                          | x
1/abs(x)                        | 1/x
x + 1e-9                        | x
x + 1e-60                       | x
x^2 (1 + 1e-12)                 | x^2
sqrt(x^2)                       | x
abs(sin(1/x))                   | sin(1/x)
log(x^2)                        | log(x)
sin(x)                          | x
2 f(x)                          | f(x) + f'(x)
0.333333                        | 1/3
3.14159265358979                | pi
abs(x - 0.301)                  | abs(x - 0.3) + 0.001 sign(0.3 - x)
relu(x - 9.99)                  | relu(x - 10)
max(x, y)                       | x
x^(1/3)                         | x^(2/3)
min(acsc(x)^2, atan(x) + e^2)   | min(acsc(x)^2, atan(x) + e^(1/2))
"""

ON_COMMON_DOMAIN = """
log(x) + log(y)                 | log(x y)
sqrt(x)^2                       | x
e^(log(x))                      | x
sqrt(x - 1) sqrt(x + 1)         | sqrt(x^2 - 1)
sin(asin(x))                    | x
(abs(x) - x)/(abs(x) - x)       | 1
"""

NOWHERE_COMMON = """
log(-x) + 1                     | log(x) + 1
log(-1 - x^2) - log(-1 - x^2) + x | x
x + 1/(x - x)                   | x
x + 1/(sin(x)^2 + cos(x)^2 - 1) | x
0/0                             | 1
sqrt(-1)^2                      | -1
asin(2) - asin(2) + x           | x
"""


def rows(table):
    return [tuple(cell.strip() for cell in line.rsplit("|", 1)) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("submission", "reference"), rows(PROVED))
def test_an_identity_is_proved(submission, reference):
    assert isinstance(judge(submission, reference), Proved)


@pytest.mark.parametrize(("submission", "reference"), rows(DIFFERENT))
def test_a_difference_has_a_witness_that_shows_it(submission, reference):
    verdict = judge(submission, reference)
    assert isinstance(verdict, Different)
    assert verdict.witness.yours != verdict.witness.expected


@pytest.mark.parametrize(("submission", "reference"), rows(ON_COMMON_DOMAIN))
def test_a_smaller_domain_is_said_and_not_punished(submission, reference):
    verdict = judge(submission, reference)
    assert isinstance(verdict, ProvedOnCommonDomain)
    assert verdict.undefined_at


@pytest.mark.parametrize(("submission", "reference"), rows(NOWHERE_COMMON))
def test_an_answer_with_no_value_where_the_question_has_one_is_wrong(submission, reference):
    verdict = judge(submission, reference)
    assert isinstance(verdict, Different)
    assert verdict.witness.yours == "undefined"


@pytest.mark.parametrize(
    ("submission", "reference", "domain", "kind"),
    [
        ("1/abs(x)", "1/x", ["log(x)"], Proved),
        ("1/abs(x)", "1/x", ["x > 0"], Proved),
        ("1/abs(x)", "1/x", ["x < 0"], Different),
        ("abs(x)", "-x", ["log(-x)"], Proved),
        ("sqrt((x - 1)^2)", "1 - x", ["sqrt(1 - x)"], Proved),
        ("x + 1e-6 sign(x - 100)", "x - 1e-6", ["sqrt(100 - x)"], Proved),
    ],
)
def test_only_the_domain_of_the_question_counts(submission, reference, domain, kind):
    assert isinstance(judge(submission, reference, domain), kind)


def test_what_cannot_be_proved_is_said_to_agree_and_how_far():
    verdict = judge("atan(sinh(x))", "2 atan(tanh(x/2))")
    assert isinstance(verdict, Agreed)
    assert verdict.points >= 6
    assert verdict.digits > 100


def test_what_has_no_value_on_an_open_set_is_not_called_proved():
    zero_where_positive = "(abs(sin(x)) - sin(x))"
    assert isinstance(judge(f"{zero_where_positive}/{zero_where_positive}", "1"), Agreed)


def test_vectors_are_not_mistaken_for_scalars():
    table = SymbolTable.declare({"u": "N", "v": "N"})
    outer, other = (parse(text, table).expression for text in ("u v^T", "v u^T"))
    assert isinstance(compare(outer, other, table), Undecided)


def test_a_domain_that_is_no_scalar_is_left_out():
    x = Symbol("x")
    assert isinstance(compare(x, x, LETTERS, domain=[Matrix(((x,),))]), Proved)


def test_a_gap_beyond_the_first_precisions_is_still_found():
    tiny = "x + 10^(-1000)"
    assert isinstance(judge(tiny, "x"), Different)


def test_a_reference_without_symbols_is_not_given_away():
    verdict = judge("1/3", "0.3")
    assert isinstance(verdict, Different)
    assert verdict.witness.expected is None


def test_what_cannot_be_evaluated_is_undecided():
    assert isinstance(judge("e^(e^(e^(e^(x^2 + 5))))", "x"), Undecided)


TWO, HUGE = Number(Fraction(2)), Number(Fraction(10**300))


@pytest.mark.parametrize(
    "tower",
    [  # trees, for some of these are refused when they are read
        Power(TWO, Power(TWO, Power(TWO, Power(TWO, Power(TWO, TWO))))),
        Power(Symbol("x"), HUGE),
        Power(Add((Symbol("x"), TWO)), Neg(HUGE)),
    ],
)
def test_huge_and_tiny_values_do_no_harm(tower):
    assert isinstance(compare(tower, Symbol("p"), LETTERS), Different | Undecided)


def test_an_exponential_that_underflows_does_no_harm():
    assert isinstance(judge("e^(-10^300 p) p", "p"), Different | Undecided)


def test_no_tree_makes_it_raise():
    x = Symbol("x")
    deep = x
    for _ in range(5000):
        deep = Neg(deep)
    assert isinstance(compare(deep, Number(Fraction(1)), LETTERS), Undecided)
    huge = Power(Add((x, Symbol("y"), Symbol("z"), Symbol("w"))), Number(Fraction(10**5)))
    assert isinstance(compare(huge, Add((huge, Number(Fraction(0)))), LETTERS), Proved)
    assert isinstance(compare(Power(huge, huge), huge, LETTERS), Different | Undecided)
    assert isinstance(compare(Matrix(((x,),)), x, LETTERS), Undecided)
    assert isinstance(compare(Add((x, x)), Matrix(((x,),)), LETTERS), Undecided)


def test_the_same_question_gets_the_same_verdict():
    verdicts = {str(judge("sin(x) + 1e-5", "sin(x)")) for _ in range(3)}
    assert len(verdicts) == 1
