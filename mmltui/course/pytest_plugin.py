"""Lesson files as pytest items: file :: exercise :: check, so that each can be selected and JUnit comes for free.

Opt in where the tests are configured, and name the folders or files; nothing else is collected:

    [tool.pytest.ini_options]
    addopts = "-p mmltui.course.pytest_plugin"
    mmltui_lessons = ["lessons"]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from mmltui.course.checks.every import exercise_checks, generator_checks, lesson_checks
from mmltui.course.checks.item import Check
from mmltui.course.content import ExerciseBlock, PracticeBlock
from mmltui.course.load import read_lesson_file
from mmltui.course.tasks import run_check

INI = "mmltui_lessons"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the ini key that switches the plugin on, and the command's own option."""
    parser.addini(INI, "folders or files of lessons to check", type="paths", default=[])
    parser.addoption("--thorough-lessons", action="store_true", help="more variants of every exercise")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> LessonCollector | None:
    """Collect a Markdown file that lies in one of the places named."""
    places = [Path(place).resolve() for place in parent.config.getini(INI)]
    inside = any(place in (file_path, *file_path.parents) for place in places)
    if file_path.suffix != ".md" or not inside:
        return None
    collector: LessonCollector = LessonCollector.from_parent(parent, path=file_path)
    return collector


class LessonCollector(pytest.File):
    """A lesson file: that it loads, its exercises, and its own checks."""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """One item for every mistake in the file at once, then what can be checked of the rest."""
        lesson, errors = read_lesson_file(self.path)
        message = "\n".join(map(str, errors))
        line = errors[0].line if errors else 1
        yield CheckItem.from_parent(self, name="load", check=Check("load", line, lambda: message or None))
        if lesson is not None:
            blocks: tuple[ExerciseBlock | PracticeBlock, ...] = (*lesson.exercises(), *lesson.practice())
            for block in blocks:
                yield ExerciseCollector.from_parent(self, name=block.id, block=block)
            yield from _items(self, lesson_checks(lesson))


class ExerciseCollector(pytest.Collector):
    """One exercise of a lesson, or one generator."""

    def __init__(self, *, block: ExerciseBlock | PracticeBlock, **keywords: object) -> None:
        super().__init__(**keywords)  # type: ignore[arg-type]  # pytest hands its own keywords through
        self.block = block

    def collect(self) -> Iterable[pytest.Item]:
        """One item for each check."""
        thorough = bool(self.config.getoption("--thorough-lessons"))
        if isinstance(self.block, PracticeBlock):
            return _items(self, generator_checks(self.block, thorough=thorough))
        return _items(self, exercise_checks(self.block, thorough=thorough))


class CheckItem(pytest.Item):
    """One check."""

    def __init__(self, *, check: Check, **keywords: object) -> None:
        super().__init__(**keywords)  # type: ignore[arg-type]  # pytest hands its own keywords through
        self.check = check

    def runtest(self) -> None:
        """Raise what the check finds."""
        finding = run_check(self.check)
        if finding is not None:
            raise CheckFailedError(finding)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:  # noqa: ARG002 - pytest's signature
        """`file:line: finding`, without the plugin's own frames."""
        if isinstance(excinfo.value, CheckFailedError):
            return f"{self.path}:{self.check.line}: {excinfo.value}"
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the check points, counted from 0 as pytest does."""
        return self.path, self.check.line - 1, self.name


class CheckFailedError(Exception):
    """A check that found something."""


def _items(parent: pytest.Collector, checks: Iterable[Check]) -> Iterator[CheckItem]:
    for check in checks:
        item: CheckItem = CheckItem.from_parent(parent, name=check.name, check=check)
        yield item
