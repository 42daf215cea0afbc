"""Lines to dots: one in each column of a flat line, in each row of a steep one, within 0.75 dot of the true line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
_Points: TypeAlias = tuple[Floats, Floats]

_INSIDE: Final = 1e-9  # dots; so far from the rim, rounding makes no dot beyond it
_FAR: Final = 1e12  # dots; beyond this, floats no longer resolve a dot and a line's end may as well be moved


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a line passes: dots counted row after row, and for each its place along the line, for a pattern."""

    dots: Ints
    places: Ints


def trace(x: Floats, y: Floats, across: int, down: int) -> Trace:
    """Neighbouring points joined, in dots from the left and the top; the pen lifts at whatever is no finite number."""
    with np.errstate(all="ignore"):
        x, y = (np.clip(np.asarray(values, np.float64), -_FAR, _FAR) for values in (x, y))
    drawn = np.isfinite(x) & np.isfinite(y)
    joined = drawn[:-1] & drawn[1:]
    start, end = (x[:-1][joined], y[:-1][joined]), (x[1:][joined], y[1:][joined])
    lines = _segments(*_clipped(start, end, (across, down)), across)
    alone = drawn & ~np.append(False, joined) & ~np.append(joined, False)
    if not alone.any():
        return lines
    columns, rows = nearest(x[alone]), nearest(y[alone])
    inside = (columns >= 0) & (columns < across) & (rows >= 0) & (rows < down)
    lone = (rows * across + columns)[inside]
    return Trace(np.append(lines.dots, lone), np.append(lines.places, np.zeros_like(lone)))


def nearest(values: Floats) -> Ints:
    """Rounded half up, not half to even: so neighbours one apart stay one apart."""
    return np.floor(values + 0.5).astype(np.int64)


def _segments(start: _Points, end: _Points, across: int) -> Trace:
    (x0, y0), (x1, y1) = start, end
    if not x0.size:
        return Trace(np.empty(0, np.int64), np.empty(0, np.int64))
    steep = np.abs(y1 - y0) > np.abs(x1 - x0)
    along0, along1 = np.where(steep, y0, x0), np.where(steep, y1, x1)
    aside0, aside1 = np.where(steep, x0, y0), np.where(steep, x1, y1)
    first, last = nearest(along0), nearest(along1)
    counts = np.abs(last - first) + 1
    ends = np.cumsum(counts)
    segment = np.repeat(np.arange(counts.size), counts)
    step = np.arange(ends[-1]) - (ends - counts)[segment]
    place = first[segment] + step * np.where(last < first, -1, 1)[segment]
    length = along1 - along0
    length[length == 0] = 1.0  # a lone dot: it is at its start
    share = np.minimum(np.maximum((place - along0[segment]) / length[segment], 0.0), 1.0)
    beside = nearest(aside0[segment] + share * (aside1 - aside0)[segment])
    # Row after row: a step along a steep line is a whole row further.
    return Trace(np.where(steep[segment], place * across + beside, beside * across + place), place)


def _clipped(start: _Points, end: _Points, size: tuple[int, int]) -> tuple[_Points, _Points]:
    """The parts of segments inside of the dots' outer edges (Liang and Barsky's parametric clipping)."""
    (x0, y0), (x1, y1), (across, down) = start, end, size
    low, right, bottom = _INSIDE - 0.5, across - 0.5 - _INSIDE, down - 0.5 - _INSIDE
    if not x0.size:
        return start, end
    x, y = np.concatenate([x0, x1]), np.concatenate([y0, y1])
    if x.min() >= low and x.max() <= right and y.min() >= low and y.max() <= bottom:
        return start, end
    dx, dy = x1 - x0, y1 - y0
    enter, leave = np.zeros_like(dx), np.ones_like(dx)
    seen = np.ones(dx.shape, np.bool_)
    with np.errstate(all="ignore"):
        for slope, room in ((-dx, x0 - low), (dx, right - x0), (-dy, y0 - low), (dy, bottom - y0)):
            share = room / slope
            seen &= (slope != 0) | (room >= 0)
            enter = np.where(slope < 0, np.maximum(enter, share), enter)
            leave = np.where(slope > 0, np.minimum(leave, share), leave)
    seen &= enter <= leave
    x0, y0, dx, dy, enter, leave = (values[seen] for values in (x0, y0, dx, dy, enter, leave))
    return (
        (np.clip(x0 + enter * dx, low, right), np.clip(y0 + enter * dy, low, bottom)),
        (np.clip(x0 + leave * dx, low, right), np.clip(y0 + leave * dy, low, bottom)),
    )
