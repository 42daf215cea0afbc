"""A pair of axes around a canvas: numbers to dots, round tick marks, a title and a legend that overlap nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from mmltui.plots.canvas import Canvas, Floats
from mmltui.plots.charsets import GLYPHS, Charset, spell
from mmltui.plots.drawing import Drawing, Ink, Pane, Row, Run, row_width, short, text_drawing
from mmltui.plots.strokes import PERIOD, Stroke
from mmltui.plots.ticks import Ticks, ticks

Span = tuple[float, float]
_GAP = "   "
_FOOT, _LEAST_ROWS = 2, 4
_HUGE = 1e300


@dataclass(frozen=True, slots=True)
class Axes:
    """What a frame shows: the ranges and names of x and y, and whether one unit is equally long on both.

    `unit_pi` marks x at fractions of pi; `margin` is the least width of the y axis, so that panes line up;
    `marks` are the places of ticks on x, instead of round numbers.
    """

    x: Span
    y: Span
    names: tuple[str, str] = ("x", "")
    title: str = ""
    equal: bool = False
    margin: int = 0
    marks: tuple[float, ...] = ()
    unit_pi: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: a stroke or a mark, and what it stands for."""

    sign: Stroke | str
    label: str
    ink: Ink = field(default=Ink.MARK)


class Frame:
    """Axes of `width` x `height` cells, all told; draw into it, then take its `drawing`."""

    def __init__(self, width: int, height: int, charset: Charset, axes: Axes, legend: Sequence[Key] = ()) -> None:
        self.charset, self.glyphs = charset, GLYPHS[charset]
        axes = replace(axes, x=_sound(axes.x), y=_sound(axes.y))
        self._width = width
        spare = max(height - _FOOT - _LEAST_ROWS, 0)  # where there is little room the legend goes first, then the title
        self._title = spell(axes.title, charset) if spare else ""
        self._legend = _flowed([_entry(key, charset) for key in legend], width)[: max(spare - 1, 0)]
        rows = max(height - _FOOT - bool(self._title) - len(self._legend), 2)
        axes = axes if not axes.equal else _equal(axes, width - 7, rows, charset)
        self._y_ticks = ticks(*axes.y, max(3, rows // 3))
        labels = [spell(label, charset) for label in self._y_ticks.labels]
        self._margin = min(max(max(map(len, labels), default=1) + 1, axes.margin), width // 3)
        if axes.equal:  # the margin is now known
            axes = _equal(axes, width - self._margin, rows, charset)
            self._y_ticks = ticks(*axes.y, max(3, rows // 3))
        self.canvas = Canvas(max(width - self._margin, 2), rows, charset)
        self.axes = axes

    def across(self, x: Floats | float) -> Floats:
        """Dots from the left of x."""
        return _scaled(x, self.axes.x, self.canvas.dots_across - 1)

    def down(self, y: Floats | float) -> Floats:
        """Dots from the top of y."""
        dots = self.canvas.dots_down - 1
        return dots - _scaled(y, self.axes.y, dots)

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

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell of the canvas a point falls into, None outside of the axes."""
        last_column, last_row = self.canvas.dots_across - 1, self.canvas.dots_down - 1
        column = _share(x, self.axes.x) * last_column
        row = last_row - _share(y, self.axes.y) * last_row
        if not (-0.5 <= column < last_column + 0.5 and -0.5 <= row < last_row + 0.5):
            return None
        return int(column + 0.5) // self.glyphs.across, int(row + 0.5) // self.glyphs.down

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

    def clip_marks(self, x: Floats, y: Floats, ink: Ink) -> None:
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

    def drawing(self, values: Callable[[float], Sequence[tuple[str, float]]] | None = None) -> Drawing:
        """The finished picture; `values` are what its curves say at an x."""
        margin, canvas = self._margin, self.canvas
        head = ([_centred(self._title, self._width, margin)] if self._title else []) + self._legend
        body = [(*edge, *row) for edge, row in zip(self._edge(), canvas.rows(), strict=True)]
        above = text_drawing(head, self._width, len(head)).rows
        below = text_drawing(self._foot(), self._width, _FOOT).rows
        x_name, y_name = self.axes.names
        names = (spell(x_name, self.charset), spell(y_name or "y", self.charset))
        pane = Pane(margin, len(head), canvas.width, canvas.height, self.axes.x, self.axes.y, names, values)
        return Drawing((*above, *body, *below), (pane,))

    def _edge(self) -> list[Row]:
        """The y axis with its labels, row by row."""
        blank = " " * (self._margin - 1)
        rows: list[Row] = [(Run(blank + self.glyphs.vertical, Ink.FRAME),)] * self.canvas.height
        taken = -2
        for place, label in sorted(zip(self._y_ticks.places, self._y_ticks.labels, strict=True), reverse=True):
            cell = self.cell(self.axes.x[0], place)
            if cell and cell[1] > taken + 1:
                taken = cell[1]
                text = spell(label, self.charset)[: self._margin - 1].rjust(self._margin - 1)
                rows[taken] = (Run(text, Ink.TEXT), Run(self.glyphs.tick_left, Ink.FRAME))
        return rows

    def _foot(self) -> list[Row]:
        """The x axis, and below it its labels with the axes' names at the end."""
        width, margin = self.canvas.width, self._margin
        line, labels = [self.glyphs.horizontal] * width, [" "] * (margin + width)
        marks = ticks(*self.axes.x, max(3, width // 11), unit_pi=self.axes.unit_pi)
        if self.axes.marks:
            marks = Ticks(self.axes.marks, tuple(short(mark) for mark in self.axes.marks))
        ends = [0]
        for place, plain_label in zip(marks.places, marks.labels, strict=True):
            cell = self.cell(place, self.axes.y[0])
            if cell is None:
                continue
            line[cell[0]] = self.glyphs.tick_below
            label = spell(plain_label, self.charset)
            start = min(max(margin + cell[0] - len(label) // 2, 0), len(labels) - len(label))
            if start >= ends[-1] + (len(ends) > 1):
                labels[start : start + len(label)] = label
                ends += [start, start + len(label)]
        _put_name(labels, self._names(marks), [*ends, len(labels)])
        corner = " " * (margin - 1) + self.glyphs.corner
        return [(Run(corner + "".join(line), Ink.FRAME),), (Run("".join(labels), Ink.TEXT),)]

    def _names(self, marks: Ticks) -> str:
        x_name, y_name = self.axes.names
        name = _offset(x_name or "x", marks.offset) if marks.offset else x_name
        if self._y_ticks.offset:
            name = f"{_offset(y_name or 'y', self._y_ticks.offset)} upwards, {name}"
        elif y_name and self.axes.equal:
            name = f"{name} →, {y_name} ↑"
        return spell(name, self.charset)[: self._width // 2]


def _put_name(labels: list[str], name: str, ends: list[int]) -> None:
    """The axis' name at the right end, or else in the middle of the last gap between labels that holds it."""
    gaps = [(ends[at], ends[at + 1]) for at in range(0, len(ends), 2)]
    for start, end in reversed(gaps):
        last = end == len(labels)
        room = end - start - (1 if last else 2)
        if len(name) <= room:
            place = end - len(name) if last else start + (end - start - len(name)) // 2
            labels[place : place + len(name)] = name
            return


def _offset(name: str, offset: str) -> str:
    return f"{name} + {offset[1:]}" if offset.startswith("-") else f"{name} - {offset}"


def _share(value: float, span: Span) -> float:
    """Where a single number lies between the ends of a span, 0 … 1."""
    low, high = span
    return (value / 2 - low / 2) / (high / 2 - low / 2)


def _scaled(values: Floats | float, span: Span, dots: int) -> Floats:
    """Linear from `span` to `0 … dots`; halves first, so that no difference of two huge numbers overflows."""
    low, high = span
    with np.errstate(all="ignore"):
        share = (np.asarray(values, np.float64) / 2 - low / 2) / (high / 2 - low / 2)
        return np.asarray(share * dots, np.float64)


def _sound(span: Span) -> Span:
    """A range whose ends can be subtracted, the lower first, even where an author's numbers are beyond all bounds."""
    low, high = (min(max(end, -_HUGE), _HUGE) for end in span)
    return (low, high) if low < high else (-1.0, 1.0) if low != high else (low - 1.0 - abs(low), low + 1.0 + abs(low))


def _equal(axes: Axes, width: int, rows: int, charset: Charset) -> Axes:
    """Widen the range that is too short, about its middle, until a unit is as long across as up."""
    glyphs = GLYPHS[charset]
    across = max(width * glyphs.across - 1, 1)
    up = max((rows * glyphs.down - 1) * glyphs.aspect, 1)
    (x0, x1), (y0, y1) = axes.x, axes.y
    unit = max((x1 - x0) / across, (y1 - y0) / up)
    x_middle, y_middle = x0 / 2 + x1 / 2, y0 / 2 + y1 / 2
    half_x, half_y = unit * across / 2, unit * up / 2
    x, y = (x_middle - half_x, x_middle + half_x), (y_middle - half_y, y_middle + half_y)
    return replace(axes, x=_sound(x), y=_sound(y))


def _entry(key: Key, charset: Charset) -> Row:
    label = Run(f" {spell(key.label, charset)}", Ink.TEXT)
    if isinstance(key.sign, str):
        return (Run(key.sign, key.ink), label)
    if charset == "ascii":
        return (Run(3 * key.sign.letter or ".:'", key.sign.ink), label)
    return (*_sample(key.sign, charset), label)


@lru_cache(maxsize=64)
def _sample(stroke: Stroke, charset: Charset) -> Row:
    """One period of a stroke, drawn as the canvas draws it."""
    canvas = Canvas(PERIOD // 2, 1, charset)
    height = 1.0 if charset == "braille" else 0.0
    canvas.polyline(np.array([0.0, PERIOD - 1.0]), np.array([height, height]), stroke)
    return canvas.rows()[0]


def _flowed(entries: Sequence[Row], width: int) -> list[Row]:
    """Legend entries side by side, on as few rows as hold them."""
    rows: list[Row] = []
    for entry in entries:
        if rows and row_width(rows[-1]) + len(_GAP) + row_width(entry) <= width:
            rows[-1] = (*rows[-1], Run(_GAP), *entry)
        else:
            rows.append((Run(" "), *entry))
    return rows


def _centred(title: str, width: int, margin: int) -> Row:
    start = max(margin + (width - margin - len(title)) // 2, 0)
    return (Run(" " * min(start, max(width - len(title), 0)) + title, Ink.TEXT),)
