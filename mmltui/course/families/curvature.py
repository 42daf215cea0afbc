"""Second directional derivatives vᵀHv, from a function or from a matrix, and where they are 0."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Final

from mmltui.course.families.build import bcolumn, bmatrix, bracketed, column, fraction
from mmltui.course.families.hessian import rows_of
from mmltui.course.families.item import Item, Maker
from mmltui.course.families.surface import Surface


def curvature(hessian: Sequence[Sequence[int]], v: Sequence[int]) -> int:
    """vᵀHv."""
    return sum(v[i] * hessian[i][j] * v[j] for i in range(len(v)) for j in range(len(v)))


def _worked(hessian: Sequence[Sequence[int]], v: Sequence[int]) -> str:
    inner = [sum(a * b for a, b in zip(row, v, strict=True)) for row in hessian]
    worked = " + ".join(rf"{bracketed(a)} \cdot {bracketed(b)}" for a, b in zip(v, inner, strict=True))
    return (
        rf"$\mathbf H \mathbf v = {bcolumn(inner)}$, and $\mathbf v^\top \mathbf H \mathbf v = {worked} = "
        rf"{curvature(hessian, v)}$"
    )


def _along(source: Random) -> Item | None:
    surface = Surface.draw(source, ((2, 0), (1, 1), (0, 2)), source.choice((2, 3)))
    v = [source.choice((-2, -1, 1, 2, 3)) for _ in range(2)]
    if not all(surface.depends_on(place) for place in (0, 1)):
        return None
    hessian = [[entry.at((0, 0)) for entry in row] for row in rows_of(surface)]
    return Item(
        rf"How large is the second directional derivative of $f(\mathbf x) = {surface.latex()}$ along "
        rf"$\mathbf v = ({v[0]}, {v[1]})$?",
        {
            "ask": "directional",
            "of": surface.plain(),
            "wrt": "x",
            "along": column(v),
            "order": 2,
            "symbols": {"x": "2"},
        },
        (
            "First the Hessian; of a quadratic function it is the same everywhere.",
            r"Then $\mathbf v^\top \mathbf H \mathbf v$.",
        ),
        rf"$\mathbf H = {bmatrix(hessian)}$, {_worked(hessian, v)}",
    )


def _cut(source: Random) -> Item | None:
    """The same by the cut through the origin, without a Hessian."""
    surface = Surface.draw(source, ((2, 0), (1, 1), (0, 2)), 2)
    v = [source.choice((-2, -1, 1, 2, 3)) for _ in range(2)]
    factor = surface.at(v)
    if not factor or not all(surface.depends_on(place) for place in (0, 1)):
        return None
    return Item(
        rf"How large is the second directional derivative of $f(\mathbf x) = {surface.latex()}$ at $\mathbf 0$ along "
        rf"$\mathbf v = ({v[0]}, {v[1]})$?",
        {
            "ask": "directional",
            "of": surface.plain(),
            "wrt": "x",
            "along": column(v),
            "order": 2,
            "symbols": {"x": "2"},
        },
        (
            rf"The cut is $f(h \mathbf v)$: put $x_1 = {_so_many(v[0], 'h')}$ and $x_2 = {_so_many(v[1], 'h')}$.",
            "It is a number times $h^2$. Differentiate it twice by $h$.",
        ),
        rf"The cut is ${_so_many(factor, 'h^2')}$, whose second derivative is ${2 * factor}$",
    )


def _so_many(count: int, of: str) -> str:
    return {1: of, -1: f"-{of}"}.get(count, f"{count}{of}")


def _form(source: Random) -> Item:
    a, b, d = (source.choice((-3, -2, -1, 1, 2, 3, 4)) for _ in range(3))
    v = [source.choice((-2, -1, 1, 2, 3)) for _ in range(2)]
    hessian = [[a, b], [b, d]]
    return Item(
        rf"$\mathbf H = {bmatrix(hessian)}$ and $\mathbf v = {bcolumn(v)}$. How large is $\mathbf v^\top \mathbf H "
        rf"\mathbf v$?",
        {
            "ask": "number",
            "answer": str(curvature(hessian, v)),
        },
        (r"First $\mathbf H \mathbf v$, a column; then the row $\mathbf v^\top$ times it.",),
        _worked(hessian, v),
    )


def _scalar(source: Random) -> Item | None:
    """The first of the two steps: the slope along v, as a function of the place."""
    surface = Surface.draw(source, ((2, 1), (1, 2), (3, 0), (0, 3), (2, 0), (1, 1), (0, 2)), 2)
    v = [source.choice((-1, 1, 2, 3)) for _ in range(2)]
    if not surface.partial(0).terms or not surface.partial(1).terms or v == [1, 1]:
        return None
    slopes = ", ".join(slope.latex() for slope in surface.row())
    return Item(
        rf"Of $f(\mathbf x) = {surface.latex()}$ take the slope along $\mathbf v = ({v[0]}, {v[1]})$, as a function "
        r"$s(\mathbf x) = \frac{df}{d\mathbf x} \mathbf v$ of the place. Give $s(\mathbf x)$.",
        {"ask": "directional", "of": surface.plain(), "wrt": "x", "along": column(v), "symbols": {"x": "2"}},
        (
            "The row of partial derivatives, times the fixed direction: a number at each place.",
            rf"The row is $[{slopes}]$.",
        ),
        rf"The row is $[{slopes}]$, and times the direction it is ${_combined(surface, v)}$",
    )


def _combined(surface: Surface, v: Sequence[int]) -> str:
    """The row times a direction, in LaTeX."""
    parts = zip(surface.row(), v, strict=True)
    return " + ".join(rf"{bracketed(step)} \left({slope.latex()}\right)" for slope, step in parts)


def _level(source: Random) -> Item | None:
    """The direction without bend, of plus or minus the square of one bracket."""
    p, q, sign = source.choice((1, 2, 3, 4)), source.choice((-3, -2, -1, 1, 2, 3)), source.choice((1, 1, -1))
    if math.gcd(p, q) > 1:
        return None
    rows = [[sign * p * p, sign * p * q], [sign * p * q, sign * q * q]]
    bracket = rf"({'' if p == 1 else p}v_1{' + ' if q > 0 else ' - '}{'' if abs(q) == 1 else abs(q)}v_2)^2"
    slope = Fraction(-p, q)
    return Item(
        rf"$\mathbf H = {bmatrix(rows)}$ is only semidefinite. For which number $c$, exactly, is "
        r"$\mathbf v^\top \mathbf H \mathbf v = 0$ with $\mathbf v = (1, c)$?",
        {"ask": "number", "answer": str(slope)},
        (
            r"Write $\mathbf v^\top \mathbf H \mathbf v$ out; the determinant is 0, so it is a square, up to its sign.",
            "When is the bracket of that square 0?",
        ),
        rf"$\mathbf v^\top \mathbf H \mathbf v = {'-' if sign < 0 else ''}{bracket}$ is 0 along $(1, c)$ with "
        f"$c = {fraction(slope)}$",
    )


KINDS: Final[Mapping[str, Maker]] = {
    "along": _along,
    "cut": _cut,
    "form": _form,
    "scalar": _scalar,
    "level": _level,
}
