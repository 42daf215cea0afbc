"""The line at the foot: where one is, and the keys that matter here."""

from __future__ import annotations

from typing import TypeAlias

from textual.content import Content
from textual.widgets import Static

Keys: TypeAlias = tuple[tuple[str, str], ...]

READING: Keys = (
    ("n", "next"),
    ("b", "back"),
    ("a", "answer"),
    ("?", "keys"),
    ("h", "hint"),
    ("c", "contents"),
    ("q", "quit"),
)
FILTERING: Keys = (("Enter", "open"), ("Esc", "back"))
CHOOSING: Keys = (*FILTERING, ("/", "filter"), ("?", "keys"), ("q", "quit"))
_HELP: Keys = (("F2", "hint"), ("F3", "solution"), ("Esc", "leave"), ("F8", "next"))
TYPING: Keys = (("Enter", "judge"), *_HELP)
TYPING_LINES: Keys = (("Enter", "judge"), ("Ctrl+J", "new line"), *_HELP)
PICKING: Keys = (("Enter", "judge"), ("letter", "choose"), *_HELP)
PICKING_LINE: Keys = (("Enter", "judge"), ("number", "choose"), *_HELP)
ORDERING: Keys = (("Enter", "judge"), ("Space", "hold"), ("Up Down", "move"), *_HELP)


class StatusLine(Static):
    """One row."""

    DEFAULT_CSS = """
    StatusLine {
        height: 1;
        padding: 0 1;
        background: $surface;
        color: $text-muted;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self, where: str, keys: Keys) -> None:
        super().__init__()
        self._shown = where, keys

    def show(self, where: str, keys: Keys) -> None:
        """Draw `where` first, then each key with its word."""
        self._shown = where, keys
        self.refresh()

    def render(self) -> Content:
        """As many of the keys as there is room for."""
        return _line(*self._shown, self.content_size.width)


def _line(where: str, keys: Keys, width: int) -> Content:
    line = Content.styled(where, "$foreground")
    for key, word in keys:
        longer = Content.assemble(line, "  ", (key, "bold $primary"), f" {word}")
        if longer.cell_length > width:
            break
        line = longer
    return line
