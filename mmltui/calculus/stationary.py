"""Where a scalar function is flat, and what it does there. SymPy solves; it is imported only here, when needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from mmltui.errors import MmltuiError
from mmltui.notation.from_sympy import from_sympy
from mmltui.notation.to_sympy import to_sympy

if TYPE_CHECKING:
    import sympy

    from mmltui.notation.symbols import SymbolTable
    from mmltui.notation.tree import Expression

PointKind = Literal["min", "max", "neither"]

# f'' to f^(6): beyond that a flat point of a course exercise is a mistake in the exercise.
_HIGHEST_DERIVATIVE = 6


class NotSolvedError(MmltuiError):
    """The stationary points cannot be found, or are not finitely many."""


@dataclass(frozen=True, slots=True)
class StationaryPoint:
    """A real point where f' = 0, exactly, and whether f has a strict local minimum, maximum or neither there."""

    at: Expression
    kind: PointKind


@lru_cache(maxsize=256)
def _solved(function: sympy.Expr, variable: sympy.Symbol) -> tuple[sympy.Expr, ...]:
    import sympy

    slope = sympy.together(sympy.diff(function, variable))
    found = sympy.solveset(slope, variable, sympy.S.Reals)
    if isinstance(found, sympy.Complement | sympy.Intersection):
        # SymPy keeps conditions on parameters, such as x ≠ 0 or being real, as set operations around the solutions.
        found = next((part for part in found.args if isinstance(part, sympy.FiniteSet)), found)
    if not isinstance(found, sympy.FiniteSet):
        raise NotSolvedError("the stationary points could not be found as a finite list")
    return tuple(sorted(found, key=sympy.default_sort_key))


def stationary_values(function: Expression, wrt: str, symbols: SymbolTable) -> tuple[Expression, ...]:
    """All real solutions of df/dwrt = 0, which may hold other symbols; raises `NotSolvedError`."""
    converted, variable = _to_sympy(function, wrt, symbols)
    return tuple(from_sympy(value) for value in _solved(converted, variable))


def stationary_points(function: Expression, wrt: str, symbols: SymbolTable) -> tuple[StationaryPoint, ...]:
    """The stationary points of a function of one symbol, in rising order, with their kinds; raises `NotSolvedError`."""
    converted, variable = _to_sympy(function, wrt, symbols)
    if converted.free_symbols - {variable}:
        raise NotSolvedError("the kinds of stationary points are known only where every other symbol has a value")
    values = sorted(_solved(converted, variable), key=lambda value: value.evalf())
    return tuple(StationaryPoint(from_sympy(value), _kind(converted, variable, value)) for value in values)


def _to_sympy(function: Expression, wrt: str, symbols: SymbolTable) -> tuple[sympy.Expr, sympy.Symbol]:
    from mmltui.notation.tree import Symbol

    return to_sympy(function, symbols), to_sympy(Symbol(wrt), symbols)


def _kind(function: sympy.Expr, variable: sympy.Symbol, value: sympy.Expr) -> PointKind:
    """The sign and order of the first derivative that does not vanish there decide."""
    import sympy

    derivative = sympy.diff(function, variable)
    for order in range(2, _HIGHEST_DERIVATIVE + 1):
        derivative = sympy.diff(derivative, variable)
        there = sympy.simplify(derivative.subs(variable, value))
        if there.is_zero:
            continue
        if order % 2:
            return "neither"
        return "min" if there.is_positive else "max"
    raise NotSolvedError(f"the first {_HIGHEST_DERIVATIVE} derivatives do not tell what happens at {value}")
