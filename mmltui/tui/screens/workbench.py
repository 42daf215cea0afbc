"""The workbench: any expression, how it is read, its derivative, its other forms, its value and its curve."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
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
from mmltui.tui.reading import read_with
from mmltui.tui.removal import remove
from mmltui.tui.screens.calm import Calm
from mmltui.tui.status import Keys, StatusLine
from mmltui.tui.worksheet import Columns, Task, read_only, read_task

if TYPE_CHECKING:
    from mmltui.tui.session import Session

_KEYS: Keys = (
    ("Enter", "work it out"),
    ("Esc", "back"),
    ("PgDn", "scroll"),
    ("Up", "formulas of the page"),
    ("Tab", "to the curve"),
)
_RANGE = (-4.0, 4.0)
_FARTHEST = 1000


class WorkbenchScreen(Calm, Screen[None]):
    """Nothing here is judged or kept. `formulas` stand behind ↑; `data` are columns of numbers, x and y."""

    AUTO_FOCUS = "AnswerInput"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f5,q", "dismiss", "Back", show=False)]

    DEFAULT_CSS = """
    WorkbenchScreen {
        background: $background;
        VerticalScroll { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
        VerticalScroll > * { max-width: 88; }
        .workbench--title { text-style: bold; color: $primary; margin: 0 0 1 1; }
        .workbench--data { color: $text-muted; height: auto; margin: 0 0 1 1; }
        .workbench--reading { height: auto; min-height: 1; padding: 0 1; color: $text-muted; }
        .workbench--result { height: auto; margin: 1 0 0 0; }
        MathsMarkdown { padding: 0 1; }
    }
    """

    def __init__(self, session: Session, data: Columns, formulas: Sequence[str]) -> None:
        super().__init__()
        self._session = session
        self._data = data
        self._formulas = formulas
        self._room = VerticalScroll(can_focus=False)

    def compose(self) -> ComposeResult:
        """The box, its reading, and room for results."""
        with self._room:
            yield Static("Workbench", classes="workbench--title")
            if self._data:
                yield Static(_told(self._data), classes="workbench--data", markup=False)
            yield AnswerInput(placeholder="x^2 e^(-x), or x^2 e^(-x) at x = 2", history=self._formulas)
            yield Static(classes="workbench--reading")
        yield StatusLine("Workbench", _KEYS)

    @on(AnswerBox.Left)
    def _leave(self) -> None:
        self.dismiss()

    @on(AnswerBox.Edited)
    def _read(self, event: AnswerBox.Edited) -> None:
        reading = self.query_one(".workbench--reading", Static)
        width = reading.content_size.width
        reading.update(read_with(lambda text: read_only(text, self._data), event.value, self._session.charset, width))

    @on(AnswerBox.Submitted)
    def _submitted(self, event: AnswerBox.Submitted) -> None:
        if event.value.strip():
            self.query_one(AnswerInput).remember(event.value)
            self._work_out(event.value)

    @work(exclusive=True)
    async def _work_out(self, text: str) -> None:
        """Ask for all that can be said; what cannot be read has been said below the box already."""
        from mmltui.errors import LearnerError

        try:
            task = read_task(text, self._data)
        except LearnerError:
            return
        await self._show(Static("working", classes="workbench--result"))
        markdown, drawn = await self._session.work_out(task)
        found = markdown or "Nothing more could be worked out in time."
        results: list[Widget] = [MathsMarkdown(found, charset=self._session.charset, classes="workbench--result")]
        if task.letters in ((), (task.wrt,)) and "=" not in drawn:
            results.append(self._curve(drawn, task))
        await self._show(*results)

    async def _show(self, *results: Widget) -> None:
        """In place of what is shown; nowhere if the workbench was left meanwhile."""
        await remove(self._room.query(".workbench--result"))
        for result in results:
            if self._room.is_attached:
                await self._room.mount(result)

    def _curve(self, text: str, task: Task) -> Widget:
        from mmltui.plots.plot import PlotError, load_plot
        from mmltui.tui.plot import PlotView

        at = _number(task.at.get(task.wrt, "1"))
        table = {
            "kind": "curve",
            "title": text,
            "alt": f"The curve of {text}",
            "curves": [{"expr": text, "label": "f"}],
            "var": task.wrt,
            "range": [min(_RANGE[0], at - 1), max(_RANGE[1], at + 1)],
            "knobs": [{"name": task.wrt, "start": at, "step": 0.1, "show": ["point", "tangent"]}],
        }
        try:
            plot = PlotView(load_plot(table), charset="ascii" if self._session.charset == "ascii" else "braille")
        except PlotError as error:
            return Static(Content(f"It cannot be drawn: {error}"), classes="workbench--result")
        plot.add_class("workbench--result")
        return plot


def _told(data: Columns) -> str:
    columns = (f"{name} = ({', '.join(f'{number:g}' for number in column)})" for name, column in data.items())
    return f"Data of this page: {', '.join(columns)}; write x_n and y_n, as in sum_n (a x_n - y_n)^2"


def _number(text: str) -> float:
    """Where the point of the curve stands at first; 1 if the text is no plain fraction or decimal number."""
    try:
        at = float(Fraction(text))
    except (ValueError, ZeroDivisionError):
        return 1.0
    return at if abs(at) < _FARTHEST else 1.0
