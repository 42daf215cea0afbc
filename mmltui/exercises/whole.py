"""One judgement from several: of the gaps of a formula, of the parts of an exercise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mmltui.exercises.value import is_correct
from mmltui.grading.verdicts import Agreed, Judgement, ProvedOnCommonDomain


def combine(judgements: Sequence[Judgement], part: str, *, separator: str) -> Judgement:
    """The first that is not right, said of its `part`; if all are right, the one that is known least surely."""
    reading = separator.join(judgement.reading or "?" for judgement in judgements)
    notes = tuple(dict.fromkeys(note for judgement in judgements for note in judgement.notes))
    for number, judgement in enumerate(judgements, start=1):
        if not is_correct(judgement.verdict):
            where = f"{part} {number} of {len(judgements)}" if len(judgements) > 1 else None
            return replace(judgement, reading=reading, notes=notes, part=where)
    weakest = min(judgements, key=_certainty)
    return Judgement(weakest.verdict, reading, notes)


def _certainty(judgement: Judgement) -> int:
    match judgement.verdict:
        case Agreed():
            return 0
        case ProvedOnCommonDomain():
            return 1
        case _:
            return 2
