"""Delimiters, roots and braces as tall or as wide as what they hold, drawn from pieces."""

from __future__ import annotations

from typing import Final

from mmltui.typeset.boxes import EMPTY, Box, beside, column, text_box
from mmltui.typeset.charsets import Charset

# top, middle, bottom; the middle is repeated.
_PIECES: Final = {
    "(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "|": "│││", "‖": "║║║", "⌊": "⎢⎢⎣", "⌋": "⎥⎥⎦", "⌈": "⎡⎢⎢",
    "⌉": "⎤⎥⎥", "↑": "↑││", "↓": "││↓", "/": "╱╱╱", "\\": "╲╲╲",
}  # fmt: skip
_ASCII_PIECES: Final = {
    "(": "/|\\", ")": "\\|/", "[": "[[[", "]": "]]]", "|": "|||",
    "↑": "^||", "↓": "||v", "/": "///", "\\": "\\\\\\",
}  # fmt: skip
_ASCII_WORDS: Final = {"⌊": ("floor", "("), "⌋": ("", ")"), "⌈": ("ceil", "("), "⌉": ("", ")")}
# top, middle, point, bottom: braces have a point at the baseline.
_POINTED: Final = {"{": "⎧⎪⎨⎩", "}": "⎫⎪⎬⎭", "⟨": "╱╱⟨╲", "⟩": "╲╲⟩╱"}
_ASCII_POINTED: Final = {"{": "/|<\\", "}": "\\|>/", "⟨": "//<\\", "⟩": "\\\\>/"}


def fence(char: str, height: int, baseline: int, charset: Charset, single: Box) -> Box:
    """Return the delimiter `char` at this height; `single` is its form one row high."""
    if not char:
        return EMPTY
    if height == 1:
        return single
    ascii_only = charset == "ascii"
    if ascii_only and char in _ASCII_WORDS:
        word, char = _ASCII_WORDS[char]
        return beside((text_box(word), fence(char, height, baseline, charset, single)))
    if char == "‖" and ascii_only:
        return column(["||"] * height, baseline)
    pointed = (_ASCII_POINTED if ascii_only else _POINTED).get(char)
    if pointed is not None:
        return column(list(_with_point(pointed, height, baseline)), baseline)
    pieces = (_ASCII_PIECES if ascii_only else _PIECES).get(char, char * 3)
    return column([pieces[0], *pieces[1] * (height - 2), pieces[2]], baseline)


def _with_point(pieces: str, height: int, baseline: int) -> str:
    top, middle, point, bottom = tuple(pieces)
    after = middle if middle in "⎪|" else bottom
    if height == 2:
        return top + bottom
    place = min(max(baseline, 1), height - 2)
    return top + middle * (place - 1) + point + after * (height - 2 - place) + bottom


def horizontal_brace(width: int, charset: Charset, *, over: bool) -> Box:
    """Return the brace over or under `width` cells, at least three."""
    width = max(width, 3)
    drawn = ("/-^\\" if over else "\\_v/") if charset == "ascii" else ("╭─┴╮" if over else "╰─┬╯")
    left, line, point, right = tuple(drawn)
    before = (width - 3) // 2
    return text_box(left + line * before + point + line * (width - 3 - before) + right)
