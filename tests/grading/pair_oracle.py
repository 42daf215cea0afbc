"""Labels for test pairs by mpmath at many points: a second opinion that shares no code with the engine."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Literal

import mpmath
from mpmath import mp, mpf

from mmltui.notation.tree import Add, Call, Constant, Expression, Neg, Number, Power, Product, Quotient, Symbol

Label = Literal["equal", "smaller domain", "different", "nowhere common", "unclear"]

DIGITS = 40
POINTS = 40
ENOUGH = 8
HUGE = mpf(10) ** 25
TINY = mpf(10) ** -25
RECIPROCAL = ("acot", "acsc", "asec", "acoth", "asech", "acsch")
BOUNDED = ("asin", "acos", "acsc", "asec", "acosh", "asech", "atanh", "acoth")


class OutsideError(Exception):
    """No real value there."""


def value(node: Expression, at: dict[str, mpf]) -> mpf:
    """The real value; raises OutsideError where there is none."""
    match node:
        case Number(number):
            return mpf(number.numerator) / number.denominator
        case Constant(name):
            return +mp.pi if name == "pi" else +mp.e
        case Symbol(name):
            return at[name]
        case Add(terms):
            return mpmath.fsum(value(term, at) for term in terms)
        case Neg(operand):
            return -value(operand, at)
        case Product(factors):
            return mpmath.fprod([value(factor, at) for factor in factors])
        case Quotient(a, b):
            return _real(lambda: value(a, at) / value(b, at))
        case Power(base, exponent):
            below, above = value(base, at), value(exponent, at)
            if below < 0 and above != int(above):
                raise OutsideError
            if abs(above) > 10**4 or abs(below) > 1e200:
                raise OverflowError
            return _real(lambda: mpmath.power(below, above))
        case Call(name, arguments):
            return _call(name, [value(argument, at) for argument in arguments])
        case _:
            raise AssertionError(node)


def _real(compute: object) -> mpf:
    try:
        found = compute()
    except (ZeroDivisionError, ValueError) as error:
        raise OutsideError from error
    if not isinstance(found, mpf) or not mpmath.isfinite(found):
        raise OutsideError
    if abs(found) > HUGE:
        raise OverflowError  # a division by what should be 0, perhaps
    return found


def _call(name: str, arguments: list[mpf]) -> mpf:
    a = arguments[0]
    if name in ("exp", "sinh", "cosh", "softplus", "sigmoid") and abs(a) > 10**4:
        raise OverflowError
    if (name in RECIPROCAL and abs(a) < TINY) or (name in BOUNDED and abs(abs(a) - 1) < TINY):
        raise OverflowError  # on the border of the domain, or so near that digits cannot tell
    functions = {
        "abs": abs,
        "sign": mpmath.sign,
        "max": lambda *values: max(values),
        "min": lambda *values: min(values),
        "relu": lambda x: max(x, mpf(0)),
        "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
        "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
        "log": lambda x: mpmath.log(x) if x > 0 else mpmath.nan,
    }
    return _real(lambda: functions.get(name, getattr(mpmath, name, None))(*arguments))


def label(submission: Expression, reference: Expression, letters: str, positive: str, random: Random) -> Label:
    """What is right, as far as points can tell; unclear if there are too few of them."""
    common = submission_only_outside = 0
    with mpmath.workdps(DIGITS):
        for turn in range(POINTS):
            at = {letter: _draw(random, turn, positive=letter in positive) for letter in letters}
            try:
                expected = value(reference, at)
            except (OutsideError, OverflowError):
                continue
            try:
                yours = value(submission, at)
            except OutsideError:
                submission_only_outside += 1
                continue
            except OverflowError:
                continue
            gap = abs(yours - expected)
            scale = max(abs(expected), mpf(1))
            if gap > scale * mpf(10) ** -15:
                return "different"
            if gap > scale * mpf(10) ** -28:
                return "unclear"
            common += 1
    if common == 0 and submission_only_outside >= ENOUGH:
        return "nowhere common"
    if common < ENOUGH:
        return "unclear"
    return "smaller domain" if submission_only_outside else "equal"


def differ_at(submission: Expression, reference: Expression, at: Mapping[str, str]) -> bool | None:
    """Whether the two differ at a point (or the submission has no value there); None if numbers grow too large."""
    with mpmath.workdps(600):
        point = {name: mpf(Fraction(text).numerator) / Fraction(text).denominator for name, text in at.items()}
        try:
            expected = value(reference, point)
            yours = value(submission, point)
        except OutsideError:
            return True
        except OverflowError:
            return None
        return bool(abs(yours - expected) > abs(expected) * mpf(10) ** -580)


def _draw(random: Random, turn: int, *, positive: bool) -> mpf:
    width = [1, 3, 1, 3, 10][turn % 5]
    drawn = mpf(random.uniform(-width, width))
    return abs(drawn) if positive else drawn
