"""What a generator can be: the functions that formulas are rational functions of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from flint import fmpz_mpoly

from mmltui.grading.ratios import Ratio


@dataclass(frozen=True, slots=True)
class Free:
    """A symbol, pi, or a value about which nothing is known but its name.

    Where it is positive it has a scale too: the generator is then its root, value^(1/scale).
    """

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


def text_of(generator: Generator) -> str:
    """A text that is the same for equal generators."""
    match generator:
        case Free(name):
            return name
        case Exponential(content) | HalfTangent(content):
            return f"{type(generator).__name__} {content.key()}"
        case InverseTrigonometric(function, argument):
            return f"{function} {argument.key()}"
        case Logarithm(polynomial) | Root(polynomial) | Absolute(polynomial):
            return f"{type(generator).__name__} {polynomial}"
