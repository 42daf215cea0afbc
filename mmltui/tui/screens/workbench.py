"""The workbench: any expression of one letter, how it is read, its derivative step by step, and its curve."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from mmltui.tui.answer import AnswerInput
from mmltui.tui.answer_box import AnswerBox
from mmltui.tui.markdown import MathsMarkdown
from mmltui.tui.reading import read_expression
from mmltui.tui.status import Keys, StatusLine

if TYPE_CHECKING:
    from mmltui.tui.session import Session

_KEYS: Keys = (("Enter", "differentiate and draw"), ("Up", "earlier"), ("Tab", "to the curve"), ("Esc", "back"))
_RANGE = [-4, 4]


class WorkbenchScreen(Screen[None]):
    """Nothing here is judged or kept."""

    AUTO_FOCUS = "AnswerInput"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f5", "dismiss", "Back", show=False)]

    DEFAULT_CSS = """
    WorkbenchScreen {
        background: $background;
        VerticalScroll { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
        VerticalScroll > * { max-width: 88; }
        .workbench--title { text-style: bold; color: $primary; margin: 0 0 1 1; }
        .workbench--reading { height: auto; min-height: 1; padding: 0 1; color: $text-muted; }
        .workbench--result { height: auto; margin: 1 0 0 0; }
        MathsMarkdown { padding: 0 1; }
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        """The box, its reading, and room for results."""
        with VerticalScroll(can_focus=False):
            yield Static("Workbench", classes="workbench--title")
            yield AnswerInput(placeholder="an expression, such as x^2 e^(-x)")
            yield Static(classes="workbench--reading")
        yield StatusLine("Workbench", _KEYS)

    @on(AnswerBox.Left)
    def _leave(self) -> None:
        self.dismiss()

    @on(AnswerBox.Edited)
    def _read(self, event: AnswerBox.Edited) -> None:
        reading = self.query_one(".workbench--reading", Static)
        reading.update(read_expression(event.value, self._session.charset, reading.content_size.width))

    @on(AnswerBox.Submitted)
    def _submitted(self, event: AnswerBox.Submitted) -> None:
        if event.value.strip():
            self.query_one(AnswerInput).remember(event.value)
            self._work_out(event.value)

    @work(exclusive=True)
    async def _work_out(self, text: str) -> None:
        """Ask for the derivative; what cannot be read has been said below the box already."""
        from mmltui.errors import LearnerError
        from mmltui.notation.parser import parse
        from mmltui.notation.symbols import SymbolTable

        try:
            symbols = SymbolTable.of_letters(text)
            parse(text, symbols)
        except LearnerError:
            return
        names = sorted(symbols.names)
        wrt = "x" if "x" in names or not names else names[-1]  # letters early in the alphabet are constants
        worked = await self._session.work_out(text, wrt)
        room = self.query_one(VerticalScroll)
        await room.query(".workbench--result").remove()
        if worked is None:
            await room.mount(Static("No derivative could be worked out in time.", classes="workbench--result"))
            return
        await room.mount(MathsMarkdown(worked, charset=self._session.charset, classes="workbench--result"))
        if names in ([], [wrt]):
            await room.mount(self._curve(text, wrt))

    def _curve(self, text: str, var: str) -> Widget:
        from mmltui.plots.plot import PlotError, load_plot
        from mmltui.tui.plot import PlotView

        table = {
            "kind": "curve",
            "title": text,
            "alt": f"The curve of {text}",
            "curves": [{"expr": text, "label": "f"}],
            "var": var,
            "range": _RANGE,
            "knobs": [{"name": var, "start": 1, "step": 0.1, "show": ["point", "tangent"]}],
        }
        try:
            plot = PlotView(load_plot(table), charset="ascii" if self._session.charset == "ascii" else "braille")
        except PlotError as error:
            return Static(Content(f"It cannot be drawn: {error}"), classes="workbench--result")
        plot.add_class("workbench--result")
        return plot
