"""One page of a section: what is seen first is mounted first, the rest while the learner reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import assert_never

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from mmltui.course.content import Block, ExerciseBlock, Page, PlotBlock, Prose
from mmltui.tui.exercise import ExerciseView
from mmltui.tui.prose import prose
from mmltui.tui.work import Work
from mmltui.typeset import Charset

# A block takes at least three rows as a rule, so four fill the top of the usual terminal; a plot waits in any case.
_FIRST_BLOCKS = 4


class PageView(VerticalScroll):
    """Scrolls; holds prose, plots and exercises in the order of the lesson."""

    DEFAULT_CSS = """
    PageView {
        scrollbar-size-vertical: 1;
        padding: 1 2;
        .page--title { text-style: bold; color: $primary; margin: 0 2 1 2; }
        & > * { max-width: 88; }
        Markdown { padding: 0 2; }
    }
    """

    def __init__(self, page: Page, works: Mapping[str, Work], *, charset: Charset) -> None:
        super().__init__()
        self._page = page
        self._works = works
        self._charset = charset
        self._waiting: Sequence[Block] = page.blocks[_FIRST_BLOCKS:]

    def compose(self) -> ComposeResult:
        """The title and the first blocks."""
        yield Static(self._page.title, classes="page--title", markup=False)
        yield from map(self._widget, islice(self._page.blocks, _FIRST_BLOCKS))

    def on_mount(self) -> None:
        """Mount the rest once the top has been painted."""
        self.call_after_refresh(self._mount_rest)

    async def _mount_rest(self) -> None:
        await self.mount_all(map(self._widget, self._waiting))

    def exercises(self) -> list[ExerciseView]:
        """Those that are mounted, in reading order."""
        return list(self.query(ExerciseView))

    def _widget(self, block: Block) -> Widget:
        match block:
            case Prose():
                return prose(block.markdown, self._charset)
            case PlotBlock():
                return Static(block.plot.alt)
            case ExerciseBlock():
                return ExerciseView(block, self._works[block.id], charset=self._charset)
        assert_never(block)
