"""The whole of what the learner has done, exercise by exercise, as the screens and `mmltui progress` tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mmltui.study.listed import Listed
from mmltui.study.schedule import Recall, earliest_due
from mmltui.study.standing import Standing, State

Merge = Callable[[Sequence[str]], Standing]


@dataclass(frozen=True, slots=True)
class Line:
    """Where the learner stands with one exercise; `updated` tells that it has changed since it was solved."""

    state: State
    attempts: int
    hints: int
    due: str | None
    updated: bool

    def to_json(self) -> dict[str, object]:
        """As in `mmltui progress --json`."""
        table: dict[str, object] = {
            "state": self.state,
            "attempts": self.attempts,
            "hints": self.hints,
            "due": self.due,
        }
        return table | {"updated": True} if self.updated else table


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one section by exercise name, in lesson order."""

    exercises: Mapping[str, Line]

    @property
    def done(self) -> int:
        """How many are solved."""
        return self.count("solved")

    def count(self, state: State) -> int:
        """How many are in a state."""
        return sum(line.state == state for line in self.exercises.values())


def progress(
    listed: Iterable[Listed], standings: Mapping[str, Standing], recalls: Mapping[str, Recall], merge: Merge
) -> dict[str, Section]:
    """Every section with its lines; `merge` gives the standing over the several ids that an exercise has had."""
    sections: dict[str, dict[str, Line]] = {}
    for exercise in listed:
        known = [name for name in exercise.ids if name in standings]
        standing = merge(known) if len(known) > 1 else standings[known[0]] if known else Standing()
        sections.setdefault(exercise.section, {})[exercise.name] = Line(
            standing.state,
            standing.attempts,
            standing.hints,
            earliest_due(recalls, exercise.components),
            standing.changed_since_solved(exercise.content),
        )
    return {name: Section(lines) for name, lines in sections.items()}


def to_json(path: str, sections: Mapping[str, Section]) -> dict[str, object]:
    """The object of `mmltui progress --json`."""
    return {
        "path": path,
        "sections": {
            name: {
                "done": section.done,
                "total": len(section.exercises),
                "exercises": {name: line.to_json() for name, line in section.exercises.items()},
            }
            for name, section in sections.items()
        },
    }
