"""Trigonometric functions of ratios, through the tangents of half angles, and their inverses."""

from __future__ import annotations

from flint import fmpq, fmpz_mpoly

from mmltui.grading.exponentials import HALF, PI, Exponentials
from mmltui.grading.generator import HalfTangent, InverseTrigonometric, Root
from mmltui.grading.ratios import Ratio, TooHardError

MAX_ANGLE_MULTIPLE = 16

# Angles below π/2 in twelfths of π, as sums of sixths and quarters of π.
_SIXTHS_AND_QUARTERS = ((0, 0), (-1, 1), (1, 0), (0, 1), (2, 0), (1, 1))


class Trigonometry:
    """Cosines and sines as rational functions, and angles as generators."""

    def __init__(self, exponentials: Exponentials) -> None:
        self.exponentials = exponentials
        self.generators = exponentials.generators
        self.ratios = exponentials.ratios

    def cos_sin(self, angle: Ratio) -> tuple[Ratio, Ratio]:
        """Cos and sin of a sum of angles, by turning through one after the other."""
        turned = (self.ratios.one, self.ratios.zero)
        for coefficient, term in self.exponentials.terms(angle):
            turned = self._turn(turned, self._cos_sin_of_term(coefficient, term))
        return turned

    def _turn(self, one: tuple[Ratio, Ratio], other: tuple[Ratio, Ratio]) -> tuple[Ratio, Ratio]:
        (a, b), (c, d), ratios = one, other, self.ratios
        return (
            ratios.subtract(ratios.multiply(a, c), ratios.multiply(b, d)),
            ratios.add(ratios.multiply(a, d), ratios.multiply(b, c)),
        )

    def _turns(self, pair: tuple[Ratio, Ratio], times: int) -> tuple[Ratio, Ratio]:
        if times < 0:
            return self._turns((pair[0], self.ratios.negative(pair[1])), -times)
        turned = (self.ratios.one, self.ratios.zero)
        for _ in range(times):
            turned = self._turn(turned, pair)
        return turned

    def _cos_sin_of_term(self, coefficient: fmpq, term: Ratio) -> tuple[Ratio, Ratio]:
        generator = self.exponentials.single(term)
        if generator == PI:
            return self._cos_sin_of_pi(coefficient)
        if (
            isinstance(generator, InverseTrigonometric)
            and coefficient.q == 1
            and abs(coefficient) <= MAX_ANGLE_MULTIPLE
        ):
            return self._turns(self._cos_sin_of_inverse(generator), int(coefficient.p))
        tangent, times = self.generators.power(HalfTangent(term), coefficient)
        if abs(times) > MAX_ANGLE_MULTIPLE:
            cosine, sine = self._cos_sin_of_term(fmpq(1), self.ratios.scaled(term, abs(coefficient)))
            return cosine, sine if times > 0 else self.ratios.negative(sine)
        # (1 + it)^2m has the cosine and the sine of the m-fold angle over (1 + t²)^m for parts.
        square = tangent * tangent
        real, imaginary = self.ratios.unit, self.ratios.ring.constant(0)
        for _ in range(abs(times)):
            real, imaginary = (
                real * (1 - square) - imaginary * (2 * tangent),
                imaginary * (1 - square) + real * (2 * tangent),
            )
        below = (1 + square) ** abs(times)
        sign = 1 if times > 0 else -1
        return Ratio(real, below), self.ratios.ratio(imaginary * sign, below)

    def _cos_sin_of_pi(self, coefficient: fmpq) -> tuple[Ratio, Ratio]:
        """Cos and sin of a multiple of π/12."""
        twelfths = coefficient * 12
        if twelfths.q != 1:
            raise TooHardError
        quadrant, rest = divmod(int(twelfths.p) % 24, 6)
        sixths, quarters = _SIXTHS_AND_QUARTERS[rest]
        turned = (self.ratios.one, self.ratios.zero)
        if sixths:
            half_root_3 = self.ratios.scaled(self._root_of(3), HALF)
            turned = self._turn(turned, self._turns((half_root_3, self.ratios.number(HALF)), sixths))
        if quarters:
            half_root_2 = self.ratios.scaled(self._root_of(2), HALF)
            turned = self._turn(turned, (half_root_2, half_root_2))
        for _ in range(quadrant):
            turned = (self.ratios.negative(turned[1]), turned[0])
        return turned

    def _root_of(self, number: int) -> Ratio:
        return self.exponentials.square_root(self.ratios.number(number))

    def _cos_sin_of_inverse(self, generator: InverseTrigonometric) -> tuple[Ratio, Ratio]:
        """Cos and sin of asin(p) or atan(p)."""
        argument, ratios = generator.argument, self.ratios
        square = ratios.multiply(argument, argument)
        if generator.function == "asin":
            return self.exponentials.square_root(ratios.subtract(ratios.one, square)), argument
        cosine = ratios.inverse(self.exponentials.square_root(ratios.add(ratios.one, square)))
        return cosine, ratios.multiply(argument, cosine)

    def inverse(self, function: str, a: Ratio) -> Ratio:
        """An odd function of an argument with a positive first coefficient; atan of 1/p by that of p."""
        if a.is_zero():
            return a
        if a.numerator.leading_coefficient() < 0:
            return self.ratios.negative(self.inverse(function, self.ratios.negative(a)))
        if (
            function == "atan"
            and len(a.numerator) + a.numerator.total_degree() < len(a.denominator) + a.denominator.total_degree()
        ):
            quarter_turn = self.ratios.scaled(self.exponentials.generator(PI), HALF)
            upside_down = self.ratios.inverse(a)
            sign = self.exponentials.sign(a)
            return self.ratios.subtract(self.ratios.multiply(sign, quarter_turn), self.inverse(function, upside_down))
        known = self._known_angle(function, a)
        return self.exponentials.generator(InverseTrigonometric(function, a)) if known is None else known

    def _known_angle(self, function: str, a: Ratio) -> Ratio | None:
        """The multiple of π/12 with this sine or tangent, if a is a number that has one."""
        if not (a.numerator.is_constant() or self._is_root_of_number(a.numerator)):
            return None
        for twelfths in (2, 3, 4, 6) if function == "asin" else (2, 3, 4):
            cosine, sine = self._cos_sin_of_pi(fmpq(twelfths, 12))
            if a == (sine if function == "asin" else self.ratios.divide(sine, cosine)):
                return self.ratios.scaled(self.exponentials.generator(PI), fmpq(twelfths, 12))
        return None

    def _is_root_of_number(self, polynomial: fmpz_mpoly) -> bool:
        used = [self.generators.at(i) for i, power in enumerate(polynomial.degrees()) if power]
        return len(polynomial) == 1 and all(isinstance(root, Root) and root.of.is_constant() for root in used)


def _length(polynomial: fmpz_mpoly) -> int:
    return len(polynomial) + int(polynomial.total_degree())
