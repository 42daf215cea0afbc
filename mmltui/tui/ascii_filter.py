"""The last gate before the terminal with `--charset ascii`: every cell that leaves is ASCII, none moves."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_CELLS = {
    **dict.fromkeys("─━═┄┅┈┉╌╍╴╶╸╺‐‑‒–—−", "-"),
    **dict.fromkeys("│┃║┆┇┊┋╎╏╵╷╹╻▏▎▍▌▐▕❘∣", "|"),
    **dict.fromkeys("▁▂▃▄", "_"),
    **dict.fromkeys("▅▆▇█▉▊▋▀▔▒▓░", "#"),
    **dict.fromkeys("‘’′`", "'"),
    **dict.fromkeys("“”″", '"'),
    **dict.fromkeys("•●▪◦‣⭑·⋅×∗", "*"),
    **dict.fromkeys("○◌", "o"),
    **dict.fromkeys("◐◑", "~"),
    **dict.fromkeys("›→▶►▸⟶", ">"),
    **dict.fromkeys("‹←◀◄◂", "<"),
    **dict.fromkeys("↑▲△", "^"),
    **dict.fromkeys("↓▼▽", "v"),
    "✓": "+",
    "✗": "x",
    "…": ".",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
}


@lru_cache(4096)
def _cell(character: str) -> str:
    """ASCII of the same width: from the table, a box-drawing corner, the letter without its accent, or `?`."""
    if character.isascii():
        return character
    if character in _CELLS:
        return _CELLS[character]
    if "BOX DRAWINGS" in unicodedata.name(character, ""):
        return "+"
    decomposed = unicodedata.normalize("NFD", character)
    if decomposed[0].isascii() and decomposed[0].isalpha():
        return decomposed[0]
    return "?" * get_character_cell_size(character)


@lru_cache(4096)
def ascii_cells(text: str) -> str:
    """`text` in ASCII, as wide in cells as before."""
    return text if text.isascii() else "".join(map(_cell, text))


class AsciiFilter(LineFilter):
    """Replaces what is not ASCII in each line that is about to be written."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  the base class has it
        """The same segments, in ASCII."""
        return [Segment(ascii_cells(text), style, control) for text, style, control in segments]
