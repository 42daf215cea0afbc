"""Help with a question: the author's hints, further rungs and the worked solution from the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmltui.course.content import ExerciseBlock


def hints(block: ExerciseBlock) -> tuple[str, ...]:
    """Markdown, each saying more than the one before: the author's, then where the answer is computed the engine's."""
    engine = block.exercise.ask.hints()
    return (*block.hints, *(engine[1:] if block.hints else engine))


def solution(block: ExerciseBlock, board: Mapping[str, object] | None) -> str:
    """The author's words, else the lines of the engine's `board` with the rule of each, else the answer alone."""
    if block.solution:
        return block.solution
    lines = board["lines"] if board else None
    if isinstance(lines, Sequence) and lines:
        return "\n\n".join(_shown(line["rule"], line["latex"]) for line in lines)
    return f"The answer: `{block.exercise.ask.reference()}`"


def worked_out(task: str, steps: Iterable[Mapping[str, object]]) -> str:
    """A derivative in Markdown: the task in LaTeX, then each line below the name of its rule."""
    return "\n\n".join([_shown("", task), *(_shown(step["rule"], f"= {step['latex']}") for step in steps)])


def _shown(rule: object, latex: object) -> str:
    return f"*{rule}*\n\n$${latex}$$" if rule else f"$${latex}$$"
