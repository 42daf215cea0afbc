"""What of a sitting is kept: events in the store, drafts beside it. Each call returns once it is on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from mmltui.study.events import (
    Attempt,
    Event,
    HintTaken,
    PageVisited,
    Question,
    Reset,
    Skipped,
    SolutionSeen,
    Undo,
    What,
    fingerprint,
)
from mmltui.study.standing import Standing
from mmltui.study.store import Store
from mmltui.tui.drafts import Drafts
from mmltui.tui.work import Result, Work

if TYPE_CHECKING:
    from mmltui.course.content import ExerciseBlock, Lesson


class Record:
    """Speaks of sections and exercise blocks on one side, of events on the other."""

    def __init__(self, store: Store, drafts: Drafts) -> None:
        self.drafts = drafts
        self._store = store
        self._standings: dict[str, Standing] = {}

    @classmethod
    def open(cls, data: Path | None) -> Self:
        """The record in the data folder `data`, by default the user's own."""
        store = Store.open(data)
        return cls(store, Drafts(store.path.parent if store.durable else None))

    @property
    def notice(self) -> str | None:
        """What the learner must be told about where this is kept."""
        return self._store.notice

    # ---- asking --------------------------------------------------------------------------------------------------

    def last_place(self) -> tuple[str, int] | None:
        """Section and page, counted from 0, where the learner was last."""
        position = self._store.position()
        return (position.section, position.page) if position else None

    def page_of(self, section: str) -> int:
        """The page that was last open in a section."""
        pages = [event.what.page for event in self._store.events(section) if isinstance(event.what, PageVisited)]
        return pages[-1] if pages else 0

    def works(self, lesson: Lesson) -> dict[str, Work]:
        """Where each exercise of the lesson stands, by id."""
        standings = self._store.standings()
        return {block.id: self._work(lesson.id, block, standings) for block in lesson.exercises()}

    def _work(self, section: str, block: ExerciseBlock, standings: Mapping[str, Standing]) -> Work:
        name = f"{section}/{block.id}"
        names = (name, *(f"{section}/{alias}" for alias in block.aliases))
        known = [each for each in names if each in standings]
        standing = Standing()
        if known:
            standing = standings[name] if known == [name] else self._store.standing_of(names)
        self._standings[name] = standing
        tried = [event.what for each in known for event in self._store.events(each)]
        return Work(
            state=standing.state,
            submissions=tuple(what.submission for what in tried if isinstance(what, Attempt)),
            draft=self.drafts.get(name),
            changed=standing.changed_since_solved(fingerprint(block.exercise.canonical)),
        )

    def last_reset(self) -> str | None:
        """What the latest reset was of that can be undone: an exercise, a section, or everything (empty)."""
        event = self._store.last_reset()
        return event.what.scope if event and isinstance(event.what, Reset) else None

    # ---- telling -------------------------------------------------------------------------------------------------

    def visited(self, section: str, page: int) -> None:
        """The learner is on this page."""
        self._store.record(PageVisited(section, page))

    def attempt(self, section: str, block: ExerciseBlock, work: Work, result: Result) -> Work:
        """An answer was judged."""
        what = Attempt(
            _question(section, block),
            result.submission,
            result.verdict,
            result.kind,
            result.misconceptions,
            len(work.hints),
        )
        after = self._advance(section, block, work, what)
        return replace(after, submissions=(*work.submissions, result.submission), result=result)

    def hint(self, section: str, block: ExerciseBlock, work: Work, hint: str) -> Work:
        """One hint more is shown."""
        after = self._advance(section, block, work, HintTaken(_question(section, block), len(work.hints) + 1))
        return replace(after, hints=(*work.hints, hint))

    def solution(self, section: str, block: ExerciseBlock, work: Work, solution: str) -> Work:
        """The solution is shown."""
        after = self._advance(section, block, work, SolutionSeen(_question(section, block)))
        return replace(after, solution=solution)

    def skip(self, section: str, block: ExerciseBlock, work: Work, solution: str) -> Work:
        """The learner moves on and is shown the answer."""
        after = self._advance(section, block, work, Skipped(_question(section, block)))
        return replace(after, solution=solution)

    def reset(self, scope: str) -> None:
        """Begin anew: an exercise (`1.2/slope`), a section (`1.2`), or everything (empty)."""
        self._store.record(Reset(scope))

    def undo_reset(self) -> None:
        """Take the latest reset back."""
        event = self._store.last_reset()
        if event is not None:
            self._store.record(Undo(event.uid))

    def _advance(self, section: str, block: ExerciseBlock, work: Work, what: What) -> Work:
        name = f"{section}/{block.id}"
        event: Event = self._store.record(what)
        standing = self._standings[name] = self._standings[name].after(event)
        return replace(work, state=standing.state, changed=False)


def _question(section: str, block: ExerciseBlock) -> Question:
    return Question(f"{section}/{block.id}", fingerprint(block.exercise.canonical), None, block.teaches)
