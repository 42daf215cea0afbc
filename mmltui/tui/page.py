"""One page of a section: what is seen first is mounted first, the rest while the learner reads it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, assert_never

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Markdown, Static

from mmltui.course.content import Block, ExerciseBlock, Page, PlotBlock, Prose
from mmltui.tui import garbage
from mmltui.tui.markdown import MathsMarkdown
from mmltui.tui.opening import Opening
from mmltui.tui.portions import portions
from mmltui.tui.removal import free, remove
from mmltui.tui.work import Asked, Work

if TYPE_CHECKING:
    from mmltui.typeset import Charset

_NARROW = (1, 0, 0, 0)  # the padding
_FEW = 2  # blocks that are mounted at once
_PAUSE = 0.01  # seconds between them
_PAINT = 0.2  # seconds that a paint may take


class PageView(VerticalScroll):
    """Scrolls; holds prose, plots and exercises in the order of the lesson."""

    BLANK = True  # what it holds draws all there is

    DEFAULT_CSS = """
    PageView {
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        padding: 1 2;
        .page--title { text-style: bold; color: $primary; margin: 0 2 1 2; }
        & > * { max-width: 88; }
        & > Markdown { padding: 0 2; }
        & > PlotView { margin: 0 2 1 2; }
        scrollbar-color: $panel;
        scrollbar-color-hover: $primary 40%;
        scrollbar-color-active: $primary;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
    }
    """

    class Opened(Message):
        """The opening has been painted: time for what takes longer."""

        def __init__(self, view: PageView) -> None:
            super().__init__()
            self.view = view

    class Completed(Message):
        """All of the page is there."""

    def __init__(self, opening: Opening, *, section: str, charset: Charset) -> None:
        super().__init__(classes="answering--home")
        self._section = section
        self._opening = opening
        self._title = Static(opening.title, classes="page--title", markup=False)
        self._charset = charset
        self.is_filled = False
        self.is_complete = False

    def compose(self) -> ComposeResult:
        """The title and the first words."""
        yield self._title
        if self._opening.markdown:
            yield MathsMarkdown(portions(self._opening.markdown)[0], charset=self._charset, classes="page--opening")

    def on_mount(self) -> None:
        """Without words to wait for, the title alone is the first paint."""
        if not self._opening.markdown:
            self.call_after_refresh(self.post_message, self.Opened(self))

    @on(Markdown.TableOfContentsUpdated)
    def _opened(self, event: Markdown.TableOfContentsUpdated) -> None:
        """The opening is mounted, so that the next paint shows it."""
        event.stop()
        if event.markdown.has_class("page--opening"):
            self.call_after_refresh(self.post_message, self.Opened(self))

    def watch_has_focus(self, _has_focus: bool) -> None:  # noqa: FBT001  Textual's signature
        """Style nothing anew: a page looks the same with and without the keys, and restyling it all takes long."""

    def fit(self, *, is_narrow: bool) -> None:
        """Leave no room beside what it holds where there is little."""
        self.styles.padding = _NARROW if is_narrow else None

    async def fill(self, page: Page, works: Mapping[str, Work]) -> None:
        """Put the blocks of the page below its title: the first at once if it is not there, others after a paint."""
        self.is_filled = True
        blocks = page.blocks
        self._title.update(Content(page.title))
        widgets = [widget for block in blocks for widget in self._widgets(block, works)]
        match blocks:
            case [Prose(markdown=markdown), *_] if markdown == self._opening.markdown:
                pass
            case _:
                await remove(self.query(".page--opening"))
                if self.is_attached:
                    await self.mount_all(widgets[:1])
        self._mount_rest(widgets[1:])

    @work(exclusive=True)
    async def _mount_rest(self, widgets: Sequence[Widget]) -> None:
        """A few at a time: more would hold the keys, fewer leave more layouts and their garbage behind."""
        await self._until_painted()
        await asyncio.sleep(_PAUSE)
        if self.is_attached:
            garbage.forget(self.screen.walk_children(Widget))
        await asyncio.sleep(_PAUSE)
        await free()
        for start in range(0, len(widgets), _FEW):
            await asyncio.sleep(_PAUSE)
            if not self.is_attached:
                return
            await self.mount_all(widgets[start : start + _FEW])
            await asyncio.sleep(_PAUSE)
            garbage.look_at_new()
        await self._until_painted()
        garbage.expect_to_stay()
        self.is_complete = True
        self.post_message(self.Completed())

    async def _until_painted(self) -> None:
        """Wait for what is to be seen, or a little while where nothing is."""
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(painted.wait(), _PAINT)

    def _widgets(self, block: Block, works: Mapping[str, Work]) -> Sequence[Widget]:
        match block:
            case Prose():
                return [MathsMarkdown(portion, charset=self._charset) for portion in portions(block.markdown)]
            case PlotBlock():
                from mmltui.tui.plot import PlotView

                return [PlotView(block.plot, charset="ascii" if self._charset == "ascii" else "braille")]
            case ExerciseBlock():
                from mmltui.study.listed import list_exercise
                from mmltui.tui.exercise import ExerciseView

                asked = Asked(self._section, block, list_exercise(self._section, block))
                return [ExerciseView(asked, works[block.id], charset=self._charset)]
        assert_never(block)
