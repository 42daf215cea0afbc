"""A judgement from a crew, whatever becomes of the child that works on it."""

from __future__ import annotations

from typing import assert_never

from mmltui.grading.verdicts import Judgement, Timeout, Undecided, Verdict
from mmltui.worker.child import Answer, Died, Failed, TimedOut
from mmltui.worker.crew import Crew

LIMIT = 0.5
LONGEST_SENT = 1 << 20
VERBS_MODULE = "mmltui.worker.verbs"


async def judge(crew: Crew, exercise: object, submission: object, limit: float) -> dict[str, object]:
    """The output object of `mmltui grade` without its id; `undecided` if no child could come to a verdict.

    A submission far beyond the longest allowed is cut: the child refuses what it gets just the same.
    """
    if isinstance(submission, str):
        submission = submission[:LONGEST_SENT]
    match await crew.call("grade", {"exercise": exercise, "submission": submission}, limit=limit):
        case Answer(value):
            return value
        case TimedOut(seconds):
            return told(Timeout(seconds))
        case Died(reason) | Failed(reason):
            return told(Undecided(reason[:1].upper() + reason[1:]))
        case unknown:
            assert_never(unknown)


def told(verdict: Verdict) -> dict[str, object]:
    """A verdict that no child gave, as the output object without its id."""
    from mmltui.exercises import to_json  # seldom needed, and the child can warm up in the meantime

    answer = to_json(None, Judgement(verdict))
    del answer["id"]
    return answer
