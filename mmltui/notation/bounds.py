"""How large an answer may be, checked before anything of that size is built; every refusal names its bound."""

from __future__ import annotations

from typing import Final

from mmltui.errors import Span
from mmltui.notation.refusal import ParseError

MAX_LENGTH: Final = 2000
"""Characters of a text."""
MAX_TOKENS: Final = 800
"""Numbers, names and signs of a text."""
MAX_NESTING: Final = 50
"""Brackets, roots, exponents and signs within one another."""
MAX_DEPTH: Final = 60
"""Levels of the tree: every recursive walk over a tree stays below this."""
MAX_DIGITS: Final = 60
"""Digits of one number."""
MAX_DECIMAL_EXPONENT: Final = 400
"""The n of `1e n`, either sign."""
MAX_EXPONENT: Final = 1000
"""A number to raise to, either sign: larger ones are never meant, and towers of them outgrow any computer."""
MAX_ENTRIES: Final = 400
"""Entries of one matrix or list."""
MAX_SUMS: Final = 4
"""Sums within one another."""


def too_large(what: str, bound: int, unit: str, span: Span | None = None) -> ParseError:
    """The refusal of something beyond its bound: `the text is too long: at most 2000 characters`."""
    return ParseError(f"{what}: at most {bound} {unit}", span, kind="too-large")
