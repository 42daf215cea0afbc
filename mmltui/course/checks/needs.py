"""Check 9, across lessons: section ids are unique, and no section needs itself in the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from mmltui.course.checks.item import Check, Finding
from mmltui.course.content import Lesson


def needs_checks(lessons: Sequence[Lesson]) -> Iterator[tuple[Lesson, Check]]:
    """For each lesson: its id, and what it needs."""
    by_id: dict[str, Lesson] = {}
    for lesson in lessons:
        by_id.setdefault(lesson.id, lesson)
    for lesson in lessons:
        yield lesson, Check("section-id", 1, partial(_unique, lesson, by_id))
        yield lesson, Check("needs", 1, partial(_acyclic, lesson, by_id))


def _unique(lesson: Lesson, by_id: Mapping[str, Lesson]) -> Finding:
    other = by_id[lesson.id]
    return None if other.path == lesson.path else f"the section '{lesson.id}' is taken by {other.path.name}"


def _acyclic(lesson: Lesson, by_id: Mapping[str, Lesson]) -> Finding:
    waiting, seen = list(lesson.needs), set()
    while waiting:
        need = waiting.pop()
        if need == lesson.id:
            return f"section {lesson.id} needs itself, by way of {', '.join(lesson.needs)}"
        if need not in seen and need in by_id:
            waiting += by_id[need].needs
        seen.add(need)
    return None
