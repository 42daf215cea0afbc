"""The chain rule for vectors: along paths, and with Jacobians at a point."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Final

from mmltui.course.families.build import bcolumn, bracketed, call, column, column_of, matrix, plus, power, row, scaled
from mmltui.course.families.item import Item, Maker
from mmltui.course.families.surface import Surface

_INNER: Final = ((1, 1), (2, 0), (0, 2), (1, 0), (0, 1))
_MOST_TERMS: Final = 6
_OUTER: Final = ((1, 1), (2, 0), (0, 2), (1, 0), (0, 1))


def _jacobians(source: Random) -> Item | None:
    """g(h(x)) at a point: the outer Jacobian is taken at h(x)."""
    from mmltui.notation.walk import substitute

    inner = [Surface.draw(source, _INNER, source.choice((1, 2))) for _ in range(2)]
    outer = [Surface.draw(source, _OUTER, source.choice((1, 2))) for _ in range(2)]
    point = [source.choice((-1, 1, 2)) for _ in range(2)]
    if not all(_mixes(pair) for pair in (inner, outer)):
        return None
    between = [entry.at(point) for entry in inner]
    first = [[slope.at(point) for slope in entry.row()] for entry in inner]
    second = [[slope.at(between) for slope in entry.row()] for entry in outer]
    misplaced = [[slope.at(point) for slope in entry.row()] for entry in outer]
    result, swapped = _product(second, first), _product(first, second)
    plain = second == misplaced or result == swapped or _terms(inner) + _terms(outer) > _MOST_TERMS
    if plain or max(abs(entry) for row in result for entry in row) > 25:
        return None
    put_in = {f"x_{place}": entry.tree() for place, entry in enumerate(inner, start=1)}
    composed = [substitute(entry.tree(), put_in) for entry in outer]
    return Item(
        rf"$\mathbf h(\mathbf x) = {bcolumn(entry.latex() for entry in inner)}$ and "
        rf"$\mathbf g(\mathbf u) = {bcolumn(entry.latex().replace('x_', 'u_') for entry in outer)}$. "
        rf"Find $\frac{{d\,\mathbf g(\mathbf h(\mathbf x))}}{{d\mathbf x}}$ at $\mathbf x = ({point[0]}, {point[1]})$.",
        {
            "ask": "jacobian",
            "of": column_of(composed),
            "wrt": "x",
            "symbols": {"x": "2"},
            "at": {"x": column(point)},
        },
        (
            r"$\frac{d\mathbf g}{d\mathbf h} \frac{d\mathbf h}{d\mathbf x}$: the outer Jacobian stands on the left.",
            rf"The outer one is taken at $\mathbf h(\mathbf x) = ({between[0]}, {between[1]})$, not at $\mathbf x$.",
        ),
        f"The outer Jacobian there is `{matrix(second)}`, the inner one `{matrix(first)}`, their product "
        f"`{matrix(result)}`",
    )


def _mixes(pair: list[Surface]) -> bool:
    """Whether both variables occur, at least one of the entries bends, and neither entry is the other."""
    bends = any(sum(exponents) > 1 for entry in pair for _, exponents in entry.terms)
    return bends and pair[0] != pair[1] and all(any(entry.depends_on(place) for entry in pair) for place in (0, 1))


def _terms(pair: list[Surface]) -> int:
    return sum(len(entry.terms) for entry in pair)


def _product(left: list[list[int]], right: list[list[int]]) -> list[list[int]]:
    return [[sum(a * b for a, b in zip(row, col, strict=True)) for col in zip(*right, strict=True)] for row in left]


def _paths(source: Random) -> Item | None:
    """df/dt for f(a, b) along a curve (a(t), b(t))."""
    from mmltui.calculus.derivative import derivative
    from mmltui.notation.printing import latex, plain
    from mmltui.notation.symbols import SymbolTable
    from mmltui.notation.tree import Expression, Symbol
    from mmltui.notation.walk import substitute

    t = Symbol("t")
    curves: list[Expression] = source.sample(
        (
            power(t, 2),
            power(t, 3),
            call("sin", t),
            call("cos", t),
            call("exp", t),
            plus(scaled(source.choice((2, 3)), t), scaled(source.choice((-1, 1)), power(t, 0))),
        ),
        2,
    )
    surface = Surface.draw(source, ((1, 1), (2, 0), (0, 2), (2, 1)), source.choice((1, 2)))
    if not all(surface.depends_on(place) for place in (0, 1)) or {power(t, 2), power(t, 3)} == set(curves):
        return None
    composed = substitute(surface.tree(), {"x_1": curves[0], "x_2": curves[1]})
    answer = derivative(composed, "t", SymbolTable.of_letters("t"))
    if len(plain(answer)) > 50:
        return None
    named = surface.latex().replace("x_{1}", "a").replace("x_{2}", "b")
    return Item(
        rf"$f(a, b) = {named}$ with $a = {latex(curves[0])}$ and $b = {latex(curves[1])}$. Find $\frac{{df}}{{dt}}$ "
        rf"as a "
        "function of $t$.",
        {"ask": "derivative", "of": plain(composed), "wrt": "t"},
        (
            r"Sum over both paths: $\frac{\partial f}{\partial a} a' + \frac{\partial f}{\partial b} b'$.",
            "In the end put $a$ and $b$ in, so that only $t$ is left.",
        ),
    )


def _path_numbers(source: Random) -> Item | None:
    """The two-path rule with nothing but numbers in it."""
    p, a, q, b = (source.choice((-3, -2, -1, 2, 3, 4, 5)) for _ in range(4))
    if p * a + q * b == 0:
        return None
    return Item(
        rf"At some $t$ you know $\frac{{\partial f}}{{\partial a}} = {p}$, $a'(t) = {a}$, $\frac{{\partial "
        rf"f}}{{\partial b}} = {q}$ and "
        rf"$b'(t) = {b}$. How large is $\frac{{df}}{{dt}}$?",
        {"ask": "number", "of": "p a + q b", "at": {"p": str(p), "a": str(a), "q": str(q), "b": str(b)}},
        ("Multiply along each path, then add the paths.",),
        rf"${p} \cdot {bracketed(a)} + {bracketed(q)} \cdot {bracketed(b)} = {p * a + q * b}$",
    )


def _row_times_column(source: Random) -> Item | None:
    """The sum over paths as an inner product."""
    left, right = ([source.choice((-3, -2, -1, 0, 1, 2, 3, 4)) for _ in range(3)] for _ in range(2))
    value = sum(a * b for a, b in zip(left, right, strict=True))
    if not value or [*left, *right].count(0) > 1:
        return None
    worked = " + ".join(rf"{bracketed(a)} \cdot {bracketed(b)}" for a, b in zip(left, right, strict=True))
    return Item(
        rf"The outer derivative is the row `{row(left)}`, the inner one the column `{column(right)}`. How large is "
        rf"their product?",
        {"ask": "number", "answer": str(value)},
        ("One number for each path, then add them.",),
        rf"${worked} = {value}$",
    )


KINDS: Final[Mapping[str, Maker]] = {
    "jacobians": _jacobians,
    "paths": _paths,
    "path-numbers": _path_numbers,
    "row-times-column": _row_times_column,
}
