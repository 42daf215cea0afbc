"""A look at single numbers, in ball arithmetic: whether a formula, as it was typed, is 0 or has a slope there."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint

from mmltui.grading.balls import Evaluator
from mmltui.grading.lowering import NotComparableError, lower
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression, Number, Relation

_BITS = 256
_PLACES = 60
_ROUNDED = Fraction(1, 2**180)  # what is left of a number rounded to so many places
_BESIDE = Fraction(1, 2**60)  # a slope is a matter of the surroundings


@dataclass(frozen=True, slots=True)
class Look:
    """Made by `of`. `evaluator` has the two sides of an equation; None where the formula cannot be looked at."""

    evaluator: Evaluator | None
    zero: Any
    variable: Any
    smooth: bool

    @classmethod
    def of(
        cls, zero: Any, variable: Any, formula: Expression | None, symbols: SymbolTable, *, smooth: bool = False
    ) -> Look:
        """For the zeros of `zero`, as SymPy has it, which is the formula, or with `smooth` its slope."""
        match formula:
            case None:
                return cls(None, zero, variable, smooth)
            case Relation(left=left, right=right):
                sides = left, right
            case _:
                sides = formula, Number(Fraction(0))
        try:
            return cls(Evaluator(lower(*sides, symbols)), zero, variable, smooth)
        except (NotComparableError, RecursionError):
            return cls(None, zero, variable, smooth)

    def at(self, value: Any, *, within: Fraction | None = None) -> bool | None:
        """Whether the number, or one `within` so little of it, is a place that counts; None if that cannot be told."""
        import sympy

        real, imaginary = value.evalf(_PLACES).as_real_imag()
        if not (real.is_Float or real.is_Rational) or abs(imaginary) > _ROUNDED:
            return False
        if self.evaluator is None:
            return None
        exact = value if value.is_Rational else sympy.Rational(real)
        radius = within or (_BESIDE if self.smooth else Fraction(0) if value.is_Rational else _ROUNDED)
        found = self._found(Fraction(int(exact.p), int(exact.q)), radius)
        return found if self.smooth or found is not None else (True if self._is_zero(value) else None)

    def _found(self, point: Fraction, radius: Fraction) -> bool | None:
        if self.evaluator is None:
            return None
        program = self.evaluator.program
        with flint.ctx.workprec(_BITS):
            at = {str(self.variable.name): flint.fmpq(point.numerator, point.denominator)}
            ball = flint.arb(flint.fmpq(radius.numerator, radius.denominator))
            values = self.evaluator.at(at, _BITS, radius=ball)
            left, right = values[program.submission], values[program.reference]
            if left is None or right is None:
                return False
            if not (left - right).is_finite():
                return None
            if not self.smooth:
                return bool((left - right).contains(0))
            kinks = (values[switch] for switch in program.switches)
            return None if any(kink is None or kink.contains(0) for kink in kinks) else True

    def _is_zero(self, value: Any) -> bool:
        """By SymPy alone: at the edge of the domain a ball lies half outside."""
        import sympy

        return bool(sympy.simplify(self.zero.subs(self.variable, value)) == 0)
