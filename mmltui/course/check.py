"""Lessons tested headlessly: what `mmltui check` runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from mmltui.course.checks.every import exercise_checks, generator_checks, lesson_checks
from mmltui.course.checks.item import Check
from mmltui.course.checks.needs import needs_checks
from mmltui.course.content import Lesson
from mmltui.course.lessons import NoLessonsError, find_lessons, list_lessons
from mmltui.course.load import read_lesson_file
from mmltui.course.report import Failure, Report, render

__all__ = ["Report", "check_lessons", "render", "run_check"]

Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    exercise: str | None
    check: Check


def check_lessons(paths: Sequence[Path], *, thorough: bool = False, progress: Progress | None = None) -> Report:
    """Check lesson files, or every lesson of folders; without a path, the lessons that the app would open.

    `progress(done, total)` is called as the checks go. Raises `NoLessonsError` for a path where no lesson is.
    """
    start = time.perf_counter()
    files = lesson_paths(paths)
    read = [(path, *read_lesson_file(path)) for path in files]
    failures = [
        Failure(error.path, error.line, None, "load", error.message) for _, _, errors in read for error in errors
    ]
    lessons = [lesson for _, lesson, _ in read if lesson is not None]
    tasks = [task for lesson in lessons for task in _tasks(lesson, thorough=thorough)]
    tasks += [_Task(lesson.path, None, check) for lesson, check in needs_checks(lessons)]
    warnings: list[Failure] = []
    for done, task in enumerate(tasks, start=1):
        message = run_check(task.check)
        if message is not None:
            failure = Failure(task.path, task.check.line, task.exercise, task.check.name, message)
            (warnings if task.check.warns else failures).append(failure)
        if progress:
            progress(done, len(tasks))
    order = {path: number for number, path in enumerate(files)}
    failures.sort(key=lambda failure: (order[failure.path], failure.line))
    sections = {lesson.id: sum(1 for _ in lesson.exercises()) for lesson in lessons}
    checks = len(tasks) + len(files)  # that a file can be loaded is a check, too
    variants = sum(task.check.name.startswith("variant-") for task in tasks)
    seconds = time.perf_counter() - start
    return Report(len(files), checks, variants, sections, tuple(failures), tuple(warnings), seconds)


def lesson_paths(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The lesson files that paths stand for, each once; raises `NoLessonsError`."""
    if not paths:
        return tuple(file.path for file in find_lessons())
    found: dict[Path, None] = {}
    for path in paths:
        files = [path] if path.is_file() else [file.path for file in list_lessons(path)]
        if not files:
            what = "holds no lessons: a lesson is a file such as 1.2-my-topic.md" if path.exists() else "does not exist"
            raise NoLessonsError(f"{path} {what}")
        found |= dict.fromkeys(files)
    return tuple(found)


def _tasks(lesson: Lesson, *, thorough: bool) -> list[_Task]:
    tasks = [
        _Task(lesson.path, block.id, check)
        for block in lesson.exercises()
        for check in exercise_checks(block, thorough=thorough)
    ]
    tasks += [
        _Task(lesson.path, block.id, check)
        for block in lesson.practice()
        for check in generator_checks(block, thorough=thorough)
    ]
    return tasks + [_Task(lesson.path, None, check) for check in lesson_checks(lesson)]


def run_check(check: Check) -> str | None:
    """What a check finds; a check that breaks down is a finding, too, for the other exercises must be checked."""
    try:
        return check.run()
    except Exception as error:  # noqa: BLE001 - whatever broke, its exercise is to be named and the rest to go on
        return f"this check broke down: {type(error).__name__}: {error}"
