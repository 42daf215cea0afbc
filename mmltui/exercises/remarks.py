"""The words that people write beside the lines of a derivation: why, and what comes next."""

from __future__ import annotations

import re
from typing import Final

_SAID: Final = """
    again also and answer apply applying are back because both bracket brackets by cancel cancelling chain
    collect collecting common constant definition denominator derivative derivatives differentiate
    differentiating divide dividing each everything expand expanding exponential factor factoring finally first
    for from function functions get gives has have hence here in inner inside is it last let linearity linear
    logarithm minus move moving multiply multiplying next now numerator of on out outer outside over power
    powers product put putting quotient rearrange rearranging reciprocal result rewrite rewriting rule rules
    same second set setting side sides simplify simplifying simplified simplification since so solve solving
    step sum substitute substituting table take taking term terms the then there therefore this third thus to
    together trigonometric use used using we where which with write yields zero
"""
_WORDS: Final = frozenset(_SAID.split())
_MARKED: Final = re.compile(r"(?:#|//|\\text\s*\{).*$|\s\|\s*(?:[:+\-*/·÷−]\s*[^|]*)?$")
_PIECE: Final = re.compile(r"\S+")
_AROUND: Final = "()[]{}.,:;!"
_DASHES: Final = frozenset({"-", "--", "–", "—", "←", "<-", "%"})


def without_remarks(line: str) -> str:
    """A line without what is said beside its formula: `by the chain rule`, `(power rule)`, `# simplify`, `| : 2`."""
    bare = _MARKED.sub("", line)
    pieces = list(_PIECE.finditer(bare))
    while pieces and _is_word(pieces[0][0]):
        del pieces[0]
    whole = len(pieces)
    while pieces and _is_word(pieces[-1][0]):
        del pieces[-1]
    if pieces and len(pieces) < whole and pieces[-1][0] in _DASHES:
        del pieces[-1]
    return bare[pieces[0].start() : pieces[-1].end()].rstrip(",") if pieces else ""


def _is_word(piece: str) -> bool:
    return all(word in _WORDS for word in piece.strip(_AROUND).lower().split("-"))
