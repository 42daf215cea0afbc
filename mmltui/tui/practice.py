"""Which question comes next in practice: on what is due, else on what was begun, never twice the same in a row."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, assert_never

from mmltui.course.content import ExerciseBlock, Lesson, PracticeBlock
from mmltui.course.families.registry import OF_SLIPS, NothingFoundError
from mmltui.course.variants import generated, variant
from mmltui.study.events import now
from mmltui.study.listed import list_exercise, list_generator
from mmltui.study.schedule import Recall, due_now
from mmltui.tui.work import Asked, Work

_Option = TypeVar("_Option")

_SEEDS = 1_000_000
_ONE_IN = 5  # questions about a mistake among the others
_FRESH = 4  # how much likelier a question with fresh numbers is than one that is always the same
_DRAWS = 8  # to find one of another kind


@dataclass(frozen=True, slots=True)
class Source:
    """Where a question can come from: an exercise of a lesson, or a generator."""

    section: str
    block: ExerciseBlock | PracticeBlock

    @property
    def is_fresh(self) -> bool:
        """Whether it has other numbers each time."""
        return isinstance(self.block, PracticeBlock) or bool(self.block.vary)

    @property
    def is_of_slips(self) -> bool:
        """Whether it asks about a mistake."""
        match self.block:
            case PracticeBlock(family=family):
                return family in OF_SLIPS
            case ExerciseBlock(exercise=exercise):
                return exercise.kind == "find-error"
        assert_never(self.block)

    def is_like(self, other: ExerciseBlock) -> bool:
        """Whether it is the same, or teaches the same."""
        return self.block.id == other.id or bool(set(self.block.teaches).intersection(other.teaches))

    def ask(self) -> Asked:
        """A question with fresh numbers, if it has any; raises `NothingFoundError`."""
        seed = random.randrange(_SEEDS)  # noqa: S311  practice is no secret
        match self.block:
            case PracticeBlock() as block:
                listed = list_generator(self.section, block)
                return Asked(self.section, generated(block, seed), listed, str(seed), practice=True)
            case ExerciseBlock() as block:
                listed = list_exercise(self.section, block)
                if not block.vary:
                    return Asked(self.section, block, listed, practice=True)
                return Asked(self.section, variant(block, seed), listed, str(seed), practice=True)
        assert_never(self.block)


def choose(
    lessons: Sequence[Lesson],
    works: Mapping[str, Mapping[str, Work]],
    recalls: Mapping[str, Recall],
    after: Asked | None,
) -> Asked | None:
    """A question with fresh numbers where it has any; None if there is nothing that was begun."""
    sources = list(open_sources(lessons, works))
    unlike = [source for source in sources if after is None or not source.is_like(after.block)]
    found = None
    for _ in range(_DRAWS):
        source = _draw(unlike or sources, due_now(recalls, now()))
        if source is None:
            return found
        try:
            asked = source.ask()
        except NothingFoundError:
            continue
        if after is None or asked.block.exercise.kind != after.block.exercise.kind:
            return asked
        found = found or asked
    return found


def open_sources(lessons: Sequence[Lesson], works: Mapping[str, Mapping[str, Work]]) -> Iterator[Source]:
    """The exercises that were begun, and those and the generators that teach nothing but what begun ones teach."""
    begun = {
        (lesson.id, block.id)
        for lesson in lessons
        for block in lesson.exercises()
        if works[lesson.id][block.id].state != "new"
    }
    taught = {
        component
        for lesson in lessons
        for block in lesson.exercises()
        if (lesson.id, block.id) in begun
        for component in block.teaches
    }
    for lesson in lessons:
        for block in lesson.exercises():
            if (lesson.id, block.id) in begun or (block.teaches and taught.issuperset(block.teaches)):
                yield Source(lesson.id, block)
        for generator in lesson.practice():
            if taught.issuperset(generator.teaches):
                yield Source(lesson.id, generator)


def _draw(pool: Sequence[Source], due: Sequence[str]) -> Source | None:
    """On the longest overdue component that is open, else on any; about a mistake now and then."""
    components = {component for source in pool for component in source.block.teaches}
    first = next((component for component in due if component in components), None)
    if first is not None:
        pool = [source for source in pool if first in source.block.teaches]
    on_slips = random.randrange(_ONE_IN) == 0  # noqa: S311  practice is no secret
    pool = [source for source in pool if source.is_of_slips == on_slips] or pool
    if first is None:
        pool = _on_one_component(pool)
    return _weighted(pool, [_FRESH if source.is_fresh else 1 for source in pool]) if pool else None


def _on_one_component(pool: Sequence[Source]) -> Sequence[Source]:
    """Those that teach one component, whichever: it must not matter how many questions there are on each."""
    fresh: dict[str, bool] = {}
    for source in pool:
        for component in source.block.teaches:
            fresh[component] = fresh.get(component, False) or source.is_fresh
    if not fresh:
        return pool
    component = _weighted(list(fresh), [_FRESH if is_fresh else 1 for is_fresh in fresh.values()])
    return [source for source in pool if component in source.block.teaches]


def _weighted(options: Sequence[_Option], weights: Sequence[int]) -> _Option:
    return random.choices(options, weights)[0]  # noqa: S311  practice is no secret
