"""The checks of lesson files in one list, always in the same order, and the running of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mmltui.course.checks.every import exercise_checks, generator_checks, lesson_checks
from mmltui.course.checks.item import Check, Finding
from mmltui.course.checks.needs import needs_checks
from mmltui.course.content import Lesson
from mmltui.course.load import read_lesson_file
from mmltui.errors import AuthorError


@dataclass(frozen=True, slots=True)
class Task:
    """A check, the file that it is of, and the exercise or generator there; None for what is of the whole lesson."""

    path: Path
    exercise: str | None
    check: Check


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was read of lesson files, the mistakes that kept something from being read, and the checks of the rest."""

    lessons: tuple[Lesson, ...]
    errors: tuple[AuthorError, ...]
    tasks: tuple[Task, ...]


def gather(files: Sequence[Path], *, thorough: bool) -> Gathered:
    """Read lesson files and list their checks."""
    read = [read_lesson_file(path) for path in files]
    lessons = tuple(lesson for lesson, _ in read if lesson is not None)
    errors = tuple(error for _, found in read for error in found)
    tasks = [task for lesson in lessons for task in _tasks(lesson, thorough=thorough)]
    tasks += [Task(lesson.path, None, check) for lesson, check in needs_checks(list(lessons))]
    return Gathered(lessons, errors, tuple(tasks))


def _tasks(lesson: Lesson, *, thorough: bool) -> list[Task]:
    tasks = [
        Task(lesson.path, block.id, check)
        for block in lesson.exercises()
        for check in exercise_checks(block, thorough=thorough)
    ]
    tasks += [
        Task(lesson.path, block.id, check)
        for block in lesson.practice()
        for check in generator_checks(block, thorough=thorough)
    ]
    return tasks + [Task(lesson.path, None, check) for check in lesson_checks(lesson)]


def run_check(check: Check) -> Finding:
    """What a check finds; a check that breaks down is a finding, too, for the other exercises must be checked."""
    try:
        return check.run()
    except Exception as error:  # noqa: BLE001 - whatever broke, its exercise is to be named and the rest to go on
        return f"this check broke down: {type(error).__name__}: {error}"
