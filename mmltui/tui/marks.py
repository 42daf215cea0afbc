"""How far a page or a section has come, and the one cell that says so."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmltui.typeset import Charset


class Mark(Enum):
    """Nothing to do here, untouched, begun, or all solved."""

    NONE = "none"
    NEW = "new"
    BEGUN = "begun"
    DONE = "done"


_GLYPHS = {Mark.NONE: " ", Mark.NEW: "○", Mark.BEGUN: "◐", Mark.DONE: "●"}
_ASCII_GLYPHS = {Mark.NONE: " ", Mark.NEW: ".", Mark.BEGUN: "~", Mark.DONE: "*"}


def glyph(mark: Mark, charset: Charset) -> str:
    """One cell for `mark`."""
    return (_ASCII_GLYPHS if charset == "ascii" else _GLYPHS)[mark]


def combine(marks: Iterable[Mark]) -> Mark:
    """The mark of a whole from the marks of its parts; parts with nothing to do do not count."""
    found = {mark for mark in marks if mark is not Mark.NONE}
    if not found:
        return Mark.NONE
    return found.pop() if len(found) == 1 else Mark.BEGUN
