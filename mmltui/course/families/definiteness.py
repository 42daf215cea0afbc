"""The strongest true word for a symmetric 2 x 2 matrix, and the kind of stationary point that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Final

from mmltui.course.families.build import bmatrix, bracketed
from mmltui.course.families.item import Item, Maker

_WORDS: Final = (
    "positive definite",
    "positive semidefinite, but not definite",
    "negative definite",
    "negative semidefinite, but not definite",
    "indefinite",
)
_POINTS: Final = ("a strict local minimum", "a strict local maximum", "a saddle", "the test does not say")
_POINT_OF: Final = {0: 0, 1: 3, 2: 1, 3: 3, 4: 2}


def _draw(source: Random) -> tuple[int, int, int, int]:
    """a, b, d of [a, b; b, d] and which word fits; each word comes up as often."""
    place = source.randrange(len(_WORDS))
    while True:
        a, b, d = source.choice(range(1, 6)), source.choice((-3, -2, -1, 1, 2, 3)), source.choice(range(1, 6))
        determinant = a * d - b * b
        match place:
            case 0 | 2 if determinant > 0:
                return (a, b, d, place) if place == 0 else (-a, b, -d, place)
            case 1 | 3 if determinant == 0:
                return (a, b, d, place) if place == 1 else (-a, b, -d, place)
            case 4 if determinant < 0:
                return a, b, source.choice((d, d, -d)), place


def _why(a: int, b: int, d: int, place: int) -> str:
    determinant = rf"$ad - b^2 = {a} \cdot {bracketed(d)} - {bracketed(b)}^2 = {a * d - b * b}$"
    if place == 4:
        return f"{determinant} is negative: the eigenvalues have both signs"
    if place in (0, 2):
        return f"{determinant} is positive, so both eigenvalues have the sign of $a = {a}$"
    return f"{determinant}, so one eigenvalue is 0; the other has the sign of $a = {a}$"


def _word(source: Random) -> Item:
    a, b, d, place = _draw(source)
    return Item(
        rf"Which is the strongest word that is true of $\mathbf H = {bmatrix([[a, b], [b, d]])}$?",
        {"ask": "choice", "options": list(_WORDS), "right": "abcde"[place]},
        ("The sign of $ad - b^2$ comes first, then that of $a$.", "The determinant is the product of the eigenvalues."),
        f"{_why(a, b, d, place)}. That is {'abcde'[place]})",
    )


def _kind(source: Random) -> Item:
    a, b, d, place = _draw(source)
    right = "abcd"[_POINT_OF[place]]
    return Item(
        rf"At a point the gradient of a smooth $f$ is zero and the Hessian is $\mathbf H = "
        rf"{bmatrix([[a, b], [b, d]])}$. "
        "What is there?",
        {"ask": "choice", "options": list(_POINTS), "right": right},
        ("Is the Hessian definite? In which direction does the surface bend?", "The sign of $ad - b^2$ comes first."),
        f"{_why(a, b, d, place)}. That is {right})",
    )


KINDS: Final[Mapping[str, Maker]] = {"word": _word, "kind": _kind}
