"""Where the learner stands with one exercise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal, Self

from mmltui.study.episode import Episode, follow
from mmltui.study.events import Attempt, Event, HintTaken, PageVisited, Reset, Undo, Unknown

State = Literal["new", "tried", "solved", "seen"]


@dataclass(frozen=True, slots=True)
class Standing:
    """`attempts` and `hints` are counts; `solved_as` is the fingerprint of the exercise as it was when solved.

    `seen` means that the solution was looked at, or the exercise skipped, before it was ever solved; `solved` stays.
    """

    state: State = "new"
    attempts: int = 0
    hints: int = 0
    solved_as: str | None = None
    episode: Episode | None = None

    def after(self, event: Event) -> Standing:
        """The standing after one more event on this exercise."""
        match event.what:
            case Reset() | Undo() | PageVisited() | Unknown():
                return self
            case what:
                episode, rating = follow(self.episode, event.time, what)
        after = replace(self, episode=episode)
        match what:
            case Attempt(verdict="correct" | "incorrect"):
                after = replace(after, attempts=self.attempts + 1)
            case HintTaken():
                after = replace(after, hints=self.hints + 1)
        if rating in ("good", "hard"):
            return replace(after, state="solved", solved_as=what.question.content)
        if self.state == "solved":
            return after
        if rating == "again":
            return replace(after, state="seen")
        return replace(after, state="tried") if self.state == "new" and after != self else after

    def changed_since_solved(self, content: str) -> bool:
        """Whether the exercise, whose fingerprint now is `content`, was another one when it was solved."""
        return self.solved_as is not None and self.solved_as != content

    def to_json(self) -> dict[str, object]:
        """As kept beside the events."""
        return asdict(self)

    @classmethod
    def from_json(cls, table: Mapping[str, object]) -> Self:
        """The inverse of `to_json`."""
        episode = table["episode"]
        kept = {**table, "episode": Episode(**episode) if isinstance(episode, dict) else None}
        return cls(**kept)  # type: ignore[arg-type]
