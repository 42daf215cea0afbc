"""Answers that are lists without an order: each thing given must be one of what is wanted, and none may be missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mmltui.grading.verdicts import Agreed, Different, Listed, Proved, Undecided, Verdict, WrongShape


@dataclass(frozen=True, slots=True)
class Match:
    """One thing given, as it was read: its `place` among what is wanted, None if it has none, and how that is known."""

    text: str
    place: int | None
    verdict: Verdict


def judge_matches(matches: Sequence[Match], wanted: int, method: str) -> Verdict:
    """The verdict on the whole list; `method` says how a list of `wanted` things is proved right."""
    lost = [match for match in matches if match.place is None]
    if open_question := next((one.verdict for one in lost if isinstance(one.verdict, Undecided | WrongShape)), None):
        return open_question
    right = tuple(match.text for match in matches if match.place is not None)
    if lost or len({match.place for match in matches}) < wanted:
        return Different(listed=Listed(right, tuple(match.text for match in lost)))
    verdicts = [match.verdict for match in matches]
    return next(
        (verdict for kind in (Undecided, Agreed) for verdict in verdicts if isinstance(verdict, kind)), Proved(method)
    )
