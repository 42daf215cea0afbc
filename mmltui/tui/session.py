"""One sitting: the lessons, what the learner has done with them, and the process that judges. Knows no widget."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from mmltui.course.content import ExerciseBlock, Lesson, LessonErrors, Page, Prose
from mmltui.course.lessons import LessonFile, load_lesson
from mmltui.tui.marks import Mark, combine
from mmltui.tui.opening import Opening, openings
from mmltui.tui.outline import Row
from mmltui.tui.work import Result, State, Work

if TYPE_CHECKING:
    from mmltui.tui.record import Record
    from mmltui.typeset import Charset


class Judge(Protocol):
    """What of the grading process is used here."""

    async def start(self) -> None:
        """Be ready."""

    async def grade(self, table: Mapping[str, object], submission: str) -> dict[str, object]:
        """The object of `mmltui grade`."""

    async def close(self) -> None:
        """Let the process go."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a section, counted from 0."""

    section: str
    page: int


class Session:
    """Lessons are read when they are first asked for; every answer is recorded before its verdict is returned."""

    def __init__(
        self,
        files: tuple[LessonFile, ...],
        make_judge: Callable[[], Judge],
        record: Record,
        *,
        section: str | None,
        charset: Charset,
    ) -> None:
        self.charset = charset
        self._files = {file.id: file for file in files}
        self._lessons: dict[str, Lesson] = {}
        self._openings: dict[str, tuple[Opening, ...]] = {}
        self._make_judge = make_judge
        self._judge: Judge | None = None
        self._record = record
        self._works: dict[str, dict[str, Work]] = {}
        self.start = self._first_place(section)
        self.visit(self.start)

    # ---- lessons -------------------------------------------------------------------------------------------------

    async def load(self, section: str) -> None:
        """Read the section's file, once, beside the screen: that takes a few tenths of a second."""
        if section not in self._lessons:
            self._lessons[section] = await asyncio.to_thread(_read, self._files[section])

    def is_loaded(self, section: str) -> bool:
        """Whether `page` and `works` can be asked for the section."""
        return section in self._lessons

    def page(self, place: Place) -> Page:
        """The page of a section that is loaded."""
        pages = self._lessons[place.section].pages
        return pages[min(place.page, len(pages) - 1)]

    def openings(self, section: str) -> tuple[Opening, ...]:
        """The pages of a section as far as they can be shown before it is loaded."""
        if section not in self._openings:
            file = self._files[section]
            self._openings[section] = openings(file.path) or (Opening(file.title, ""),)
        return self._openings[section]

    def page_count(self, section: str) -> int:
        """How many pages the section has."""
        return len(self._lessons[section].pages) if section in self._lessons else len(self.openings(section))

    def neighbour(self, place: Place, by: int) -> Place | None:
        """The page before (`by` = -1) or after (+1), across sections; None at either end of the course."""
        page = place.page + by
        if 0 <= page < self.page_count(place.section):
            return Place(place.section, page)
        sections = list(self._files)
        at = sections.index(place.section) + by
        if not 0 <= at < len(sections):
            return None
        return Place(sections[at], 0 if by > 0 else self.page_count(sections[at]) - 1)

    def place(self, section: str, page: int | None) -> Place:
        """The page, or where one left off in the section."""
        return Place(section, page if page is not None else self._record.page_of(section, self.page_count(section)))

    def visit(self, place: Place) -> None:
        """Keep where the learner is."""
        self._record.visited(place.section, place.page)

    def _first_place(self, section: str | None) -> Place:
        """The section asked for, else where one left off, else the first page of all."""
        wanted = section or self._record.last_section()
        return self.place(wanted if wanted in self._files else next(iter(self._files)), None)

    # ---- what has been done ----------------------------------------------------------------------------------------

    def works(self, section: str) -> dict[str, Work]:
        """Where each exercise of the section stands, by id."""
        if section not in self._works:
            self._works[section] = {
                block.id: self._record.work(section, block.id) for block in self._lessons[section].exercises()
            }
        return self._works[section]

    def rows(self, open_section: str) -> tuple[Row, ...]:
        """The contents, the pages of one section unfolded."""
        rows: list[Row] = []
        for file in self._files.values():
            rows.append(Row(file.id, None, file.title, Mark.NONE))
            if file.id == open_section:
                rows += [Row(file.id, number, *row) for number, row in enumerate(self._pages_with_marks(file.id))]
        return tuple(rows)

    def _pages_with_marks(self, section: str) -> list[tuple[str, Mark]]:
        if section not in self._lessons:
            return [(opening.title, Mark.NONE) for opening in self.openings(section)]
        works = self.works(section)
        return [(page.title, _mark(page, works)) for page in self._lessons[section].pages]

    def keep_draft(self, section: str, exercise: str, draft: str) -> None:
        """Keep what stands in the box."""
        self._put(section, exercise, replace(self.works(section)[exercise], draft=draft))

    def take_hint(self, section: str, block: ExerciseBlock) -> Work:
        """Show one hint more, if there is one."""
        work = self.works(section)[block.id]
        if work.hints_shown >= len(block.hints):
            return work
        return self._put(section, block.id, replace(work, hints_shown=work.hints_shown + 1))

    def see_solution(self, section: str, block: ExerciseBlock) -> Work:
        """Show the solution: an exercise that was not solved before counts as seen."""
        work = self.works(section)[block.id]
        state: State = "solved" if work.state == "solved" else "seen"
        return self._put(section, block.id, replace(work, solution_shown=True, state=state))

    def _put(self, section: str, exercise: str, work: Work) -> Work:
        self.works(section)[exercise] = work
        return work

    # ---- judging -----------------------------------------------------------------------------------------------------

    async def start_grading(self) -> None:
        """Warm the process up."""
        if self._judge is None:
            self._judge = self._make_judge()
            await self._judge.start()

    async def judge(self, section: str, block: ExerciseBlock, submission: str) -> Work:
        """Judge in the grading process; what is invalid or undecided is no attempt."""
        await self.start_grading()
        assert self._judge is not None  # noqa: S101  just started
        result = Result(submission, await self._judge.grade(block.source, submission))
        self._record.attempt(section, block.id, result)
        work = self.works(section)[block.id]
        return self._put(
            section,
            block.id,
            replace(
                work,
                state=_state_after(work.state, result.verdict),
                submissions=(*work.submissions, submission),
                result=result,
            ),
        )

    async def close(self) -> None:
        """Let the grading process go."""
        if self._judge is not None:
            await self._judge.close()


def _read(file: LessonFile) -> Lesson:
    try:
        lesson = load_lesson(file.path)
    except LessonErrors as found:
        return _broken(file, found)
    return lesson if lesson.pages else replace(lesson, pages=(Page(file.title, (), 1),))


def _broken(file: LessonFile, found: LessonErrors) -> Lesson:
    """A lesson whose one page says what is wrong with the file, for its author."""
    lines = "\n".join(f"- `{error.path.name}:{error.line}`: {error.message}" for error in found.errors)
    page = Page("This lesson cannot be read", (Prose(f"{lines}\n\n`mmltui check` finds the same.", 1),), 1)
    return Lesson(file.path, file.id, file.title, (), (), (page,))


def _mark(page: Page, works: Mapping[str, Work]) -> Mark:
    return combine(works[block.id].mark for block in page.blocks if isinstance(block, ExerciseBlock))


def _state_after(state: State, verdict: str) -> State:
    match verdict:
        case "correct":
            return "seen" if state == "seen" else "solved"
        case "incorrect":
            return "tried" if state == "new" else state
        case _:
            return state
