"""What came of an answer: a word, how that is known, and for what cannot be read the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from mmltui.tui.markdown import MathsMarkdown
from mmltui.tui.wording import head, without_head

if TYPE_CHECKING:
    from mmltui.tui.work import Result
    from mmltui.typeset import Charset


class VerdictPanel(Vertical):
    """Drawn once from a result; a new verdict is a new panel. `-stale` dims it once the answer is another."""

    DEFAULT_CSS = """
    VerdictPanel {
        height: auto;
        margin: 0 0 1 0;
        border-left: wide $warning;
        padding: 0;
        .verdict--head, .verdict--place { padding: 0 1; }
        .verdict--head { text-style: bold; color: $warning; }
        .verdict--place { height: auto; color: $foreground; }
        &.-correct { border-left: wide $success; .verdict--head { color: $success; } }
        &.-incorrect { border-left: wide $error; .verdict--head { color: $error; } }
        &.-stale { opacity: 55%; }
    }
    """

    class Grown(Message):
        """It was laid out in another size; what it says comes in several steps."""

        def __init__(self, panel: VerdictPanel) -> None:
            super().__init__()
            self.panel = panel

    def __init__(self, result: Result, *, charset: Charset, picture: Widget | None = None) -> None:
        super().__init__(classes=f"-{result.verdict}")
        self._result = result
        self._picture = picture
        self._charset = charset

    def on_resize(self) -> None:
        """Tell, so that it can be brought into sight."""
        self.post_message(self.Grown(self))

    def compose(self) -> ComposeResult:
        """The head, the place in the text where there is one, the feedback."""
        result = self._result
        yield Static(head(result.verdict, result.kind, self._charset), classes="verdict--head", markup=False)
        if result.columns is not None and result.marks_place:
            yield Static(_marked(result.submission, *result.columns), classes="verdict--place")
        yield MathsMarkdown(without_head(result.feedback), charset=self._charset)
        if result.remark:
            yield MathsMarkdown(result.remark, charset=self._charset)
        if self._picture:
            yield self._picture


def _marked(submission: str, first: int, end: int) -> Content:
    """The text with a mark below the columns from `first` up to, not with, `end`; counted from 1."""
    mark = " " * (first - 1) + "^" * max(1, end - first)
    return Content.assemble(submission, "\n", (mark, "bold $warning"))
