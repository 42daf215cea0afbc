"""The line through the origin: its loss differentiated, its best slope, its curvature, all in small numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Final

from mmltui.course.families.build import bracketed, fraction
from mmltui.course.families.item import Item, Maker
from mmltui.course.families.regression import loss_of, pairs, points

_MODEL: Final = r"the model is $f(x) = a x$, the loss $L(a) = \sum_n (y_n - a x_n)^2$"


def _sums(data: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(x * y for x, y in data), sum(x * x for x, _ in data)


def _minimiser(source: Random) -> Item | None:
    data = points(source, source.choice((2, 3)))
    mixed, squares = _sums(data)
    best = Fraction(mixed, squares)
    if best.denominator > 15 or best in (0, 1) or len({y for _, y in data}) == 1:
        return None
    return Item(
        f"The data are {pairs(data)}; {_MODEL}. Which $a$ makes it smallest? Give it exactly.",
        {"ask": "solve", "of": loss_of(data, "a"), "wrt": "a"},
        (
            r"Set $\frac{dL}{da}$ to zero and solve for $a$.",
            r"Two sums are needed: $\sum_n x_n y_n$ and $\sum_n x_n^2$.",
        ),
        rf"$\sum_n x_n y_n = {mixed}$ and $\sum_n x_n^2 = {squares}$, so $a = \frac{{{mixed}}}{{{squares}}}"
        rf"{'' if (best.numerator, best.denominator) == (mixed, squares) else f' = {fraction(best)}'}$",
    )


def _slope(source: Random) -> Item | None:
    data, a = points(source, source.choice((2, 3))), source.choice((0, 1, 2, 3, -1))
    residuals = [y - a * x for x, y in data]
    slope = -2 * sum(x * residual for (x, _), residual in zip(data, residuals, strict=True))
    if not slope or abs(slope) > 90:
        return None
    worked = " + ".join(rf"{x} \cdot {bracketed(residual)}" for (x, _), residual in zip(data, residuals, strict=True))
    return Item(
        rf"The data are {pairs(data)}; {_MODEL}. How large is $\frac{{dL}}{{da}}$ at $a = {a}$?",
        {"ask": "derivative", "of": loss_of(data, "a"), "wrt": "a", "at": {"a": str(a)}},
        ("Differentiate first, then put the number in.", r"$\frac{dL}{da} = -2 \sum_n x_n (y_n - a x_n)$"),
        rf"$\frac{{dL}}{{da}} = -2 \left({worked}\right) = {slope}$",
    )


def _curvature(source: Random) -> Item:
    data = points(source, source.choice((2, 3)))
    squares = _sums(data)[1]
    worked = " + ".join(f"{x}^2" for x, _ in data)
    return Item(
        rf"The data are {pairs(data)}; {_MODEL}. How large is $L''(a)$?",
        {"ask": "derivative", "of": loss_of(data, "a"), "wrt": "a", "order": 2},
        (r"$\frac{dL}{da} = -2 \sum_n x_n (y_n - a x_n)$. What is left of it when you differentiate again?",),
        rf"$L''(a) = 2 \sum_n x_n^2 = 2 \left({worked}\right) = {2 * squares}$",
    )


KINDS: Final[Mapping[str, Maker]] = {"minimiser": _minimiser, "slope": _slope, "curvature": _curvature}
