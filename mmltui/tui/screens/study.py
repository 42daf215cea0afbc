"""The screen one studies on: contents, a page, the line at the foot."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import DescendantBlur, DescendantFocus
from textual.geometry import Size
from textual.widgets import Input

from mmltui.tui import garbage
from mmltui.tui.answer_box import AnswerBox
from mmltui.tui.commands import COMMANDS
from mmltui.tui.contents import Contents
from mmltui.tui.measure import measure
from mmltui.tui.outline import Row
from mmltui.tui.page import PageView
from mmltui.tui.removal import remove
from mmltui.tui.screens.ahead import load_plots, load_screens, load_widgets
from mmltui.tui.screens.answering import AnsweringScreen
from mmltui.tui.session import Session
from mmltui.tui.status import CHOOSING, FILTERING, READING, Keys, StatusLine
from mmltui.tui.themes import after as theme_after

_WIDE = 90  # columns: below that the contents are a drawer
_SOON = 1.0  # seconds after a page is complete: by then it is painted and read
_SAVE_EVERY = 0.5  # seconds: what a killed terminal may cost


class Columns(Horizontal):
    """Contents and page side by side."""

    BLANK = True  # what it holds draws all there is


class StudyScreen(AnsweringScreen):
    """Owns where the learner is; everything else is asked of the session."""

    AUTO_FOCUS = "PageView"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(command.binding for command in COMMANDS),
        Binding("escape", "home", "Back to the page", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._place = session.start
        self._is_loading = False
        self._is_narrow = False
        # Asking the screen for them would not do: Textual remembers what was asked for, and so every page there was.
        self._contents = Contents(self._rows(), (self._place.section, self._place.page), charset=session.charset)
        self._page = self._page_view()
        self._columns = Columns()
        self._status_line = StatusLine(*self._status())

    # ---- what is on the screen -----------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Contents, page, status; the contents are a drawer where the terminal is narrow."""
        self._fit(self.app.size)
        with self._columns:
            yield self._contents
            yield self._page
        yield self._status_line

    def on_mount(self) -> None:
        """Keep drafts from now on."""
        self.set_interval(_SAVE_EVERY, self.session.save)

    async def on_resize(self) -> None:
        """Be ready for the layout in another size, which is to come now."""
        self._fit(self.app.size)
        await measure(self._page, self.app.size)

    def _fit(self, size: Size) -> None:
        # Not by a class of the screen, for which all that is on the page would be styled anew.
        self._is_narrow = size.width < _WIDE
        self._contents.set_class(self._is_narrow, "-narrow")
        self._page.fit(is_narrow=self._is_narrow)

    def _page_view(self) -> PageView:
        page = PageView(self.session.opening(self._place), section=self._place.section, charset=self.session.charset)
        page.fit(is_narrow=self._is_narrow)
        return page

    def work_changed(self) -> None:
        """Draw the marks anew."""
        self._contents.show(self._rows(), (self._place.section, self._place.page))

    def _show_place(self) -> None:
        self.work_changed()
        self._show_status()

    def _rows(self) -> tuple[Row, ...]:
        return self.session.rows(self._place.section)

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _show_status(self) -> None:
        self._status_line.show(*self._status())

    def _status(self) -> tuple[str, Keys]:
        place = self._place
        where = f"{place.section}  page {place.page + 1} of {self.session.page_count(place.section)}"
        if self._contents.has_focus_within:
            return where, FILTERING if isinstance(self.focused, Input) else CHOOSING
        return where, self.focused.keys if isinstance(self.focused, AnswerBox) else READING

    @on(PageView.Opened)
    def _opened(self, event: PageView.Opened) -> None:
        """Do what the first paint does not wait for."""
        if event.view is self._page:
            self._complete()

    @work(group="page", exclusive=True)
    async def _complete(self) -> None:
        # Without the page as an argument: what is started here for good, such as grading, keeps this worker.
        place = self._place
        await self._fill(self._page)
        self.tell_news()
        await self.session.visit(place)
        await self.session.start_grading()

    async def _fill(self, view: PageView) -> None:
        """Load the section, if need be, and show the whole page; not if the learner has gone on meanwhile."""
        place = self._place
        if not self.session.is_loaded(place.section):
            await self.session.load(place.section)
            await asyncio.to_thread(load_widgets, self.session.page(place).blocks)
            garbage.set_aside()
        if view.is_attached and not view.is_filled:
            await view.fill(self.session.page(place), self.session.works(place.section))
            self.call_after_refresh(self._show_place)

    @on(PageView.Completed)
    def _completed(self) -> None:
        if not self._is_loading:
            self._is_loading = True
            self.set_timer(_SOON, self._load_the_rest)
        if self._answer_wanted:
            self.action_answer()

    @work
    async def _load_the_rest(self) -> None:
        """Be ready for what other pages, screens and sections need. All of it stays, so garbage is looked for after."""
        await asyncio.to_thread(load_plots)
        await asyncio.to_thread(load_screens)
        await self.session.load_all()
        garbage.begin()

    # ---- turning pages -------------------------------------------------------------------------------------------

    async def action_next_page(self) -> None:
        """The page after this one, in the next section after the last."""
        await self._turn(+1)

    async def action_previous_page(self) -> None:
        """The page before this one."""
        await self._turn(-1)

    async def _turn(self, by: int) -> None:
        place = self.session.neighbour(self._place, by)
        if place is not None:
            self._place = place
            await self._show_page()

    async def _show_page(self) -> None:
        self._answer_wanted = False
        with self.app.batch_update():
            old, new = self._page, self._page_view()
            self._page = new
            # In this order: Textual looks for what could have the keys next if their owner goes, and would remember
            # the pages that stood side by side.
            self.set_focus(None)
            await remove(old)
            await self.mount(new, after=self._contents)
            _ = self._columns.displayed_children  # Textual remembers those of the last time it was asked for them
            self.set_focus(new, scroll_visible=False)
            if self.session.is_loaded(self._place.section):
                await self._fill(new)
            else:
                self.call_after_refresh(self._show_place)

    def action_home(self) -> None:
        """Give the keys to the page, from a plot on it."""
        self._page.focus(scroll_visible=False)

    def action_contents(self) -> None:
        """To the contents, or back from them."""
        if self._contents.has_focus_within:
            self._leave_contents()
        else:
            self._contents.add_class("-drawer")
            self._contents.focus_list()

    async def action_find(self) -> None:
        """To the contents' filter."""
        self._contents.add_class("-drawer")
        await self._contents.start_filter(self.session.rows(None))

    @on(Contents.Left)
    def _leave_contents(self) -> None:
        self._contents.remove_class("-drawer")
        self._page.focus()

    @on(Contents.PageChosen)
    async def _choose_page(self, event: Contents.PageChosen) -> None:
        self._contents.remove_class("-drawer")
        self._place = await self.session.place(event.section, event.page)
        await self._show_page()

    # ---- beginning anew --------------------------------------------------------------------------------------------

    @work
    async def action_reset(self) -> None:
        """Ask what to begin anew, and do it."""
        from mmltui.tui.screens.choose import ChooseScreen

        section, view = self._place.section, self._current()
        choices = [] if view is None else [(f"This question ({view.block.id})", f"{section}/{view.block.id}")]
        choices += [(f"Section {section}", section), ("Everything", "")]
        scope = await self.app.push_screen_wait(ChooseScreen("Begin what anew? It can be undone with u.", choices))
        if scope is not None:
            await self.session.reset(scope)
            await self._show_page()

    async def action_undo(self) -> None:
        """Take the last reset back."""
        scope = await self.session.undo_reset()
        if scope is None:
            self.notify("There is nothing to undo.", timeout=4)
            return
        self.notify(f"Back again: {scope or 'everything'}.", timeout=4)
        await self._show_page()

    # ---- other screens ---------------------------------------------------------------------------------------------

    @work
    async def action_practice(self) -> None:
        """Mixed questions on what was begun."""
        from mmltui.tui.screens.practice import PracticeScreen

        await self.app.push_screen_wait(PracticeScreen(self.session))
        await self._show_page()

    async def action_workbench(self) -> None:
        """Any expression, with the formulas and the data of this page at hand."""
        from mmltui.tui.screens.workbench import WorkbenchScreen
        from mmltui.tui.worksheet import data_of, formulas_of

        page = self.session.page(self._place) if self.session.is_loaded(self._place.section) else None
        data, formulas = (data_of(page), formulas_of(page)) if page else ({}, ())
        await self.app.push_screen(WorkbenchScreen(self.session, data, formulas))

    @work
    async def action_progress(self) -> None:
        """What has been done, and its export."""
        from mmltui.tui.screens.progress import ProgressScreen

        sections, path = await self.session.summary()
        kind = await self.app.push_screen_wait(ProgressScreen(sections, path, self.session.charset))
        if kind is not None:
            try:
                self.notify(f"Written to {await self.session.export(kind)}", timeout=8)
            except OSError as error:
                self.notify(f"Could not be written: {error}", severity="warning", timeout=8)

    def action_theme(self) -> None:
        """The next set of colours."""
        self.app.theme = theme_after(self.app.theme)

    def action_help(self) -> None:
        """All keys."""
        from mmltui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.session.charset))
