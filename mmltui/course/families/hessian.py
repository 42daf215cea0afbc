"""Hessians of functions of two variables, as formulas and at a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from mmltui.course.families.build import bmatrix, matrix
from mmltui.course.families.gradient import mixed
from mmltui.course.families.item import Item, Maker
from mmltui.course.families.surface import Surface

_QUADRATIC: Final = ((2, 0), (1, 1), (0, 2))
_CUBIC: Final = ((3, 0), (2, 1), (1, 2), (0, 3), (2, 0), (1, 1), (0, 2), (2, 2))
_LONGEST: Final = 34
_HINTS: Final = (
    "First the row of first partial derivatives; then differentiate each entry by both variables.",
    "The two mixed entries must be the same: that checks your work.",
)


def rows_of(surface: Surface) -> list[list[Surface]]:
    """The second partial derivatives."""
    return [list(slope.row()) for slope in surface.row()]


def _asked(function: str, where: str = "") -> str:
    return rf"Find the Hessian of $f(\mathbf x) = {function}${where}."


def _from(first: str, second: str, entries: Sequence[Sequence[str]]) -> str:
    return rf"The row is $[{first}, {second}]$. Each entry by both variables: ${bmatrix(entries)}$"


def _quadratic(source: Random) -> Item | None:
    surface = Surface.draw(source, _QUADRATIC, 3)
    table = {"ask": "hessian", "of": surface.plain(), "wrt": "x", "symbols": {"x": "2"}}
    entries = [[entry.latex() for entry in row] for row in rows_of(surface)]
    return Item(
        _asked(surface.latex()), table, _HINTS, _from(surface.row()[0].latex(), surface.row()[1].latex(), entries)
    )


def _cubic(source: Random) -> Item | None:
    surface = Surface.draw(source, _CUBIC, 2)
    if not surface.partial(0).depends_on(1) or not any(
        sum(exponents) for row in rows_of(surface) for entry in row for _, exponents in entry.terms
    ):
        return None
    table = {"ask": "hessian", "of": surface.plain(), "wrt": "x", "symbols": {"x": "2"}}
    entries = [[entry.latex() for entry in row] for row in rows_of(surface)]
    return Item(
        _asked(surface.latex()), table, _HINTS, _from(surface.row()[0].latex(), surface.row()[1].latex(), entries)
    )


def _at_point(source: Random) -> Item | None:
    surface = Surface.draw(source, _CUBIC, source.choice((2, 3)))
    point = [source.choice((-2, -1, 1, 2)) for _ in range(2)]
    rows = rows_of(surface)
    values = [[entry.at(point) for entry in row] for row in rows]
    if not surface.partial(0).depends_on(1) or max(abs(value) for row in values for value in row) > 30:
        return None
    formula = bmatrix([entry.latex() for entry in row] for row in rows)
    return Item(
        _asked(surface.latex(), rf" at $\mathbf x = ({point[0]}, {point[1]})$"),
        {
            "ask": "hessian",
            "of": surface.plain(),
            "wrt": "x",
            "symbols": {"x": "2"},
            "at": {"x": f"[{point[0]}; {point[1]}]"},
        },
        (*_HINTS, "First as formulas; the point is put in last."),
        rf"As formulas it is ${formula}$, at the point `{matrix(values)}`",
    )


def _functions(source: Random) -> Item | None:
    from mmltui.calculus.derivative import derivative
    from mmltui.notation.printing import latex, plain
    from mmltui.notation.symbols import SymbolTable

    function = mixed(source)
    symbols = SymbolTable.of_letters(plain(function))
    slopes = [derivative(function, name, symbols) for name in ("x_1", "x_2")]
    seconds = [[derivative(slope, name, symbols) for name in ("x_1", "x_2")] for slope in slopes]
    if max(len(plain(entry)) for row in seconds for entry in row) > _LONGEST or plain(seconds[0][1]) == "0":
        return None
    table = {"ask": "hessian", "of": plain(function), "wrt": "x", "symbols": {"x": "2"}}
    entries = [[latex(entry) for entry in row] for row in seconds]
    return Item(_asked(latex(function)), table, _HINTS, _from(latex(slopes[0]), latex(slopes[1]), entries))


def _least_squares(source: Random) -> Item | None:
    """2 AᵀA of a squared residual, the same at every place."""
    a = [[source.choice((-2, -1, 0, 1, 2, 3)) for _ in range(2)] for _ in range(source.choice((2, 3)))]
    columns = list(zip(*a, strict=True))
    hessian = [[2 * sum(left * right for left, right in zip(u, v, strict=True)) for v in columns] for u in columns]
    if not all(map(any, a)) or not hessian[0][0] or not hessian[0][1] or not hessian[1][1]:
        return None
    rows = len(a)
    return Item(
        rf"Find the Hessian of $L(\mathbf x) = \|\mathbf y - \mathbf A \mathbf x\|^2$ by $\mathbf x$, with "
        rf"$\mathbf A = {bmatrix(a)}$.",
        {
            "ask": "hessian",
            "of": "||y - A x||^2",
            "wrt": "x",
            "symbols": {"A": f"{rows} x 2", "x": "2", "y": str(rows)},
            "at": {"A": matrix(a)},
        },
        (r"The row is $-2 (\mathbf y - \mathbf A \mathbf x)^\top \mathbf A$; what is left of it when you go on?",),
        rf"$2 \mathbf A^\top \mathbf A$, which is `{matrix(hessian)}`",
    )


KINDS: Final[Mapping[str, Maker]] = {
    "quadratic": _quadratic,
    "cubic": _cubic,
    "at-point": _at_point,
    "functions": _functions,
    "least-squares": _least_squares,
}
