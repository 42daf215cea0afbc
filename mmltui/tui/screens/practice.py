"""Practice: one question after the other, mixed, with fresh numbers; it ends when the learner says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import DescendantBlur, DescendantFocus
from textual.widgets import Static

from mmltui.tui.answer import AnswerInput
from mmltui.tui.exercise import ExerciseView
from mmltui.tui.removal import remove
from mmltui.tui.screens.answering import AnsweringScreen
from mmltui.tui.status import TYPING, Keys, StatusLine
from mmltui.tui.work import Asked, Work

if TYPE_CHECKING:
    from mmltui.tui.session import Session

_KEYS: Keys = (("n", "next question"), ("a", "answer"), ("h", "hint"), ("s", "solution"), ("q", "back to the page"))
_NOTHING = "There is nothing to practise yet. Answer a question on a page first."


class PracticeScreen(AnsweringScreen):
    """Shows a question; `n` brings the next, whether or not this one was answered."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f8,ctrl+n", "next_question", "Next question", show=False),
        Binding("a,enter", "answer", "Answer", show=False),
        Binding("h,f2", "hint", "Hint", show=False),
        Binding("s,f3", "solution", "Solution", show=False),
        Binding("x,f4", "skip", "Skip", show=False),
        Binding("d,f6", "dispute", "Disagree", show=False),
        Binding("escape,q,p,f7", "leave", "Back to the page", show=False),
    ]

    DEFAULT_CSS = """
    PracticeScreen {
        background: $background;
        VerticalScroll { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
        VerticalScroll > * { max-width: 88; }
        .practice--title { text-style: bold; color: $primary; margin: 0 2 1 2; }
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._asked: Asked | None = None
        self._home = VerticalScroll(classes="answering--home")

    def compose(self) -> ComposeResult:
        """The question, and the line at the foot."""
        with self._home:
            yield Static("Practice", classes="practice--title")
        yield StatusLine("Practice", _KEYS)

    def on_mount(self) -> None:
        """Bring the first question."""
        self.action_next_question()

    @work(exclusive=True, group="next")
    async def action_next_question(self) -> None:
        """Another question, on something else if there is a choice."""
        self._asked = await self.session.practise(self._asked)
        await remove(self._home.query("ExerciseView, .practice--nothing"))
        if not self._home.is_attached:
            return  # practice was left meanwhile
        if self._asked is None:
            await self._home.mount(Static(_NOTHING, classes="practice--nothing"))
            return
        view = ExerciseView(self._asked, Work(), charset=self.session.charset)
        await self._home.mount(view)
        self.set_focus(view.answer)

    @work
    async def action_leave(self) -> None:
        """Back to the page."""
        await self.session.end_practice()
        self.dismiss()

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _show_status(self) -> None:
        self.query_one(StatusLine).show("Practice", TYPING if isinstance(self.focused, AnswerInput) else _KEYS)
