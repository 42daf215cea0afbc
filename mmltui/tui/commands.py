"""Every action of the study screen, once: its keys, its name in the palette and its line in the help."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Command:
    """`keys` work on the page; of those, only function and control keys work while typing an answer."""

    action: str
    keys: str
    title: str
    group: str

    @property
    def binding(self) -> Binding:
        """As Textual wants it."""
        return Binding(self.keys, self.action, self.title, show=False)

    @property
    def key_names(self) -> str:
        """The keys as a person names them: `n  F8  Ctrl+N`."""
        return "  ".join(_key_name(key) for key in self.keys.split(","))


_NAMES = {"question_mark": "?", "slash": "/", "enter": "Enter", "escape": "Esc", "left_square_bracket": "["}


def _key_name(key: str) -> str:
    if key in _NAMES:
        return _NAMES[key]
    if len(key) == 1:
        return key
    return "+".join(part.upper() if len(part) == 1 else part.capitalize() for part in key.split("+"))


COMMANDS = (
    Command("next_page", "n,f8,ctrl+n", "Next page", "Pages"),
    Command("previous_page", "b,f7,ctrl+b", "Page before", "Pages"),
    Command("contents", "c", "Contents", "Pages"),
    Command("find", "slash", "Find a page", "Pages"),
    Command("answer", "a,enter", "Answer the next open question", "Questions"),
    Command("hint", "h,f2", "Hint", "Questions"),
    Command("solution", "s,f3", "Solution (counts as seen)", "Questions"),
    Command("skip", "x,f4", "Skip: show the answer", "Questions"),
    Command("dispute", "d,f6", "Disagree: copy the case", "Questions"),
    Command("reset", "r", "Begin anew", "Questions"),
    Command("undo", "u", "Undo the last reset", "Questions"),
    Command("practice", "p,f9", "Practice: mixed questions", "Questions"),
    Command("workbench", "w,f5", "Workbench: any expression", "Questions"),
    Command("progress", "g", "What you have done; export", "This program"),
    Command("theme", "t", "Other colours", "This program"),
    Command("help", "question_mark,f1", "Keys", "This program"),
    Command("app.quit", "q,ctrl+q", "Quit; everything is kept", "This program"),
)
