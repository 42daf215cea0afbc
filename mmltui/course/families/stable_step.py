"""The largest step size with which gradient descent on a quadratic still converges."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Final

from mmltui.course.families.build import bmatrix, fraction
from mmltui.course.families.item import Item, Maker
from mmltui.course.families.surface import Surface

_HINTS: Final = (
    "The Hessian is the same everywhere. Which is its largest eigenvalue?",
    r"The bound is 2 divided by it.",
)
_ASKED: Final = (
    r"Gradient descent with step size $\eta$ converges from everywhere for $0 < \eta < b$. "
    "Give the largest such $b$ exactly."
)


def _bound(largest: int) -> str:
    return rf"The largest eigenvalue is ${largest}$, so the bound is ${fraction(Fraction(2, largest))}$"


def _diagonal(source: Random) -> Item:
    first, second = source.sample((1, 2, 3, 4, 5, 6, 10), 2)
    surface = Surface(((first, (2, 0)), (second, (0, 2))))
    largest = 2 * max(first, second)
    return Item(
        rf"$f(\mathbf x) = {surface.latex()}$. {_ASKED}",
        {"ask": "number", "answer": str(Fraction(2, largest))},
        _HINTS,
        rf"The Hessian is diagonal with entries ${2 * first}$ and ${2 * second}$. {_bound(largest)}",
    )


def _matrix(source: Random) -> Item:
    """[m, b; b, m] has eigenvalues m ± b; [a, b; b, d] with a - d = ±3, b = ±2 has whole ones as well."""
    middle, b = source.choice((3, 4, 5, 6)), source.choice((-2, -1, 1, 2))
    if source.random() < 0.5:
        rows, largest, least = [[middle, b], [b, middle]], middle + abs(b), middle - abs(b)
    else:
        low, b = source.choice((2, 3, 4)), source.choice((-2, 2))
        entries = [low, low + 3]
        source.shuffle(entries)
        rows, largest, least = [[entries[0], b], [b, entries[1]]], low + 4, low - 1
    return Item(
        rf"$f(\mathbf x) = \frac12 \mathbf x^\top \mathbf H \mathbf x$ with $\mathbf H = {bmatrix(rows)}$. {_ASKED}",
        {"ask": "number", "answer": str(Fraction(2, largest))},
        (*_HINTS, r"The eigenvalues solve $\lambda^2 - (a + d) \lambda + (ad - b^2) = 0$."),
        rf"The eigenvalues are ${least}$ and ${largest}$. {_bound(largest)}",
    )


KINDS: Final[Mapping[str, Maker]] = {"diagonal": _diagonal, "matrix": _matrix}
