"""The one list of families: the word in a lesson, and the file whose `KINDS` make the questions.

A family's file is imported when a lesson names it: most lessons use few of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from random import Random
from typing import Final

from mmltui.course.families.item import Item, Maker
from mmltui.errors import MmltuiError

FAMILIES: Final[Mapping[str, str]] = {
    "chain": "chain",
    "curvature": "curvature",
    "definiteness": "definiteness",
    "derivative": "derivative",
    "descent": "descent",
    "design": "design",
    "difference-quotient": "difference_quotient",
    "directional": "directional",
    "eigenvalues": "eigenvalues",
    "find-error": "find_error",
    "fit": "fit",
    "gradient": "gradient",
    "hessian": "hessian",
    "jacobian": "jacobian",
    "least-squares": "least_squares",
    "matrix-calculus": "matrix_calculus",
    "regression": "regression",
    "shape": "shape",
    "sieve": "sieve",
    "stable-step": "stable_step",
    "stationary": "stationary",
    "which-slip": "which_slip",
}
OF_SLIPS: Final = frozenset({"find-error", "which-slip"})
"""Families whose questions are about a mistake, not about a result."""

_MOST_DRAWS: Final = 300


class NothingFoundError(MmltuiError):
    """No draw of a family was good enough to be asked."""


def makers(family: str) -> Mapping[str, Maker]:
    """The kinds of question of a family, by name."""
    found: Mapping[str, Maker] = import_module(f"mmltui.course.families.{FAMILIES[family]}").KINDS
    return found


def generate(family: str, kinds: Sequence[str], seed: int) -> Item:
    """A question of one of some kinds, the same for the same seed; raises `NothingFoundError`."""
    source = Random(f"{family} {seed}")  # noqa: S311 - which numbers come up is no secret
    kind = source.choice(kinds)
    make = makers(family)[kind]
    for _ in range(_MOST_DRAWS):
        item = make(source)
        if item is not None:
            return item
    raise NothingFoundError(f"family '{family}' found no {kind} question in {_MOST_DRAWS} draws")
