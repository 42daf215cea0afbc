"""Jacobians of maps with two inputs and two or three outputs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Final

from mmltui.course.families.build import (
    bcolumn,
    bmatrix,
    call,
    column,
    column_of,
    matrix,
    number,
    plus,
    power,
    scaled,
    times,
)
from mmltui.course.families.item import Item, Maker
from mmltui.course.families.surface import Surface

if TYPE_CHECKING:
    from mmltui.notation.tree import Expression

_SHAPES: Final = ((2, 0), (0, 2), (1, 1), (1, 0), (0, 1))
_HINT: Final = "One row for each output, one column for each input."


def _entry(source: Random) -> Expression:
    from mmltui.notation.tree import Symbol

    u, v = (Symbol(name) for name in source.sample(("x_1", "x_2"), 2))
    x, y = Symbol("x_1"), Symbol("x_2")
    return source.choice(
        (
            scaled(source.choice((1, 2, 3)), times(x, y)),
            times(power(x, 2), y),
            plus(power(u, source.choice((2, 3))), scaled(source.choice((-3, -2, -1, 2, 3)), v)),
            plus(scaled(source.choice((1, 2, 3)), x), scaled(source.choice((-4, -2, -1, 1, 2, 5)), y)),
            call(source.choice(("sin", "cos", "exp")), u),
            times(u, call(source.choice(("sin", "cos", "exp")), v)),
            plus(call("exp", u), scaled(source.choice((1, 2, 3)), v)),
            plus(power(u, 2), number(source.choice((1, 2, 3)))),
        )
    )


def _formula(source: Random, *, outputs: int) -> Item | None:
    from mmltui.calculus.derivative import derivative
    from mmltui.notation.printing import latex
    from mmltui.notation.symbols import SymbolTable
    from mmltui.notation.walk import free_symbols

    entries = [_entry(source) for _ in range(outputs)]
    letters = [free_symbols(entry) for entry in entries]
    if len(set(entries)) < outputs or len(frozenset().union(*letters)) < 2 or all(len(one) < 2 for one in letters):
        return None
    symbols = SymbolTable.of_letters("x_1", "x_2")
    slopes = [[latex(derivative(entry, name, symbols)) for name in ("x_1", "x_2")] for entry in entries]
    table = {"ask": "jacobian", "of": column_of(entries), "wrt": "x", "symbols": {"x": "2"}}
    return Item(
        rf"Find the Jacobian of $\mathbf f(\mathbf x) = {bcolumn(map(latex, entries))}$ by $\mathbf x = (x_1, x_2)$.",
        table,
        (_HINT, r"The entry in row $i$ and column $j$ is $\frac{\partial f_i}{\partial x_j}$; some are 0."),
        rf"Each output by each input, row by row: ${bmatrix(slopes)}$",
    )


def _at_point(source: Random) -> Item | None:
    entries = [Surface.draw(source, _SHAPES, 2) for _ in range(2)]
    point = [source.choice((-1, 1, 2, 3)) for _ in range(2)]
    if not any(entry.depends_on(0) and entry.depends_on(1) for entry in entries):
        return None
    values = [[slope.at(point) for slope in entry.row()] for entry in entries]
    if values[0] == values[1] or values[0][1] == values[1][0] or max(abs(v) for row in values for v in row) > 30:
        return None
    formula = bmatrix([slope.latex() for slope in entry.row()] for entry in entries)
    return Item(
        rf"Find the Jacobian of $\mathbf f(\mathbf x) = {bcolumn(entry.latex() for entry in entries)}$ at "
        rf"$\mathbf x = ({point[0]}, {point[1]})$.",
        {
            "ask": "jacobian",
            "of": column_of(entry.tree() for entry in entries),
            "wrt": "x",
            "symbols": {"x": "2"},
            "at": {"x": column(point)},
        },
        (_HINT, "First as formulas, then put the point in."),
        rf"The Jacobian is ${formula}$; at the point it is `{matrix(values)}`",
    )


KINDS: Final[Mapping[str, Maker]] = {
    "two": partial(_formula, outputs=2),
    "three": partial(_formula, outputs=3),
    "at-point": _at_point,
}
