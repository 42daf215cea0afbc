"""Logarithms, exponentials, powers and absolute values of ratios, by their factors and terms."""

from __future__ import annotations

from collections.abc import Iterable

from flint import fmpq, fmpz, fmpz_mpoly

from mmltui.grading.generator import Absolute, Exponential, Free, Generator, InverseTrigonometric, Logarithm, Root
from mmltui.grading.generators import Generators
from mmltui.grading.ratios import Ratio, TooHardError

PI = Free("pi", positive=True)
HALF = fmpq(1, 2)

MAX_FACTORED_BITS = 64


class Exponentials:
    """`split` says whether sums are taken apart: exp(a + b) into exp(a) exp(b).

    That is the usual way, unless the sums stay together in the whole question, when keeping them needs fewer
    generators.
    """

    def __init__(self, generators: Generators, *, split: bool) -> None:
        self.generators = generators
        self.ratios = generators.ratios
        self.split = split

    def generator(self, generator: Generator) -> Ratio:
        """The generator as a ratio."""
        return self.ratios.polynomial(self.generators.value(generator))

    def single(self, term: Ratio) -> Generator | None:
        """The generator that this ratio is, if it is one."""
        return self.generators.single(term.numerator) if term.is_polynomial() else None

    def square_root(self, a: Ratio) -> Ratio:
        """√a, where a is not negative."""
        return self.exp(self.ratios.scaled(self.log(a), HALF))

    def absolute(self, a: Ratio) -> Ratio:
        """|a|, by the factors of a."""
        if a.is_zero():
            return a
        constant, factors = self.ratios.factors(a)
        result = self.ratios.number(abs(constant))
        for factor, power in factors:
            base = self.ratios.polynomial(factor) if power % 2 == 0 else self.generators.absolute(factor)
            result = self.ratios.multiply(result, self.ratios.power(base, power))
        return result

    def sign(self, a: Ratio) -> Ratio:
        """|a| / a, unless a might be 0 on an open set, where its sign would be 0."""
        if a.is_zero():
            return a
        if self.generators.may_vanish(a.numerator):
            raise TooHardError
        return self.ratios.divide(self.absolute(a), a)

    def log(self, a: Ratio) -> Ratio:
        """log|a| as the sum of the logarithms of a's factors."""
        constant, factors = self.ratios.factors(a)
        terms = [*self._logs_of_number(constant.p, 1), *self._logs_of_number(constant.q, -1)]
        for factor, power in factors:
            terms.append(self.ratios.scaled(self._log_of_factor(factor), fmpq(power)))
        return self.ratios.total(terms)

    def _logs_of_number(self, number: fmpz, sign: int) -> Iterable[Ratio]:
        number = abs(number)
        if number == 1:
            return
        primes = number.factor() if int(number).bit_length() <= MAX_FACTORED_BITS else [(number, 1)]
        for prime, power in primes:
            logarithm = self.generator(Logarithm(self.ratios.ring.constant(prime)))
            yield self.ratios.scaled(logarithm, fmpq(sign * int(power)))

    def _log_of_factor(self, factor: fmpz_mpoly) -> Ratio:
        match generator := self.generators.single(factor):
            case Exponential(exponent):
                return self.ratios.scaled(exponent, fmpq(1, self.generators.scale(generator)))
            case Root(of):
                scale = fmpq(1, self.generators.scale(generator))
                return self.ratios.scaled(self.generator(Logarithm(of)), scale)
            case Absolute(of):
                return self.generator(Logarithm(of))
            case _:
                return self.generator(Logarithm(factor))

    def exp(self, a: Ratio) -> Ratio:
        """Multiply over the terms: exp of c log p is a power of p, every other term has a generator."""
        result = self.ratios.one
        for coefficient, term in self.terms(a):
            generator = self.single(term)
            if isinstance(generator, Logarithm):
                power = self._power_of_absolute(generator.of, coefficient)
            else:
                base, multiple = self.generators.power(Exponential(term), coefficient)
                power = self.ratios.power(self.ratios.polynomial(base), multiple)
            result = self.ratios.multiply(result, power)
        return result

    def _power_of_absolute(self, polynomial: fmpz_mpoly, exponent: fmpq) -> Ratio:
        if exponent.q == 1:
            return self.ratios.power(self.generators.absolute(polynomial), int(exponent.p))
        single = self.generators.single(polynomial)
        if isinstance(single, Free) and single != PI and self.generators.is_positive(polynomial):
            base, multiple = self.generators.power(single, exponent / self.generators.scale(single))
        else:
            base, multiple = self.generators.power(Root(polynomial), exponent)
        return self.ratios.power(self.ratios.polynomial(base), multiple)

    def terms(self, a: Ratio) -> list[tuple[fmpq, Ratio]]:
        """`a` as Σ coefficient · term, the terms monomials over a primitive denominator."""
        if a.is_zero():
            return []
        content = a.denominator.content()
        denominator = a.denominator // self.ratios.ring.constant(content)
        parts = [(a.numerator, self.ratios.unit)]
        if not denominator.is_one():
            quotient, rest = divmod(a.numerator, denominator)
            parts = [(quotient, self.ratios.unit), (rest, denominator)]
        terms = [
            (fmpq(coefficient, content), self.ratios.ratio(self.ratios.ring.from_dict({powers: 1}), below))
            for numerator, below in parts
            for powers, coefficient in numerator.to_dict().items()
        ]
        return terms if self.split else self._joined(terms)

    def _joined(self, terms: list[tuple[fmpq, Ratio]]) -> list[tuple[fmpq, Ratio]]:
        """The terms as one, but for those that exp, cos and sin know themselves."""
        alone, together = [], self.ratios.zero
        for coefficient, term in terms:
            generator = self.single(term)
            if generator == PI or isinstance(generator, Logarithm | InverseTrigonometric):
                alone.append((coefficient, term))
            else:
                together = self.ratios.add(together, self.ratios.scaled(term, coefficient))
        if together.is_zero():
            return alone
        content = fmpq(together.numerator.content(), together.denominator.content())
        if together.numerator.leading_coefficient() < 0:
            content = -content
        return [*alone, (content, self.ratios.scaled(together, 1 / content))]
