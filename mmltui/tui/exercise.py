"""One question of a page: its words, the answer box with the reading below, the verdict, the help asked for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from mmltui.tui.answer_box import AnswerBox
from mmltui.tui.boxes import AnswerWidget, answer_box, shows_options
from mmltui.tui.gaps import filled
from mmltui.tui.markdown import MathsMarkdown
from mmltui.tui.marks import glyph
from mmltui.tui.plot_answer import answer_view
from mmltui.tui.reading import read_back
from mmltui.tui.verdict import VerdictPanel
from mmltui.tui.work import Asked, Result, Work

if TYPE_CHECKING:
    from mmltui.typeset import Charset

_A_BLINK = 0.3
_NEW = 0.5  # seconds in which all of a verdict is on the page, and nobody has looked elsewhere
_HEAD = 2  # rows of a verdict that say what it is


class HelpPanel(Vertical):
    """A hint or the solution."""

    DEFAULT_CSS = """
    HelpPanel {
        height: auto;
        margin: 0 0 1 0;
        border-left: wide $accent 50%;
        .help--label { padding: 0 1; color: $accent; text-style: bold; }
    }
    """

    def __init__(self, label: str, markdown: str, *, charset: Charset) -> None:
        super().__init__()
        self._label = label
        self._markdown = markdown
        self._charset = charset

    def compose(self) -> ComposeResult:
        """The label above the text."""
        yield Static(self._label, classes="help--label", markup=False)
        yield MathsMarkdown(self._markdown, charset=self._charset)


class ExerciseView(Vertical):
    """Takes what is known of the exercise as `work`; everything the learner does here is posted."""

    DEFAULT_CSS = """
    ExerciseView {
        height: auto;
        margin: 1 0;
        padding: 0 0 0 1;
        border-left: outer $secondary 50%;
        &.-solved { border-left: outer $success 60%; }
        &:focus-within { border-left: outer $primary; }
        Markdown { padding: 0 1; }
        MarkdownBlock:last-child { margin: 0; }
        .exercise--title { padding: 0 1; text-style: bold; color: $secondary; }
        .answer--box { margin: 1 0 0 0; }
        .exercise--template { margin: 1 0 0 0; padding: 0 1; height: auto; }
        .exercise--reading { height: auto; min-height: 1; padding: 0 1; color: $text-muted; }
    }
    """

    class Submitted(Message):
        """Enter was pressed on an answer."""

        def __init__(self, view: ExerciseView, submission: str) -> None:
            super().__init__()
            self.view = view
            self.submission = submission

        @property
        def control(self) -> ExerciseView:
            """The exercise that was answered."""
            return self.view

    class DraftChanged(Message):
        """The text in the box is another."""

        def __init__(self, view: ExerciseView, draft: str) -> None:
            super().__init__()
            self.view = view
            self.draft = draft

    def __init__(self, asked: Asked, work: Work, *, charset: Charset) -> None:
        super().__init__(id=f"exercise-{asked.block.id}")
        self.asked = asked
        self.block = asked.block
        self._work = work
        self._charset = charset
        self._verdict_at = -_NEW
        self._box = answer_box(asked.block.exercise, work, charset)
        template = asked.block.source.get("template")
        self._template = template if isinstance(template, str) else None
        # Kept, not looked up: a verdict may come when the page has been turned, and these have left it already.
        self._head = Static(self._title(), classes="exercise--title")
        self._filled = Static(classes="exercise--template")
        self._reading = Static(classes="exercise--reading")
        self._reading.display = not shows_options(self._box)
        self.set_class(work.state == "solved", "-solved")

    def compose(self) -> ComposeResult:
        """Title, question, box, reading; the verdict and the help that were there before."""
        from mmltui.course.questions import question_markdown

        yield self._head
        apart = shows_options(self._box) or self._template is not None
        yield MathsMarkdown(self.block.question if apart else question_markdown(self.block), charset=self._charset)
        if self._template is not None:
            yield self._filled
        yield self._box
        yield self._reading
        if self._work.result is not None:
            yield self._panel(self._work.result)
        yield from self._help_after(Work())

    def on_resize(self) -> None:
        """Set the reading anew for the width; at first, that of a draft that was kept."""
        self._read()

    @property
    def work(self) -> Work:
        """What is known of the exercise."""
        return self._work

    @property
    def answer(self) -> AnswerWidget:
        """The answer box."""
        return self._box

    @property
    def _judged(self) -> str | None:
        return self._work.result.submission if self._work.result else None

    def update(self, work: Work) -> None:
        """Show what has become of the exercise: a new verdict, a further hint, the solution."""
        before, self._work = self._work, work
        self.set_class(work.state == "solved", "-solved")
        self._head.update(self._title())
        if work.result is not None and work.result is not before.result:
            self._show_verdict(work.result)
        self._show_help(before)

    def await_verdict(self) -> None:
        """Say so where a verdict takes longer than a blink."""
        waiting = self._work
        self.set_timer(_A_BLINK, lambda: self._say_judging(waiting))

    def _say_judging(self, waiting: Work) -> None:
        if self._work is waiting:
            self._reading.update(Content.styled("judging", "italic $text-muted"))

    def _title(self) -> Content:
        mark = glyph(self._work.mark, self._charset)
        notes = {
            "optional: a guess before reading on": self.asked.optional,
            "changed since you solved it": self._work.changed,
        }
        note = "".join(f"  {words}" for words, applies in notes.items() if applies)
        return Content.assemble(f"{mark} {self.block.title or 'Question'}", (note, "italic $text-muted not bold"))

    def _help_after(self, before: Work) -> Iterator[Widget]:
        """What help is on show now and was not before."""
        for hint in self._work.hints[len(before.hints) :]:
            yield HelpPanel("Hint", hint, charset=self._charset)
        if self._work.solution is not None and before.solution is None:
            yield HelpPanel("Solution", self._work.solution, charset=self._charset)

    def _show_help(self, before: Work) -> None:
        panels = list(self._help_after(before))
        if panels:
            self.mount_all(panels)
            self.call_after_refresh(panels[-1].scroll_visible, animate=False)

    def _show_verdict(self, result: Result) -> None:
        self._box.remember(result.submission)
        self._read()
        self.query(VerdictPanel).remove()
        self.mount(self._panel(result), after=self._reading)
        self._verdict_at = time.monotonic()

    def _panel(self, result: Result) -> VerdictPanel:
        picture = answer_view(self.block.source, result, self._charset)
        return VerdictPanel(result, charset=self._charset, picture=picture)

    @on(VerdictPanel.Grown)
    def _show_new_panel(self, event: VerdictPanel.Grown) -> None:
        event.stop()
        if time.monotonic() - self._verdict_at < _NEW:
            self.call_after_refresh(self._show_panel, event.panel)

    def _show_panel(self, panel: Widget) -> None:
        """As much of it as there is room for; the answer stays in sight where the verdict's head fits below it."""
        if not panel.is_attached:
            return  # the page was turned meanwhile, or another verdict has come
        room = next(ancestor.size.height for ancestor in self.ancestors if isinstance(ancestor, VerticalScroll))
        fits_below = panel.virtual_region.y + _HEAD - self._box.virtual_region.y <= room
        panel.scroll_visible(animate=False, top=panel.size.height > room)
        if self._box.has_focus and fits_below:
            self.call_after_refresh(self._box.scroll_visible, animate=False)

    def _read(self) -> None:
        reading = self._reading
        text, width = self._box.value, reading.content_size.width
        if not text:
            reading.update(Content.styled(self._box.hint, "italic $text-muted"))
        elif self._work.result is not None and self._work.result.marks_place and text == self._judged:
            reading.update("")  # the panel says the same
        else:
            reading.update(read_back(self.block.exercise.ask, text, self._charset, width))
        if self._template is not None:
            gap = self._box.gap if self._box.has_focus else -1
            self._filled.update(filled(self._template, text, gap))

    @on(AnswerBox.Edited)
    def _draft_changed(self, event: AnswerBox.Edited) -> None:
        event.stop()
        self._read()
        if self._box.has_focus:
            self._box.scroll_visible(animate=False)
        self.query(VerdictPanel).set_class(event.value != self._judged, "-stale")
        self.post_message(self.DraftChanged(self, event.value))

    @on(AnswerBox.Submitted)
    def _submitted(self, event: AnswerBox.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted(self, event.value))
