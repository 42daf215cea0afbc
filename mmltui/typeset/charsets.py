"""What a symbol looks like in each charset: its characters, its style, its raised and lowered forms."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from mmltui.typeset.boxes import Box, Style, text_box
from mmltui.typeset.symbols import CHARACTERS, Symbol
from mmltui.typeset.tree import Font

# plain: characters of the Basic Multilingual Plane, bold and italic as styles. unicode: the mathematical
# alphanumerics, which few monospace fonts have. ascii: ASCII only.
Charset: TypeAlias = Literal["plain", "unicode", "ascii"]

SUPERSCRIPTS: Final = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθϕφχ⊤⊺′*⋆",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵠᵡᵀᵀ′*⋆",
        strict=True,
    )
)
SUBSCRIPTS: Final = dict(
    zip("0123456789+-−=()aehijklmnoprstuvxβγρϕφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵩᵪ", strict=True)
)

_STYLES: Final[dict[Font, Style]] = {
    "math": "", "roman": "", "sans": "", "italic": "italic", "bold": "bold", "bold italic": "bold italic",
    "blackboard": "bold", "script": "script", "fraktur": "script",
}  # fmt: skip
# Letters of the plane that Unicode had before the mathematical alphanumerics.
_BLACKBOARD: Final = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
_SCRIPT: Final = dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True))
_FRAKTUR: Final = dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True))
_OLDER: Final[dict[Font, dict[str, str]]] = {"blackboard": _BLACKBOARD, "script": _SCRIPT, "fraktur": _FRAKTUR}


class _Alphabet(NamedTuple):
    """Where the mathematical letters of a font begin: `A`, `a`, `0`, `Α` (Greek); 0 where there are none."""

    upper: int
    lower: int
    digit: int = 0
    greek: int = 0


_ALPHABETS: Final[dict[Font, _Alphabet]] = {
    "bold": _Alphabet(0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8),
    "italic": _Alphabet(0x1D434, 0x1D44E, 0, 0x1D6E2),
    "bold italic": _Alphabet(0x1D468, 0x1D482, 0, 0x1D71C),
    "script": _Alphabet(0x1D49C, 0x1D4B6),
    "fraktur": _Alphabet(0x1D504, 0x1D51E),
    "blackboard": _Alphabet(0x1D538, 0x1D552, 0x1D7D8),
    "sans": _Alphabet(0x1D5A0, 0x1D5BA, 0x1D7E2),
}
# The order of Greek in each mathematical alphabet.
_GREEK: Final = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ"
# Upright in mathematics, whatever their alphabet: operators that are no variables, and Greek capitals.
_UPRIGHT: Final = frozenset("∇∂ΓΔΘΛΞΠΣΥΦΨΩ")


@lru_cache(maxsize=4096)
def glyph(symbol: Symbol, font: Font, charset: Charset) -> Box:
    """Return the box of one symbol, one row high."""
    char = symbol.char
    effective: Font = font
    if font == "math":
        effective = "italic" if char.isalpha() and char not in _UPRIGHT and len(char) == 1 else "roman"
    if charset == "ascii":
        text = symbol.ascii if symbol.ascii.isascii() else to_ascii(symbol.ascii)
    elif charset == "unicode":
        text = "".join(_mathematical(each, effective) for each in char)
        effective = "roman"
    else:
        text = _OLDER.get(effective, {}).get(char, char)
        effective = effective if text == char else "roman"
    style = _STYLES[effective] if char.isalnum() or effective == "bold" else ""
    box = text_box(text, style)
    # The d of a partial derivative is told from the letter before it.
    return box._replace(word_left=True) if char == "∂" and charset == "ascii" else box


def words(text: str, font: Font, charset: Charset) -> Box:
    """Return the box of upright text."""
    shown = unicodedata.normalize("NFC", text)
    return text_box(to_ascii(shown) if charset == "ascii" else shown, _STYLES[font])


def _mathematical(char: str, font: Font) -> str:
    alphabet = _ALPHABETS.get(font)
    if alphabet is None:
        return char
    if char == "h" and font == "italic":
        return "ℎ"
    if older := _OLDER.get(font, {}).get(char):
        return older
    if "A" <= char <= "Z":
        return chr(alphabet.upper + ord(char) - ord("A"))
    if "a" <= char <= "z":
        return chr(alphabet.lower + ord(char) - ord("a"))
    if alphabet.digit and "0" <= char <= "9":
        return chr(alphabet.digit + ord(char) - ord("0"))
    if alphabet.greek and (place := _GREEK.find(char)) >= 0:
        return chr(alphabet.greek + place)
    return char


@cache
def _ascii_scripts() -> dict[str, str]:
    raised = {small: f"^{char}" for char, small in SUPERSCRIPTS.items() if char.isascii() and small != char}
    return raised | {small: f"_{char}" for char, small in SUBSCRIPTS.items() if char.isascii()}


_ASCII_TEXT: Final = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "--", "…": "...", "\u0338": "/"}


@lru_cache(maxsize=1024)
def to_ascii(text: str) -> str:
    """Spell text in ASCII: symbols by name, letters without accents, anything else as its code point."""
    if text.isascii():
        return text
    return "".join(map(_ascii_of, text))


def _ascii_of(char: str) -> str:
    if char.isascii():
        return char
    if spelled := _ASCII_TEXT.get(char) or _ascii_scripts().get(char):
        return spelled
    if (symbol := CHARACTERS.get(char)) is not None and symbol.ascii.isascii():
        return symbol.ascii
    base = "".join(part for part in unicodedata.normalize("NFKD", char) if part.isascii())
    return base or f"\\u{ord(char):04x}"
