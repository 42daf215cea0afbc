"""The quotient before the limit: simplified, and as a number."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Final

from mmltui.course.families.build import decimal, polynomial
from mmltui.course.families.item import Item, Maker
from mmltui.course.families.surface import Surface

_LARGEST: Final = 24


def _quadratic(source: Random) -> tuple[int, int, int]:
    return source.choice((1, 1, 2, 3)), source.choice((-4, -3, -2, 0, 2, 3, 5)), source.choice((0, 0, -1, 1, 4))


def _simplified(source: Random) -> Item | None:
    from mmltui.notation.printing import latex, plain
    from mmltui.notation.tree import Symbol

    square, linear, constant = _quadratic(source)
    function = polynomial({2: square, 1: linear, 0: constant})
    slope = polynomial({1: 2 * square, 0: linear})
    rest = polynomial({1: square}, Symbol("h"))
    if square == 1 and not linear:
        return None
    return Item(
        rf"For $f(x) = {latex(function)}$ multiply out and simplify $\frac{{f(x + h) - f(x)}}{{h}}$, with $h \ne 0$.",
        {"ask": "expression", "answer": f"{plain(slope)} + {plain(rest)}", "form": "expanded"},
        (
            r"Write $f(x + h)$ out first: $(x + h)^2 = x^2 + 2 x h + h^2$.",
            "What has no $h$ cancels; divide the rest by $h$.",
        ),
        rf"The numerator becomes $({latex(slope)}) h + {latex(polynomial({2: square}, Symbol('h')))}$; divided "
        rf"by $h$, "
        rf"${latex(slope)} + {latex(rest)}$",
    )


def _number(source: Random) -> Item:
    from mmltui.notation.printing import latex, plain

    square, linear, constant = _quadratic(source)
    x, h = source.choice((1, 2, 3, -1)), source.choice((Fraction(1, 10), Fraction(1, 2), Fraction(-1, 10)))
    function = polynomial({2: square, 1: linear, 0: constant})
    value = 2 * square * x + linear + square * h
    moved = plain(function).replace("x", "(x + h)")
    at = {"x": str(x), "h": decimal(h)}
    return Item(
        rf"For $f(x) = {latex(function)}$, how large is $\frac{{f(x + h) - f(x)}}{{h}}$ at $x = {x}$ with $h = "
        rf"{decimal(h)}$?",
        {"ask": "number", "of": f"({moved} - ({plain(function)}))/h", "at": at},
        (rf"You need $f({x})$ and $f({decimal(x + h)})$.",),
        rf"$f({decimal(x + h)}) - f({x}) = {decimal(value * h)}$, and divided by ${_divisor(h)}$ this is "
        rf"${decimal(value)}$",
    )


def _along(source: Random) -> Item | None:
    """The quotient of the directional derivative, at a point and along a direction of whole numbers."""
    surface = Surface.draw(source, ((2, 0), (1, 1), (0, 2), (1, 0), (0, 1)), 2)
    point = [source.choice((-1, 1, 2, 3)) for _ in range(2)]
    v = [source.choice((-1, 0, 1, 2, 3)) for _ in range(2)]
    slope = sum(entry.at(point) * step for entry, step in zip(surface.row(), v, strict=True))
    bend = sum(
        entry.at(point) * one * other
        for row, one in zip(surface.row(), v, strict=True)
        for entry, other in zip(row.row(), v, strict=True)
    )
    if (
        not slope
        or not bend
        or max(abs(slope), abs(bend)) > _LARGEST
        or not all(surface.depends_on(place) for place in (0, 1))
    ):
        return None
    moved = [place + step for place, step in zip(point, v, strict=True)]
    answer = f"{slope}{_times_h(bend // 2)}"
    return Item(
        rf"For $f(\mathbf x) = {surface.latex()}$ at $\mathbf x = ({point[0]}, {point[1]})$ and $\mathbf v = "
        rf"({v[0]}, {v[1]})$ "
        r"simplify the quotient $\frac{f(\mathbf x + h \mathbf v) - f(\mathbf x)}{h}$, with $h \ne 0$. Only $h$ is "
        r"left in it.",
        {"ask": "expression", "answer": answer, "form": "expanded", "symbols": {"h": "scalar"}},
        (
            rf"$\mathbf x + h \mathbf v = ({_moved(point[0], v[0])}, {_moved(point[1], v[1])})$: put that into $f$.",
            rf"At $h = 1$ it must be $f({moved[0]}, {moved[1]}) - f({point[0]}, {point[1]}) = {slope + bend // 2}$.",
        ),
        rf"Multiplied out, the difference is ${slope} h{_times_h(bend // 2)}^2$. Divided by $h$: ${answer}$",
    )


def _times_h(factor: int) -> str:
    return f" {'-' if factor < 0 else '+'} {'' if abs(factor) == 1 else f'{abs(factor)} '}h"


def _moved(start: int, step: int) -> str:
    return f"{start}{_times_h(step)}" if step else str(start)


def _divisor(value: Fraction) -> str:
    """A decimal number to divide by: in brackets if it is negative."""
    return decimal(value) if value > 0 else f"({decimal(value)})"


KINDS: Final[Mapping[str, Maker]] = {"simplified": _simplified, "number": _number, "along": _along}
