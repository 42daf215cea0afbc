"""Answers that are several values: split at the top level, each piece with where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mmltui.notation.names import canonical

_SEPARATORS = re.compile(r"[,;\n]|\b(?:and|or)\b")
_OPENING, _CLOSING = "([{", ")]}"
_AROUND = (("{", "}"), (r"\{", r"\}"), ("(", ")"), ("[", "]"))


def split_values(text: str) -> list[str]:
    """The pieces between commas, semicolons, line ends, `and` and `or`, outside of any bracket.

    One pair of brackets around the whole list is taken away, unless it holds a single value.
    """
    bare = text.strip()
    for opening, closing in _AROUND:
        inner = bare[len(opening) : -len(closing)]
        if bare.startswith(opening) and bare.endswith(closing) and len(_pieces(inner)) > 1 and _balanced(inner):
            return _pieces(inner)
    return _pieces(bare)


def split_at(text: str, separators: str) -> list[str]:
    """The pieces between single characters, outside of any bracket."""
    return _pieces(text, re.compile(f"[{re.escape(separators)}]"))


def by_coordinates(text: str, names: Sequence[str]) -> str | None:
    """A list of the values in `x_1 = 2, x_2 = -1`, in the order of the names; None unless each is given once.

    A single name stands for its entries: as many as there are pieces.
    """
    pieces = split_values(text)
    wanted = [f"{names[0]}_{place}" for place in range(1, len(pieces) + 1)] if len(names) == 1 else names
    values = {canonical(left.strip()): right for left, _, right in (piece.partition("=") for piece in pieces)}
    if len(pieces) < 2 or sorted(values) != sorted(wanted) or any("=" in value for value in values.values()):
        return None
    return f"({', '.join(values[name].strip() for name in wanted)})"


def _pieces(text: str, separators: re.Pattern[str] = _SEPARATORS) -> list[str]:
    cuts = [match for match in separators.finditer(text) if _depth(text[: match.start()]) == 0]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    return [piece for start, end in zip(starts, ends, strict=True) if (piece := text[start:end].strip())]


def _depth(text: str) -> int:
    return sum(text.count(bracket) for bracket in _OPENING) - sum(text.count(bracket) for bracket in _CLOSING)


def _balanced(text: str) -> bool:
    """Whether no bracket closes one that was opened before the text."""
    depth = 0
    for character in text:
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth < 0:
            return False
    return depth == 0
