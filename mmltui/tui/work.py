"""What is known of one exercise while the app runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mmltui.tui.marks import Mark

if TYPE_CHECKING:
    from mmltui.course.content import ExerciseBlock
    from mmltui.study.events import Question
    from mmltui.study.listed import Listed
    from mmltui.study.standing import State

_MARKS: Mapping[State, Mark] = {"new": Mark.NEW, "tried": Mark.BEGUN, "seen": Mark.BEGUN, "solved": Mark.DONE}


def is_optional(block: ExerciseBlock) -> bool:
    """Whether its heading says that it is a guess to try first."""
    return (block.title or "").casefold().startswith("try first")


@dataclass(frozen=True, slots=True)
class Asked:
    """An exercise as it stands before the learner: on its page, or in practice with the numbers of `seed`.

    `block` has those numbers; `listed` is the exercise of the lesson, under whose name events are kept.
    """

    section: str
    block: ExerciseBlock
    listed: Listed
    seed: str | None = None
    practice: bool = False

    @property
    def name(self) -> str:
        """Such as `1.2/slope`."""
        return f"{self.section}/{self.block.id}"

    @property
    def optional(self) -> bool:
        """Whether it is a guess before the theory, which may be passed over and counts for no skill."""
        return not self.practice and is_optional(self.block)

    @property
    def question(self) -> Question:
        """What events on it carry."""
        question = self.listed.question(seed=self.seed, interleaved=self.practice)
        return replace(question, components=()) if self.optional else question


@dataclass(frozen=True, slots=True)
class Result:
    """A submission with the object that `grade` gave for it, and what the author says to it (Markdown)."""

    submission: str
    answer: Mapping[str, object]
    remark: str | None = None

    @property
    def verdict(self) -> str:
        """`correct`, `incorrect`, `invalid` or `undecided`."""
        return str(self.answer["verdict"])

    @property
    def kind(self) -> str:
        """The verdict more closely, such as `proved` or `unparsable`."""
        return str(self.answer["kind"])

    @property
    def columns(self) -> tuple[int, int] | None:
        """Where the text could not be read: first column, counted from 1, and the one after the last."""
        match self.evidence.get("columns"):
            case [int(first), int(end)]:
                return first, end
            case _:
                return None

    @property
    def marks_place(self) -> bool:
        """Whether the submission is shown once more with the place marked where it could not be read."""
        return self.columns is not None and "\n" not in self.submission

    @property
    def feedback(self) -> str:
        """Markdown for the learner."""
        return str(self.answer["feedback"])

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """Ids of the slips that fit, most likely first."""
        found = self.answer["misconceptions"]
        return tuple(map(str, found)) if isinstance(found, list) else ()

    @property
    def evidence(self) -> Mapping[str, object]:
        """How the verdict is known."""
        found = self.answer["evidence"]
        return found if isinstance(found, Mapping) else {}


@dataclass(frozen=True, slots=True)
class Work:
    """Where an exercise stands: its state, the answers tried, and what is on show for it.

    `changed` tells that the exercise is another one than when it was solved.
    """

    state: State = "new"
    submissions: tuple[str, ...] = ()
    draft: str = ""
    result: Result | None = None
    hints: tuple[str, ...] = ()
    solution: str | None = None
    changed: bool = False

    @property
    def mark(self) -> Mark:
        """How it is marked in the contents."""
        return _MARKS[self.state]
