"""What has been done, in numbers and as notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mmltui.study.events import now
from mmltui.study.schedule import Recall, due_now

if TYPE_CHECKING:
    from mmltui.course.content import Lesson
    from mmltui.tui.work import Work


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """A section in numbers; `due` are the components to review now, `mastered` of `components` stand firm."""

    section: str
    title: str
    solved: int
    tried: int
    seen: int
    total: int
    mastered: int
    components: int
    due: tuple[str, ...]


def summarise(lesson: Lesson, works: Mapping[str, Work], recalls: Mapping[str, Recall]) -> SectionProgress:
    """One section, from where each of its exercises and components stands."""
    taught = {component for block in lesson.exercises() for component in block.teaches}
    states = [work.state for work in works.values()]
    return SectionProgress(
        lesson.id,
        lesson.title,
        states.count("solved"),
        states.count("tried"),
        states.count("seen"),
        len(states),
        sum(recalls[component].mastered for component in taught if component in recalls),
        len(taught),
        due_now({component: recalls[component] for component in taught if component in recalls}, now()),
    )


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
