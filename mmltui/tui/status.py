"""The line at the foot: where one is, and the keys that matter here."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

READING = (
    ("n", "next"),
    ("b", "back"),
    ("a", "answer"),
    ("?", "keys"),
    ("h", "hint"),
    ("c", "contents"),
    ("q", "quit"),
)
TYPING = (("Enter", "judge"), ("F2", "hint"), ("F3", "solution"), ("F8", "next"), ("Esc", "leave the box"))


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

    def show(self, where: str, keys: tuple[tuple[str, str], ...]) -> None:
        """Draw `where` first, then each key with its word."""
        parts = [Content.assemble((key, "bold $primary"), f" {word}") for key, word in keys]
        self.update(Content("  ").join([Content.styled(where, "$foreground"), *parts]))
