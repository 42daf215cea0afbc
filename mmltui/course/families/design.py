"""Feature rows and design matrices of small inputs."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Final

from mmltui.course.families.build import column, matrix, row
from mmltui.course.families.item import Item, Maker

_FEATURES: Final = (
    ("x, 1", (1, 0)),
    ("1, x", (0, 1)),
    ("x^2, x, 1", (2, 1, 0)),
    ("1, x, x^2", (0, 1, 2)),
    ("x^2, 1", (2, 0)),
    ("x^3, x, 1", (3, 1, 0)),
    ("x^3, x^2, x, 1", (3, 2, 1, 0)),
)


def _features(source: Random) -> Item:
    shown, exponents = source.choice(_FEATURES)
    x = source.choice((-3, -2, -1, 2, 3, 4))
    answer = column(x**exponent for exponent in exponents)
    return Item(
        rf"The features are $\phi(x) = [{shown}]^\top$. Give $\phi({x})$ as a column.",
        {"ask": "expression", "answer": answer},
        ("Put the number into each feature, in the order given; the constant feature is 1 whatever $x$ is.",),
        f"`{answer}`",
    )


def _matrix(source: Random) -> Item:
    shown, exponents = source.choice(_FEATURES[:-1])
    inputs = sorted(source.sample((-2, -1, 0, 1, 2, 3), 3 if len(exponents) < 3 else source.choice((2, 3))))
    answer = matrix([x**exponent for exponent in exponents] for x in inputs)
    return Item(
        rf"The features are $\phi(x) = [{shown}]^\top$, the inputs in order {', '.join(map(str, inputs))}. Write "
        rf"down the "
        r"design matrix $\Phi$.",
        {"ask": "expression", "answer": answer},
        ("One row for each example, one column for each feature.",),
        rf"Its first row belongs to $x = {inputs[0]}$ and is `{row(inputs[0] ** exponent for exponent in exponents)}`. "
        f"All of it: `{answer}`",
    )


KINDS: Final[Mapping[str, Maker]] = {"features": _features, "matrix": _matrix}
