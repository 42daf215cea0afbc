"""Check 2, its second half: a rejected answer is wrong for the reason that the author states."""

from __future__ import annotations

from mmltui.course.checks.item import Finding
from mmltui.course.content import ExerciseBlock, Rejection
from mmltui.exercises.derivative import DerivativeAsk
from mmltui.exercises.keys import nearest
from mmltui.grading.verdicts import Judgement


def reason_stated(block: ExerciseBlock, rejection: Rejection, judgement: Judgement) -> Finding:
    """A finding unless the reason is in the catalogue and, where the engine names slips, among those it names."""
    from mmltui.grading.slips.sentences import MISCONCEPTIONS

    reason = rejection.because
    if reason is None:
        return None
    if reason not in MISCONCEPTIONS:
        return f"'{reason}' is no slip of the catalogue: {nearest(reason, sorted(MISCONCEPTIONS))}"
    named = judgement.misconceptions
    if reason in named or not (named or isinstance(block.exercise.ask, DerivativeAsk)):
        return None
    found = f"is explained by {', '.join(named)}" if named else "is not explained by any slip"
    return f"'{rejection.answer}' {found}, and the author says {reason}"
