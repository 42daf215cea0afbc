"""The generators that formulas are rational functions of, and the relations between them.

Two formulas that are the same rational function of the same generators are equal wherever both are defined.
That the generators chosen are independent makes proofs succeed; that each stands for one fixed function makes
them sound. Roots and absolute values are the only ones with relations: |p|² = p², and r^s = |p| for r = |p|^(1/s).
"""

from __future__ import annotations

from flint import fmpq, fmpz_mpoly, fmpz_poly

from mmltui.grading.constants import Constants
from mmltui.grading.generator import (
    Absolute,
    Exponential,
    Free,
    Generator,
    HalfTangent,
    InverseTrigonometric,
    Logarithm,
    Root,
    text_of,
)
from mmltui.grading.ratios import Budget, NoGeneratorLeftError, Ratio, Ratios, TooHardError
from mmltui.grading.signs import Signs

MAX_MULTIPLE = 400
MAX_ROOTS = 16
MAX_SHIFTED_TERMS = 8
MAX_BRANCHING = 4


class ScaleChangedError(Exception):
    """A generator turned out to need a finer scale (exp(x/2), not exp(x)): convert everything anew."""


class Generators:
    """Generators in the order in which they were met, their scales and the signs learnt.

    They outlive a change of scale: each definition is made of earlier generators, so that it stays true of
    whatever those mean now. Signs do not, and are forgotten.
    """

    def __init__(self, size: int, budget: Budget) -> None:
        self.ratios = Ratios(size, budget, self.reduce, self.complement)
        self.signs = Signs()
        self.news = False
        self._size = size
        self._known: list[Generator] = []
        self._index: dict[str, int] = {}
        self._scales: dict[int, int] = {}
        self._polynomials: dict[str, fmpz_mpoly] = {}
        self._algebraic: list[int] = []
        self._used: set[int] = set()
        self._constants = Constants(self._known, self._scales)

    def begin(self) -> None:
        """Start to convert everything anew, with the scales and signs known so far."""
        self.news = False
        self._used.clear()

    def value(self, generator: Generator) -> fmpz_mpoly:
        """The generator as a polynomial."""
        position = self._position(generator)
        self._used.add(position)
        return self.ratios.variables[position]

    def _position(self, generator: Generator) -> int:
        key = text_of(generator)
        position = self._index.get(key)
        if position is None:
            position = len(self._known)
            if position >= self._size:
                raise NoGeneratorLeftError
            self._index[key] = position
            self._known.append(generator)
            if isinstance(generator, Root | Absolute):
                self._algebraic.append(position)
        return position

    def power(self, generator: Generator, coefficient: fmpq) -> tuple[fmpz_mpoly, int]:
        """The generator and the whole multiple m with coefficient = m / scale; refines the scale if needed."""
        known_before = len(self._known)
        position = self._position(generator)
        scale = self._scales.get(position, 1)
        multiple = coefficient * scale
        if multiple.q != 1:
            multiple, scale = fmpq(multiple.p), scale * int(multiple.q)
            self._scales[position] = scale
            if position < known_before:
                self.signs.forget()
            if position in self._used:
                raise ScaleChangedError
        self._used.add(position)
        if abs(multiple.p) > MAX_MULTIPLE:
            raise TooHardError
        return self.ratios.variables[position], int(multiple.p)

    def scale(self, generator: Generator) -> int:
        """The scale of a generator that has one."""
        return self._scales.get(self._position(generator), 1)

    def single(self, polynomial: fmpz_mpoly) -> Generator | None:
        """The generator that this polynomial is, if it is one."""
        if len(polynomial) != 1 or polynomial.total_degree() != 1 or polynomial.leading_coefficient() != 1:
            return None
        return self.at(polynomial.degrees().index(1))

    def at(self, position: int) -> Generator | None:
        """The generator of a variable of the ring, None if it is not used yet."""
        return self._known[position] if position < len(self._known) else None

    # ── signs ──

    def learn_not_negative(self, value: Ratio) -> None:
        """Note that the value is at least 0 wherever the question is defined."""
        constant, factors = self.ratios.factors(value)
        sign, unknown = 1 if constant > 0 else -1, []
        for factor, power in factors:
            if power % 2 == 0:
                continue
            if known := self._structural_sign(factor):
                sign *= known
            else:
                unknown.append(self._name(factor))
        if len(unknown) > 1 and any(map(self.may_vanish, map(self._polynomials.__getitem__, unknown))):
            return
        self.news = self.signs.learn(sign, unknown) or self.news

    def may_vanish(self, polynomial: fmpz_mpoly) -> bool:
        """Whether a polynomial other than 0 might be 0 on an open set, as x - |x| is where x is positive."""
        inside = {
            position: generator.of
            for position, degree in enumerate(polynomial.degrees())
            if degree and isinstance(generator := self._known[position], Absolute)
        }
        if not inside:
            return False
        if len(inside) > MAX_BRANCHING:
            return True
        newest = max(inside)
        for branch in (inside[newest], -inside[newest]):
            values = list(self.ratios.variables)
            values[newest] = branch
            chosen = polynomial.compose(*values)
            if chosen.is_zero() or self.may_vanish(chosen):
                return True
        return False

    def absolute(self, polynomial: fmpz_mpoly) -> Ratio:
        """|p| of an irreducible polynomial (or a number): ±p where the sign is known."""
        if sign := self._structural_sign(polynomial):
            return self.ratios.polynomial(polynomial * sign)
        name = self._name(polynomial)
        product = self.signs.of(name)
        if name in product.of:
            return self.ratios.polynomial(self.value(Absolute(polynomial)))
        result = self.ratios.polynomial(polynomial * product.sign)
        for other in sorted(product.of):
            against = self._polynomials[other]
            sign_of_other = self.ratios.ratio(self.value(Absolute(against)), against)
            result = self.ratios.multiply(result, sign_of_other)
        return result

    def is_positive(self, polynomial: fmpz_mpoly) -> bool:
        """Whether an irreducible polynomial is certainly positive wherever the question is defined."""
        return self.absolute(polynomial) == self.ratios.polynomial(polynomial)

    def _name(self, polynomial: fmpz_mpoly) -> str:
        name = str(polynomial)
        self._polynomials.setdefault(name, polynomial)
        return name

    def _structural_sign(self, polynomial: fmpz_mpoly) -> int:
        """1 or -1 if the terms alone tell it, else 0."""
        if self._is_positive(polynomial):
            return 1
        if self._is_positive(-polynomial):
            return -1
        return self._constants.sign(polynomial)

    def _is_positive(self, polynomial: fmpz_mpoly) -> bool:
        return (
            self._has_positive_terms(polynomial)
            or self._has_no_root(polynomial)
            or self._is_positive_above_one(polynomial)
        )

    def _is_positive_above_one(self, polynomial: fmpz_mpoly) -> bool:
        """Whether it is positive because some exponentials, of positive exponents, are above 1."""
        above = [
            position
            for position, degree in enumerate(polynomial.degrees())
            if degree and isinstance(generator := self._known[position], Exponential)
            if self._is_positive(generator.exponent.numerator) and self._is_positive(generator.exponent.denominator)
        ]
        if not above or len(polynomial) > MAX_SHIFTED_TERMS:
            return False
        shifted = polynomial.compose(*(g + (i in above) for i, g in enumerate(self.ratios.variables)))
        return self._has_positive_terms(shifted)

    def _has_positive_terms(self, polynomial: fmpz_mpoly) -> bool:
        return all(
            coefficient > 0 and all(power % 2 == 0 or self._is_positive_generator(i) for i, power in enumerate(powers))
            for powers, coefficient in polynomial.to_dict().items()
        )

    def _has_no_root(self, polynomial: fmpz_mpoly) -> bool:
        """Whether a polynomial in one generator that is positive at 1 stays so, by its complex roots."""
        degrees = polynomial.degrees()
        used = [position for position, degree in enumerate(degrees) if degree]
        if len(used) != 1 or degrees[used[0]] > MAX_ROOTS:
            return False
        by_power = {powers[used[0]]: coefficient for powers, coefficient in polynomial.to_dict().items()}
        univariate = fmpz_poly([by_power.get(power, 0) for power in range(degrees[used[0]] + 1)])
        self.ratios.spend(200 * degrees[used[0]])
        only_above = self._is_positive_generator(used[0])
        return univariate(1) > 0 and all(
            not root.imag.contains(0) or (only_above and root.real < 0) for root, _ in univariate.complex_roots()
        )

    def _is_positive_generator(self, position: int) -> bool:
        match self._known[position]:
            case Free(positive=positive):
                return positive or self._scales.get(position, 1) > 1
            case Logarithm(of):
                return bool(of.is_constant()) or self._is_positive(of - 1)
            case Exponential() | Root() | Absolute():
                return True
            case InverseTrigonometric(_, argument):
                return self._is_positive(argument.numerator) and self._is_positive(argument.denominator)
            case HalfTangent():
                return False

    # ── relations ──

    def complement(self, denominator: fmpz_mpoly) -> fmpz_mpoly | None:
        """What to multiply by so that no root or absolute value divides the denominator any more."""
        if not self._algebraic or denominator.is_one():
            return None
        content = denominator.term_content()
        if content.is_constant():
            return None
        powers = content.degrees()
        factor = self.ratios.unit
        for position in self._algebraic:
            if powers[position]:
                factor *= self.ratios.variables[position] ** (-powers[position] % self._order(position))
        return None if factor.is_one() else factor

    def _order(self, position: int) -> int:
        """The power of a root or absolute value that the others express."""
        return 2 if isinstance(self._known[position], Absolute) else self._scales.get(position, 1)

    def reduce(self, polynomial: fmpz_mpoly) -> Ratio | None:
        """The polynomial with high powers of roots and absolute values rewritten; None if there are none."""
        if not self._algebraic or polynomial.is_constant():
            return None
        degrees = polynomial.degrees()
        for position in reversed(self._algebraic):
            order = self._order(position)
            if degrees[position] >= order:
                return self._rewritten(polynomial, position, order)
        return None

    def _rewritten(self, polynomial: fmpz_mpoly, position: int, order: int) -> Ratio:
        generator = self._known[position]
        match generator:
            case Absolute(of):
                value = self.ratios.polynomial(of * of)
            case Root(of):
                value = self.absolute(of)
            case _:
                raise AssertionError("only roots and absolute values have relations")
        by_multiple: dict[int, dict[tuple[int, ...], int]] = {}
        for powers, coefficient in polynomial.to_dict().items():
            multiple, rest = divmod(powers[position], order)
            reduced = (*powers[:position], rest, *powers[position + 1 :])
            by_multiple.setdefault(multiple, {})[reduced] = coefficient
        self.ratios.spend(len(polynomial))
        return self.ratios.total(
            self.ratios.multiply(
                self.ratios.polynomial(self.ratios.ring.from_dict(terms)), self.ratios.power(value, multiple)
            )
            for multiple, terms in by_multiple.items()
        )
