"""Quotients of polynomials over the integers, under a budget of work.

FLINT cannot be interrupted, so sizes are bounded before each product, gcd and factorisation, and every
step is paid from a budget that depends on the operands alone: the same input always gets as far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from math import comb

from flint import fmpq, fmpz_mpoly, fmpz_mpoly_ctx

MAX_TERMS = 3000
MAX_PRODUCT = 300_000
MAX_DEGREE = 400
MAX_GCD_WORK = 60_000
MAX_FACTOR_WORK = 12_000
MAX_COEFFICIENT_BITS = 8192

# What any operation costs before its operands' size counts.
STEP = 40


class TooHardError(Exception):
    """A bound on the work was met: no proof, which says nothing of the answer."""


class NoGeneratorLeftError(TooHardError):
    """The polynomial ring has too few variables for this question."""


class Budget:
    """Work that may still be done, counted in products of two terms."""

    def __init__(self, work: int) -> None:
        self.left = work

    def spend(self, work: int) -> None:
        """Pay for a step; raises TooHardError when nothing is left."""
        self.left -= work
        if self.left < 0:
            raise TooHardError


@dataclass(frozen=True, slots=True)
class Ratio:
    """Numerator / denominator, without a common factor; the denominator is never 0."""

    numerator: fmpz_mpoly
    denominator: fmpz_mpoly

    def is_zero(self) -> bool:
        """Whether this is 0."""
        return bool(self.numerator.is_zero())

    def is_polynomial(self) -> bool:
        """Whether the denominator is 1."""
        return bool(self.denominator.is_one())

    def constant(self) -> fmpq | None:
        """The value of a rational number, None if a generator takes part."""
        if not (self.numerator.is_constant() and self.denominator.is_constant()):
            return None
        if self.numerator.is_zero():
            return fmpq(0)
        return fmpq(self.numerator.leading_coefficient(), self.denominator.leading_coefficient())

    def key(self) -> str:
        """A text that is the same for equal ratios."""
        return f"{self.numerator}/{self.denominator}"


class Ratios:
    """Arithmetic of ratios in one polynomial ring.

    `rewrite` rewrites a polynomial by the relations that hold between generators, `complement` says what to
    multiply a denominator by so that no root divides it; every result is passed through both, so that a
    ratio is canonical as far as the relations reach.
    """

    def __init__(
        self,
        size: int,
        budget: Budget,
        rewrite: Callable[[fmpz_mpoly], Ratio | None] = lambda _: None,
        complement: Callable[[fmpz_mpoly], fmpz_mpoly | None] = lambda _: None,
    ) -> None:
        self.ring = fmpz_mpoly_ctx.get(tuple(f"g{index}" for index in range(size)), "lex")
        self.variables = self.ring.gens()
        self.unit = self.ring.constant(1)
        self.zero = Ratio(self.ring.constant(0), self.unit)
        self.one = Ratio(self.unit, self.unit)
        self._rewrite = rewrite
        self._complement = complement
        self.spend = budget.spend

    def number(self, value: fmpq | int) -> Ratio:
        """A rational number."""
        value = fmpq(value)
        return Ratio(self.ring.constant(value.p), self.ring.constant(value.q))

    def polynomial(self, numerator: fmpz_mpoly) -> Ratio:
        """A polynomial as a ratio."""
        return Ratio(numerator, self.unit)

    def ratio(self, numerator: fmpz_mpoly, denominator: fmpz_mpoly) -> Ratio:
        """Numerator / denominator in lowest terms; raises ZeroDivisionError if the denominator is 0."""
        above, below = self._rewrite(numerator), self._rewrite(denominator)
        if above is not None or below is not None:
            upper, lower = above or self.polynomial(numerator), below or self.polynomial(denominator)
            numerator = self._product(upper.numerator, lower.denominator)
            denominator = self._product(upper.denominator, lower.numerator)
        result = self._lowest(numerator, denominator)
        factor = self._complement(result.denominator)
        if factor is None:
            return result
        return self.ratio(self._product(result.numerator, factor), self._product(result.denominator, factor))

    def _lowest(self, numerator: fmpz_mpoly, denominator: fmpz_mpoly) -> Ratio:
        if denominator.is_zero():
            raise ZeroDivisionError
        if numerator.is_zero():
            return self.zero
        self._check(numerator)
        if denominator == self.unit:
            return Ratio(numerator, denominator)
        self._check(denominator)
        # A gcd by a single term is cheap, however long the other is.
        if min(len(numerator), len(denominator)) > 1:
            degree = numerator.total_degree() + denominator.total_degree()
            work = (len(numerator) + len(denominator)) * (8 + degree)
            if work > MAX_GCD_WORK:
                raise TooHardError
            self.spend(work // 8)  # its time grows more slowly than this bound
        divisor = numerator.gcd(denominator)
        if not divisor.is_one():
            numerator, denominator = numerator // divisor, denominator // divisor
        if denominator.leading_coefficient() < 0:
            numerator, denominator = -numerator, -denominator
        return Ratio(numerator, denominator)

    def _check(self, polynomial: fmpz_mpoly) -> None:
        if len(polynomial) > MAX_TERMS or polynomial.total_degree() > MAX_DEGREE:
            raise TooHardError
        if len(polynomial) == 1 and int(polynomial.leading_coefficient()).bit_length() > MAX_COEFFICIENT_BITS:
            raise TooHardError

    def _product(self, left: fmpz_mpoly, right: fmpz_mpoly) -> fmpz_mpoly:
        if left == self.unit:
            return right
        if right == self.unit:
            return left
        work = len(left) * len(right)
        if work > MAX_PRODUCT:
            raise TooHardError
        self.spend(STEP + work)
        return left * right

    def add(self, left: Ratio, right: Ratio) -> Ratio:
        """The sum of two."""
        if left.is_zero():
            return right
        if left.denominator == right.denominator:
            return self.ratio(left.numerator + right.numerator, left.denominator)
        return self.ratio(
            self._product(left.numerator, right.denominator) + self._product(right.numerator, left.denominator),
            self._product(left.denominator, right.denominator),
        )

    def total(self, terms: Iterable[Ratio]) -> Ratio:
        """The sum of all."""
        return reduce(self.add, terms, self.zero)

    def negative(self, value: Ratio) -> Ratio:
        """The value negated."""
        return Ratio(-value.numerator, value.denominator)

    def subtract(self, left: Ratio, right: Ratio) -> Ratio:
        """The difference of two."""
        return self.add(left, self.negative(right))

    def multiply(self, left: Ratio, right: Ratio) -> Ratio:
        """The product of two."""
        if left == self.one:
            return right
        return self.ratio(
            self._product(left.numerator, right.numerator), self._product(left.denominator, right.denominator)
        )

    def product(self, factors: Iterable[Ratio]) -> Ratio:
        """The product of all."""
        return reduce(self.multiply, factors, self.one)

    def divide(self, left: Ratio, right: Ratio) -> Ratio:
        """The quotient of two; raises ZeroDivisionError if the second is 0."""
        return self.multiply(left, self.inverse(right))

    def inverse(self, value: Ratio) -> Ratio:
        """1 / value; raises ZeroDivisionError if it is 0."""
        return self.ratio(value.denominator, value.numerator)

    def scaled(self, value: Ratio, factor: fmpq) -> Ratio:
        """A rational multiple."""
        return self.multiply(self.number(factor), value)

    def power(self, base: Ratio, exponent: int) -> Ratio:
        """Power for an integer exponent."""
        if exponent < 0:
            return self.power(self.inverse(base), -exponent)
        terms = max(len(base.numerator), len(base.denominator))
        degree = max(base.numerator.total_degree(), base.denominator.total_degree(), 0)
        if terms > 1 and comb(min(exponent, 10**4) + terms - 1, min(exponent, terms - 1)) > MAX_TERMS:
            raise TooHardError
        if degree * exponent > MAX_DEGREE or exponent > MAX_COEFFICIENT_BITS:
            raise TooHardError
        self.spend(exponent * terms)
        return self.ratio(base.numerator**exponent, base.denominator**exponent)

    def factors(self, value: Ratio) -> tuple[fmpq, list[tuple[fmpz_mpoly, int]]]:
        """Write a value that is not 0 as constant · Π p^k over irreducible p with a positive first coefficient."""
        constant, above = self._factor(value.numerator)
        divisor, below = self._factor(value.denominator)
        return constant / divisor, above + [(factor, -power) for factor, power in below]

    def _factor(self, polynomial: fmpz_mpoly) -> tuple[fmpq, list[tuple[fmpz_mpoly, int]]]:
        if polynomial.is_constant():
            return fmpq(polynomial.leading_coefficient()), []
        work = len(polynomial) * (1 + polynomial.total_degree())
        if len(polynomial) > 1 and work > MAX_FACTOR_WORK:
            raise TooHardError
        self.spend(5 * work)
        content, found = polynomial.factor()
        constant, factors = fmpq(content), []
        for factor, power in found:
            if factor.leading_coefficient() < 0:
                constant *= (-1) ** int(power)
                factors.append((-factor, int(power)))
            else:
                factors.append((factor, int(power)))
        return constant, factors
