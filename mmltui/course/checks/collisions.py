"""Check 7, for authors who ask for it: an answer that two different slips would give cannot name either of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mmltui.course.checks.item import Check, Finding
from mmltui.course.checks.mutants import slip_question
from mmltui.course.content import ExerciseBlock

if TYPE_CHECKING:
    from mmltui.notation.tree import Expression


def collision_checks(block: ExerciseBlock) -> Iterator[Check]:
    """A warning where slips of different families meet."""
    question = slip_question(block)
    if question:
        yield Check("slips-apart", block.table.line_of("of"), partial(_apart, *question), warns=True)


def _apart(of: Expression, wrt: str) -> Finding:
    from mmltui.calculus.outcomes import outcomes

    met = [f"{left} and {right}" for outcome in outcomes(of, wrt).wrong for left, right in outcome.meeting]
    return f"the same answer comes from {'; '.join(dict.fromkeys(met))}" if met else None
