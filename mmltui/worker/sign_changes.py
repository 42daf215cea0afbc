"""Zeros that are certain although no formula for them is known: where a continuous function changes its sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

import flint
from flint import arb, fmpq

from mmltui.grading.balls import Evaluator
from mmltui.grading.lowering import NotComparableError, lower
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression, Number

FARTHEST = 10
_STEPS = 8  # points of the grid in each unit
_BITS = 128
_BISECTIONS = 60


def sign_changes(formula: Expression, name: str, symbols: SymbolTable) -> tuple[Fraction, ...]:
    """Numbers within 2^-60 of a zero, between -FARTHEST and FARTHEST in rising order; those of the grid are exact.

    Each is certain: the formula is 0 there, or has both signs within that distance and a value all the way between.
    """
    try:
        program = lower(formula, Number(Fraction(0)), symbols)
    except (NotComparableError, RecursionError):
        return ()
    return tuple(_found(_Signs(Evaluator(program), name)))


def _found(signs: _Signs) -> Iterator[Fraction]:
    grid = [Fraction(step, _STEPS) for step in range(-FARTHEST * _STEPS, FARTHEST * _STEPS + 1)]
    for (left, before), (right, after) in pairwise((point, signs.at(point)) for point in grid):
        if before == 0:
            yield left
        elif before is not None and after == -before:
            yield from signs.between(left, right, before)


class _Signs:
    def __init__(self, evaluator: Evaluator, name: str) -> None:
        self._evaluator = evaluator
        self._name = name

    def at(self, point: Fraction) -> int | None:
        """-1, 0 or 1 where that is certain, else None."""
        value = self._values(point, Fraction(0))[self._evaluator.program.submission]
        if value is None:
            return None
        return 1 if value > 0 else -1 if value < 0 else 0 if value.is_zero() else None

    def between(self, left: Fraction, right: Fraction, before: int) -> Iterator[Fraction]:
        """The zero between two points of different sign; none at a jump, and none where signs are uncertain."""
        for _ in range(_BISECTIONS):
            middle = (left + right) / 2
            sign = self.at(middle)
            if sign is None:
                return
            if sign == before:
                left = middle
            else:
                right = middle
        if self.is_continuous((left + right) / 2, (right - left) / 2):
            yield right if self.at(right) == 0 else (left + right) / 2

    def is_continuous(self, middle: Fraction, radius: Fraction) -> bool:
        """Whether it has a value all around, and no abs, sign, max or min that may change its branch there."""
        program = self._evaluator.program
        values = self._values(middle, radius)
        value = values[program.submission]
        branches = (values[switch] for switch in program.switches)
        return (
            value is not None
            and bool(value.is_finite())
            and not any(branch is None or branch.contains(0) for branch in branches)
        )

    def _values(self, point: Fraction, radius: Fraction) -> Mapping[int, arb | None]:
        with flint.ctx.workprec(_BITS):
            at = {self._name: fmpq(point.numerator, point.denominator)}
            ball = arb(fmpq(radius.numerator, radius.denominator)) if radius else None
            return self._evaluator.at(at, _BITS, radius=ball)
