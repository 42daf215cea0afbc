"""The generators that formulas are rational functions of, and the relations between them.

Two formulas that are the same rational function of the same generators are equal wherever both are defined.
That the generators chosen are independent makes proofs succeed; that each stands for one fixed function makes
them sound. Roots and absolute values are the only ones with relations: |p|² = p², and r^s = |p| for r = |p|^(1/s).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from flint import fmpq, fmpz_mpoly

from mmltui.grading.ratios import NoGeneratorLeftError, Ratio, Ratios, TooHardError
from mmltui.grading.signs import Signs

MAX_MULTIPLE = 400


class ScaleChangedError(Exception):
    """A generator turned out to need a finer scale (exp(x/2), not exp(x)): convert everything anew."""


@dataclass(frozen=True, slots=True)
class Free:
    """A symbol, pi, or a value about which nothing is known but its name."""

    name: str
    positive: bool = False


@dataclass(frozen=True, slots=True)
class Exponential:
    """exp(exponent / scale)."""

    exponent: Ratio


@dataclass(frozen=True, slots=True)
class HalfTangent:
    """tan(angle / (2 scale))."""

    angle: Ratio


@dataclass(frozen=True, slots=True)
class InverseTrigonometric:
    """asin or atan of a ratio."""

    function: str
    argument: Ratio


@dataclass(frozen=True, slots=True)
class Logarithm:
    """log|p| of an irreducible polynomial or a prime number."""

    of: fmpz_mpoly


@dataclass(frozen=True, slots=True)
class Root:
    """|p|^(1/scale) of an irreducible polynomial or a prime number."""

    of: fmpz_mpoly


@dataclass(frozen=True, slots=True)
class Absolute:
    """|p| of an irreducible polynomial."""

    of: fmpz_mpoly


Generator: TypeAlias = Free | Exponential | HalfTangent | InverseTrigonometric | Logarithm | Root | Absolute


def _key(generator: Generator) -> str:
    match generator:
        case Free(name):
            return name
        case Exponential(content) | HalfTangent(content):
            return f"{type(generator).__name__} {content.key()}"
        case InverseTrigonometric(function, argument):
            return f"{function} {argument.key()}"
        case Logarithm(polynomial) | Root(polynomial) | Absolute(polynomial):
            return f"{type(generator).__name__} {polynomial}"


class Generators:
    """Generators in the order in which they were met, their scales and the signs learnt.

    They outlive a change of scale: each definition is made of earlier generators, so that it stays true of
    whatever those mean now. Signs do not, and are forgotten.
    """

    def __init__(self, size: int) -> None:
        self.ratios = Ratios(size, self.reduce)
        self.signs = Signs()
        self.news = False
        self._size = size
        self._known: list[Generator] = []
        self._index: dict[str, int] = {}
        self._scales: dict[int, int] = {}
        self._polynomials: dict[str, fmpz_mpoly] = {}
        self._algebraic: list[int] = []

    def value(self, generator: Generator) -> fmpz_mpoly:
        """The generator as a polynomial."""
        return self.ratios.variables[self._position(generator)]

    def _position(self, generator: Generator) -> int:
        key = _key(generator)
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
        position = self._position(generator)
        scale = self._scales.get(position, 1)
        multiple = coefficient * scale
        if multiple.q != 1:
            self._scales[position] = scale * int(multiple.q)
            self.signs.forget()
            raise ScaleChangedError
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
        self.news = self.signs.learn(sign, unknown) or self.news

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

    def _name(self, polynomial: fmpz_mpoly) -> str:
        name = str(polynomial)
        self._polynomials.setdefault(name, polynomial)
        return name

    def _structural_sign(self, polynomial: fmpz_mpoly) -> int:
        """1 or -1 if the terms alone tell it, else 0."""
        if self._is_positive(polynomial):
            return 1
        return -1 if self._is_positive(-polynomial) else 0

    def _is_positive(self, polynomial: fmpz_mpoly) -> bool:
        terms = polynomial.to_dict()
        if all(
            coefficient > 0 and all(power % 2 == 0 or self._is_positive_generator(i) for i, power in enumerate(powers))
            for powers, coefficient in terms.items()
        ):
            return True
        return self._is_definite_quadratic(terms)

    @staticmethod
    def _is_definite_quadratic(terms: dict[tuple[int, ...], int]) -> bool:
        """A g² + b g + c with a > 0 and b² < 4ac, in one generator."""
        by_power: dict[int, int] = {}
        used = {i for powers in terms for i, power in enumerate(powers) if power}
        if len(used) != 1:
            return False
        for powers, coefficient in terms.items():
            by_power[sum(powers)] = int(coefficient)
        a, b, c = (by_power.get(power, 0) for power in (2, 1, 0))
        return max(by_power) == 2 and a > 0 and b * b < 4 * a * c

    def _is_positive_generator(self, position: int) -> bool:
        match self._known[position]:
            case Free(positive=positive):
                return positive
            case Logarithm(of):
                return bool(of.is_constant())  # of a prime number
            case Exponential() | Root() | Absolute():
                return True
            case HalfTangent() | InverseTrigonometric():
                return False

    # ── relations ──

    def reduce(self, polynomial: fmpz_mpoly) -> Ratio | None:
        """The polynomial with high powers of roots and absolute values rewritten; None if there are none."""
        if not self._algebraic or polynomial.is_constant():
            return None
        degrees = polynomial.degrees()
        for position in reversed(self._algebraic):
            generator = self._known[position]
            order = 2 if isinstance(generator, Absolute) else self._scales.get(position, 1)
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
