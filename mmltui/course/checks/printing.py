"""Check 5: the reference, printed and read again, is still right: in plain text, in LaTeX and in Unicode."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from mmltui.course.checks.answers import right
from mmltui.course.checks.item import Check, Finding
from mmltui.course.content import ExerciseBlock
from mmltui.notation.printing import latex, plain, unicode
from mmltui.notation.tree import Expression

_SEPARATORS = {"blank": "; ", "descent": "; ", "solve": ", ", "set": ", "}


def printing_checks(block: ExerciseBlock) -> Iterator[Check]:
    """One check for each way of printing, for kinds whose answer is made of formulas."""
    if block.exercise.kind in _SEPARATORS or block.exercise.kind in {"derivative", "expression", "number"}:
        for name, show in (("plain", plain), ("latex", latex), ("unicode", unicode)):
            yield Check(f"prints-{name}", block.table.line_of("ask"), partial(_survives, block, show))


def _survives(block: ExerciseBlock, show: Callable[[Expression], str]) -> Finding:
    readings = block.exercise.ask.read(block.exercise.ask.reference())
    separator = _SEPARATORS.get(block.exercise.kind, "")
    return right(block, separator.join(show(reading.expression) for reading in readings))
