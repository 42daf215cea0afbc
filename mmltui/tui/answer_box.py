"""What every answer box can do, whatever it looks like: hold a submission, tell when it changes and is handed in."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual.message import Message
from textual.message_pump import MessagePump

from mmltui.tui.status import TYPING, Keys


class AnswerBox(MessagePump):
    """Mixed into a widget. `value` is the submission as `mmltui grade` takes it."""

    CLASS: ClassVar[str] = "answer--box"

    class Edited(Message):
        """The submission is another."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    class Left(Message):
        """The learner pressed Escape in the box."""

    @property
    def keys(self) -> Keys:
        """What the line at the foot says while the learner is in the box."""
        return TYPING

    @property
    @abstractmethod
    def value(self) -> str:
        """The submission as it stands; empty if there is none."""

    @value.setter
    @abstractmethod
    def value(self, text: str) -> None:
        """Put a submission into the box."""

    def remember(self, submission: str) -> None:
        """It was handed in; a box with a history keeps it."""

    @property
    def hint(self) -> str:
        """What is said below the box as long as it is empty."""
        return ""

    @property
    def gap(self) -> int:
        """How many `;` stand before the cursor: the gap that is being filled in."""
        return 0

    def action_submit(self) -> None:
        """Hand the submission in."""
        self.post_message(self.Submitted(self.value))

    def action_leave(self) -> None:
        """Give the keys back to the page."""
        self.post_message(self.Left())
