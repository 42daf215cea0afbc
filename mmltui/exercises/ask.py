"""What every kind of exercise can do. One file beside this one for each kind."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmltui.exercises.boards import Line
    from mmltui.grading.verdicts import Judgement
    from mmltui.notation.parser import Reading


class Ask(ABC):
    """A question of one kind that can judge a submission; registry.py says how it is made of an exercise's keys."""

    __slots__ = ()

    @abstractmethod
    def judge(self, submission: str) -> Judgement:
        """Judge the text as typed; raises `ParseError` where it cannot be read."""

    @abstractmethod
    def reference(self) -> str:
        """A right answer, as a learner could type it."""

    def hints(self) -> tuple[str, ...]:
        """Hints in Markdown, each saying more than the one before and none the answer; empty where there are none."""
        return ()

    def board(self) -> tuple[Line, ...]:
        """The worked solution line by line, where the answer is computed; empty where it is not."""
        return ()

    def read(self, submission: str) -> tuple[Reading, ...]:  # noqa: ARG002 - most kinds that are not formulas have nothing to read
        """The formulas in the text as understood, without judging them; raises `ParseError`."""
        return ()
