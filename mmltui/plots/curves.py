"""Kind `curve`: one or several functions of one variable, with a point, tangent, secant or parabola at the knob."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mmltui.errors import LearnerError
from mmltui.plots.charsets import GLYPHS
from mmltui.plots.drawing import Drawing, Ink, short
from mmltui.plots.formula import Along, Formula, canonical_name
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, read_knobs
from mmltui.plots.scene import TALL, View
from mmltui.plots.strokes import SERIES

if TYPE_CHECKING:
    from mmltui.plots.frame import Frame, Key
    from mmltui.plots.sampling import Samples

SHOWS: Final = ("point", "tangent", "secant", "second-derivative")


@dataclass(frozen=True, slots=True)
class Line:
    """One function with the name it has in the legend."""

    formula: Formula
    label: str


@dataclass(frozen=True, slots=True)
class CurveScene:
    """Functions of `var` over `low … high`; a knob named `var` is the point looked at, other knobs are parameters."""

    title: str
    lines: tuple[Line, ...]
    var: str
    low: float
    high: float
    knobs: tuple[Knob, ...] = ()
    unit_pi: bool = False
    window: tuple[float, float] | None = None
    poles: tuple[float, ...] = ()
    marks: tuple[tuple[float, str], ...] = ()
    hides: bool = False
    rows: int = TALL

    def facts(self, view: View) -> tuple[str, ...]:
        """The knobs, then the height and slope at the point."""
        facts = [knob.shown(view.knobs[knob.name]) for knob in self.knobs]
        shows = self._shows()
        if not shows:
            return tuple(facts)
        line, x = self.lines[0], view.knobs.get(self.var, self.low)
        name = line.label or "f"
        facts.append(f"{name} = {short(line.formula.at(view.knobs))}")
        if "tangent" in shows:
            facts.append(f"slope = {short(self._slope(1).at(view.knobs))}")
        if "second-derivative" in shows:
            facts.append(f"second derivative = {short(self._slope(2).at(view.knobs))}")
        if "secant" in shows:
            h = view.knobs["h"]
            rise = line.formula.at({**view.knobs, self.var: x + h}) - line.formula.at(view.knobs)
            facts.append(f"secant slope = {short(rise / h if h else float('nan'), 6)}")
        return tuple(facts)

    def draw(self, view: View) -> Drawing:
        """The curves, in the window they had when the axes were last chosen."""
        import numpy as np

        from mmltui.plots.frame import Axes, Frame
        from mmltui.plots.sampling import Raster, sample, window_of

        fitted = tuple(self._along(line, view.fit) for line in self.lines)
        shown = self.window or window_of(fitted, self.low, self.high, view.width)
        axes = Axes((self.low, self.high), shown, (self.var, ""), self.title, unit_pi=self.unit_pi)

        glyphs = GLYPHS[view.charset]
        raster = Raster(self.low, self.high, shown, view.width * glyphs.across, view.height * glyphs.down)
        samples = [sample(self._along(line, view.knobs), raster) for line in self.lines]
        frame = Frame(view.width, view.height, view.charset, axes, self._legend(view, samples))
        frame.zero_line()
        for pole in self.poles:
            frame.vertical(pole, frame.glyphs.pole)
        for stroke, one in zip(SERIES * 2, samples, strict=False):
            frame.curve(one, stroke)
        if not any(np.isfinite(one.y).any() for one in samples):
            frame.notice(f"no finite value for {self.var} from {short(self.low)} to {short(self.high)}")
        self._at_the_point(frame, view)
        for x, label in self.marks:
            y = fitted[0].at(x)
            frame.mark(x, y, frame.glyphs.star)
            frame.label(x, y, label)
        return frame.drawing(lambda x, _: self._values(x, view))

    def _values(self, x: float, view: View) -> list[tuple[str, float]]:
        knobs = {**view.knobs, self.var: x}
        return [(line.label or "value", line.formula.at(knobs)) for line in self.lines]

    def _along(self, line: Line, knobs: Mapping[str, float]) -> Along:
        return line.formula.along(self.var, knobs)

    def _shows(self) -> tuple[str, ...]:
        return tuple(show for show in SHOWS if any(show in knob.show for knob in self.knobs))

    def _slope(self, order: int) -> Formula:
        slope = self.lines[0].formula
        for _ in range(order):
            slope = slope.derivative(self.var)
        return slope

    def _poles(self, samples: Sequence[Samples]) -> tuple[float, ...]:
        return (*self.poles, *(pole for one in samples for pole in one.poles))

    def _at_the_point(self, frame: Frame, view: View) -> None:
        """The lines through the point and the point itself."""
        import numpy as np

        shows = self._shows()
        if not shows:
            return
        x, y = view.knobs.get(self.var, self.low), self.lines[0].formula.at(view.knobs)
        strokes = iter(SERIES[len(self.lines) :] + SERIES)
        ends = np.array([self.low, self.high])
        if "tangent" in shows:
            frame.line(ends, y + self._slope(1).at(view.knobs) * (ends - x), next(strokes))
        if "secant" in shows:
            h = view.knobs["h"]
            other = self.lines[0].formula.at({**view.knobs, self.var: x + h})
            slope = (other - y) / h if h else float("nan")
            frame.line(ends, y + slope * (ends - x), next(strokes))
            frame.mark(x + h, other, frame.glyphs.hollow)
        if "second-derivative" in shows:
            away = np.linspace(self.low, self.high, 4 * view.width) - x
            slope, bend = self._slope(1).at(view.knobs), self._slope(2).at(view.knobs)
            frame.line(x + away, y + slope * away + bend / 2 * away**2, next(strokes))
        frame.mark(x, y, frame.glyphs.point)

    def _legend(self, view: View, samples: Sequence[Samples]) -> list[Key]:
        from mmltui.plots.frame import Key

        glyphs = GLYPHS[view.charset]
        shows = self._shows()
        keys = [Key(stroke, line.label) for stroke, line in zip(SERIES * 2, self.lines, strict=False) if line.label]
        strokes = iter(SERIES[len(self.lines) :] + SERIES)
        names = {"tangent": "tangent", "secant": "secant", "second-derivative": "parabola with the same bend"}
        keys += [
            Key(next(strokes), names[show]) for show in ("tangent", "secant", "second-derivative") if show in shows
        ]
        if "point" in shows:
            keys.append(Key(glyphs.point, f"at {self.var}"))
        if self._poles(samples):
            keys.append(Key(glyphs.pole, "vertical asymptote", Ink.FRAME))
        if any(one.edges for one in samples):
            keys.append(Key(glyphs.hollow, "edge of the domain"))
        return keys


def read(keys: Keys, title: str) -> CurveScene:
    """Keys: `curves` of { expr, label }, `var`, `range`; also `knobs`, `window`, `poles`, `marks` of { at, label }."""
    var = canonical_name(keys.text("var", "x"))
    low, high = keys.range("range")
    knobs = read_knobs(keys, shows=SHOWS, ends={var: (low, high)})
    names = [var, *(knob.name for knob in knobs)]
    lines = []
    for one in keys.tables("curves", required=True):
        lines.append(Line(one.formula("expr", names), one.text("label", "")))
        one.finish()
    shows = [show for knob in knobs for show in knob.show]
    if shows and var not in [knob.name for knob in knobs]:
        raise keys.refused("knobs", f"to show a {shows[0]} there must be a knob '{var}', which says where")
    if "secant" in shows and "h" not in names:
        raise keys.refused("knobs", "to show a secant there must be a knob 'h', the distance to its second point")
    window = keys.range("window") if keys.has("window") else None
    marks = []
    for one in keys.tables("marks"):
        marks.append((one.number("at"), one.text("label")))
        one.finish()
    scene = CurveScene(
        title,
        tuple(lines),
        var,
        low,
        high,
        knobs,
        keys.in_pi("range"),
        window,
        tuple(keys.numbers("poles", ())),
        tuple(marks),
    )
    if "tangent" in shows or "second-derivative" in shows:
        _differentiable(keys, lines[0].formula, var)
    return scene


def _differentiable(keys: Keys, function: Formula, var: str) -> None:
    try:
        function.derivative(var).derivative(var)
    except LearnerError as error:
        message = f"'{function.text}' has no derivative that could be shown: {error.message}"
        raise keys.refused("curves[0].expr", message) from error
