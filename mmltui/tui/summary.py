"""What has been done, in numbers and as notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mmltui.course.content import ExerciseBlock

if TYPE_CHECKING:
    from mmltui.course.content import Lesson
    from mmltui.study.skills import Skill
    from mmltui.study.standing import State
    from mmltui.tui.work import Work


@dataclass(frozen=True, slots=True)
class Unsolved:
    """A question that was tried, or whose solution was seen, on a page counted from 1."""

    title: str
    page: int
    state: State


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """A section: how many of its questions are solved, which were begun, and what it teaches."""

    section: str
    title: str
    solved: int
    total: int
    unsolved: tuple[Unsolved, ...]
    skills: tuple[Skill, ...]

    @property
    def due(self) -> tuple[Skill, ...]:
        """What to review now."""
        return tuple(skill for skill in self.skills if skill.is_due)

    def count(self, state: State) -> int:
        """How many unsolved questions are in a state."""
        return sum(question.state == state for question in self.unsolved)


def summarise(lesson: Lesson, works: Mapping[str, Work], skills: Iterable[Skill]) -> SectionProgress:
    """One section, from where each of its exercises and of all skills stands."""
    states = [work.state for work in works.values()]
    return SectionProgress(
        lesson.id,
        lesson.title,
        states.count("solved"),
        len(states),
        tuple(_unsolved(lesson, works)),
        tuple(skill for skill in skills if skill.section == lesson.id),
    )


def _unsolved(lesson: Lesson, works: Mapping[str, Work]) -> Iterator[Unsolved]:
    for number, page in enumerate(lesson.pages, start=1):
        for block in page.blocks:
            if isinstance(block, ExerciseBlock) and works[block.id].state in ("tried", "seen"):
                yield Unsolved(_name(block), number, works[block.id].state)


def _name(block: ExerciseBlock) -> str:
    return (block.title or block.id).removeprefix("Exercise: ")


def notes(lessons: Iterable[tuple[Lesson, Mapping[str, Work]]]) -> str:
    """What was answered, as Markdown to keep: each question with the last answers given."""
    return "\n\n".join(part for lesson, works in lessons for part in _section_notes(lesson, works)) + "\n"


def _section_notes(lesson: Lesson, works: Mapping[str, Work]) -> Iterator[str]:
    yield f"# {lesson.id} {lesson.title}"
    for block in lesson.exercises():
        work = works[block.id]
        if work.state != "new":
            answer = f"\n\n`{work.submissions[-1]}`" if work.submissions else ""
            yield f"## {block.title or block.id} ({work.state})\n\n{block.question}{answer}"
