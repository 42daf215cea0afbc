"""Answer boxes that are lists: what they share is a cursor, and rows that hang below their labels."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from mmltui.tui.answer_box import AnswerBox
from mmltui.tui.inline import hanging


class ListBox(AnswerBox, Widget, can_focus=True):
    """Draws rows; ↑ and ↓ lead through them, characters go to `typed`, Enter judges."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("backspace,delete,ctrl+u", "clear", "Clear", show=False),
        Binding("enter", "submit", "Judge", show=False),
        Binding("escape", "leave", "Leave the box", show=False),
    ]

    DEFAULT_CSS = """
    ListBox { width: 1fr; height: auto; padding: 0 1; background: $panel; }
    ListBox:focus { background: $primary 18%; }
    """

    def __init__(self) -> None:
        super().__init__(classes=self.CLASS)
        self.at = 0

    @abstractmethod
    def rows(self) -> list[tuple[Content, Content]]:
        """Label and text of each row as it is to be drawn."""

    @abstractmethod
    def typed(self, character: str) -> None:
        """A character was typed."""

    @abstractmethod
    def action_step(self, by: int) -> None:
        """One row up or down."""

    @abstractmethod
    def action_clear(self) -> None:
        """Take back what was chosen."""

    def changed(self) -> None:
        """Draw anew, and tell."""
        self.redraw()
        self.post_message(self.Edited(self.value))

    def redraw(self) -> None:
        """Draw anew; marks and cursor may make lines longer."""
        self.refresh(layout=True)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Every printable key belongs to the box."""
        if event.is_printable and event.character is not None:
            event.stop()
            event.prevent_default()
            self.typed(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """It is a submission as a whole."""
        event.stop()
        self.value = event.text

    def render(self) -> Content:
        """All rows, each wrapped below its label."""
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """The number of lines at `width`."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        return [line for label, text in self.rows() for line in hanging(label, text, width)]
