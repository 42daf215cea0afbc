"""The screen one studies on: contents, a page, the line at the foot."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import DescendantFocus
from textual.screen import Screen

from mmltui.tui.answer import AnswerInput
from mmltui.tui.commands import COMMANDS
from mmltui.tui.contents import Contents
from mmltui.tui.exercise import ExerciseView
from mmltui.tui.page import PageView
from mmltui.tui.screens.help import HelpScreen
from mmltui.tui.session import Place, Session
from mmltui.tui.status import READING, TYPING, StatusLine
from mmltui.tui.themes import after as theme_after

_DRAFTS_EVERY = 0.5  # seconds: what a killed terminal may cost


class StudyScreen(Screen[None]):
    """Owns where the learner is; everything else is asked of the session."""

    AUTO_FOCUS = "PageView"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]  # noqa: RUF012  typed, as no class variable, by Screen
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in COMMANDS]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._place = session.start
        self._last_exercise: str | None = None
        self._answer_wanted = False

    # ---- what is on the screen -------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Contents, page, status; the contents are a drawer where the terminal is narrow."""
        with Horizontal():
            yield Contents(charset=self._session.charset, id="contents")
            yield self._page_view()
        yield StatusLine()

    def on_mount(self) -> None:
        """Fill in the contents; start the grading process once the first page is painted."""
        self._show_contents()
        self._show_status()
        self.set_interval(_DRAFTS_EVERY, self._session.save_drafts)
        if self._session.notice:
            self.notify(self._session.notice, title="Your progress", severity="warning", timeout=30)

    def _page_view(self) -> PageView:
        place = self._place
        return PageView(self._session.opening(place), charset=self._session.charset)

    def _show_contents(self) -> None:
        place = self._place
        self.query_one(Contents).show(self._session.rows(place.section), (place.section, place.page))

    def _show_status(self) -> None:
        place = self._place
        where = f"{place.section}  page {place.page + 1} of {self._session.page_count(place.section)}"
        self.query_one(StatusLine).show(where, TYPING if isinstance(self.focused, AnswerInput) else READING)

    @on(PageView.Opened)
    def _opened(self, event: PageView.Opened) -> None:
        """Do what the first paint does not wait for."""
        self._complete(event.view, self._place)

    @work(group="page", exclusive=True)
    async def _complete(self, view: PageView, place: Place) -> None:
        await self._fill(view, place)
        await self._session.visit(place)
        await self._session.start_grading()

    async def _fill(self, view: PageView, place: Place) -> None:
        """Load the section, if need be, and show the whole page; not if the learner has gone on meanwhile."""
        await self._session.load(place.section)
        if view.is_attached and not view.is_filled:
            await view.fill(self._session.page(place), self._session.works(place.section))
            if self._answer_wanted:
                self.action_answer()
            self._show_contents()
            self._show_status()

    async def _go(self, place: Place) -> None:
        self._place = place
        self._last_exercise = None
        self._answer_wanted = False
        with self.app.batch_update():
            old = self.query_one(PageView)
            new = self._page_view()
            await self.mount(new, after=old)
            await old.remove()
            new.focus(scroll_visible=False)
            if self._session.is_loaded(place.section):
                await self._fill(new, place)
                return
        self._show_contents()
        self._show_status()

    # ---- turning pages -----------------------------------------------------------------------------------------

    async def action_next_page(self) -> None:
        """The page after this one, in the next section after the last."""
        await self._turn(+1)

    async def action_previous_page(self) -> None:
        """The page before this one."""
        await self._turn(-1)

    async def _turn(self, by: int) -> None:
        place = self._session.neighbour(self._place, by)
        if place is not None:
            await self._go(place)

    def action_contents(self) -> None:
        """To the contents, or back from them."""
        contents = self.query_one(Contents)
        if contents.has_focus_within:
            self._leave_contents()
        else:
            self.add_class("-drawer")
            contents.focus_list()

    def action_find(self) -> None:
        """To the contents' filter."""
        self.add_class("-drawer")
        self.query_one(Contents).start_filter()

    @on(Contents.Left)
    def _leave_contents(self) -> None:
        self.remove_class("-drawer")
        self.query_one(PageView).focus()

    @on(Contents.PageChosen)
    async def _choose_page(self, event: Contents.PageChosen) -> None:
        self.remove_class("-drawer")
        await self._go(await self._session.place(event.section, event.page))

    # ---- answering -----------------------------------------------------------------------------------------------

    def action_answer(self) -> None:
        """To the box of the question one was at, else of the first that is open."""
        view = self._exercise()
        self._answer_wanted = view is None
        if view is not None:
            self.set_focus(view.answer)

    def _exercise(self) -> ExerciseView | None:
        views = self.query_one(PageView).exercises()
        by_id = {view.block.id: view for view in views}
        if self._last_exercise in by_id:
            return by_id[self._last_exercise]
        return next((view for view in views if view.work.state != "solved"), views[0] if views else None)

    @on(DescendantFocus)
    def _note_focus(self, event: DescendantFocus) -> None:
        for ancestor in event.widget.ancestors:
            if isinstance(ancestor, ExerciseView):
                self._last_exercise = ancestor.block.id
        self._show_status()

    @on(AnswerInput.Left)
    def _leave_box(self) -> None:
        self.query_one(PageView).focus(scroll_visible=False)

    @on(ExerciseView.DraftChanged)
    def _keep_draft(self, event: ExerciseView.DraftChanged) -> None:
        self._session.keep_draft(self._place.section, event.exercise, event.draft)

    @on(ExerciseView.Submitted)
    def _judge(self, event: ExerciseView.Submitted) -> None:
        judging = self._judge_answer(event.view, self._place.section, event.submission)
        self.run_worker(judging, group=f"judge {event.view.block.id}", exclusive=True)

    async def _judge_answer(self, view: ExerciseView, section: str, submission: str) -> None:
        work = await self._session.judge(section, view.block, submission)
        if view.is_attached:
            view.update(work)
        self._show_contents()

    # ---- help ------------------------------------------------------------------------------------------------------

    async def action_hint(self) -> None:
        """The next hint of the question one is at."""
        view = self._exercise()
        if view is not None:
            view.update(await self._session.take_hint(self._place.section, view.block))

    async def action_solution(self) -> None:
        """The solution of the question one is at."""
        view = self._exercise()
        if view is not None:
            view.update(await self._session.see_solution(self._place.section, view.block))

    def action_theme(self) -> None:
        """The next set of colours."""
        self.app.theme = theme_after(self.app.theme)

    def action_help(self) -> None:
        """All keys."""
        self.app.push_screen(HelpScreen(self._session.charset))
