"""A pair of axes around a canvas: numbers to dots, lines, curves and marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from mmltui.plots.canvas import Canvas
from mmltui.plots.charsets import GLYPHS, Charset, spell
from mmltui.plots.drawing import Drawing, Ink, Pane, Values
from mmltui.plots.layout import Axes, Key, Span, cell_of, layout
from mmltui.plots.sampling import Function, Raster, Samples, sample
from mmltui.plots.strokes import Stroke
from mmltui.plots.trace import Floats, Trace, trace

__all__ = ["Axes", "Frame", "Key", "Span"]


class Frame:
    """Axes of `width` x `height` cells, all told; draw into it, then take its `drawing`."""

    def __init__(self, width: int, height: int, charset: Charset, axes: Axes, legend: Sequence[Key] = ()) -> None:
        self.charset, self.glyphs = charset, GLYPHS[charset]
        self._layout = layout(width, height, charset, axes, tuple(legend))
        self.axes = self._layout.axes
        self.canvas = Canvas(self._layout.width, self._layout.height, charset)

    def across(self, x: Floats | float) -> Floats:
        """Dots from the left of x."""
        return _scaled(x, self.axes.x, self.canvas.dots_across - 1)

    def down(self, y: Floats | float) -> Floats:
        """Dots from the top of y."""
        return _scaled(y, (self.axes.y[1], self.axes.y[0]), self.canvas.dots_down - 1)

    def points(self) -> tuple[Floats, Floats]:
        """The x of every dot column (a row) and the y of every dot row (a column), to evaluate a surface on."""
        (x0, x1), (y0, y1) = self.axes.x, self.axes.y
        return (
            np.linspace(x0, x1, self.canvas.dots_across)[None, :],
            np.linspace(y1, y0, self.canvas.dots_down)[:, None],
        )

    def line(self, x: Floats | Sequence[float], y: Floats | Sequence[float], stroke: Stroke) -> None:
        """Join points; the pen lifts at NaN."""
        self.canvas.polyline(self.across(np.asarray(x, float)), self.down(np.asarray(y, float)), stroke)

    def lines(self, paths: Iterable[tuple[Floats, Floats]], stroke: Stroke) -> None:
        """Several paths of one stroke, in one go."""
        lift = np.array([np.nan])
        x, y = ([part for values in axis for part in (values, lift)] for axis in zip(*paths, strict=True))
        self.line(np.concatenate(x), np.concatenate(y), stroke)

    def graph(self, function: Function, stroke: Stroke, *, marked: bool = True) -> None:
        """A function over the whole of x; its poles, its edges and where it leaves the window are marked as well."""
        samples, line = _traced(function, self.raster)
        self.canvas.stroke(line, stroke)
        if marked:
            self._marks(samples, stroke)

    @property
    def raster(self) -> Raster:
        """What a curve has to be looked at for."""
        return Raster(*self.axes.x, self.axes.y, self.canvas.dots_across, self.canvas.dots_down)

    def curve(self, samples: Samples, stroke: Stroke) -> None:
        """A curve that is already sampled, marked as the others are."""
        self.line(samples.x, samples.y, stroke)
        self._marks(samples, stroke)

    def _marks(self, samples: Samples, stroke: Stroke) -> None:
        for pole in samples.poles:
            self.vertical(pole, self.glyphs.pole)
        self._clip_marks(samples.x, samples.y, stroke.ink)
        for x, y in samples.edges:
            self.mark(x, y, self.glyphs.hollow, stroke.ink)

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell of the canvas a point falls into, None outside of the axes."""
        column = cell_of(x, self.axes.x, self.canvas.dots_across, self.glyphs.across)
        row = cell_of(-y, (-self.axes.y[1], -self.axes.y[0]), self.canvas.dots_down, self.glyphs.down)
        return None if column is None or row is None else (column, row)

    def mark(self, x: float, y: float, glyph: str, ink: Ink = Ink.MARK) -> None:
        """A character at a point; above or below the window a ▲ or ▼ at the rim stands for it."""
        cell = self.cell(x, y)
        if cell is None:
            rim = self._rim(x, y)
            if rim is None:
                return
            (column, row), glyph = rim
        else:
            column, row = cell
        self.canvas.write(column, row, glyph, ink)

    def _rim(self, x: float, y: float) -> tuple[tuple[int, int], str] | None:
        low, high = self.axes.y
        if not np.isfinite(x) or np.isnan(y) or low <= y <= high:
            return None
        cell = self.cell(x, low)
        if cell is None:
            return None
        return ((cell[0], 0), self.glyphs.above) if y > high else ((cell[0], self.canvas.height - 1), self.glyphs.below)

    def label(self, x: float, y: float, text: str, ink: Ink = Ink.TEXT) -> None:
        """Words beside a point, where they cover the fewest dots and no other words; none if there is no room."""
        cell = self.cell(x, y)
        if cell is None:
            return
        text = spell(text, self.charset)
        column, row = cell
        length = len(text)
        places = [
            (at, line)
            for line in (row, row - 1, row + 1)
            for at in (column + 2, column - length - 1, column - length // 2)
            if (line != row or at != column - length // 2) and self.canvas.free(at, line, length)
        ]
        if places:
            at, line = min(places, key=lambda place: self.canvas.covered(place[0], place[1], length))
            self.canvas.write(at, line, text, ink)

    def arrow(self, start: tuple[float, float], end: tuple[float, float], stroke: Stroke) -> None:
        """A straight arrow between two points, with its head at the end."""
        self.line([start[0], end[0]], [start[1], end[1]], stroke)
        right = float(self.across(end[0]) - self.across(start[0])) / self.glyphs.across
        up = float(self.down(start[1]) - self.down(end[1])) / self.glyphs.down * 2
        if (right or up) and np.isfinite([right, up]).all() and self.cell(*end):
            self.mark(*end, self.glyphs.head(right, up), stroke.ink)

    def vertical(self, x: float, glyph: str) -> None:
        """A column of characters behind the dots."""
        cell = self.cell(x, self.axes.y[0])
        for row in range(self.canvas.height if cell else 0):
            self.canvas.behind(cell[0] if cell else 0, row, glyph, Ink.FRAME)

    def _clip_marks(self, x: Floats, y: Floats, ink: Ink) -> None:
        """▲ and ▼ where a curve leaves the window at the top or the bottom."""
        low, high = self.axes.y
        with np.errstate(all="ignore"):
            inside = (y >= low) & (y <= high)
            for beyond, row, glyph in (
                (y > high, 0, self.glyphs.above),
                (y < low, self.canvas.height - 1, self.glyphs.below),
            ):
                leaves = np.flatnonzero((inside[:-1] & beyond[1:]) | (beyond[:-1] & inside[1:]))
                for column in {int(cell) for cell in self.across(x[leaves]) // self.glyphs.across}:
                    self.canvas.write(min(max(column, 0), self.canvas.width - 1), row, glyph, ink)

    def notice(self, text: str) -> None:
        """Words in the middle of an empty picture."""
        text = spell(text, self.charset)
        self.canvas.write((self.canvas.width - len(text)) // 2, self.canvas.height // 2, text, Ink.TEXT)

    def zero_line(self) -> None:
        """Where y is 0, behind the dots, if that is inside and not at the rim."""
        cell = self.cell(self.axes.x[0], 0.0)
        if cell and 0 < cell[1] < self.canvas.height - 1:
            pattern = f"{self.glyphs.zero_across} " * (self.canvas.width // 2 + 1)
            self.canvas.behind(0, cell[1], pattern[: self.canvas.width], Ink.FRAME)

    def drawing(self, values: Values | None = None) -> Drawing:
        """The finished picture; `values` are what it says at a point beside x, which else is y."""
        around, canvas = self._layout, self.canvas
        body = [(*edge, *row) for edge, row in zip(around.edge, canvas.rows(), strict=True)]
        x_name, y_name = self.axes.names
        names = (spell(x_name, self.charset), spell(y_name or "y", self.charset))
        corner = around.margin, len(around.above)
        pane = Pane(*corner, canvas.width, canvas.height, self.axes.x, self.axes.y, names, values)
        return Drawing((*around.above, *body, *around.below), (pane,))


@lru_cache(maxsize=64)
def _traced(function: Function, raster: Raster) -> tuple[Samples, Trace]:
    """A function's samples and its dots; kept, for most functions stay as they are while a knob turns."""
    samples = sample(function, raster)
    x = _scaled(samples.x, (raster.low, raster.high), raster.columns - 1)
    y = _scaled(samples.y, (raster.shown[1], raster.shown[0]), raster.rows - 1)
    return samples, trace(x, y, raster.columns, raster.rows)


def _scaled(values: Floats | float, span: Span, dots: int) -> Floats:
    """Linear from `span` to `0 … dots`; halves first, so that no difference of two huge numbers overflows."""
    low, high = span
    with np.errstate(all="ignore"):
        share = (np.asarray(values, np.float64) / 2 - low / 2) / (high / 2 - low / 2)
        return np.asarray(share * dots, np.float64)
