"""One sitting: the lessons, what the learner has done with them, and the process that judges. Knows no widget."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from mmltui.course.content import ExerciseBlock, Lesson, LessonErrors, Page, Prose
from mmltui.course.lessons import LessonFile, load_lesson
from mmltui.tui import rungs
from mmltui.tui.marks import Mark, combine
from mmltui.tui.opening import Opening, openings
from mmltui.tui.outline import Row
from mmltui.tui.sitting import Sitting
from mmltui.tui.work import Asked, Result, Work, is_optional

if TYPE_CHECKING:
    from mmltui.tui.record import Record
    from mmltui.tui.summary import SectionProgress
    from mmltui.tui.worksheet import Task
    from mmltui.typeset import Charset


class Judge(Protocol):
    """What of the grading process is used here."""

    async def start(self) -> None:
        """Be ready."""

    async def grade(self, table: Mapping[str, object], submission: str) -> dict[str, object]:
        """The object of `mmltui grade`."""

    async def derivation(self, request: Mapping[str, object]) -> Mapping[str, object] | None:
        """The worked derivative, None if none came in time."""

    async def board(self, table: Mapping[str, object]) -> Mapping[str, object] | None:
        """The worked solution of what is computed, line by line, if it came in time."""

    async def algebra(self, request: Mapping[str, object]) -> Mapping[str, object] | None:
        """What SymPy makes of an expression, None if nothing in time."""

    async def close(self) -> None:
        """Let the process go."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a section, counted from 0."""

    section: str
    page: int


class Parts(Protocol):
    """How to make what is not needed for the first paint."""

    def judge(self, folder: Path) -> Judge:
        """The grading process, not yet started; what goes wrong in it is written down in the folder."""

    def record(self, folder: Path) -> Record:
        """What has been done, in the store of a folder."""


class Session:
    """Lessons are read when they are first asked for; every answer is recorded before its verdict is returned."""

    def __init__(
        self,
        files: tuple[LessonFile, ...],
        sitting: Sitting,
        parts: Parts,
        *,
        section: str | None,
        charset: Charset,
    ) -> None:
        self.charset: Charset = charset
        self._files = {file.id: file for file in files}
        self._openings: dict[str, tuple[Opening, ...]] = {}
        self._lessons: dict[str, Lesson] = {}
        self._works: dict[str, dict[str, Work]] = {}
        self._practised = Work()
        self.sitting = sitting
        self._parts = parts
        self._judge: Judge | None = None
        self._opened: Record | None = None
        self._opening_lock = threading.Lock()
        self._told: str | None = None
        self.start = self._first_place(section)

    def news(self) -> str | None:
        """What the learner must be told about where progress is kept and was not told yet; may come up at any time."""
        notice = self._opened.notice if self._opened else None
        told, self._told = self._told, notice
        return notice if notice != told else None

    @property
    def _record(self) -> Record:
        """Opened when it is first asked for, which is always in a thread."""
        with self._opening_lock:
            if self._opened is None:
                self._opened = self._parts.record(self.sitting.folder)
            return self._opened

    async def close(self) -> None:
        """Let the grading process go, and keep the drafts."""
        self.sitting.save()
        if self._judge is not None:
            await self._judge.close()

    # ---- lessons -------------------------------------------------------------------------------------------------

    async def load(self, section: str) -> None:
        """Read the section's file, once, beside the screen: that takes a few tenths of a second."""
        if section not in self._lessons:
            lesson, works = await asyncio.to_thread(self._read, self._files[section])
            self._works.setdefault(section, works)
            self._lessons.setdefault(section, lesson)

    async def load_all(self) -> None:
        """Read every section's file that was not read yet."""
        for section in self._files:
            await self.load(section)

    def _read(self, file: LessonFile) -> tuple[Lesson, dict[str, Work]]:
        try:
            lesson = load_lesson(file.path)
        except LessonErrors as found:
            lesson = _broken(file, found)
        if not lesson.pages:
            lesson = replace(lesson, pages=(Page(file.title, (), 1),))
        return lesson, self._works_of(lesson)

    def _works_of(self, lesson: Lesson) -> dict[str, Work]:
        works = self._record.works(lesson)
        return {name: replace(work, draft=self.sitting.draft(f"{lesson.id}/{name}")) for name, work in works.items()}

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

    def opening(self, place: Place) -> Opening:
        """The page as far as it can be shown at once."""
        pages = self.openings(place.section)
        return pages[min(place.page, len(pages) - 1)]

    def page_count(self, section: str) -> int:
        """How many pages the section has."""
        return len(self._lessons[section].pages) if section in self._lessons else len(self.openings(section))

    def rows(self, open_section: str | None) -> tuple[Row, ...]:
        """The contents, the pages of one section unfolded; of all sections without one, to look through them."""
        rows: list[Row] = []
        for file in self._files.values():
            rows.append(Row(file.id, None, file.title, Mark.NONE))
            if open_section in (None, file.id):
                rows += [Row(file.id, number, *row) for number, row in enumerate(self._pages_with_marks(file.id))]
        return tuple(rows)

    def _pages_with_marks(self, section: str) -> list[tuple[str, Mark]]:
        if section not in self._lessons:
            return [(opening.title, Mark.NONE) for opening in self.openings(section)]
        works = self._works[section]
        return [(page.title, _mark(page, works)) for page in self._lessons[section].pages]

    # ---- where the learner is --------------------------------------------------------------------------------------

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

    async def place(self, section: str, page: int | None) -> Place:
        """The page, or where one left off in the section."""
        if page is None:
            page = await asyncio.to_thread(lambda: self._record.page_of(section))
        return Place(section, min(page, self.page_count(section) - 1))

    async def visit(self, place: Place) -> None:
        """Keep where the learner is."""
        self.sitting.move(place.section, place.page)
        await asyncio.to_thread(lambda: self._record.visited(place.section, place.page))

    def _first_place(self, section: str | None) -> Place:
        """Where one left off; in another section than that, its first page; else the first page of all."""
        left = self.sitting.place
        wanted = section or (left[0] if left else None)
        if wanted not in self._files:
            return Place(next(iter(self._files)), 0)
        page = left[1] if left and left[0] == wanted else 0
        return Place(wanted, min(page, self.page_count(wanted) - 1))

    # ---- what has been done ----------------------------------------------------------------------------------------

    def works(self, section: str) -> Mapping[str, Work]:
        """Where each exercise of a section that is loaded stands, by id."""
        return self._works[section]

    def keep_draft(self, asked: Asked, draft: str) -> None:
        """Keep what stands in the box; it is on the disk after `save`. Practice has no drafts."""
        if not asked.practice:
            self.sitting.keep_draft(asked.name, draft)
            self._put(asked, self._work(asked))

    async def save(self) -> None:
        """Write place and drafts down."""
        await asyncio.to_thread(self.sitting.save)

    async def take_hint(self, asked: Asked) -> Work:
        """Show one hint more, if there is one."""
        work = self._work(asked)
        hints = await asyncio.to_thread(rungs.hints, asked.block)
        if len(work.hints) >= len(hints):
            return work
        hint = hints[len(work.hints)]
        return self._put(asked, await asyncio.to_thread(self._record.hint, asked, work, hint))

    async def see_solution(self, asked: Asked, *, skipped: bool = False) -> Work:
        """Show the solution: an exercise that was not solved before counts as seen, unless it is optional."""
        if self._work(asked).solution is not None:
            return self._work(asked)
        block = asked.block
        judge = await self.start_grading()
        solution = rungs.solution(block, None if block.solution else await judge.board(block.exercise.table))
        if asked.optional:
            return self._put(asked, replace(self._work(asked), solution=solution))
        tell = self._record.skip if skipped else self._record.solution
        return self._put(asked, await asyncio.to_thread(tell, asked, self._work(asked), solution))

    async def reset(self, scope: str) -> None:
        """Begin an exercise, a section or everything (empty) anew."""
        await asyncio.to_thread(self._record.reset, scope)
        await self._fold_anew()

    async def undo_reset(self) -> str | None:
        """Take the last reset back; its scope, None if there is none."""
        scope = await asyncio.to_thread(self._record.undo_reset)
        await self._fold_anew()
        return scope

    async def _fold_anew(self) -> None:
        for section, lesson in tuple(self._lessons.items()):  # others may be loaded meanwhile
            self._works[section] = await asyncio.to_thread(self._works_of, lesson)

    async def start_grading(self) -> Judge:
        """Warm the process up, once."""
        if self._judge is None:
            self._judge = self._parts.judge(self.sitting.folder)
            await self._judge.start()
        return self._judge

    async def judge(self, asked: Asked, submission: str) -> Work:
        """Judge in the grading process; what is invalid or undecided is no attempt."""
        judge = await self.start_grading()
        result = Result(submission, await judge.grade(asked.block.source, submission))
        if result.verdict == "incorrect":
            result = replace(result, remark=await asyncio.to_thread(_remark, asked.block, submission))
        return self._put(asked, await asyncio.to_thread(self._record.attempt, asked, self._work(asked), result))

    async def practise(self, after: Asked | None) -> Asked | None:
        """A question on something else than the one before: what is due first, else of what was begun."""
        from mmltui.tui.practice import choose

        await self.load_all()
        record = self._record
        recalls = await asyncio.to_thread(record.recalls)
        self._practised = Work()
        return await asyncio.to_thread(choose, list(self._lessons.values()), self._works, recalls, after)

    async def end_practice(self) -> None:
        """Let the pages know what was done in practice."""
        await self._fold_anew()

    async def work_out(self, task: Task) -> tuple[str, str]:
        """What can be said of an expression, in Markdown, and a text of it without data, to draw its curve."""
        from mmltui.tui.worksheet import FORMS, answer

        judge = await self.start_grading()
        kinds = dict.fromkeys(task.letters, "scalar") | {name: str(len(row)) for name, row in task.data.items()}
        worked = await judge.derivation({**task.request, **({"symbols": kinds} if task.data else {})})
        forms = {form: await judge.algebra({**task.request, "form": form}) for form in FORMS}
        plain = str((forms["simplified"] or {}).get("text") or task.of) if task.data else task.of
        return answer(task, worked, forms), plain

    # ---- the whole -------------------------------------------------------------------------------------------------

    async def summary(self) -> tuple[list[SectionProgress], str]:
        """Every section in numbers, and where that is kept; reads the lessons that were not read yet."""
        from mmltui.study.events import now
        from mmltui.study.skills import skills
        from mmltui.tui.summary import summarise

        await self.load_all()
        record = self._record
        recalls = await asyncio.to_thread(record.recalls)
        lessons = [self._lessons[section] for section in self._files]
        taught = skills(lessons, recalls, now())
        return [summarise(lesson, self._works[lesson.id], taught) for lesson in lessons], str(record.path)

    async def export(self, kind: str) -> Path:
        """Write the events (`jsonl`) or notes (`markdown`) into the current folder; raises OSError."""
        return await asyncio.to_thread(self._export, kind)

    def _export(self, kind: str) -> Path:
        from mmltui.tui.summary import notes

        lessons = [(lesson, self._works[name]) for name, lesson in sorted(self._lessons.items())]
        text = self._record.export() if kind == "jsonl" else notes(lessons)
        path = Path("mmltui-events.jsonl" if kind == "jsonl" else "mmltui-notes.md").absolute()
        path.write_text(text, encoding="utf-8")
        return path

    def _work(self, asked: Asked) -> Work:
        return self._practised if asked.practice else self._works[asked.section][asked.block.id]

    def _put(self, asked: Asked, work: Work) -> Work:
        if asked.practice:
            self._practised = work
            return work
        # A draft typed while the disk was busy is newer than the one in `work`.
        work = self._works[asked.section][asked.block.id] = replace(work, draft=self.sitting.draft(asked.name))
        return work


def _remark(block: ExerciseBlock, submission: str) -> str | None:
    from mmltui.course.remarks import remark

    return remark(block, submission)


def _broken(file: LessonFile, found: LessonErrors) -> Lesson:
    """A lesson whose one page says what is wrong with the file, for its author."""
    lines = "\n".join(f"- `{error.path.name}:{error.line}`: {error.message}" for error in found.errors)
    page = Page("This lesson cannot be read", (Prose(f"{lines}\n\n`mmltui check` finds the same.", 1),), 1)
    return Lesson(file.path, file.id, file.title, (), (), (page,))


def _mark(page: Page, works: Mapping[str, Work]) -> Mark:
    exercises = (block for block in page.blocks if isinstance(block, ExerciseBlock))
    return combine(works[block.id].mark for block in exercises if not is_optional(block))
