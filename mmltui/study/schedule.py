"""Where the learner stands with one knowledge component: mastery, and when to review it.

The forgetting curve is FSRS's, fitted to flashcards; here a review is a whole exercise, each time with fresh numbers.
Nothing outside this file knows which scheduler it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from mmltui.study.episode import Episode, Rating, follow
from mmltui.study.events import Event, PageVisited, Reset, Undo, Unknown

if TYPE_CHECKING:
    from fsrs import Scheduler

STREAK_OF_MASTERY = 3

Card = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Recall:
    """What is known of one component.

    `streak` counts the questions in a row answered at the first try unaided, `interleaved` those of them that came
    among other things. `due` is an ISO time, None before the first rating. `episodes` has the last question of each
    exercise, `card` what the scheduler keeps.
    """

    streak: int = 0
    interleaved: int = 0
    due: str | None = None
    card: Card | None = None
    episodes: Mapping[str, Episode] | None = None

    @property
    def mastered(self) -> bool:
        """Three unaided in a row, at least one of them interleaved."""
        return self.streak >= STREAK_OF_MASTERY and self.interleaved > 0

    def after(self, event: Event) -> Recall:
        """The recall after one more event on an exercise that teaches this component."""
        match event.what:
            case Reset() | Undo() | PageVisited() | Unknown():
                return self
            case what:
                question = what.question
        episodes = self.episodes or {}
        episode, rating = follow(episodes.get(question.exercise), event.time, what)
        if episode is None:
            return self
        after = replace(self, episodes={**episodes, question.exercise: episode})
        if rating == "good":
            after = replace(after, streak=self.streak + 1, interleaved=self.interleaved + question.interleaved)
        elif rating is not None or episode.stage == "helped":
            after = replace(after, streak=0, interleaved=0)
        if rating is None:
            return after
        card = _review(self.card, rating, event.time)
        return replace(after, card=card, due=str(card["due"]))

    def to_json(self) -> dict[str, object]:
        """As kept beside the events."""
        return asdict(self)

    @classmethod
    def from_json(cls, table: Mapping[str, Any]) -> Self:
        """The inverse of `to_json`."""
        kept = {name: Episode(**episode) for name, episode in (table["episodes"] or {}).items()}
        return cls(**{**table, "episodes": kept or None})


def due_now(recalls: Mapping[str, Recall], time: str) -> tuple[str, ...]:
    """The components whose review is due at `time` (UTC, ISO 8601), the longest overdue first."""
    due = [(recall.due, component) for component, recall in recalls.items() if recall.due and recall.due <= time]
    return tuple(component for _, component in sorted(due))


def earliest_due(recalls: Mapping[str, Recall], components: Iterable[str]) -> str | None:
    """When the first of some components is due, None if none of them was ever rated."""
    known = (recalls[component].due for component in components if component in recalls)
    return min((due for due in known if due is not None), default=None)


@cache
def _scheduler() -> Scheduler:
    """No fuzzing, since the same events must give the same times when replayed; no steps, for nobody drills cards."""
    from fsrs import Scheduler

    return Scheduler(enable_fuzzing=False, learning_steps=())


def _review(card: Card | None, rating: Rating, time: str) -> Card:
    from fsrs import Card as FsrsCard
    from fsrs import Rating as FsrsRating

    ratings = {"good": FsrsRating.Good, "hard": FsrsRating.Hard, "again": FsrsRating.Again}
    before = FsrsCard(card_id=0) if card is None else FsrsCard.from_dict(card)
    after, _ = _scheduler().review_card(before, ratings[rating], datetime.fromisoformat(time).replace(tzinfo=UTC))
    kept = after.to_dict()
    return {**kept, "due": after.due.isoformat(timespec="microseconds")}
