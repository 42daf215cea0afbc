"""The contents: sections and the pages of the one that is open, each with its mark; `/` filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from mmltui.tui.marks import glyph
from mmltui.tui.outline import Row, matching

if TYPE_CHECKING:
    from mmltui.typeset import Charset


def line(row: Row, *, charset: Charset) -> Content:
    """A row as drawn: its mark, then its title."""
    if row.page is None:
        return Content.styled(f"{row.section}  {row.title}", "bold")
    return Content(f"  {glyph(row.mark, charset)} {row.title}")


class Contents(Vertical):
    """The list of sections and pages, with a filter that opens above it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back to the page", show=False)]

    DEFAULT_CSS = """
    Contents {
        background: $surface;
        padding: 1 0 0 1;
        Input {
            margin: 0 1 1 0;
            background: $panel;
        }
        OptionList, OptionList:focus {
            border: none;
            padding: 0;
            background: transparent;
            scrollbar-size-vertical: 1;
            text-wrap: nowrap;
            text-overflow: ellipsis;
        }
        OptionList { height: 1fr; }
        OptionList > .option-list--option-highlighted { background: $panel; color: $primary; text-style: bold; }
        OptionList:focus > .option-list--option-highlighted { background: $primary 30%; color: $foreground; }
    }
    """

    class PageChosen(Message):
        """A row was chosen; `page` is None where it was a section."""

        def __init__(self, section: str, page: int | None) -> None:
            super().__init__()
            self.section = section
            self.page = page

    class Left(Message):
        """The learner wants back to the page."""

    def __init__(self, rows: Sequence[Row], here: tuple[str, int], *, charset: Charset) -> None:
        super().__init__(id="contents")
        self._charset = charset
        self._rows = tuple(rows)
        self._here = here
        self._findable = self._rows
        self._words = ""

    def compose(self) -> ComposeResult:
        """The list; the filter comes above it when it is asked for."""
        yield OptionList(*self._options())

    def on_mount(self) -> None:
        """Put the cursor where the learner is."""
        self._highlight()

    def show(self, rows: Sequence[Row], here: tuple[str, int]) -> None:
        """Draw `rows`, the page `here` (section and page) among them; only what changed, for a row takes its time."""
        here_before, self._here = self._here, here
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._draw()
        elif here != here_before:
            self._highlight()

    async def start_filter(self, rows: Sequence[Row]) -> None:
        """Open the filter and type into it; it looks through `rows`, which have the pages of all sections."""
        self._findable = tuple(rows)
        if not self.query(Input):
            await self.mount(Input(placeholder="filter", compact=True), before=0)
        self.query_one(Input).focus()

    def focus_list(self) -> None:
        """Give the keys to the list."""
        self.query_one(OptionList).focus()

    @property
    def _shown(self) -> tuple[Row, ...]:
        return matching(self._findable, self._words) if self._words else self._rows

    def _options(self) -> list[Option]:
        found = [Option(line(row, charset=self._charset)) for row in self._shown]
        return found or [Option("no page of that name", disabled=True)]

    def _draw(self) -> None:
        self.query_one(OptionList).set_options(self._options())
        self._highlight()

    def _highlight(self) -> None:
        rows = self._shown
        here = [place for place, row in enumerate(rows) if (row.section, row.page) == self._here]
        first = next((place for place, row in enumerate(rows) if row.page is not None), None)
        self.query_one(OptionList).highlighted = here[0] if here else first

    def _choose(self, row: Row) -> None:
        self._close_filter()
        self.post_message(self.PageChosen(row.section, row.page))

    def _close_filter(self) -> None:
        self.query(Input).remove()
        if self._words:
            self._words = ""
            self._draw()

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self._words = event.value
        self._draw()

    @on(Input.Submitted)
    def _choose_first(self, event: Input.Submitted) -> None:
        event.stop()
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self._choose(self._shown[highlighted])

    @on(OptionList.OptionSelected)
    def _choose_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(self._shown[event.option_index])

    def action_leave(self) -> None:
        """Close the filter, if it is open, point to the page on show and give the keys back."""
        self._close_filter()
        self._highlight()
        self.post_message(self.Left())
