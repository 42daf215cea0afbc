"""The words around an exercise: what the box expects, the head of a verdict."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmltui.exercises import Exercise
    from mmltui.typeset import Charset

_HEADS: Mapping[str, str] = {
    "correct": "Right",
    "incorrect": "Not yet",
    "invalid": "Cannot read this as an answer; it costs nothing",
    "undecided": "Cannot decide; it does not count",
}
_HEADS_OF_KINDS: Mapping[str, str] = {
    "ambiguous": "Two readings; it costs nothing",
    "not-an-answer": "Not an answer yet; it costs nothing",
    "bad-exercise": "This exercise is broken",
    "not-in-form": "Almost",
    "transposed": "Almost",
}
_SIGNS: Mapping[str, str] = {"correct": "✓", "incorrect": "✗", "invalid": "?", "undecided": "?"}
_ASCII_SIGNS: Mapping[str, str] = {"correct": "+", "incorrect": "-", "invalid": "?", "undecided": "?"}
_SAID_ALREADY = re.compile(r"(?:Right|Not yet|Nearly)[.:] *")

_PROMPTS: Mapping[str, str] = {
    "find-error": "the number of the first wrong line",
    "number": "a number",
    "blank": "what belongs in the gaps, separated by ;",
    "parts": "an answer a line: Down for the next one, Enter judges them all",
    "derivation": "a step a line: Down for the next one, Enter judges them all",
    "shape": "a shape, such as M x N",
    "jacobian": "your answer; Ctrl+J for a new line",
    "gradient": "your answer; Ctrl+J for a new line",
    "hessian": "your answer; Ctrl+J for a new line",
}


def prompt(exercise: Exercise) -> str:
    """What the empty box says."""
    return _PROMPTS.get(exercise.kind, "your answer")


def head(verdict: str, kind: str, charset: Charset) -> str:
    """The line above the feedback: a sign and a few calm words."""
    sign = (_ASCII_SIGNS if charset == "ascii" else _SIGNS)[verdict]
    return f"{sign} {_HEADS_OF_KINDS.get(kind, _HEADS[verdict])}"


def without_head(feedback: str) -> str:
    """The feedback without the words that the head has said."""
    rest = _SAID_ALREADY.sub("", feedback, count=1) if _SAID_ALREADY.match(feedback) else feedback
    return rest[:1].upper() + rest[1:]
