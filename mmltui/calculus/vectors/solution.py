"""Where a quadratic loss is stationary, as a formula: H⁻¹ times minus the gradient at zero."""

from __future__ import annotations

from collections.abc import Sequence

from mmltui.calculus.tidy import tidy
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.derivative import column, hessian, jacobian
from mmltui.calculus.vectors.terms import ZERO
from mmltui.calculus.vectors.words import Sums, sums, words, written
from mmltui.notation.shapes import shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Call, Entry, Expression, Matrix, Neg, Product, Quotient, Symbol
from mmltui.notation.walk import children, free_symbols, rebuild


def solution(loss: Expression, wrt: str, symbols: SymbolTable) -> Expression:
    """The stationary point; raises NotDifferentiableError where the loss is not quadratic in `wrt`."""
    curvature = hessian(loss, (wrt,), symbols)
    if wrt in free_symbols(curvature):
        raise NotDifferentiableError(f"the loss is not quadratic in {wrt}: its gradient cannot be solved for it")
    slope = column(jacobian(loss, (wrt,), symbols), symbols)
    if isinstance(slope, Matrix):
        start = Matrix(tuple((tidy(Neg(_at_zero(entry, wrt))),) for (entry,) in slope.rows))
        return Product((Call("inv", (curvature,)), start))
    constant = {
        (scalars, chain): -number
        for (scalars, chain), number in sums(words(slope, symbols)).items()
        if not any(wrt in free_symbols(atom) for atom in (*scalars, *chain))
    }
    inverted = sums(words(curvature, symbols))
    shared = _shared_number(inverted, constant)
    above = written(_divided(constant, shared), shape_of(slope, symbols))
    below = written(_divided(inverted, shared), shape_of(curvature, symbols))
    if symbols.kinds[wrt].role == "scalar":
        return Quotient(above, below)
    return Product((Call("inv", (below,)), above))


def stationary_point(loss: Expression, wrt: Sequence[str]) -> Expression:
    """The one point where the slopes by these scalars are zero, as a column; raises NotDifferentiableError."""
    from mmltui.calculus.stationary import NotSolvedError
    from mmltui.calculus.vectors.hessian_tools import stationary_points_of

    try:
        points = stationary_points_of(loss, wrt)
    except NotSolvedError as error:
        raise NotDifferentiableError(str(error)) from error
    if len(points) != 1:
        raise NotDifferentiableError(f"there are {len(points)} stationary points, not one")
    return Matrix(tuple((value,) for value in points[0].at))


def _at_zero(expression: Expression, wrt: str) -> Expression:
    """A formula of single entries where every entry of `wrt` is 0."""
    if isinstance(expression, Entry) and expression.base == Symbol(wrt):
        return ZERO
    parts = children(expression)
    return rebuild(expression, [_at_zero(part, wrt) for part in parts]) if parts else expression


def _shared_number(one: Sums, other: Sums) -> int:
    """The largest whole number that divides every coefficient of both; 1 where some are no whole numbers."""
    from math import gcd

    numbers = [number for found in (one, other) for number in found.values()]
    if any(number.denominator != 1 for number in numbers):
        return 1
    return gcd(*(int(number) for number in numbers)) or 1


def _divided(found: Sums, by: int) -> Sums:
    return {key: number / by for key, number in found.items()}
