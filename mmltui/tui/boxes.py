"""Which answer box fits which kind of question."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from mmltui.exercises.choice import LETTERS, Choice, FindError
from mmltui.exercises.order import Order
from mmltui.exercises.parts import Parts
from mmltui.tui.answer import AnswerInput
from mmltui.tui.order import OrderBox
from mmltui.tui.pick import PickBox
from mmltui.tui.wording import prompt

if TYPE_CHECKING:
    from mmltui.exercises import Exercise
    from mmltui.tui.work import Work
    from mmltui.typeset import Charset

# Answers that are lists of lines, and those that may be matrices; a line of a derivation follows from the one before.
_SEVERAL_LINES = frozenset({"derivation", "parts", "jacobian", "gradient", "hessian", "descent", "classify", "example"})
_DERIVATION_LINES = 3


AnswerWidget: TypeAlias = AnswerInput | PickBox | OrderBox


def answer_box(exercise: Exercise, work: Work, charset: Charset) -> AnswerWidget:
    """A box for the exercise, with the draft in it and what was tried before behind it."""
    match exercise.ask:
        case Choice(options=options, several=several):
            labels = LETTERS[: len(options)]
            return PickBox(labels, options, several=several, charset=charset, value=work.draft)
        case FindError(lines=lines) if len(lines) < len("123456789"):
            labels = "123456789"[: len(lines)]
            return PickBox(labels, lines, several=False, charset=charset, value=work.draft)
        case Order() as order:
            return OrderBox(order.display, charset=charset, value=work.draft)
        case Parts(parts=parts):
            ready = len(parts)
        case _:
            ready = _DERIVATION_LINES if exercise.kind == "derivation" else 1
    return AnswerInput(
        work.draft,
        history=work.submissions,
        placeholder=prompt(exercise),
        several=exercise.kind in _SEVERAL_LINES,
        lines=ready,
    )


def shows_options(box: AnswerWidget) -> bool:
    """Whether the options or lines of the question stand in the box itself."""
    return not isinstance(box, AnswerInput)
