"""What stands around a canvas: title, legend, the y axis and the x axis, with round marks that overlap nothing.

It depends on the axes alone, which stay put while a knob turns: a layout is worked out once and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np

from mmltui.plots.canvas import Canvas
from mmltui.plots.charsets import GLYPHS, Charset, spell
from mmltui.plots.drawing import Ink, Row, Run, row_width, short, text_drawing
from mmltui.plots.strokes import PERIOD, SHARED, Stroke
from mmltui.plots.ticks import Ticks, ticks

Span: TypeAlias = tuple[float, float]

_GAP: Final = "   "
_FOOT: Final = 2
_LEAST_ROWS: Final = 4
_HUGE: Final = 1e300


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


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows above and below a canvas of `width` x `height` cells and the pieces to its left; its final axes."""

    axes: Axes
    margin: int
    width: int
    height: int
    above: tuple[Row, ...]
    edge: tuple[Row, ...]
    below: tuple[Row, ...]


@lru_cache(maxsize=64)
def layout(width: int, height: int, charset: Charset, axes: Axes, legend: tuple[Key, ...]) -> Layout:
    """Everything but the canvas, for `width` x `height` cells all told."""
    axes = replace(axes, x=sound(axes.x), y=sound(axes.y))
    spare = max(height - _FOOT - _LEAST_ROWS, 0)  # where there is little room the legend goes first, then the title
    title = spell(axes.title, charset) if spare else ""
    entries = _flowed([_entry(key, charset) for key in _complete(legend, charset)], width)[: max(spare - 1, 0)]
    rows = max(height - _FOOT - bool(title) - len(entries), 2)
    axes = axes if not axes.equal else _equal(axes, width - 7, rows, charset)
    y_ticks = ticks(*axes.y, max(3, rows // 3))
    counted = _counted(axes, _x_ticks(axes, width), y_ticks) if spare else ""
    if counted:
        entries.append((Run(f" {spell(counted, charset)}", Ink.TEXT),))
        rows = max(rows - 1, 2)
    widest = max((len(spell(label, charset)) for label in y_ticks.labels), default=1)
    margin = min(max(widest + 1, axes.margin), width // 3)
    if axes.equal:  # the margin is now known
        axes = _equal(axes, width - margin, rows, charset)
        y_ticks = ticks(*axes.y, max(3, rows // 3))
    head = ([_centred(title, width, margin)] if title else []) + entries
    inner = max(width - margin, 2)
    return Layout(
        axes,
        margin,
        inner,
        rows,
        text_drawing(head, width, len(head)).rows,
        tuple(_edge(axes, y_ticks, margin, rows, charset)),
        text_drawing(_foot(axes, (margin, inner), charset), width, _FOOT).rows,
    )


def cell_of(value: float, span: Span, dots: int, in_a_cell: int) -> int | None:
    """The cell a number falls into on an axis of so many dots, from its low end; None outside."""
    low, high = span
    place = (value / 2 - low / 2) / (high / 2 - low / 2) * (dots - 1)
    return int(place + 0.5) // in_a_cell if -0.5 <= place < dots - 0.5 else None


def _edge(axes: Axes, marks: Ticks, margin: int, rows: int, charset: Charset) -> list[Row]:
    """The y axis with its labels, row by row."""
    glyphs = GLYPHS[charset]
    edge: list[Row] = [(Run(" " * (margin - 1) + glyphs.vertical, Ink.FRAME),)] * rows
    taken = -2
    downwards = -axes.y[1], -axes.y[0]
    for place, label in sorted(zip(marks.places, marks.labels, strict=True), reverse=True):
        row = cell_of(-place, downwards, rows * glyphs.down, glyphs.down)
        if row is not None and row > taken + 1:
            taken = row
            text = spell(label, charset)[: margin - 1].rjust(margin - 1)
            edge[row] = (Run(text, Ink.TEXT), Run(glyphs.tick_left, Ink.FRAME))
    return edge


def _x_ticks(axes: Axes, width: int) -> Ticks:
    if axes.marks:
        return Ticks(axes.marks, tuple(short(mark) for mark in axes.marks))
    return ticks(*axes.x, max(3, width // 11), unit_pi=axes.unit_pi)


def _counted(axes: Axes, x_ticks: Ticks, y_ticks: Ticks) -> str:
    """What the marks count from, where not from 0."""
    ways = ((axes.names[0] or "x", x_ticks.offset), (axes.names[1] or "y", y_ticks.offset))
    told = [f"{name} from {offset}" for name, offset in ways if offset]
    return f"marks count {' and '.join(told)}" if told else ""


def _foot(axes: Axes, widths: tuple[int, int], charset: Charset) -> list[Row]:
    """The x axis, and below it its labels with the axes' names between or behind them."""
    (margin, width), glyphs = widths, GLYPHS[charset]
    line, labels = [glyphs.horizontal] * width, [" "] * (margin + width)
    marks = _x_ticks(axes, width)
    ends = [0]
    for place, plain_label in zip(marks.places, marks.labels, strict=True):
        cell = cell_of(place, axes.x, width * glyphs.across, glyphs.across)
        if cell is None:
            continue
        line[cell] = glyphs.tick_below
        label = spell(plain_label, charset)
        start = min(max(margin + cell - len(label) // 2, 0), len(labels) - len(label))
        if start >= ends[-1] + (len(ends) > 1):
            labels[start : start + len(label)] = label
            ends += [start, start + len(label)]
    _put_name(labels, [spell(name, charset) for name in _names(axes)], [*ends, len(labels)])
    corner = " " * (margin - 1) + glyphs.corner
    return [(Run(corner + "".join(line), Ink.FRAME),), (Run("".join(labels), Ink.TEXT),)]


def _names(axes: Axes) -> list[str]:
    """What to call the axes: at length, and then shorter."""
    x, y = axes.names
    return [f"{x} →, {y} ↑", f"{x}→ {y}↑", x] if y else [x]


def _put_name(labels: list[str], names: Sequence[str], ends: list[int]) -> None:
    """The first name that fits, at the right end or else in the middle of the last gap between labels."""
    gaps = [(ends[at], ends[at + 1]) for at in range(0, len(ends), 2)]
    gaps = gaps[1:] or gaps
    for name in names:
        for start, end in reversed(gaps):
            last = end == len(labels)
            room = end - start - (1 if last else 2)
            if len(name) <= room:
                place = end - len(name) if last else start + (end - start - len(name)) // 2
                labels[place : place + len(name)] = name
                return


def sound(span: Span) -> Span:
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
    return replace(axes, x=sound(x), y=sound(y))


def _complete(legend: tuple[Key, ...], charset: Charset) -> tuple[Key, ...]:
    """The legend, in ASCII with the sign for dots of several strokes."""
    loud = [key for key in legend if isinstance(key.sign, Stroke) and key.sign.ink is not Ink.FAINT]
    return (*legend, Key(SHARED, "crossing")) if charset == "ascii" and len(loud) > 1 else legend


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
