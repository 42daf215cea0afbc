"""The three ways to fill a cell: braille dots (2 x 4), quadrant blocks (2 x 2), and ASCII (1 x 2)."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal, get_args

Charset = Literal["braille", "block", "ascii"]
CHARSETS: Final[tuple[Charset, ...]] = get_args(Charset)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """How one charset draws: dots in a cell (across, down), the axes' lines, marks and arrow heads.

    `heads` go anticlockwise from east in steps of 45 degrees. `aspect` is the height of a dot over its width,
    for cells twice as high as wide.
    """

    across: int
    down: int
    heads: str
    vertical: str
    horizontal: str
    corner: str
    tick_left: str
    tick_below: str
    point: str
    hollow: str
    small: str
    star: str
    above: str
    below: str
    zero_across: str
    zero_down: str
    pole: str

    @property
    def aspect(self) -> float:
        """2 for quadrant blocks, 1 for the others."""
        return 2 * self.across / self.down

    def head(self, right: float, up: float) -> str:
        """The arrow head nearest to a direction."""
        return self.heads[round(math.atan2(up, right) / (math.pi / 4)) % 8]


def _glyphs(across: int, down: int, marks: str, heads: str) -> Glyphs:
    return Glyphs(across, down, heads, *marks)


_MARKS: Final = "│─└┤┬●○•★▲▼╌┆┊"
_ARROWS: Final = "→↗↑↖←↙↓↘"
GLYPHS: Final[dict[Charset, Glyphs]] = {
    "braille": _glyphs(2, 4, _MARKS, _ARROWS),
    "block": _glyphs(2, 2, _MARKS, _ARROWS),
    "ascii": _glyphs(1, 2, "|-+++@OoX^v-:|", ">/^\\</v\\"),
}

_SPELLED: Final = {
    "−": "-",
    "·": "*",
    "×": "x",
    "…": "...",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "≈": "~",
    "→": "->",
    "←": "<-",
    "↑": "^",
    "±": "+/-",
    "λ": "lambda",
    "Λ": "Lambda",
    "∇": "grad",
    "∂": "d",
    "ᵀ": "^T",
    "ᵥ": "_v ",
    "√": "sqrt",
    "Σ": "sum",
    "‖": "||",
    "∞": "inf",
    "°": " deg",
    "²": "^2",
    "³": "^3",
    "⁴": "^4",
    "½": "1/2",
    "’": "'",
    "–": "-",
    "—": "-",
    "│": "|",
    "─": "-",
    "●": "@",
    "○": "O",
    "★": "*",
    "✓": "ok",
    "✗": "x",
    "█": "#",
    "▲": "^",
    "▼": "v",
    "┌": "+",
    "┐": "+",
    "└": "+",
    "┘": "+",
    "├": "+",
    "┤": "+",
    "┬": "+",
    "┴": "+",
    "┼": "+",
    "╳": "X",
}


_SUBSCRIPTS: Final = re.compile("[₀-₉ᵢⱼₐₑₖₘₙₓ]+")


def spell(text: str, charset: Charset) -> str:
    """Text as the charset can show it: in ASCII, Greek letters by name, signs by their usual spelling."""
    if charset != "ascii" or text.isascii():
        return text
    text = _SUBSCRIPTS.sub(lambda run: "_" + unicodedata.normalize("NFKC", run[0]), text)
    return "".join(character if character.isascii() else _spelled(character) for character in text)


def _spelled(character: str) -> str:
    if character in _SPELLED:
        return _SPELLED[character]
    name = unicodedata.name(character, "")
    if name.startswith("GREEK SMALL LETTER "):
        return name.split()[-1].lower()
    if name.startswith("GREEK CAPITAL LETTER "):
        return name.split()[-1].capitalize()
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return plain or "?"
