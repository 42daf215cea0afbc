"""The same scalar formula as a person would write it: no `1 x`, no `+ 0`, numbers first, fractions in one.

Nothing clever: factors and like terms are gathered, signs pulled to the front, small polynomials in a
numerator multiplied out. Factors change places, so vectors and matrices are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import Final

from mmltui.calculus.monomial import ONE, ZERO, Monomial, monomial, negated, number_of, times
from mmltui.notation.names import ELEMENTWISE
from mmltui.notation.tree import (
    Add,
    Application,
    Call,
    Constant,
    Differential,
    Entry,
    Expression,
    Hadamard,
    Neg,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
)
from mmltui.notation.walk import children, rational, rebuild

_LARGEST_MULTIPLIED: Final = 6
_LONGEST_RAISED: Final = 3


def tidy(expression: Expression) -> Expression:
    """The same value wherever the expression is defined, tidied from the inside out; a second pass changes nothing."""
    match expression:
        case Number() | Constant() | Symbol() | Entry():
            return expression
        case Neg(operand=operand):
            return _of(times(Monomial(Fraction(-1)), monomial(tidy(operand))))
        case Add(terms=terms):
            return total([tidy(term) for term in terms])
        case Product(factors=factors) | Hadamard(factors=factors):
            return _of(times(*(monomial(tidy(factor)) for factor in factors)))
        case Quotient(numerator=above, denominator=below):
            above, below = _cancelled(*_unstacked(tidy(above), tidy(below)))
            return _of(monomial(Quotient(_multiplied_out(above), below)))
        case Power(base=base, exponent=exponent):
            return _power(tidy(base), tidy(exponent))
        case Call(function=name, arguments=(argument,)) if name in ELEMENTWISE:
            return _call(replace(expression, arguments=(tidy(argument),)))
        case Call(function="max" | "min") | Application() | Relation() | Differential():
            return rebuild(expression, [tidy(part) for part in children(expression)])
        case Sum():
            return _sum(replace(expression, body=tidy(expression.body)))
        case _:
            return expression


def _of(product: Monomial) -> Expression:
    return product.expression()


def _power(base: Expression, exponent: Expression) -> Expression:
    if number_of(exponent) == 0:
        return ONE
    if base == ONE:
        return ONE
    return _of(monomial(Power(base, exponent)))


def _call(call: Call) -> Expression:
    match call:
        case Call(function="log", arguments=(Constant(name="e"),)):
            return ONE
        case Call(function="log", arguments=(Number(value=value),)) if value == 1:
            return ZERO
        case Call(function="exp" | "cos" | "cosh", arguments=(Number(value=value),)) if value == 0:
            return ONE
        case Call(function="sin" | "tan" | "sinh" | "tanh", arguments=(Number(value=value),)) if value == 0:
            return ZERO
        case Call(function="sqrt", arguments=(Number(value=value),)):
            root = _root(value)
            return call if root is None else rational(root)
        case _:
            return call


def _root(value: Fraction) -> Fraction | None:
    from math import isqrt

    above, below = isqrt(value.numerator), isqrt(value.denominator)
    root = Fraction(above, below)
    return root if root * root == value else None


def _sum(expression: Sum) -> Expression:
    """Numbers and signs before the sum sign; a sum of nothing is 0."""
    body = monomial(expression.body)
    if not body.coefficient:
        return ZERO
    if not body.powers:
        return expression
    inner = Monomial(Fraction(1), body.powers)
    if isinstance(inside := inner.expression(), Quotient) and inside.numerator == ONE:
        inner, body = Monomial(body.coefficient, body.powers), Monomial(Fraction(1))
    summed = replace(expression, body=inner.expression())
    return Monomial(body.coefficient, ((summed, Fraction(1)),)).expression()


def total(terms: Sequence[Expression]) -> Expression:
    """A sum of tidy terms: like terms gathered, a positive term first where there is one."""
    gathered: dict[tuple[tuple[Expression, object], ...], Monomial] = {}
    for term in _flat(terms):
        parts = monomial(term)
        key = tuple(sorted(parts.powers, key=repr))
        before = gathered.get(key)
        coefficient = parts.coefficient + (before.coefficient if before else 0)
        gathered[key] = Monomial(coefficient, before.powers if before else parts.powers)
    kept = [part for part in gathered.values() if part.coefficient]
    if not kept:
        return ZERO
    if kept[0].coefficient < 0:
        first = next((part for part in kept if part.coefficient > 0), kept[0])
        kept = [first, *(part for part in kept if part is not first)]
    written = [part.expression() for part in kept]
    return written[0] if len(written) == 1 else Add(tuple(written))


def _flat(terms: Sequence[Expression]) -> list[Expression]:
    flat: list[Expression] = []
    for term in terms:
        match term:
            case Add(terms=inner):
                flat.extend(_flat(inner))
            case Neg(operand=Add(terms=inner)):
                flat.extend(_flat([negated(part) for part in inner]))
            case _:
                flat.append(term)
    return flat


def _cancelled(above: Expression, below: Expression) -> tuple[Expression, Expression]:
    """A sum over a product without the powers that every term of the sum shares with the product."""
    if not isinstance(above, Add):
        return above, below
    terms = [monomial(term) for term in above.terms]
    shared: list[tuple[Expression, Fraction]] = []
    for base, power in monomial(below).powers:
        least = min((_power_of(base, term) for term in terms), default=Fraction(0))
        if isinstance(power, Fraction) and least > 0 and power > 0:
            shared.append((base, -min(least, power)))
    if not shared:
        return above, below
    divisor = Monomial(Fraction(1), tuple(shared))
    rest = total([times(term, divisor).expression() for term in terms])
    return rest, times(monomial(below), divisor).expression()


def _unstacked(above: Expression, below: Expression) -> tuple[Expression, Expression]:
    """A sum without fractions over a product that takes their denominators, if that makes the sum no longer."""
    if not isinstance(above, Add):
        return above, below
    terms = [monomial(term) for term in above.terms]
    lowest: dict[Expression, Fraction] = {}
    for base, power in (pair for term in terms for pair in term.powers):
        if isinstance(power, Fraction) and power < 0:
            lowest[base] = min(power, lowest.get(base, power))
    if not lowest:
        return above, below
    whole = Fraction(lcm(*(term.coefficient.denominator for term in terms)))
    factor = Monomial(whole, tuple((base, -power) for base, power in lowest.items()))
    raised = [times(term, factor).expression() for term in terms]
    if any(isinstance(inner, Add) and len(inner.terms) > _LONGEST_RAISED for inner in raised):
        return above, below
    rest = total(raised)
    length = len(rest.terms) if isinstance(rest, Add) else 1
    return (rest, times(monomial(below), factor).expression()) if length <= len(terms) else (above, below)


def _power_of(base: Expression, product: Monomial) -> Fraction:
    """The number to which a base is raised in a product, 0 if it is none."""
    power = next((power for other, power in product.powers if other == base), Fraction(0))
    return power if isinstance(power, Fraction) else Fraction(0)


def _multiplied_out(numerator: Expression) -> Expression:
    """A sum whose terms are products of small polynomials, multiplied out if that makes it no longer."""
    if not isinstance(numerator, Add):
        return numerator
    terms: list[Expression] = []
    for term in numerator.terms:
        expanded = _expanded(term)
        if expanded is None:
            return numerator
        terms.extend(expanded)
        if len(terms) > _LARGEST_MULTIPLIED:
            return numerator
    result = total(terms)
    length = len(result.terms) if isinstance(result, Add) else 1
    return result if length <= len(numerator.terms) else numerator


def _expanded(term: Expression) -> list[Expression] | None:
    """The terms of a product with at most one bracketed sum in it."""
    parts = monomial(term)
    sums = [base for base, power in parts.powers if isinstance(base, Add)]
    if not sums:
        return [term]
    if len(sums) > 1 or any(isinstance(base, Add) and power != 1 for base, power in parts.powers):
        return None
    rest = Monomial(parts.coefficient, tuple(pair for pair in parts.powers if pair[0] is not sums[0]))
    return [times(rest, monomial(inner)).expression() for inner in sums[0].terms]
