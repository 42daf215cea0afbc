"""One question from its first answer to its end, and the rating that its end earns.

First try unaided: good. After a wrong try or a hint: hard. Solution seen, or skipped: again. What was invalid or
undecided is nothing. Once ended, the same question with the same numbers earns nothing more on that day: whoever has
just seen the solution knows the answer, not the rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from mmltui.study.events import Attempt, HintTaken, OnQuestion

Rating = Literal["good", "hard", "again"]
Stage = Literal["unaided", "helped", "ended"]

A_DAY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Episode:
    """How far a question with these numbers has come; `time` is that of its last event."""

    seed: str | None
    stage: Stage
    time: str


def follow(episode: Episode | None, time: str, what: OnQuestion) -> tuple[Episode | None, Rating | None]:
    """The episode after an event, and the rating if the event ended it."""
    seed = what.question.seed
    stage: Stage = "unaided"
    if episode is not None and episode.seed == seed and not (episode.stage == "ended" and _apart(episode.time, time)):
        stage = episode.stage
    if isinstance(what, Attempt) and what.verdict not in ("correct", "incorrect"):
        return episode, None
    match stage, what:
        case "ended", _:
            return Episode(seed, "ended", time), None
        case _, Attempt(verdict="correct", hints=hints):
            unaided = stage == "unaided" and not hints
            return Episode(seed, "ended", time), "good" if unaided else "hard"
        case _, Attempt() | HintTaken():
            return Episode(seed, "helped", time), None
        case _, _:
            return Episode(seed, "ended", time), "again"


def _apart(earlier: str, later: str) -> bool:
    return datetime.fromisoformat(later) - datetime.fromisoformat(earlier) >= A_DAY
