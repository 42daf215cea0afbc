"""What every screen with questions on it does: judge, hint, show the solution, skip, dispute."""

from __future__ import annotations

import json
import shlex
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import on
from textual.events import DescendantFocus
from textual.screen import Screen

from mmltui.tui.answer_box import AnswerBox
from mmltui.tui.screens.calm import Calm
from mmltui.tui.session import Session

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.worker import WorkType

    from mmltui.tui.exercise import ExerciseView

_AT_REST = 0.2  # seconds after another size, when all has been laid out in it


class AnsweringScreen(Calm, Screen[None]):
    """Knows which question the learner is at; what comes of an answer goes through the session."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._at: ExerciseView | None = None
        self._answer_wanted = False
        self._laid_out_in: Size | None = None

    async def on_resize(self) -> None:
        """Keep the box in sight that the learner types into."""
        if self._laid_out_in not in (None, self.app.size):
            self.set_timer(_AT_REST, self._show_box)
        self._laid_out_in = self.app.size

    def _show_box(self) -> None:
        if self.focused is not None and self.focused.has_class(AnswerBox.CLASS):
            self.focused.scroll_visible(animate=False)

    def work_changed(self) -> None:
        """Called after something was done to an exercise."""

    def tell_news(self) -> None:
        """Say what has come up about where progress is kept, such as a full disk: once, and for long."""
        news = self.session.news()
        if news is not None:
            self.notify(news, title="Your progress", severity="warning", timeout=30)

    def _changed(self) -> None:
        self.tell_news()
        self.work_changed()

    # ---- which question ------------------------------------------------------------------------------------------

    def _views(self) -> list[ExerciseView]:
        return cast("list[ExerciseView]", list(self.query("ExerciseView")))

    def _current(self) -> ExerciseView | None:
        """The question one is at, else the first that is open, else the first."""
        views = self._views()
        if self._at in views:
            return self._at
        return next((view for view in views if _is_open(view)), views[0] if views else None)

    def _next_open(self) -> ExerciseView | None:
        """The question one is at or the first after it that is open, else the current one."""
        views = self._views()
        start = views.index(self._at) if self._at in views else 0
        ahead = [*views[start:], *views[:start]]
        return next((view for view in ahead if _is_open(view)), self._current())

    def action_answer(self) -> None:
        """To the box of the next open question."""
        view = self._next_open()
        self._answer_wanted = view is None
        if view is not None:
            self.set_focus(view.answer)

    @on(DescendantFocus)
    def _note_question(self, event: DescendantFocus) -> None:
        for view in self._views():
            if view in event.widget.ancestors:
                self._at = view

    @on(AnswerBox.Left)
    def _leave_box(self) -> None:
        self.set_focus(next(iter(self.query(".answering--home")), None))

    # ---- judging ---------------------------------------------------------------------------------------------------

    # Handlers by their names, not by `@on`: the first paint does not wait for the widget to be imported.

    def on_exercise_view_draft_changed(self, event: ExerciseView.DraftChanged) -> None:
        """Keep it, for the page may be left at any time."""
        self.session.keep_draft(event.view.asked, event.draft)

    def on_exercise_view_submitted(self, event: ExerciseView.Submitted) -> None:
        """Judge the answer."""
        view = event.view
        # Not yet a coroutine, which would be missed if the learner left before it begins.
        judge: WorkType[None] = partial(self._judge_answer, view, event.submission)
        self.run_worker(judge, group=f"judge {view.block.id}", exclusive=True)

    async def _judge_answer(self, view: ExerciseView, submission: str) -> None:
        view.await_verdict()
        work = await self.session.judge(view.asked, submission)
        if view.is_attached:
            view.update(work)
        self._changed()

    # ---- help ------------------------------------------------------------------------------------------------------

    async def action_hint(self) -> None:
        """The next hint."""
        view = self._current()
        if view is None:
            return
        before = view.work
        view.update(await self.session.take_hint(view.asked))
        if view.work == before:
            self.notify("Nothing more to say without the solution: s, or F3 while typing.", timeout=4)
        self._changed()

    async def action_solution(self) -> None:
        """The solution."""
        await self._show_solution(skipped=False)

    async def action_skip(self) -> None:
        """The answer, and on to the next open question."""
        await self._show_solution(skipped=True)

    async def _show_solution(self, *, skipped: bool) -> None:
        view = self._current()
        if view is not None:
            view.update(await self.session.see_solution(view.asked, skipped=skipped))
            self._changed()

    def action_dispute(self) -> None:
        """Copy exercise and submission as a line for `mmltui grade`, to send to the author."""
        view = self._current()
        if view is None or view.work.result is None:
            self.notify("There is no verdict to dispute yet.", timeout=4)
            return
        self.app.copy_to_clipboard(dispute_line(view.asked.name, view.block.source, view.work.result.submission))
        self.notify("Copied as a command that repeats the verdict. Send it to the author.", timeout=4)


def _is_open(view: ExerciseView) -> bool:
    return view.work.state != "solved" and view.work.solution is None


def dispute_line(name: str, table: object, submission: str) -> str:
    """A shell command that judges the same answer to the same exercise again."""
    line = json.dumps({"id": name, "exercise": table, "submission": submission}, ensure_ascii=False, default=str)
    return f"printf '%s\\n' {shlex.quote(line)} | mmltui grade"
