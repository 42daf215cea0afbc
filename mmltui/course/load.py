"""From a lesson file to a `Lesson`, or to every mistake in it."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mmltui.course.content import Block, ExerciseBlock, Lesson, LessonErrors, Page, PlotBlock, PracticeBlock, Prose
from mmltui.course.lesson_keys import (
    ALIKE,
    LessonHeader,
    LessonSide,
    Practice,
    read_lesson,
    read_lesson_side,
    read_practice,
)
from mmltui.course.parts import Details, Fence, Heading, Text, split
from mmltui.course.toml_fence import Table, read_table
from mmltui.errors import AuthorError
from mmltui.exercises import load as load_exercise
from mmltui.exercises.keys import LESSON_KEYS, ExerciseError, nearest
from mmltui.exercises.order import shuffle
from mmltui.plots.plot import PlotError, load_plot

if TYPE_CHECKING:
    from mmltui.exercises import Exercise

LARGEST = 1_000_000
KINDS = ("lesson", "plot", "exercise", "practice")
_HINT = re.compile(r"Hint( \d+)?")


def load_lesson(path: Path) -> Lesson:
    """Read a lesson file; raises `LessonErrors` with everything that is wrong with it."""
    lesson, errors = read_lesson_file(path)
    if errors or lesson is None:
        raise LessonErrors(errors)
    return lesson


def read_lesson_file(path: Path) -> tuple[Lesson | None, tuple[AuthorError, ...]]:
    """Read what is sound of a lesson file (None if it has no usable header) and every mistake in the rest."""
    try:
        source = _text(path)
    except AuthorError as error:
        return None, (error,)
    builder = _Builder(path)
    for part in split(source, builder.report):
        builder.add(part)
    return builder.finish()


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise AuthorError(path, 1, f"cannot be read: {error.strerror or error}") from None
    if len(raw) > LARGEST:
        raise AuthorError(path, 1, f"larger than {LARGEST:,} bytes: split it into several lessons")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise AuthorError(path, line, "this is not UTF-8 text: save the file as UTF-8") from None


def _with_order_shown(table: Table | None) -> Table | None:
    """Lines to be ordered are written in a right order, so they are shown in another, always the same one."""
    if table is None or table.values.get("ask") != "order" or "shown" in table.values:
        return table
    lines = table.values.get("lines")
    if not isinstance(lines, list) or len(lines) < 2 or not all(isinstance(line, str) for line in lines):
        return table
    return replace(table, values={**table.values, "shown": list(shuffle(lines))})


@dataclass(slots=True)
class _OpenExercise:
    """An exercise whose `<details>` may still follow; without `exercise` its fence failed, and they go with it."""

    table: Table | None
    side: LessonSide | None
    exercise: Exercise | None
    title: str | None
    question: str
    line: int
    hints: list[Details] = field(default_factory=list)
    solution: Details | None = None

    def close(self) -> ExerciseBlock | None:
        if self.table is None or self.side is None or self.exercise is None:
            return None
        return ExerciseBlock(
            id=self.side.id,
            title=self.title,
            table=self.table,
            exercise=self.exercise,
            question=self.question,
            hints=tuple(hint.markdown for hint in self.hints),
            solution=self.solution.markdown if self.solution else None,
            line=self.line,
            teaches=self.side.teaches,
            aliases=self.side.aliases,
            accept=self.side.accept,
            reject=self.side.reject,
            invalid=self.side.invalid,
            vary=self.side.vary,
            hint_lines=tuple(hint.body_line for hint in self.hints),
            solution_line=self.solution.body_line if self.solution else None,
        )


class _Builder:
    """Puts parts into pages, in order; whatever is wrong is reported and left out."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._errors: list[AuthorError] = []
        self._header: LessonHeader | None = None
        self._header_line: int | None = None
        self._names: dict[str, int] = {}  # exercise ids and aliases, with the line of each
        self._pages: list[Page] = []
        self._page: tuple[str, int] | None = None
        self._blocks: list[Block] = []
        self._generators: list[PracticeBlock] = []
        self._heading: Heading | None = None  # a ### whose exercise or text may follow
        self._waiting: list[Text | PlotBlock] = []  # the question of an exercise, if one comes
        self._exercise: _OpenExercise | None = None

    def report(self, line: int, message: str, key: str | None = None) -> None:
        if key and any(known.line == line and known.key == key for known in self._errors):
            return  # one mistake can be found by two readers
        self._errors.append(AuthorError(self._path, line, message, key))

    def add(self, part: Heading | Fence | Details | Text) -> None:
        match part:
            case Heading(1, _, line):
                self._settle()
                if self._blocks or self._page:
                    self.report(line, "a lesson has one # heading, at its top: use ## for pages and ### within them")
            case Heading(2, text, line):
                self._turn_page()
                self._page = (text, line)
            case Heading():
                self._settle()
                self._heading = part
            case Fence("lesson"):
                self._lesson(part)
            case Fence("plot"):
                self._plot(part)
            case Fence("exercise"):
                self._ask(part)
            case Fence("practice"):
                self._practice(part)
            case Fence(kind, _, line):
                found = f"'toml {kind}' is no kind of fence" if kind else "this fence does not say what it is"
                self.report(line, f"{found}: {nearest(kind, KINDS)}")
            case Details():
                self._attach(part)
            case Text():
                self._close_exercise()
                self._waiting.append(part)

    def finish(self) -> tuple[Lesson | None, tuple[AuthorError, ...]]:
        """The lesson as far as it is sound, and every mistake in the order of their lines."""
        self._turn_page()
        if self._header_line is None:
            self.report(1, "this lesson has no ```toml lesson fence with format, id and title")
        errors = tuple(sorted(self._errors, key=lambda error: error.line))
        if self._header is None:
            return None, errors
        header = self._header
        lesson = Lesson(self._path, header.id, header.title, header.needs, header.goals, tuple(self._pages))
        return lesson, errors

    def _turn_page(self) -> None:
        self._settle()
        if self._page or self._blocks or self._generators:
            title, line = self._page or self._untitled()
            self._pages.append(Page(title, tuple(self._blocks), line, tuple(self._generators)))
        self._page, self._blocks, self._generators = None, [], []

    def _untitled(self) -> tuple[str, int]:
        """A page without a heading has the lesson's title, and begins with its first block."""
        return self._header.title if self._header else "", [*self._blocks, *self._generators][0].line

    def _settle(self) -> None:
        """No exercise came: what was waiting for one is prose."""
        self._close_exercise()
        heading, self._heading = self._heading, None
        waiting, self._waiting = self._waiting, []
        if heading:
            title = "#" * heading.level + " " + heading.text
            match waiting:
                case [Text(markdown, _), *waiting]:
                    title = f"{title}\n\n{markdown}"
            self._blocks.append(Prose(title, heading.line))
        for block in waiting:
            self._blocks.append(Prose(block.markdown, block.line) if isinstance(block, Text) else block)

    def _close_exercise(self) -> None:
        block = self._exercise.close() if self._exercise else None
        if block:
            self._blocks.append(block)
        self._exercise = None

    def _table(self, fence: Fence) -> Table | None:
        return read_table(self._path, fence.body, fence.line, self._errors.append)

    def _lesson(self, fence: Fence) -> None:
        self._close_exercise()
        if self._header_line is not None:
            self.report(
                fence.line, f"a lesson has one 'toml lesson' fence, and there is one at line {self._header_line}"
            )
            return
        self._header_line = fence.line
        table = self._table(fence)
        self._header = read_lesson(table, self.report) if table else None
        number = re.match(r"\d+(\.\d+)*(?=-)", self._path.name)
        if table and self._header and number and number[0] != self._header.id:
            message = f"'id' is '{self._header.id}', but the file's name says {number[0]}"
            self.report(table.line_of("id"), message, "id")

    def _plot(self, fence: Fence) -> None:
        self._close_exercise()
        table = self._table(fence)
        if table is None:
            return
        try:
            self._waiting.append(PlotBlock(table, load_plot(table.values), fence.line))
        except PlotError as error:
            self._blame(table, error)

    def _ask(self, fence: Fence) -> None:
        self._close_exercise()
        table = _with_order_shown(self._table(fence))
        side = read_lesson_side(table, self.report) if table else None
        exercise = self._load(table) if table else None
        if side and table:
            self._claim_all(side, table)
        texts = [block.markdown for block in self._waiting if isinstance(block, Text)]
        self._blocks += [block for block in self._waiting if isinstance(block, PlotBlock)]
        title = self._heading.text if self._heading else None
        self._heading, self._waiting = None, []
        self._exercise = _OpenExercise(table, side, exercise, title, "\n\n".join(texts), fence.line)

    def _practice(self, fence: Fence) -> None:
        self._settle()
        table = self._table(fence)
        found = read_practice(table, self.report) if table else None
        if table is None or found is None:
            return
        self._claim_all(found, table)
        self._generators.append(
            PracticeBlock(found.id, table, found.family, found.kinds, found.teaches, found.aliases, fence.line)
        )

    def _load(self, table: Table) -> Exercise | None:
        try:
            return load_exercise(table.values)
        except ExerciseError as error:
            self._blame(table, error)
            return None

    def _blame(self, table: Table, error: ExerciseError | PlotError) -> None:
        """Report an error at its key; where a key is missing, at one that looks like it, if there is one."""
        key, message = error.key, error.message
        if key and key not in table.values and "." not in key and "[" not in key:
            for misspelt in difflib.get_close_matches(key, table.values, n=1, cutoff=ALIKE):
                key, message = misspelt, f"unknown key '{misspelt}': did you mean '{key}'?"
        elif key and message.startswith("unknown key"):
            for meant in difflib.get_close_matches(key, LESSON_KEYS, n=1, cutoff=ALIKE):
                message = f"unknown key '{key}': did you mean '{meant}'?"
        self.report(table.line_of_key(key), message, key)

    def _claim_all(self, side: LessonSide | Practice, table: Table) -> None:
        for name in (side.id, *side.aliases):
            self._claim(name, table.line_of("id" if name == side.id else "aliases"))

    def _claim(self, name: str, line: int) -> None:
        if name in self._names:
            self.report(line, f"the id '{name}' is taken at line {self._names[name]}", "id")
        self._names.setdefault(name, line)

    def _attach(self, details: Details) -> None:
        exercise = self._exercise
        if exercise is None:
            self.report(details.line, "this <details> follows no exercise: put it right after the exercise's fence")
        elif details.summary == "Solution":
            if exercise.solution:
                self.report(details.line, "this exercise has a solution already: give one")
            exercise.solution = details
        elif not _HINT.fullmatch(details.summary):
            allowed = ("Hint", "Solution")
            self.report(
                details.line, f"the summary '{details.summary}' is unknown: {nearest(details.summary, allowed)}"
            )
        elif exercise.solution:
            self.report(details.line, "hints stand before the solution, or it would be read first")
        else:
            exercise.hints.append(details)
