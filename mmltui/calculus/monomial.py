"""A product as a coefficient and powers of distinct bases: the form in which factors are gathered.

Scalars only: factors change places.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

from mmltui.notation.tree import (
    Add,
    Call,
    Constant,
    Entry,
    Expression,
    Neg,
    Number,
    Power,
    Product,
    Quotient,
    Size,
    Sum,
    Symbol,
)
from mmltui.notation.walk import nodes, rational

Exponent: TypeAlias = Fraction | Expression

ONE: Final = Number(Fraction(1))
ZERO: Final = Number(Fraction(0))
_HALF: Final = Fraction(1, 2)
_LARGEST_FOLDED: Final = 10**30
_LARGEST_FOLDED_EXPONENT: Final = 64


@dataclass(frozen=True, slots=True)
class Monomial:
    """coefficient · base1^exponent1 · base2^exponent2 …, bases distinct, in the order in which they came."""

    coefficient: Fraction
    powers: tuple[tuple[Expression, Exponent], ...] = ()

    def expression(self) -> Expression:
        """As a person writes it: numbers first, then letters, brackets and functions, negative powers below a line."""
        if not self.coefficient:
            return ZERO
        above = [(base, power) for base, power in self.powers if not (isinstance(power, Fraction) and power < 0)]
        below: list[tuple[Expression, Exponent]] = [
            (base, -power) for base, power in self.powers if isinstance(power, Fraction) and power < 0
        ]
        size = abs(self.coefficient)
        match above:
            case [(Add() as total, power)] if power == 1 and self.coefficient == -1 and _turns(total, below):
                turned = Add(tuple(sorted((negated(term) for term in total.terms), key=_is_negative)))
                return Quotient(turned, _product(1, below)) if below else turned
            case _:
                pass
        result = _product(size.numerator, above)
        if below or size.denominator != 1:
            result = Quotient(result, _product(size.denominator, below))
        return Neg(result) if self.coefficient < 0 else result


def _turns(total: Add, below: list[tuple[Expression, Exponent]]) -> bool:
    """Whether a minus before a sum is better written inside: always alone, over a line only to swap a minus."""
    return not below or any(_is_negative(term) for term in total.terms)


def _is_negative(term: Expression) -> bool:
    return isinstance(term, Neg)


def negated(expression: Expression) -> Expression:
    """-a without a double minus."""
    return expression.operand if isinstance(expression, Neg) else Neg(expression)


def _product(number: int, powers: list[tuple[Expression, Exponent]]) -> Expression:
    factors = [_power(base, exponent) for base, exponent in sorted(powers, key=_rank)]
    if number != 1 or not factors:
        factors.insert(0, Number(Fraction(number)))
    return factors[0] if len(factors) == 1 else Product(tuple(factors))


def _power(base: Expression, exponent: Exponent) -> Expression:
    if not isinstance(exponent, Fraction):
        return Power(base, exponent)
    if exponent == 1:
        return base
    return Call("sqrt", (base,)) if exponent == _HALF else Power(base, rational(exponent))


def _rank(power: tuple[Expression, Exponent]) -> tuple[int, str]:
    """Where a factor stands in a product: letters by name; other equal ranks keep their order."""
    base, exponent = power
    if isinstance(base, Symbol) and exponent != _HALF:
        return 2, base.name.lower()
    return _group(base, exponent), ""


def _group(base: Expression, exponent: Exponent) -> int:
    match base:
        case Constant() if isinstance(exponent, Fraction):
            return 0
        case Size():
            return 1
        case Entry() if exponent != _HALF:
            return 3
        case Add() if exponent != _HALF and not any(isinstance(node, Call) for node in nodes(base)):
            return 4
        case Call(function="exp") | Constant():
            return 5
        case Sum():
            return 7
        case _:
            return 6


def monomial(expression: Expression) -> Monomial:
    """A tidy expression as a monomial; a sum is one base."""
    match expression:
        case Number(value=value):
            return Monomial(value)
        case Neg(operand=operand):
            inner = monomial(operand)
            return Monomial(-inner.coefficient, inner.powers)
        case Add(terms=terms) if all(isinstance(term, Neg) for term in terms):
            return Monomial(Fraction(-1), ((Add(tuple(negated(term) for term in terms)), Fraction(1)),))
        case Product(factors=factors):
            return times(*(monomial(factor) for factor in factors))
        case Quotient(numerator=above, denominator=below):
            divisor = monomial(below)
            if not divisor.coefficient:
                return Monomial(Fraction(1), ((expression, Fraction(1)),))
            return times(monomial(above), to_power(divisor, Fraction(-1)))
        case Power(base=base, exponent=exponent):
            number = number_of(exponent)
            if number is None:
                return Monomial(Fraction(1), ((base, exponent),))
            return _of_power(base, number)
        case Call(function="sqrt", arguments=(argument,)):
            return _of_power(argument, _HALF)
        case _:
            return Monomial(Fraction(1), ((expression, Fraction(1)),))


def _of_power(base: Expression, exponent: Fraction) -> Monomial:
    inner = monomial(base)
    if exponent.denominator == 1 and _folds(inner, exponent):
        return to_power(inner, exponent)
    return Monomial(Fraction(1), ((base, exponent),))


def _folds(inner: Monomial, exponent: Fraction) -> bool:
    """Whether raising to a whole power keeps the coefficient a number that one can read."""
    size = max(abs(inner.coefficient.numerator), inner.coefficient.denominator)
    if exponent <= 0 and not inner.coefficient:
        return False
    return size == 1 or (abs(exponent) <= _LARGEST_FOLDED_EXPONENT and size ** abs(exponent) <= _LARGEST_FOLDED)


def to_power(inner: Monomial, exponent: Fraction) -> Monomial:
    """A monomial to a whole power; its coefficient is not 0 if the exponent is negative."""
    powers = tuple((base, _scaled(power, exponent)) for base, power in inner.powers)
    return Monomial(inner.coefficient ** int(exponent), powers)


def _scaled(power: Exponent, factor: Fraction) -> Exponent:
    if isinstance(power, Fraction):
        return power * factor
    inner = monomial(power)
    return Monomial(inner.coefficient * factor, inner.powers).expression()


def times(*factors: Monomial) -> Monomial:
    """The product, equal bases gathered; exponents with letters are added only to numbers and their like."""
    coefficient = Fraction(1)
    gathered: dict[Expression, Exponent] = {}
    rest: list[tuple[Expression, Exponent]] = []
    for factor in factors:
        coefficient *= factor.coefficient
        for base, power in factor.powers:
            before = gathered.get(base)
            if before is None:
                gathered[base] = power
            elif (joined := _joined(before, power)) is not None:
                gathered[base] = joined
            else:
                rest.append((base, power))
    if not coefficient:
        return Monomial(coefficient)
    kept = [(base, power) for base, power in gathered.items() if not (isinstance(power, Fraction) and power == 0)]
    return Monomial(coefficient, (*kept, *rest))


def _joined(left: Exponent, right: Exponent) -> Exponent | None:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left + right
    if isinstance(left, Fraction):
        left, right = right, left
    if not isinstance(right, Fraction) or isinstance(left, Fraction):
        return None
    terms = left.terms if isinstance(left, Add) else (left,)
    constant = right + sum((value for term in terms if (value := number_of(term)) is not None), Fraction(0))
    letters = tuple(term for term in terms if number_of(term) is None)
    if constant:
        letters = (*letters, rational(constant))
    return letters[0] if len(letters) == 1 else Add(letters)


def number_of(expression: Expression) -> Fraction | None:
    """The value of a number, -number or number/number, else None."""
    match expression:
        case Number(value=value):
            return value
        case Neg(operand=operand):
            value_of = number_of(operand)
            return None if value_of is None else -value_of
        case Quotient(numerator=Number(value=above), denominator=Number(value=below)) if below:
            return above / below
        case _:
            return None
