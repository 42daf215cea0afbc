"""Whether a formula is written in the form asked for: expanded, factored or simplified.

Forms are a matter of writing, so they are decided on the tree as typed. Sums, products, quotients and whole
powers are what is looked at; every function value counts as a letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from itertools import chain
from typing import Literal

from flint import fmpq, fmpz_mpoly

from mmltui.grading.lowering import MAX_EXPONENT
from mmltui.grading.ratios import Budget, Ratio, Ratios, TooHardError
from mmltui.notation.tree import Add, Call, Constant, Expression, Neg, Number, Power, Product, Quotient, Symbol
from mmltui.notation.walk import children, nodes

AskedForm = Literal["expanded", "factored", "simplified"]

_RING_SIZE = 16
_WORK = 500_000


def is_in_form(expression: Expression, form: AskedForm) -> bool:
    """Whether the formula is written so. One that is too large to tell counts as such: the value is right."""
    try:
        match form:
            case "expanded":
                return _is_expanded(expression)
            case "factored":
                return _is_factored(expression)
            case "simplified":
                return _is_simplified(expression)
    except (TooHardError, ZeroDivisionError, RecursionError):
        return True


# ── expanded ──


def _is_expanded(expression: Expression) -> bool:
    """A sum of terms that are products of powers, each kind of term once."""
    terms = list(_terms(expression))
    if not all(_is_single_term(term) for term in terms):
        return False
    kinds = Counter(_kind(term) for term in terms)
    return all(count == 1 for count in kinds.values()) and not (len(terms) > 1 and any(map(_is_zero, terms)))


def _terms(expression: Expression) -> Iterator[Expression]:
    match expression:
        case Add(terms):
            for term in terms:
                yield from _terms(term)
        case Neg(operand):
            yield from _terms(operand)
        case _:
            yield expression


def _factors(expression: Expression) -> Iterator[Expression]:
    match expression:
        case Product(factors):
            for factor in factors:
                yield from _factors(factor)
        case Neg(operand):
            yield from _factors(operand)
        case _:
            yield expression


def _is_single_term(term: Expression) -> bool:
    factors = list(_factors(term))
    if any(isinstance(factor, Add) and len(factors) > 1 for factor in factors) or _repeats(factors):
        return False
    for factor in factors:
        match factor:
            case Power(Add() | Product() | Neg() | Quotient(), Number(exponent)) if exponent.denominator == 1:
                return False
            case Quotient(numerator, denominator):
                if not _is_expanded(numerator):
                    return False
                if len(list(_terms(numerator))) > 1 and not any(isinstance(node, Add) for node in nodes(denominator)):
                    return False  # only a sum over a sum stays together
            case _:
                pass
    return True


def _repeats(factors: list[Expression]) -> bool:
    """Two numbers that could be multiplied, or a letter that could have a power."""
    bases = [factor.base if isinstance(factor, Power) else factor for factor in factors]
    letters = Counter(base for base in bases if isinstance(base, Symbol))
    numbers = sum(isinstance(factor, Number) for factor in factors)
    return numbers > 1 or any(count > 1 for count in letters.values())


def _kind(term: Expression) -> frozenset[tuple[Expression, int]]:
    """A term without its number: terms of one kind could be taken together."""
    parts: list[Expression] = []
    for factor in _factors(term):
        match factor:
            case Number():
                pass
            case Quotient(numerator, Number()):
                parts += [part for part in _factors(numerator) if not isinstance(part, Number)]
            case _:
                parts.append(factor)
    return frozenset(Counter(parts).items())


def _is_zero(term: Expression) -> bool:
    return isinstance(term, Number) and term.value == 0


# ── factored ──


def _is_factored(expression: Expression) -> bool:
    """A product of which no factor splits further, over the rational numbers."""
    match expression:
        case Quotient(numerator, denominator):
            return _is_factored(numerator) and _is_factored(denominator)
        case Neg(operand):
            return _is_factored(operand)
        case Power(base, Number(exponent)) if exponent.denominator == 1:
            return _is_factored(base)
        case Product(factors):
            return all(_is_factored(factor) for factor in factors)
        case Add():
            algebra = _Algebra()
            value = algebra.ratio(expression)
            if value.is_zero():
                return False
            constant, factors_found = algebra.ratios.factors(value)
            above = [power for _, power in factors_found if power > 0]
            return sum(above) <= 1 and abs(constant.p) == 1
        case _:
            return True


# ── simplified ──


def _is_simplified(expression: Expression) -> bool:
    """Nothing is left to carry out, and it is no longer than both its expanded and its factored form."""
    if any(_is_unfinished(node) for node in nodes(expression)):
        return False
    algebra = _Algebra()
    if any(algebra.cancels(node) for node in nodes(expression) if isinstance(node, Product | Quotient)):
        return False
    value = algebra.ratio(expression)
    longest = max(algebra.length_expanded(value), algebra.length_factored(value))
    return _length(expression) <= longest and all(map(_is_simplified, algebra.inner_formulas()))


def _is_unfinished(node: Expression) -> bool:
    """A step that anybody would carry out at sight."""
    match node:
        case Add(terms):
            return any(map(_is_zero, terms)) or max(Counter(map(_kind, terms)).values()) > 1
        case Product(factors):
            return _repeats(list(_factors(node))) or any(
                isinstance(factor, Number) and factor.value in (0, 1) for factor in factors
            )
        case Neg(Neg() | Number(Fraction(numerator=0))):
            return True
        case Quotient(Number(above), Number(below)):
            return below in (0, 1) or (above / below).denominator != below
        case Quotient(numerator, Number(below)):
            return below == 1 or _is_zero(numerator)
        case Quotient(_, Quotient()) | Quotient(Quotient(), _):
            return True
        case Power(Number(), Number(exponent)):
            return exponent.denominator == 1
        case Power(base, Number(exponent)):
            return exponent in (0, 1) or isinstance(base, Power)
        case Call("exp", (Call("log", _) | Number(Fraction(numerator=0)),)):
            return True
        case Power(Constant("e"), Call("log", _)):
            return True
        case Call(
            "log",
            (Call("exp", _) | Power(Constant("e"), _) | Constant("e") | Number(Fraction(numerator=1, denominator=1)),),
        ):
            return True
        case Call("sin" | "cos" | "tan" | "sinh" | "cosh" | "tanh" | "atan" | "asin", (Number(Fraction(numerator=0)),)):
            return True
        case Call("sqrt", (Number(value),)):
            return _has_square_factor(value)
        case _:
            return False


def _has_square_factor(value: Fraction) -> bool:
    small = value.numerator < 10**6 and value.denominator < 10**6
    return value < 2 or (small and any(value.numerator % (n * n) == 0 for n in range(2, 1000)))


def _over(expression: Expression) -> tuple[list[Expression], list[Expression]]:
    """The factors above and below of a formula that is written as one fraction or as a product of some."""
    match expression:
        case Neg(operand):
            return _over(operand)
        case Product(factors):
            pairs = [_over(factor) for factor in factors]
            return [part for above, _ in pairs for part in above], [part for _, below in pairs for part in below]
        case Quotient(numerator, denominator):
            (above, below), (under, over) = _over(numerator), _over(denominator)
            return above + over, below + under
        case Power(base, Neg(Number() as exponent)):
            return [], [Power(base, exponent)]
        case _:
            return [expression], []


def _length(expression: Expression) -> int:
    """Letters, numbers and functions; the 1 of 1/x is not counted."""
    match expression:
        case Quotient(Number(value), denominator) if value == 1:
            return _length(denominator)
        case _:
            below = children(expression)
            own = 1 if not below or isinstance(expression, Call) else 0
            return own + sum(map(_length, below))


@dataclass(slots=True)
class _Algebra:
    """Formulas as ratios of polynomials in their letters and function values, with no relations between those."""

    ratios: Ratios = field(default_factory=lambda: Ratios(_RING_SIZE, Budget(_WORK)))
    letters: dict[Expression, int] = field(default_factory=dict)

    def ratio(self, expression: Expression) -> Ratio:
        ratios = self.ratios
        match expression:
            case Number(value):
                return ratios.number(fmpq(value.numerator, value.denominator))
            case Add(terms):
                return reduce(ratios.add, map(self.ratio, terms))
            case Neg(operand):
                return ratios.negative(self.ratio(operand))
            case Product(factors):
                return reduce(ratios.multiply, map(self.ratio, factors))
            case Quotient(numerator, denominator):
                return ratios.divide(self.ratio(numerator), self.ratio(denominator))
            case Power(base, Number(exponent)) if exponent.denominator == 1 and exponent <= MAX_EXPONENT:
                return ratios.power(self.ratio(base), exponent.numerator)
            case Power(base, Neg(Number(exponent))) if exponent.denominator == 1 and exponent <= MAX_EXPONENT:
                return ratios.power(self.ratio(base), -exponent.numerator)
            case _:
                position = self.letters.setdefault(expression, len(self.letters))
                if position >= _RING_SIZE:
                    raise TooHardError
                return ratios.polynomial(ratios.variables[position])

    def cancels(self, fraction: Expression) -> bool:
        """Whether what stands above and what stands below share a factor with a letter in it."""
        above, below = (
            reduce(self.ratios.multiply, map(self.ratio, parts), self.ratios.one) for parts in _over(fraction)
        )
        lowest = self.ratios.divide(above, below)
        written = above.denominator.total_degree() + below.numerator.total_degree()
        return bool(lowest.denominator.total_degree() < written)

    def inner_formulas(self) -> Iterator[Expression]:
        """What stands inside the function values."""
        return chain.from_iterable(children(letter) for letter in self.letters)

    def length_expanded(self, value: Ratio) -> int:
        """The length of the ratio with numerator and denominator multiplied out."""
        return self._expanded(value.numerator) + self._denominator(self._expanded(value.denominator), value)

    def length_factored(self, value: Ratio) -> int:
        """The length of the ratio as a product."""
        if value.is_zero():
            return 1
        constant, factors = self.ratios.factors(value)
        numbers = (abs(constant.p) != 1) + (constant.q != 1)
        lengths = (self._expanded(factor) + int(abs(power) > 1) for factor, power in factors)
        return max(1, int(numbers) + sum(lengths))

    @staticmethod
    def _denominator(length: int, value: Ratio) -> int:
        if value.is_polynomial():
            return 0
        return length - int(value.numerator in (1, -1))

    def _expanded(self, polynomial: fmpz_mpoly) -> int:
        lengths = [_length(letter) for letter in self.letters]
        total = 0
        for powers, coefficient in polynomial.to_dict().items():
            letters = sum(lengths[i] + (power > 1) for i, power in enumerate(powers) if power)
            total += letters + int(abs(coefficient) != 1 or not letters)
        return max(1, total)
