"""Which question comes next in practice: what is due, else what was begun, never twice the same thing in a row."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from mmltui.course.content import ExerciseBlock, Lesson
from mmltui.course.variants import variant
from mmltui.study.events import now
from mmltui.study.listed import list_exercise
from mmltui.study.schedule import Recall, due_now
from mmltui.tui.work import Asked, Work

_SEEDS = 1_000_000


def choose(
    lessons: Sequence[Lesson],
    works: Mapping[str, Mapping[str, Work]],
    recalls: Mapping[str, Recall],
    after: Asked | None,
) -> Asked | None:
    """A question with fresh numbers where it has any to vary; None if there is nothing that was begun."""
    begun = [
        (lesson.id, block)
        for lesson in lessons
        for block in lesson.exercises()
        if works[lesson.id][block.id].state != "new"
    ]
    taught = {component for _, block in begun for component in block.teaches}
    open_to = [
        (lesson.id, block)
        for lesson in lessons
        for block in lesson.exercises()
        if taught.intersection(block.teaches) or (lesson.id, block) in begun
    ]
    other = [each for each in open_to if after is None or not _alike(each[1], after.block)]
    due = due_now(recalls, now())
    pool = next((hits for component in due if (hits := _teaching(component, other))), other or open_to)
    return _fresh(*random.choice(pool)) if pool else None  # noqa: S311  practice is no secret


def _teaching(component: str, pool: Sequence[tuple[str, ExerciseBlock]]) -> list[tuple[str, ExerciseBlock]]:
    return [each for each in pool if component in each[1].teaches]


def _alike(one: ExerciseBlock, other: ExerciseBlock) -> bool:
    return one.id == other.id or bool(set(one.teaches).intersection(other.teaches))


def _fresh(section: str, block: ExerciseBlock) -> Asked:
    seed = random.randrange(_SEEDS)  # noqa: S311  practice is no secret
    shown = variant(block, seed) if block.vary else block
    return Asked(section, shown, list_exercise(section, block), str(seed) if block.vary else None, practice=True)
