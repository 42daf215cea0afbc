"""The answer box for formulas: every printable key types, Enter judges, ↑ in the first line brings what was tried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from mmltui.tui.answer_box import AnswerBox
from mmltui.tui.status import TYPING, TYPING_LINES, Keys

if TYPE_CHECKING:
    from textual._types import WatchCallbackType
    from textual.dom import DOMNode

# Ctrl+J is a byte of its own in every terminal; some can tell Shift+Enter from Enter as well.
_NEW_LINE = ("ctrl+j", "shift+enter")
_ACTIONS = {
    "up": "cursor_up",
    "down": "cursor_down",
    "left": "cursor_left",
    "right": "cursor_right",
    "shift+left": "cursor_left(True)",
    "shift+right": "cursor_right(True)",
    "ctrl+left": "cursor_word_left",
    "ctrl+right": "cursor_word_right",
    "home,ctrl+a": "cursor_line_start",
    "end,ctrl+e": "cursor_line_end",
    "shift+home": "cursor_line_start(True)",
    "shift+end": "cursor_line_end(True)",
    "backspace": "delete_left",
    "delete,ctrl+d": "delete_right",
    "ctrl+w,ctrl+backspace,alt+backspace": "delete_word_left",
    "ctrl+u": "delete_to_start_of_line",
    "ctrl+k": "delete_to_end_of_line",
    "ctrl+c": "copy",
    "ctrl+x": "cut",
    "ctrl+v": "paste",
}
_EDITING = {key: action for keys, action in _ACTIONS.items() for key in keys.split(",")}


class AnswerInput(AnswerBox, TextArea, inherit_bindings=False):
    """Grows with what is typed. With `several` it takes several lines; `lines` of them stand ready, numbered."""

    # The text area's own keys would take F6, F7 and Ctrl+Z from the app.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave the box", show=False)]

    DEFAULT_CSS = """
    AnswerInput, AnswerInput:focus {
        height: auto;
        max-height: 12;
        border: none;
        padding: 0 1;
        background: $panel;
        scrollbar-size-vertical: 1;
    }
    AnswerInput:focus { background: $primary 18%; }
    AnswerInput > .text-area--gutter { color: $text-muted; }
    AnswerInput > .text-area--cursor-gutter { color: $primary; background: transparent; }
    """

    def __init__(
        self,
        value: str = "",
        *,
        history: Sequence[str] = (),
        placeholder: str = "",
        several: bool = False,
        lines: int = 1,
    ) -> None:
        self._several = several
        self._lines = lines
        self._hint = placeholder if lines > 1 else ""  # lines that stand ready leave no room for a placeholder
        super().__init__(
            self._ready(value),
            placeholder=placeholder,
            highlight_cursor_line=False,
            show_line_numbers=lines > 1,
            classes=self.CLASS,
        )
        self._history = list(history)
        self._place = len(self._history)
        self._draft = value
        self._to_end()

    def watch(
        self,
        obj: DOMNode,
        attribute_name: str,
        callback: WatchCallbackType,
        init: bool = True,  # noqa: FBT001, FBT002 - Textual's signature
    ) -> None:
        """Hear of another theme by its signal: the app keeps for ever what watches it (Textual's issue 6666)."""
        if obj is self.app and attribute_name == "theme":
            self.app.theme_changed_signal.subscribe(self, lambda _theme: self.call_next(callback))
        else:
            super().watch(obj, attribute_name, callback, init)

    def on_unmount(self) -> None:
        """Leave no word of this box with the app and the screen, which would keep it."""
        self.app.theme_changed_signal.unsubscribe(self)
        self.screen.text_selection_started_signal.unsubscribe(self)

    @property
    def keys(self) -> Keys:
        """What the line at the foot says while typing here."""
        return TYPING_LINES if self._several else TYPING

    @property
    def value(self) -> str:
        """The text, without the lines that stand ready and empty at its end."""
        return self.text.rstrip("\n") if self.text.strip() else ""

    @value.setter
    def value(self, text: str) -> None:
        self.text = self._ready(text)
        self._to_end()

    def _to_end(self) -> None:
        """The cursor behind what was typed, before the lines that stand ready."""
        last = self.value.count("\n")
        self.move_cursor((last, len(self.document[last])))

    def _ready(self, text: str) -> str:
        """`text` with as many lines as are asked for; where one line is, what was pasted stands in one."""
        if not self._several:
            return " ".join(text.splitlines())
        return text + "\n" * max(0, self._lines - 1 - text.count("\n"))

    @property
    def hint(self) -> str:
        """The words that a box of one line has in it."""
        return self._hint

    @property
    def gap(self) -> int:
        """How many `;` stand before the cursor."""
        return self.get_text_range((0, 0), self.cursor_location).count(";")

    def remember(self, submission: str) -> None:
        """Put `submission` behind ↑, once."""
        if submission and submission not in self._history[-1:]:
            self._history.append(submission)
        self._place = len(self._history)

    def action_new_line(self) -> None:
        """Begin another line, where there may be several; one that stands ready is used first."""
        row, column = self.cursor_location
        ready = column == len(self.document[row]) and row + 1 < self.document.line_count and not self.document[row + 1]
        if ready:
            self.move_cursor((row + 1, 0))
        elif self._several:
            self._replace_via_keyboard("\n", *self.selection)

    def action_cursor_up(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - the text area's signature
        """One line up; from the first line, the try before the one on show."""
        if select or not self.navigator.is_first_wrapped_line(self.cursor_location):
            super().action_cursor_up(select)
            return
        if self._place == len(self._history):
            self._draft = self.value
        if self._recall(max(self._place - 1, 0)):
            self.move_cursor((0, len(self.document[0])))  # where ↑ goes on to the try before that

    def action_cursor_down(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - the text area's signature
        """One line down; from the last line, the try after the one on show, at the end what was being typed."""
        recalled = self._place < len(self._history)
        last = recalled and self.cursor_location[0] >= self.value.count("\n")
        if not select and (last or self.navigator.is_last_wrapped_line(self.cursor_location)):
            self._recall(min(self._place + 1, len(self._history)))
        else:
            super().action_cursor_down(select)

    def action_delete_to_start_of_line(self) -> None:
        """All before the cursor in its line, however many rows that is wrapped into."""
        row, column = self.cursor_location
        self._delete_via_keyboard((row, 0), (row, column))

    def action_delete_to_end_of_line(self) -> None:
        """All behind the cursor in its line."""
        row, column = self.cursor_location
        self._delete_via_keyboard((row, column), (row, len(self.document[row])))

    def _recall(self, place: int) -> bool:
        if place == self._place:
            return False
        self._place = place
        self.value = self._history[place] if place < len(self._history) else self._draft
        return True

    async def _on_key(self, event: events.Key) -> None:
        """Judge, begin a line, or edit; what else is typed the text area takes next.

        None of these is a binding, for a binding acts only after the keys that were typed on meanwhile.
        """
        if event.key == "enter":
            self.action_submit()
        elif event.key in _NEW_LINE:
            self.action_new_line()
        elif event.key in _EDITING:
            await self.run_action(_EDITING[event.key])
        else:
            return
        event.stop()
        event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        """Keep the lines of what is pasted where there may be several."""
        event.stop()
        event.prevent_default()
        lines = [line.rstrip() for line in event.text.splitlines()]
        self._replace_via_keyboard(("\n" if self._several else " ").join(lines), *self.selection)

    @on(TextArea.Changed)
    def _tell(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Edited(self.value))
