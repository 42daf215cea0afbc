"""Runs of letters taken apart: `xsinx` is x sin x, if every part means something."""

from __future__ import annotations

from collections.abc import Container
from difflib import get_close_matches
from typing import Final

from mmltui.errors import Span
from mmltui.notation.names import ALIASES, NOT_ANSWERS
from mmltui.notation.refusal import ParseError
from mmltui.notation.vocabulary import Vocabulary

_LONGEST_RUN: Final = 40
_LONGEST_WORD: Final = 16
SPELLED_OUT: Final = {"sine": "sin", "cosine": "cos", "tangent": "tan", "pow": "^", "root": "sqrt"}
"""Names of functions that are no abbreviation; apart from being unknown they could be taken to pieces."""
_SMALL_WORDS: Final = frozenset(
    ["and", "or", "if", "is", "the", "of", "then", "where", "because", "so", "to", "for", "in", "not", "equals"]
)
_NO_ANSWER: Final = frozenset(
    ["idk", "dunno", "unknown", "nothing", "none", "help", "hint", "answer", "solution", "skip", "pass"]
)


def segments(run: str, known: Container[str]) -> list[str] | None:
    """The fewest known words that make up a run of letters, the longer ones first; None if there are none."""
    if run in known:
        return [run]
    if len(run) > _LONGEST_RUN:
        return None
    best: list[list[str] | None] = [None] * len(run) + [[]]
    for start in range(len(run) - 1, -1, -1):
        for end in range(min(len(run), start + _LONGEST_WORD), start, -1):
            rest = best[end]
            if rest is None or run[start:end] not in known:
                continue
            found = best[start]
            if found is None or len(rest) + 1 < len(found):
                best[start] = [run[start:end], *rest]
    return best[0]


def unknown(run: str, span: Span, vocabulary: Vocabulary, *, called: bool) -> ParseError:
    """The refusal of a run of letters that means nothing here: what it could have been, or what is known."""
    if run in NOT_ANSWERS:
        return ParseError(
            f"'{run}' asks a computer algebra system to work it out",
            span,
            "work it out and type the result",
            kind="not-an-answer",
        )
    if run.lower() in _NO_ANSWER:
        return ParseError(f"'{run}' is not an answer", span, "type a formula", kind="not-an-answer")
    if run.lower() in _SMALL_WORDS:
        return ParseError(f"'{run}' is a word", span, "the answer is a formula")
    if len(run) > _LONGEST_RUN:
        return ParseError("a run of letters that means nothing here", span, _known(vocabulary), kind="unknown-symbol")
    near = SPELLED_OUT.get(run.lower()) or nearest(run, vocabulary)
    if near:
        return ParseError(f"'{run}' is not known here", span, f"did you mean {near}?", kind="unknown-symbol")
    if called and len(run) > 1:
        return ParseError(f"'{run}' is not a function known here", span, _known(vocabulary), kind="unknown-symbol")
    return ParseError(f"'{run}' is not a symbol of this question", span, _known(vocabulary), kind="unknown-symbol")


def nearest(run: str, vocabulary: Vocabulary) -> str | None:
    """The known word most like a misspelt one."""
    if len(run) == 1:
        other = run.swapcase()
        return other if other in vocabulary.kinds or other == "e" else None
    found = get_close_matches(run, vocabulary.spellings, 1, 0.7)
    if not found:
        found = [name for name in ALIASES if sorted(name) == sorted(run)][:1]
    return found[0] if found else None


def _known(vocabulary: Vocabulary) -> str:
    names = vocabulary.names
    if not names:
        return "it has no symbols: the answer is a number"
    listed = ", ".join(names[:10])
    return f"known: {listed}" + (", …" if len(names) > 10 else "")
