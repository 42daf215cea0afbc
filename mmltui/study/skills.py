"""What the lessons teach, each knowledge component under a title that a learner knows, and how firm it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from mmltui.course.content import ExerciseBlock, Lesson, Page
from mmltui.study.schedule import Recall, due_now

Firmness: TypeAlias = Literal["new", "begun", "firm"]


@dataclass(frozen=True, slots=True)
class Skill:
    """A knowledge component: the first section that teaches it, the title of the page there that is most about it."""

    id: str
    section: str
    title: str
    firmness: Firmness = "new"
    is_due: bool = False


def skills(lessons: Iterable[Lesson], recalls: Mapping[str, Recall], time: str) -> tuple[Skill, ...]:
    """All of them in the order of their pages, each with a title of its own as far as there are enough."""
    due = frozenset(due_now(recalls, time))
    found: dict[str, Skill] = {}
    for lesson in lessons:
        titles: set[str] = set()
        for component, pages in sorted(_pages(lesson).items()):
            if component not in found:
                title = next((title for title in pages if title not in titles), pages[0])
                titles.add(title)
                firmness = _firmness(recalls.get(component))
                found[component] = Skill(component, lesson.id, title, firmness, component in due)
    return tuple(found.values())


def _pages(lesson: Lesson) -> dict[str, list[str]]:
    """For each component the titles of the pages that teach it, that first which teaches the least else."""
    shares: dict[str, list[tuple[float, int, str]]] = {}
    for place, page in enumerate(lesson.pages):
        taught = list(_taught(page))
        for component, count in Counter(taught).items():
            shares.setdefault(component, []).append((-count / len(taught), place, page.title))
    return {component: [title for _, _, title in sorted(pages)] for component, pages in shares.items()}


def _taught(page: Page) -> Iterator[str]:
    return (component for block in page.blocks if isinstance(block, ExerciseBlock) for component in block.teaches)


def _firmness(recall: Recall | None) -> Firmness:
    if recall is None or not recall.episodes:
        return "new"
    return "firm" if recall.mastered else "begun"
