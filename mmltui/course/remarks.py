"""What an author says to a learner who gives one of the answers that the lesson rejects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mmltui.course.checks.formulas import same_values
from mmltui.course.content import ExerciseBlock
from mmltui.errors import LearnerError
from mmltui.notation.tree import Expression
from mmltui.notation.vocabulary import SCALAR, Vocabulary
from mmltui.notation.walk import free_symbols


def remark(block: ExerciseBlock, submission: str) -> str | None:
    """The `say` of the first rejected answer that the submission is, by value or letter by letter; Markdown.

    Ask this of an answer that was judged incorrect. Total: what cannot be read has no remark.
    """
    for rejection in block.reject:
        if rejection.say and _same_answer(block, submission, rejection.answer):
            return rejection.say
    return None


def _same_answer(block: ExerciseBlock, left: str, right: str) -> bool:
    kind = block.exercise.kind
    if _spelled(left, kind) == _spelled(right, kind):
        return True
    if kind in {"parts", "classify"}:  # their formulas are not the whole answer
        return False
    try:
        given, known = block.exercise.ask.read(left), block.exercise.ask.read(right)
    except LearnerError:
        return False
    pairs = [(one.expression, other.expression) for one, other in zip(given, known, strict=False)]
    return bool(pairs) and len(given) == len(known) and all(_same(*pair) for pair in pairs)


def _same(left: Expression, right: Expression) -> bool:
    letters = Vocabulary(dict.fromkeys(sorted(free_symbols(left) | free_symbols(right)), SCALAR))
    return left == right or same_values(left, right, letters) is True


def _spelled(text: str, kind: str) -> Sequence[object]:
    """The words of an answer; sorted where its items may come in any order."""
    match kind:
        case "choice" | "set":
            return sorted(_letters(text))
        case "classify":
            return sorted(_letters(point) for point in re.split(r"[;\n]", text))
        case _:
            return _letters(text)


def _letters(text: str) -> list[str]:
    """The words of an answer, separators and brackets aside."""
    return re.findall(r"[^\s,;(){}]+", text.casefold())
