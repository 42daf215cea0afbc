"""Partial derivatives and gradient rows of functions of two or three variables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Final

from mmltui.course.families.build import call, number, plus, power, row, scaled, times
from mmltui.course.families.item import Item, Maker
from mmltui.course.families.surface import Surface

if TYPE_CHECKING:
    from mmltui.notation.tree import Expression

TWO: Final = ((2, 0), (0, 2), (1, 1), (2, 1), (1, 2), (3, 0), (0, 3), (1, 0), (0, 1))
THREE: Final = (
    (2, 0, 0),
    (0, 2, 0),
    (0, 0, 2),
    (1, 1, 0),
    (0, 1, 1),
    (1, 0, 1),
    (2, 1, 0),
    (0, 2, 1),
    (1, 0, 2),
    (1, 1, 1),
)
_HINTS: Final = (
    "A row, with one partial derivative for each variable.",
    "For each entry all the other variables are constants, like numbers.",
)


def draw_surface(source: Random, shapes: Sequence[tuple[int, ...]], count: int) -> Surface | None:
    """A polynomial whose partial derivatives all have a variable in them, two variables at least mixed in one term."""
    surface = Surface.draw(source, shapes, count)
    mixed = any(sum(map(bool, exponents)) > 1 for _, exponents in surface.terms)
    moving = all(any(map(sum, (exponents for _, exponents in slope.terms))) for slope in surface.row())
    return surface if mixed and moving else None


def _row(source: Random, *, shapes: Sequence[tuple[int, ...]], count: int) -> Item | None:
    surface = draw_surface(source, shapes, count)
    if surface is None:
        return None
    table = {"ask": "jacobian", "of": surface.plain(), "wrt": "x", "symbols": {"x": str(surface.size)}}
    return Item(_asked(surface.latex()), table, _HINTS, _by_entries([slope.latex() for slope in surface.row()]))


def _by_entries(slopes: Sequence[str]) -> str:
    """The row put together of its entries."""
    each = ", ".join(
        rf"$\frac{{\partial f}}{{\partial x_{place}}} = {slope}$" for place, slope in enumerate(slopes, start=1)
    )
    return f"{each}. Side by side: $[{', '.join(slopes)}]$"


def _asked(function: str) -> str:
    return rf"Find the row $\frac{{df}}{{d\mathbf x}}$ of $f(\mathbf x) = {function}$."


def _at_point(source: Random) -> Item | None:
    surface = draw_surface(source, TWO, source.choice((2, 3)))
    point = [source.choice((-2, -1, 1, 2, 3)) for _ in range(2)]
    if surface is None:
        return None
    values = [slope.at(point) for slope in surface.row()]
    if max(map(abs, values)) > 40 or len(set(values)) == 1 or 0 in values:
        return None
    shown = ", ".join(slope.latex() for slope in surface.row())
    return Item(
        rf"Find the row $\frac{{df}}{{d\mathbf x}}$ of $f(\mathbf x) = {surface.latex()}$ at $(x_1, x_2) = "
        rf"({point[0]}, {point[1]})$.",
        {
            "ask": "jacobian",
            "of": surface.plain(),
            "wrt": ["x_1", "x_2"],
            "at": {"x_1": str(point[0]), "x_2": str(point[1])},
        },
        ("First both partial derivatives as formulas, then the numbers.", _HINTS[1]),
        rf"$\frac{{df}}{{d\mathbf x}} = [{shown}]$, which is `{row(values)}` there",
    )


def _partial(source: Random) -> Item | None:
    from mmltui.calculus.derivative import derivative
    from mmltui.calculus.outcomes import outcomes
    from mmltui.notation.printing import latex, plain
    from mmltui.notation.symbols import SymbolTable
    from mmltui.notation.walk import free_symbols

    function, wrt = mixed(source), source.choice(("x_1", "x_2"))
    symbols = SymbolTable.of_letters(plain(function))
    answer = derivative(function, wrt, symbols)
    if len(free_symbols(answer)) < 2 or len(plain(answer)) > 40 or not outcomes(function, wrt).telling:
        return None
    question = rf"Find $\frac{{\partial f}}{{\partial {wrt}}}$ of $f(\mathbf x) = {latex(function)}$."
    return Item(question, {"ask": "derivative", "of": plain(function), "wrt": wrt})


def _functions(source: Random) -> Item | None:
    from mmltui.calculus.derivative import derivative
    from mmltui.notation.printing import latex, plain
    from mmltui.notation.symbols import SymbolTable

    function = mixed(source)
    slopes = [latex(derivative(function, name, SymbolTable.of_letters(plain(function)))) for name in ("x_1", "x_2")]
    table = {"ask": "jacobian", "of": plain(function), "wrt": "x", "symbols": {"x": "2"}}
    return Item(_asked(latex(function)), table, _HINTS, _by_entries(slopes))


def mixed(source: Random) -> Expression:
    """A function of x_1 and x_2 with a function of the table in it: `x_1 e^(x_2) + 3 x_1^2`."""
    from mmltui.notation.tree import Symbol

    one, other = source.choice((("x_1", "x_2"), ("x_2", "x_1")))
    u, v = Symbol(one), Symbol(other)
    name = source.choice(("sin", "cos", "exp"))
    beside = scaled(source.choice((1, 2, 3, -2, -3)), power(u, source.choice((2, 3))))
    u, v = (u, v) if one == "x_1" else (v, u)
    return source.choice(
        (
            plus(times(power(Symbol(one), source.choice((1, 2))), call(name, Symbol(other))), beside),
            plus(call(name, times(u, v)), beside),
            call("log", plus(number(source.choice((1, 2, 3))), power(u, 2), power(v, 2))),
            power(plus(scaled(source.choice((1, 2)), u), scaled(source.choice((-3, -1, 3)), v)), source.choice((2, 3))),
            times(u, power(plus(v, number(source.choice((1, 2, 3)))), 2)),
            call(name, plus(power(u, 2), scaled(source.choice((1, 2, 3, -1)), v))),
        )
    )


KINDS: Final[Mapping[str, Maker]] = {
    "partial": _partial,
    "two": partial(_row, shapes=TWO, count=2),
    "three": partial(_row, shapes=THREE, count=3),
    "functions": _functions,
    "at-point": _at_point,
}
