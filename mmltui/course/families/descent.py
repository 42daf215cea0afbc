"""Gradient descent by hand: a step or two, with numbers that stay short."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Final

from mmltui.course.families.build import bracketed, column, decimal, polynomial, row
from mmltui.course.families.item import Item, Maker

_SIZES: Final = (Fraction(1, 10), Fraction(1, 5), Fraction(1, 4), Fraction(1, 2))
_HINTS: Final = ("First the slope where you stand.", "Step against it: subtract the step size times the slope.")


def _one(source: Random) -> Item | None:
    """Two steps on a parabola."""
    from mmltui.notation.printing import latex, plain

    square, linear = source.choice((1, 1, 2, 3)), source.choice((-6, -4, -2, 2, 4, 6))
    start, size = source.choice((-2, -1, 0, 1, 2, 3, 4)), source.choice(_SIZES)
    function = polynomial({2: square, 1: linear})
    points = [Fraction(start)]
    for _ in range(2):
        points.append(points[-1] - size * (2 * square * points[-1] + linear))
    if len(set(points)) < 3 or max(map(abs, points)) > 12 or len(decimal(points[-1])) > 5:
        return None
    slopes = [2 * square * point + linear for point in points]
    worked = ", ".join(
        rf"$x_{place + 1} = {decimal(points[place])} - {decimal(size)} \cdot {_factor(slopes[place])} = "
        rf"{decimal(points[place + 1])}$"
        for place in range(2)
    )
    return Item(
        rf"Gradient descent on $f(x) = {latex(function)}$ starts at $x_0 = {start}$ with $\eta = {decimal(size)}$. "
        "Give the next two points $x_1, x_2$.",
        {"ask": "descent", "of": plain(function), "wrt": "x", "start": str(start), "step_size": str(size), "steps": 2},
        (*_HINTS, rf"$f'(x) = {latex(polynomial({1: 2 * square, 0: linear}))}$"),
        worked,
    )


def _two(source: Random) -> Item | None:
    """One step on a bowl in two variables."""
    first, second = source.sample((1, 2, 3, 4, 5), 2)
    mixed = source.choice((0, 0, 1, -1))
    if 4 * first * second <= mixed * mixed:
        return None
    from mmltui.course.families.surface import Surface

    terms = [(first, (2, 0)), (mixed, (1, 1)), (second, (0, 2))]
    surface = Surface(tuple(term for term in terms if term[0]))
    start, size = [source.choice((-2, -1, 1, 2, 3)) for _ in range(2)], source.choice(_SIZES[:2])
    slopes = [slope.at(start) for slope in surface.row()]
    after = [value - size * slope for value, slope in zip(start, slopes, strict=True)]
    if 0 in slopes or slopes[0] == slopes[1] or max(map(abs, after)) > 9:
        return None
    shown = ", ".join(slope.latex() for slope in surface.row())
    return Item(
        rf"Gradient descent on $f(\mathbf x) = {surface.latex()}$ starts at $\mathbf x = ({start[0]}, {start[1]})$ "
        rf"with "
        rf"$\eta = {decimal(size)}$. Give the next point as a column.",
        {
            "ask": "descent",
            "of": surface.plain(),
            "wrt": "x",
            "start": column(start),
            "step_size": str(size),
            "steps": 1,
            "symbols": {"x": "2"},
        },
        (*_HINTS, rf"The row is $[{shown}]$; put the point in and turn it into a column."),
        rf"The row there is `{row(slopes)}`. The step leads to `{column(decimal(value) for value in after)}`",
    )


def _side(source: Random) -> Item | None:
    """The slope at a point, and the side on which the function is lower."""
    from mmltui.notation.printing import latex, plain

    cube, square, linear = (
        source.choice((0, 0, 1, -1)),
        source.choice((-3, -2, -1, 1, 2)),
        source.choice((-6, -4, 2, 3, 5)),
    )
    at = source.choice((-2, -1, 1, 2))
    function = polynomial({3: cube, 2: square, 1: linear})
    derived = polynomial({2: 3 * cube, 1: 2 * square, 0: linear})
    slope = 3 * cube * at * at + 2 * square * at + linear
    if not slope:
        return None
    right = "b" if slope < 0 else "a"
    return Item(
        rf"$f(x) = {latex(function)}$. On the first line give $f'({at})$. On the second say where close to ${at}$ "
        rf"the function is "
        f"lower than at ${at}$ itself: **a** on the left, or **b** on the right.",
        {
            "ask": "parts",
            "parts": [
                {"ask": "derivative", "of": plain(function), "wrt": "x", "at": {"x": str(at)}},
                {"ask": "choice", "options": ["left", "right"], "right": right},
            ],
        },
        (
            "Differentiate, then put the number in.",
            "The sign of the slope tells whether the curve rises or falls to the right.",
        ),
        rf"$f'(x) = {latex(derived)}$, so $f'({at}) = {slope}$: the curve {'falls' if slope < 0 else 'rises'} to "
        rf"the right, and it is "
        f"lower on the {'right' if slope < 0 else 'left'}, {right}",
    )


def _regression(source: Random) -> Item | None:
    """One step on the loss of a line through the origin."""
    from mmltui.course.families.regression import loss_of, pairs, points

    data, start = points(source, 2), source.choice((0, 1, 2, -1))
    size = source.choice((Fraction(1, 100), Fraction(1, 50), Fraction(1, 20), Fraction(1, 10)))
    slope = -2 * sum(x * (y - start * x) for x, y in data)
    after = start - size * slope
    if not slope or abs(after) > 6:
        return None
    return Item(
        rf"The data are {pairs(data)}, the model is $f(x) = a x$, the loss $L(a) = \sum_n (y_n - a x_n)^2$. One "
        rf"step of "
        rf"gradient descent from $a = {start}$ with $\eta = {decimal(size)}$: where does it lead?",
        {"ask": "descent", "of": loss_of(data, "a"), "wrt": "a", "start": str(start), "step_size": str(size)},
        (*_HINTS, r"$\frac{dL}{da} = -2 \sum_n x_n (y_n - a x_n)$"),
        rf"$\frac{{dL}}{{da}} = {slope}$ there, and ${start} - {decimal(size)} \cdot {bracketed(slope)} = "
        rf"{decimal(after)}$",
    )


def _factor(value: Fraction) -> str:
    return decimal(value) if value >= 0 else f"({decimal(value)})"


KINDS: Final[Mapping[str, Maker]] = {"one": _one, "side": _side, "two": _two, "regression": _regression}
