"""The solution of an exercise: the author's words, else the engine's own steps, else the answer alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmltui.course.content import ExerciseBlock


def solution_markdown(block: ExerciseBlock) -> str:
    """Markdown that ends with the answer."""
    return block.solution or f"The answer: `{block.exercise.ask.reference()}`"
