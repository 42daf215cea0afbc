"""What the learner does, as events in the store. Each call returns once it is on the disk."""

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
    Reset,
    Skipped,
    SolutionSeen,
    Undo,
    What,
)
from mmltui.study.listed import list_exercise
from mmltui.study.standing import Standing
from mmltui.study.store import Store
from mmltui.tui.work import Asked, Result, Work

if TYPE_CHECKING:
    from mmltui.course.content import ExerciseBlock, Lesson
    from mmltui.study.schedule import Recall


class Record:
    """Speaks of sections and exercise blocks on one side, of events on the other."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._standings: dict[str, Standing] = {}

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The record in a data folder."""
        return cls(Store.open(folder))

    @property
    def notice(self) -> str | None:
        """What the learner must be told about where this is kept."""
        return self._store.notice

    # ---- asking --------------------------------------------------------------------------------------------------

    def page_of(self, section: str) -> int:
        """The page that was last open in a section."""
        pages = [event.what.page for event in self._store.events(section) if isinstance(event.what, PageVisited)]
        return pages[-1] if pages else 0

    def works(self, lesson: Lesson) -> dict[str, Work]:
        """Where each exercise of the lesson stands, by id."""
        standings = self._store.standings()
        return {block.id: self._work(lesson.id, block, standings) for block in lesson.exercises()}

    def _work(self, section: str, block: ExerciseBlock, standings: Mapping[str, Standing]) -> Work:
        listed = list_exercise(section, block)
        known = [name for name in listed.ids if name in standings]
        standing = self._store.standing_of(known) if known else Standing()
        self._standings[listed.ids[0]] = standing
        tried = [event.what for each in known for event in self._store.events(each)]
        return Work(
            state=standing.state,
            submissions=tuple(what.submission for what in tried if isinstance(what, Attempt)),
            changed=standing.changed_since_solved(listed.content),
        )

    def recalls(self) -> Mapping[str, Recall]:
        """Where the learner stands with each knowledge component."""
        return self._store.recalls()

    @property
    def path(self) -> Path:
        """The store's file."""
        return self._store.path

    def export(self) -> str:
        """Every event, as JSON Lines."""
        return "".join(f"{line}\n" for line in self._store.export_lines())

    # ---- telling -------------------------------------------------------------------------------------------------

    def visited(self, section: str, page: int) -> None:
        """The learner is on this page."""
        self._store.record(PageVisited(section, page))

    def attempt(self, asked: Asked, work: Work, result: Result) -> Work:
        """An answer was judged."""
        what = Attempt(
            asked.question, result.submission, result.verdict, result.kind, result.misconceptions, len(work.hints)
        )
        after = self._advance(asked, work, what)
        return replace(after, submissions=(*work.submissions, result.submission), result=result)

    def hint(self, asked: Asked, work: Work, hint: str) -> Work:
        """One hint more is shown."""
        after = self._advance(asked, work, HintTaken(asked.question, len(work.hints) + 1))
        return replace(after, hints=(*work.hints, hint))

    def solution(self, asked: Asked, work: Work, solution: str) -> Work:
        """The solution is shown."""
        return replace(self._advance(asked, work, SolutionSeen(asked.question)), solution=solution)

    def skip(self, asked: Asked, work: Work, solution: str) -> Work:
        """The learner moves on and is shown the answer."""
        return replace(self._advance(asked, work, Skipped(asked.question)), solution=solution)

    def reset(self, scope: str) -> None:
        """Begin anew: an exercise (`1.2/slope`), a section (`1.2`), or everything (empty)."""
        self._store.record(Reset(scope))

    def undo_reset(self) -> str | None:
        """Take the latest reset back; its scope, None if there is none to take back."""
        event = self._store.last_reset()
        if event is None or not isinstance(event.what, Reset):
            return None
        self._store.record(Undo(event.uid))
        return event.what.scope

    def _advance(self, asked: Asked, work: Work, what: What) -> Work:
        """Record it, and say where the exercise stands then; in practice each question begins anew."""
        event: Event = self._store.record(what)
        name = f"{asked.name} {asked.seed} in practice" if asked.practice else asked.name
        standing = self._standings[name] = self._standings.get(name, Standing()).after(event)
        return replace(work, state=standing.state, changed=False)
