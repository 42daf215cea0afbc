"""Slopes along a direction, at a point of whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Final

from mmltui.course.families.build import bracketed, column, fraction, row
from mmltui.course.families.gradient import TWO, draw_surface
from mmltui.course.families.item import Item, Maker

_TRIPLES: Final = ((3, 4, 5), (4, 3, 5), (6, 8, 10), (8, 6, 10), (5, 12, 13))


def _along(source: Random) -> Item | None:
    surface = draw_surface(source, TWO, source.choice((2, 2, 3)))
    point = [source.choice((-2, -1, 1, 2, 3)) for _ in range(2)]
    direction = [source.choice((-2, -1, 1, 2, 3, 4)) for _ in range(2)]
    if surface is None:
        return None
    values = [slope.at(point) for slope in surface.row()]
    result = sum(value * step for value, step in zip(values, direction, strict=True))
    if max(map(abs, values)) > 20 or 0 in values or not result:
        return None
    worked = " + ".join(
        rf"{bracketed(value)} \cdot {bracketed(step)}" for value, step in zip(values, direction, strict=True)
    )
    return Item(
        rf"How large is the directional derivative $\nabla_{{\mathbf v}} f$ of $f(\mathbf x) = {surface.latex()}$ at "
        rf"$\mathbf x = ({point[0]}, {point[1]})$ along $\mathbf v = ({direction[0]}, {direction[1]})$, taken as it "
        rf"is?",
        {
            "ask": "directional",
            "of": surface.plain(),
            "wrt": "x",
            "along": column(direction),
            "symbols": {"x": "2"},
            "at": {"x": column(point)},
        },
        ("It is the row of partial derivatives times the direction.", "The direction is not normalised here."),
        rf"The row there is `{row(values)}`, so the slope is ${worked} = {result}$",
    )


def _unit(source: Random) -> Item | None:
    surface = draw_surface(source, TWO, 2)
    point = [source.choice((-2, -1, 1, 2, 3)) for _ in range(2)]
    first, second, length = source.choice(_TRIPLES)
    direction = [first * source.choice((-1, 1)), second * source.choice((-1, 1))]
    if surface is None:
        return None
    values = [slope.at(point) for slope in surface.row()]
    product = sum(value * step for value, step in zip(values, direction, strict=True))
    if max(map(abs, values)) > 20 or 0 in values or not product:
        return None
    return Item(
        rf"How large is the slope of $f(\mathbf x) = {surface.latex()}$ at $\mathbf x = ({point[0]}, {point[1]})$ "
        rf"along the unit vector in the direction of $({direction[0]}, {direction[1]})$? Give it exactly.",
        {
            "ask": "directional",
            "of": surface.plain(),
            "wrt": "x",
            "along": column(Fraction(step, length) for step in direction),
            "symbols": {"x": "2"},
            "at": {"x": column(point)},
        },
        ("It is the row of partial derivatives times the unit vector.", rf"The direction is ${length}$ long."),
        rf"The row there is `{row(values)}`. Times the direction as it is that is ${product}$, and per unit length "
        rf"${fraction(Fraction(product, length))}$",
    )


def _steepest(source: Random) -> Item:
    first, second, length = source.choice(_TRIPLES)
    gradient = [first * source.choice((-1, 1)), second * source.choice((-1, 1))]
    sign, word = source.choice(((1, "steepest ascent"), (-1, "steepest descent")))
    unit = [Fraction(sign * entry, length) for entry in gradient]
    answer = column(unit)
    return Item(
        rf"At some point $\frac{{df}}{{d\mathbf x}}$ is the row `{row(gradient)}`. Give the direction of {word} of "
        rf"length 1, "
        "as a column with exact entries.",
        {"ask": "expression", "answer": answer},
        ("The gradient, as a column, points to where $f$ grows fastest.", rf"Divide by its length, ${length}$."),
        rf"The row has length ${length}$; {'along' if sign > 0 else 'against'} it lies `{answer}`",
    )


def _how_steep(source: Random) -> Item:
    first, second, length = source.choice(_TRIPLES)
    gradient = [first * source.choice((-1, 1)), second * source.choice((-1, 1))]
    sign, word = source.choice(((1, "ascent"), (-1, "descent")))
    return Item(
        rf"At some point $\frac{{df}}{{d\mathbf x}}$ is the row `{row(gradient)}`. How large is the slope along the "
        rf"direction "
        f"of steepest {word} of length 1?",
        {"ask": "number", "answer": str(sign * length)},
        (r"The slope along a unit vector is the length of the row times $\cos \beta$. Which $\beta$ is it here?",),
        rf"The row has length ${length}$ and $\cos \beta = {sign}$, so the slope is ${sign * length}$",
    )


KINDS: Final[Mapping[str, Maker]] = {
    "along": _along,
    "unit": _unit,
    "steepest": _steepest,
    "how-steep": _how_steep,
}
