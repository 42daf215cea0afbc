"""What of a lesson's exercises matters to progress."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mmltui.course.content import ExerciseBlock, Lesson, PracticeBlock
from mmltui.study.events import Question, fingerprint


@dataclass(frozen=True, slots=True)
class Listed:
    """An exercise of the lessons: its section, its id there, ids it had before, what it teaches, its fingerprint."""

    section: str
    name: str
    components: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    content: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id that events may carry for it, its own first."""
        return tuple(f"{self.section}/{name}" for name in (self.name, *self.aliases))

    def question(self, *, seed: str | None = None, interleaved: bool = False) -> Question:
        """What events on it carry; `seed` is None for the lesson's own numbers."""
        return Question(self.ids[0], self.content, seed, self.components, interleaved)


def list_exercise(section: str, block: ExerciseBlock) -> Listed:
    """One exercise of a section."""
    return Listed(section, block.id, block.teaches, block.aliases, fingerprint(block.exercise.canonical))


def list_generator(section: str, block: PracticeBlock) -> Listed:
    """A generator of practice questions: events keep its name, progress does not count it among the exercises."""
    content = fingerprint(" ".join((block.family, *block.kinds)))
    return Listed(section, block.id, block.teaches, block.aliases, content)


def list_exercises(lesson: Lesson) -> Iterator[Listed]:
    """The exercises of a lesson, in reading order."""
    return (list_exercise(lesson.id, block) for block in lesson.exercises())
