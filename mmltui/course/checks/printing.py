"""Check 5: the reference, printed and read again, is still right: in plain text, in LaTeX and in Unicode."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from mmltui.course.checks.answers import right, right_answers
from mmltui.course.checks.item import Check, Finding
from mmltui.course.content import ExerciseBlock
from mmltui.notation.printing import latex, plain, unicode
from mmltui.notation.tree import Expression

_SEPARATORS = {"blank": "; ", "descent": "; ", "solve": ", ", "set": ", "}
_WITHOUT_FORMULAS = frozenset({"choice", "predict", "order", "find-error", "shape", "classify", "parts", "derivation"})


def printing_checks(block: ExerciseBlock) -> Iterator[Check]:
    """One check for each way of printing, for kinds whose answer is made of formulas."""
    if block.exercise.kind not in _WITHOUT_FORMULAS:
        for name, show in (("plain", plain), ("latex", latex), ("unicode", unicode)):
            yield Check(f"prints-{name}", block.table.line_of("ask"), partial(_survives, block, show))


def _survives(block: ExerciseBlock, show: Callable[[Expression], str]) -> Finding:
    answers = right_answers(block)
    readings = block.exercise.ask.read(answers[0]) if answers else ()
    separator = _SEPARATORS.get(block.exercise.kind, "")
    return None if not readings else right(block, separator.join(show(reading.expression) for reading in readings))
