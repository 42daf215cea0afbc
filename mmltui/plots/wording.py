"""Names and vectors as one writes them by hand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mmltui.plots.drawing import short

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@lru_cache(maxsize=256)
def pretty(name: str) -> str:
    """`theta_1` as θ₁."""
    from mmltui.notation.names import GREEK

    letters = {word: letter for letter, word in reversed(GREEK.items())}  # the usual letter stands first
    head, _, tail = name.partition("_")
    tail = tail.translate(_SUBSCRIPTS) if tail.isdigit() else f"_{tail}" if tail else ""
    return letters.get(head, head) + tail


def row(numbers: Sequence[float], digits: int = 4) -> str:
    """`[1, 2.5]`."""
    return "[" + ", ".join(short(number, digits) for number in numbers) + "]"


def rows(matrix: Sequence[Sequence[float]], digits: int = 4) -> str:
    """`[1, 2; 3, 4]`."""
    return "[" + "; ".join(", ".join(short(number, digits) for number in line) for line in matrix) + "]"


def columns_of(table: Sequence[Sequence[str]], gap: int = 3) -> list[str]:
    """A table of texts as lines, its columns flush right."""
    widths = [max(len(line[at]) for line in table) for at in range(len(table[0]))]
    space = " " * gap
    return [space.join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in table]
