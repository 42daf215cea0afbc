"""What a generator makes: a question with everything that an exercise of a lesson has, but without a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Item:
    """A question and its hints in Markdown, and the table that `mmltui grade` takes.

    `solution` is None where the engine derives it.
    """

    question: str
    table: Mapping[str, object]
    hints: tuple[str, ...] = ()
    solution: str | None = None


Maker: TypeAlias = Callable[[Random], Item | None]
"""Draws one question of a kind; None for a draw that would be trivial or unclear, so that another is made."""
