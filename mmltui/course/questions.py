"""What a learner is shown of an exercise: its question, and the options, lines or gaps that belong to its kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from mmltui.exercises.choice import LETTERS, Choice, FindError
from mmltui.exercises.order import Order

if TYPE_CHECKING:
    from mmltui.course.content import ExerciseBlock


def question_markdown(block: ExerciseBlock) -> str:
    """The question as Markdown, its options, lines or gaps below it."""
    return "\n\n".join(part for part in (block.question, *_listed(block)) if part)


def _listed(block: ExerciseBlock) -> Iterable[str]:
    match block.exercise.ask:
        case Choice(options=options):
            return _labelled(LETTERS, options)
        case Order(display=lines) | FindError(lines=lines):
            return _labelled([str(number) for number in range(1, len(lines) + 1)], lines)
    template = block.source.get("template")
    return (f"`{template}`",) if isinstance(template, str) else ()


def _labelled(labels: Sequence[str], items: Sequence[str]) -> Iterable[str]:
    """Each item a paragraph of its own, its label bold: a Markdown list has no letters."""
    return (f"**{label})** {item}" for label, item in zip(labels, items, strict=False))
