"""Unicode to the plain characters that the tokens are made of, with every position kept.

`x²` becomes `x^{2}`, `θ₀` becomes `θ_{0}`, `𝐱` becomes `x`; look-alikes of Latin letters are refused by name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

from mmltui.errors import Span
from mmltui.notation.names import GREEK, SUBSCRIPTS
from mmltui.notation.refusal import ParseError

_SUPERSCRIPTS: Final = dict(
    zip(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵅᵝᵞᵟᶿ",
        [*"0123456789+-()abcdefghijklmnoprstuvwxyzT", "α", "β", "γ", "δ", "θ"],
        strict=True,
    )
)
_SIGNS: Final = {
    "−": "-",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "·": "*",
    "×": "*",
    "∗": "*",
    "⋅": "*",
    "•": "*",
    "⨯": "*",
    "÷": "/",
    "∕": "/",
    "⁄": "/",
    "⊙": ".*",
    "∘": ".*",
    "‖": "‖",
    "∥": "‖",
    "′": "'",
    "’": "'",
    "‘": "'",
    "″": "''",
    "≤": "<=",
    "≥": ">=",
    "⩽": "<=",
    "⩾": ">=",
    "≠": "!=",
    "…": "...",
    "⋯": "...",
    "⋮": "...",
    "½": "(1/2)",
    "⅓": "(1/3)",
    "⅔": "(2/3)",
    "¼": "(1/4)",
    "¾": "(3/4)",
    "∑": "∑",
    "√": "√",
    "∂": "∂",
    "⊤": "⊤",
    "∅": "∅",
    "∇": "∇",
    "±": "±",
    "∫": "\\int ",
    "ℓ": "l",
    "⟨": "(",
    "⟩": ")",
    "∣": "|",
}
_FRACTIONS: Final = frozenset("½⅓⅔¼¾")
_LOOK_ALIKES: Final = dict(
    zip(
        "аеорсухіјѕһАВЕЅІЈКМНОРСТХУοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshABESIJKMHOPCTXYoABEZHIKMNOPTYX",
        strict=True,
    )
)
_IGNORED: Final = frozenset("\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\ufe0e\ufe0f")


class Clean(NamedTuple):
    """The text in plain characters; character i of it comes from position `origin[i]` of the text as typed."""

    text: str
    origin: Sequence[int]
    notes: tuple[str, ...]


def clean(text: str) -> Clean:
    """The text in plain characters; raises ParseError for a character that has no place in an expression."""
    if text.isascii() and text.isprintable():
        return Clean(text, range(len(text) + 1), ())
    out: list[str] = []
    origin: list[int] = []
    notes: list[str] = []

    def put(plain: str, position: int) -> None:
        out.append(plain)
        origin.extend([position] * len(plain))

    position = 0
    for script, run in groupby(text, key=_script):
        characters = list(run)
        if script:
            put(script + "{", position)
            for offset, character in enumerate(characters):
                put((_SUPERSCRIPTS if script == "^" else SUBSCRIPTS)[character], position + offset)
            put("}", position + len(characters) - 1)
        else:
            for offset, character in enumerate(characters):
                if character in _FRACTIONS and "".join(out).rstrip()[-1:].isdigit():
                    raise ParseError(
                        f"'{character}' right after a number may be a factor or the rest of a mixed number",
                        Span(position + offset, position + offset + 1),
                        "write 1 + 1/2, or 1 * 1/2",
                    )
                if character in _IGNORED:
                    notes.append(f"an invisible character (U+{ord(character):04X}) is ignored")
                put(_plain(character, position + offset), position + offset)
        position += len(characters)
    origin.append(position)
    return Clean("".join(out), origin, tuple(dict.fromkeys(notes)))


def _script(character: str) -> str:
    return "^" if character in _SUPERSCRIPTS else "_" if character in SUBSCRIPTS else ""


def _plain(character: str, position: int) -> str:
    """One character as it is written in plain text."""
    if (character.isascii() and character.isprintable()) or character in GREEK:
        return character
    if character in _SIGNS:
        return _SIGNS[character]
    if character in _IGNORED:
        return ""
    if character.isspace():
        return " "
    where = Span(position, position + 1)
    name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
    if character in _LOOK_ALIKES:
        script = name.partition(" ")[0].capitalize()
        raise ParseError(f"'{character}' is a {script} letter", where, f"type {_LOOK_ALIKES[character]}")
    if unicodedata.category(character).startswith("C"):
        raise ParseError(f"an invisible character ({name})", where, "delete it and type the place anew")
    folded = unicodedata.normalize("NFKC", character)
    if folded != character and len(folded) == 1 and ((folded.isascii() and folded.isprintable()) or folded in GREEK):
        return folded
    raise ParseError(f"'{character}' ({name}) has no place in an expression", where, "leave it out")
