"""The answer box: every printable key types, ↑ and ↓ walk through what was tried, Escape leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class AnswerInput(Input):
    """One line for an answer, with the earlier tries behind ↑."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "older", "Earlier answer", show=False),
        Binding("down", "newer", "Later answer", show=False),
        Binding("escape", "leave", "Leave the box", show=False),
    ]

    DEFAULT_CSS = """
    AnswerInput, AnswerInput:focus {
        height: 1;
        border: none;
        padding: 0 1;
        background: $panel;
    }
    AnswerInput:focus { background: $primary 18%; }
    """

    class Left(Message):
        """The learner pressed Escape in the box."""

    def __init__(self, value: str = "", *, history: Sequence[str] = (), placeholder: str = "") -> None:
        super().__init__(value, placeholder=placeholder, select_on_focus=False, max_length=0)
        self._history = list(history)
        self._place = len(self._history)
        self._draft = value

    def remember(self, submission: str) -> None:
        """Put `submission` behind ↑, once."""
        if submission and submission not in self._history[-1:]:
            self._history.append(submission)
        self._place = len(self._history)

    def action_older(self) -> None:
        """Show the try before the one on show."""
        if self._place == len(self._history):
            self._draft = self.value
        self._recall(max(self._place - 1, 0))

    def action_newer(self) -> None:
        """Show the try after the one on show, at the end what was being typed."""
        self._recall(min(self._place + 1, len(self._history)))

    def action_leave(self) -> None:
        """Give the keys back to the page."""
        self.post_message(self.Left())

    def _recall(self, place: int) -> None:
        if place == self._place:
            return
        self._place = place
        self.value = self._history[place] if place < len(self._history) else self._draft
        self.cursor_position = len(self.value)
