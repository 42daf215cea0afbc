"""Eigenvalues of symmetric 2 x 2 matrices, in whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Final

from mmltui.course.families.build import bmatrix
from mmltui.course.families.item import Item, Maker
from mmltui.course.families.symmetric import positive_definite


def _both(source: Random) -> Item:
    drawn = positive_definite(source).shifted(source.choice((-5, -3, -1, 0, 0)))
    trace, determinant = drawn.least + drawn.largest, drawn.least * drawn.largest
    return Item(
        rf"Which eigenvalues has $\mathbf H = {bmatrix(drawn.rows)}$? Separate them by a comma.",
        {"ask": "set", "answer": [str(drawn.least), str(drawn.largest)]},
        (
            "Their sum is the sum of the diagonal, their product is the determinant.",
            r"They solve $\lambda^2 - (a + d) \lambda + (ad - b^2) = 0$.",
        ),
        f"The sum is ${trace}$ and the product is ${determinant}$, so they are ${drawn.least}$ and ${drawn.largest}$",
    )


KINDS: Final[Mapping[str, Maker]] = {"both": _both}
