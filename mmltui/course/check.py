"""Lessons tested headlessly: what `mmltui check` runs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from mmltui.course.lessons import NoLessonsError, find_lessons, list_lessons
from mmltui.course.report import Failure, Report, render
from mmltui.course.shares import Progress, findings
from mmltui.course.tasks import gather

__all__ = ["Report", "check_lessons", "render"]


def check_lessons(paths: Sequence[Path], *, thorough: bool = False, progress: Progress | None = None) -> Report:
    """Check lesson files, or every lesson of folders; without a path, the lessons that the app would open.

    `progress(done, total)` is called as the checks go. Raises `NoLessonsError` for a path where no lesson is.
    """
    start = time.perf_counter()
    files = lesson_paths(paths)
    gathered = gather(files, thorough=thorough)
    failures = [Failure(error.path, error.line, None, "load", error.message) for error in gathered.errors]
    warnings: list[Failure] = []
    found = findings(files, gathered.tasks, thorough=thorough, progress=progress)
    for task, message in zip(gathered.tasks, found, strict=True):
        if message is not None:
            failure = Failure(task.path, task.check.line, task.exercise, task.check.name, message)
            (warnings if task.check.warns else failures).append(failure)
    order = {path: number for number, path in enumerate(files)}
    failures.sort(key=lambda failure: (order[failure.path], failure.line))
    sections = {lesson.id: sum(1 for _ in lesson.exercises()) for lesson in gathered.lessons}
    checks = len(gathered.tasks) + len(files)  # that a file can be loaded is a check, too
    variants = sum(task.check.name.startswith("variant-") for task in gathered.tasks)
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
