"""A plot that a learner turns: arrows for the knobs, the mouse to read off, `r` to see what was predicted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from mmltui.plots.charsets import Charset, spell
from mmltui.plots.drawing import Drawing, Ink, row_width
from mmltui.plots.knobs import Knob
from mmltui.plots.plot import Plot, draw
from mmltui.tui.plot_ink import CLASSES, COLOURS, ink_styles
from mmltui.tui.plot_keys import fitting, key_hints

_FRAMES_A_SECOND = 12


class PlotView(Widget, can_focus=True):
    """Shows a plot and turns its knobs. It is drawn only after it is first painted, since that imports numpy."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "turn", show=False),
        Binding("right", "turn(1)", "turn"),
        Binding("shift+left", "turn(-10)", "turn fast", show=False),
        Binding("shift+right", "turn(10)", "turn fast", show=False),
        Binding("up", "choose(-1)", "knob before", show=False),
        Binding("down", "choose(1)", "next knob", show=False),
        Binding("0", "reset", "reset"),
        Binding("a", "animate", "animate"),
        Binding("r", "reveal", "reveal"),
        Binding("f", "fit", "fit axes", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)
    DEFAULT_CSS = f"""
    PlotView {{
        height: 21;
        max-height: 90vh;
        margin: 0 0 1 0;
        {COLOURS}
    }}
    """

    @dataclass
    class Turned(Message):
        """A knob has a new value."""

        plot: PlotView
        knob: Knob
        value: float

        @property
        def control(self) -> PlotView:
            """The plot whose knob it is."""
            return self.plot

    @dataclass
    class Revealed(Message):
        """What was hidden is shown, or hidden again."""

        plot: PlotView
        shown: bool

        @property
        def control(self) -> PlotView:
            """The plot whose part it is."""
            return self.plot

    revealed: reactive[bool] = reactive(default=False, init=False)
    chosen: reactive[int] = reactive(0, init=False)

    def __init__(self, plot: Plot, *, charset: Charset = "braille", id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.plot = plot
        self.can_focus = bool(plot.knobs or plot.hides)
        self.charset: Charset = charset
        self.values = {knob.name: knob.start for knob in plot.knobs}
        self.drawing = Drawing(())
        self._fit = dict(self.values)
        self._strips: list[Strip] = []
        self._styles: list[Style] = []
        self._pointed = ""
        self._painted = False
        self._animation: Timer | None = None
        self._direction = 1
        self.styles.height = plot.rows + 1

    @property
    def knob(self) -> Knob | None:
        """The knob that the arrows turn."""
        return self.plot.knobs[self.chosen] if self.plot.knobs else None

    def on_mount(self) -> None:
        """Draw once the page has been seen."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._painted = True
        self.redraw()

    def on_resize(self) -> None:
        """Draw for the new size, unless nothing has been painted yet."""
        if self._painted:
            self.redraw()

    def redraw(self) -> None:
        """Work out the picture for the knobs as they stand; only rows that changed are painted again."""
        width, height = self.size
        if not width or not height:
            return
        rows = max(height - 1, 1)
        before = self.drawing.rows
        self.drawing = draw(self.plot, width, rows, self.charset, self.values, fit=self._fit, revealed=self.revealed)
        if len(self._strips) != rows or self._strips[0].cell_length != width:
            self._strips = []
            self.refresh()
            return
        changed = [at for at, (old, new) in enumerate(zip(before, self.drawing.rows, strict=True)) if old != new]
        for at in changed:
            self._strips[at] = self._row(at)
        if changed:
            self.refresh(*(Region(0, at, width, 1) for at in changed))

    def notify_style_update(self) -> None:
        """Colours may have changed."""
        super().notify_style_update()
        self._styles = []
        self._strips = []

    def render_line(self, y: int) -> Strip:
        """One row: of the picture, or the foot with the keys."""
        width = self.size.width
        if not self._styles:
            self._styles = ink_styles(self)
        if not self.drawing.rows:
            alt = spell(self.plot.alt, self.charset) if y == 0 else ""
            return self._line(alt, self._styles[Ink.TEXT])
        if not self._strips:
            self._strips = [self._row(at) for at in range(len(self.drawing.rows))]
        if y < len(self._strips):
            return self._strips[y]
        if y == len(self._strips):
            return self._line(self._foot(width), self._styles[-1])
        return Strip.blank(width, self.rich_style)

    def _row(self, at: int) -> Strip:
        """A row of the picture; all its characters take one cell, so its width is known."""
        row = self.drawing.rows[at]
        return Strip([Segment(run.text, self._styles[run.ink]) for run in row], row_width(row))

    def _line(self, text: str, style: Style) -> Strip:
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, self.rich_style)

    def _foot(self, width: int) -> str:
        """What is under the mouse, or else what the keys do."""
        if self._pointed:
            return spell(f" {self._pointed}", self.charset)[:width]
        keys = key_hints(self.plot, self.chosen, self.charset, moving=bool(self._animation), revealed=self.revealed)
        return fitting(keys, width)

    def on_key(self, event: events.Key) -> None:
        """A knob's own letter moves it on; the arrows keep the knob they have."""
        for knob in self.plot.knobs:
            if knob.key and knob.key == event.key:
                event.stop()
                event.prevent_default()
                self._stop()
                self.turn_to(knob, knob.moved_on(self.values[knob.name]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Keys that can do nothing here are left to the page."""
        match action:
            case "turn" | "reset" | "animate" | "fit":
                return bool(self.plot.knobs)
            case "choose":
                return len(self.plot.knobs) > 1
            case "reveal":
                return self.plot.hides
            case _:
                return True

    def turn_to(self, knob: Knob, value: float) -> None:
        """Give a knob a value, draw, and tell."""
        value = knob.within(value)
        if value != self.values[knob.name]:
            self.values[knob.name] = value
            self.redraw()
            self.post_message(self.Turned(self, knob, value))

    def action_turn(self, steps: int) -> None:
        """Turn the chosen knob; a hand on it ends an animation."""
        self._stop()
        if self.knob is not None:
            self.turn_to(self.knob, self.knob.turned(self.values[self.knob.name], steps))

    def action_choose(self, steps: int) -> None:
        """Take hold of the next knob."""
        self._stop()
        self.chosen = (self.chosen + steps) % len(self.plot.knobs)

    def action_reset(self) -> None:
        """All knobs to their starts, the axes as they were, what was hidden hidden."""
        self._stop()
        self.values = {knob.name: knob.start for knob in self.plot.knobs}
        self._fit = dict(self.values)
        self.revealed = False
        self.redraw()
        for knob in self.plot.knobs:
            self.post_message(self.Turned(self, knob, knob.start))

    def action_animate(self) -> None:
        """Let the chosen knob turn by itself, to its end and back; again to stop."""
        if self._animation:
            self._stop()
        elif self.knob is not None:
            self._direction = 1
            self._animation = self.set_interval(1 / _FRAMES_A_SECOND, self._advance)
            self.refresh()

    def action_reveal(self) -> None:
        """Show what was to be predicted, or hide it again."""
        self.revealed = not self.revealed

    def action_fit(self) -> None:
        """Choose the axes for the knobs as they stand."""
        self._fit = dict(self.values)
        self.redraw()

    def watch_revealed(self, shown: bool) -> None:  # noqa: FBT001 - Textual's signature
        """Draw with or without the hidden part, and tell."""
        self.redraw()
        self.post_message(self.Revealed(self, shown))

    def watch_chosen(self) -> None:
        """The foot names the knob."""
        self.refresh()

    def _advance(self) -> None:
        knob = self.knob
        if knob is None:
            return
        before = self.values[knob.name]
        self.turn_to(knob, knob.turned(before, self._direction))
        if self.values[knob.name] == before:
            self._direction = -self._direction

    def _stop(self) -> None:
        if self._animation:
            self._animation.stop()
            self._animation = None
            self.refresh()

    def on_blur(self) -> None:
        """An animation ends when the learner turns elsewhere."""
        self._stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Read off what is under the mouse."""
        self._point_at(self.drawing.reading(event.x, event.y))

    def on_leave(self) -> None:
        """Back to the keys."""
        self._point_at("")

    def on_click(self, event: events.Click) -> None:
        """On an axis that a knob walks along, put the knob there."""
        numbers = next((found for pane in self.drawing.panes if (found := pane.at(event.x, event.y))), None)
        pane = next((pane for pane in self.drawing.panes if pane.at(event.x, event.y)), None)
        if numbers is None or pane is None:
            return
        for knob in self.plot.knobs:
            if knob.name == pane.names[0]:
                self._stop()
                self.turn_to(knob, knob.turned(knob.start, round((numbers[0] - knob.start) / knob.step)))

    def _point_at(self, reading: str) -> None:
        if reading != self._pointed:
            self._pointed = reading
            self.refresh()
