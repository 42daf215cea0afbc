"""Scalar expressions as one straight-line program: the form in which equality is decided.

Instructions refer to earlier ones by index, and equal parts are one instruction, whichever side they stand on.
Every elementary function is expressed by exp, log, sin, cos, asin, atan, real powers, abs, sign, max and min,
so that evaluation and proof have few cases. lowering.py makes programs of trees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from flint import fmpq

from mmltui.notation.tree import RelationOperator

Elementary = Literal["exp", "log", "sin", "cos", "asin", "atan", "abs", "sign"]
Extremum = Literal["max", "min"]


@dataclass(frozen=True, slots=True)
class Rational:
    """An exact number."""

    value: fmpq

    def __hash__(self) -> int:
        # fmpq's own hash goes through Fraction, which is ten times slower.
        return hash((int(self.value.p), int(self.value.q)))


@dataclass(frozen=True, slots=True)
class Pi:
    """The number pi."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A real symbol, positive or a whole number of at least one (a size) if so declared."""

    name: str
    positive: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of some instructions."""

    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """The product of some instructions."""

    factors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Divide:
    """numerator / denominator, undefined where the denominator is 0."""

    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class WholePower:
    """base ^ exponent with an integer exponent: defined for every base, but 0 if the exponent is not positive."""

    base: int
    exponent: int


@dataclass(frozen=True, slots=True)
class RealPower:
    """base ^ exponent with any real exponent: defined for base > 0, and for base = 0 if the exponent is positive."""

    base: int
    exponent: int


@dataclass(frozen=True, slots=True)
class Apply:
    """An elementary function of one argument."""

    function: Elementary
    argument: int


@dataclass(frozen=True, slots=True)
class Choose:
    """The larger or the smaller of two."""

    function: Extremum
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Declared:
    """A function that the exercise declares but does not define, or its derivative of some order."""

    name: str
    primes: int
    arguments: tuple[int, ...]


Instruction: TypeAlias = (
    Rational | Pi | Variable | Total | Times | Divide | WholePower | RealPower | Apply | Choose | Declared
)


@dataclass(frozen=True, slots=True)
class Condition:
    """The sign that an instruction must have for a point to belong to the question."""

    operator: RelationOperator
    difference: int


@dataclass(frozen=True, slots=True)
class Program:
    """Instructions in order, the two sides, and what delimits the question's domain.

    `domain` must be defined and `conditions` met at a point of the question. `switches` change the formula
    in force where they change sign (arguments of abs, sign, max, min), `borders` bound the domain there.
    """

    instructions: tuple[Instruction, ...]
    submission: int
    reference: int
    domain: tuple[int, ...] = ()
    conditions: tuple[Condition, ...] = ()
    switches: tuple[int, ...] = ()
    borders: tuple[int, ...] = ()

    @property
    def variables(self) -> tuple[Variable, ...]:
        """The symbols, by name."""
        found = [instruction for instruction in self.instructions if isinstance(instruction, Variable)]
        return tuple(sorted(found, key=lambda variable: variable.name))

    def needed(self, *roots: int) -> list[int]:
        """Indices of the instructions that the roots are computed from, in order."""
        wanted = set(roots)
        for index in range(max(roots, default=-1), -1, -1):
            if index in wanted:
                wanted.update(operands(self.instructions[index]))
        return sorted(wanted)


def operands(instruction: Instruction) -> tuple[int, ...]:
    """The earlier instructions that this one reads."""
    match instruction:
        case Rational() | Pi() | Variable():
            return ()
        case Total(many) | Times(many) | Declared(arguments=many):
            return many
        case Divide(first, second) | RealPower(first, second) | Choose(left=first, right=second):
            return (first, second)
        case WholePower(base=only) | Apply(argument=only):
            return (only,)
