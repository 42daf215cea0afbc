"""The largest step size with which gradient descent on a quadratic still converges."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Final

from mmltui.course.families.build import bmatrix, fraction
from mmltui.course.families.item import Item, Maker
from mmltui.course.families.surface import Surface
from mmltui.course.families.symmetric import positive_definite

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
    drawn = positive_definite(source)
    return Item(
        r"$f(\mathbf x) = \frac12 \mathbf x^\top \mathbf H \mathbf x$ with "
        rf"$\mathbf H = {bmatrix(drawn.rows)}$. {_ASKED}",
        {"ask": "number", "answer": str(Fraction(2, drawn.largest))},
        (*_HINTS, r"The eigenvalues solve $\lambda^2 - (a + d) \lambda + (ad - b^2) = 0$."),
        rf"The eigenvalues are ${drawn.least}$ and ${drawn.largest}$. {_bound(drawn.largest)}",
    )


KINDS: Final[Mapping[str, Maker]] = {"diagonal": _diagonal, "matrix": _matrix}
