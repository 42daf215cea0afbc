"""All keys on one sheet."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from mmltui.tui.commands import COMMANDS
from mmltui.tui.marks import Mark, glyph
from mmltui.tui.screens.calm import Calm

if TYPE_CHECKING:
    from mmltui.typeset import Charset

_ON_A_PLOT = (
    ("Tab", "From question to plot and on"),
    ("Left  Right", "Turn the knob, with Shift further"),
    ("Up  Down", "Another knob"),
    ("0  a  r  f", "Reset, animate, reveal, fit the axes"),
    ("Esc", "Back to the page"),
)
_WHILE_TYPING = (
    ("Enter", "Judge the answer"),
    ("Up  Down", "Earlier and later answers"),
    ("Esc", "Leave the box"),
    ("F- and Ctrl keys", "Work here too"),
)
_NOTATION = (
    ("2x sin x", "a product needs no sign"),
    ("x^2  x^(1/2)  sqrt x", "powers and roots"),
    ("e^(-x)  ln x  pi", "exponential, natural log, numbers"),
    ("1/(2x)", "brackets below a fraction bar"),
    ("x_1  theta_0", "indices and Greek letters"),
    ("[a, b]  [a; b]", "a row, a column"),
)
_KEY_WIDTH = 22


def help_text(charset: Charset) -> Content:
    """The sheet: keys by group, how to type mathematics, what the marks mean."""
    lines = [Content.styled("Esc closes this sheet.", "italic $text-muted"), Content("")]
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        lines += _table(group, [(command.key_names, command.title) for command in commands])
    lines += _table("On a plot", _ON_A_PLOT)
    lines += _table("While typing an answer", _WHILE_TYPING)
    lines += _table("Typing mathematics", _NOTATION)
    marks = ((Mark.NEW, "not begun"), (Mark.BEGUN, "begun"), (Mark.DONE, "all solved"))
    lines += _table("Marks in the contents", [(glyph(mark, charset), meaning) for mark, meaning in marks])
    return Content("\n").join(lines)


def _table(title: str, rows: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> list[Content]:
    heading = Content.styled(title, "bold $primary")
    body = [Content.assemble((f"  {left:<{_KEY_WIDTH}}", "$accent"), right) for left, right in rows]
    return [heading, *body, Content("")]


class HelpScreen(Calm, ModalScreen[None]):
    """Closes with any of the keys that one would try."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter,space", "dismiss", "Close", show=False)
    ]

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        background: $background;
        VerticalScroll {
            width: 74;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 1 3;
            background: $surface;
            scrollbar-size-vertical: 1;
        }
    }
    """

    def __init__(self, charset: Charset) -> None:
        super().__init__()
        self._charset = charset

    def compose(self) -> ComposeResult:
        """One scrolling sheet."""
        with VerticalScroll():
            yield Static(help_text(self._charset))
