"""The values of generators without symbols (√2, log 3, exp(1), π), which tell the signs of polynomials in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import flint
from flint import arb, fmpz_mpoly

from mmltui.grading.generator import (
    Absolute,
    Exponential,
    Free,
    Generator,
    HalfTangent,
    InverseTrigonometric,
    Logarithm,
    Root,
)
from mmltui.grading.ratios import Ratio

_BITS = 192


@dataclass(frozen=True, slots=True)
class Constants:
    """Reads the generators of a ring, and their scales by position, as they are at the time of asking."""

    generators: Sequence[Generator]
    scales: Mapping[int, int]

    def sign(self, polynomial: fmpz_mpoly) -> int:
        """1 or -1 if the polynomial is a number that certainly has this sign, else 0."""
        with flint.ctx.workprec(_BITS):
            value = self._polynomial(polynomial)
        return 0 if value is None else 1 if value > 0 else -1 if value < 0 else 0

    def _ratio(self, ratio: Ratio) -> arb | None:
        above, below = self._polynomial(ratio.numerator), self._polynomial(ratio.denominator)
        return None if above is None or below is None else above / below

    def _polynomial(self, polynomial: fmpz_mpoly) -> arb | None:
        values: dict[int, arb] = {}
        for position, degree in enumerate(polynomial.degrees()):
            if degree:
                value = self._generator(position)
                if value is None:
                    return None
                values[position] = value
        total = arb(0)
        for powers, coefficient in polynomial.to_dict().items():
            term = arb(coefficient)
            for position, value in values.items():
                term *= value ** powers[position]
            total += term
        return total

    def _generator(self, position: int) -> arb | None:
        generator, scale = self.generators[position], self.scales.get(position, 1)
        match generator:
            case Free(name):
                return arb.pi() if name == "pi" else None
            case Exponential(content):
                value = self._ratio(content)
                return None if value is None else (value / scale).exp()
            case HalfTangent(content):
                value = self._ratio(content)
                return None if value is None else (value / (2 * scale)).tan()
            case InverseTrigonometric(function, content):
                value = self._ratio(content)
                return None if value is None else value.asin() if function == "asin" else value.atan()
            case Logarithm(of):
                value = self._polynomial(of)
                return None if value is None else abs(value).log()
            case Root(of):
                value = self._polynomial(of)
                return None if value is None else (abs(value).log() / scale).exp()
            case Absolute(of):
                value = self._polynomial(of)
                return None if value is None else abs(value)
