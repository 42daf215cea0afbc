"""Where a function is looked at, and which part of its values is shown.

Two looks a dot column; then halving wherever neighbours are more than two dots apart, to a fixed depth. What is
still apart then is a jump, a pole or the edge of the domain: the pen lifts, and the place is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mmltui.plots.trace import Floats

Function = Callable[[Floats], Floats]

_DEPTH: Final = 20
_MOST_HALVINGS: Final = 16  # a round may halve this many intervals for each column; finer detail is a solid band
_WORTH_CUTTING: Final = 4  # show every value unless all of them need this many times the room of 94 % of them
_OVERFLOW: Final = 1e290
_GROWN: Final = 1e3  # windows: a value that has grown so far beside a break tells a pole


@dataclass(frozen=True, slots=True)
class Samples:
    """Points of a curve, NaN where the pen lifts.

    `poles` are the x of its vertical asymptotes, `edges` the last points in view before its domain ends.
    """

    x: Floats
    y: Floats
    poles: tuple[float, ...] = ()
    edges: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Raster:
    """What a curve is sampled for: x from `low` to `high`, y over `shown`, in `columns` x `rows` dots."""

    low: float
    high: float
    shown: tuple[float, float]
    columns: int
    rows: int

    @property
    def two_dots(self) -> float:
        """Two dots up, in units of y."""
        return 2 * (self.shown[1] - self.shown[0]) / max(self.rows, 2)


def values_of(function: Function, x: Floats) -> Floats:
    """The function at each x, NaN wherever it has no finite real value."""
    with np.errstate(all="ignore"):
        y = np.asarray(function(x), np.float64)
    return np.where(np.isfinite(y), np.broadcast_to(y, x.shape), np.nan)


def grid(low: float, high: float, columns: int) -> Floats:
    """Two looks a column, both ends included."""
    share = np.linspace(0.0, 1.0, 2 * max(columns, 2) + 1)
    return np.asarray(low * (1 - share) + high * share, np.float64)


def look(function: Function, low: float, high: float, columns: int) -> Floats:
    """Values enough to choose a window from: two a column, and those where the domain ends."""
    x = grid(low, high, columns)
    y = values_of(function, x)
    gaps = np.flatnonzero(np.isnan(y[:-1]) ^ np.isnan(y[1:]))
    if not gaps.size:
        return y
    ended = np.isnan(y[gaps])
    outside, inside = np.where(ended, x[gaps], x[gaps + 1]), np.where(ended, x[gaps + 1], x[gaps])
    for _ in range(_DEPTH):
        middle = outside / 2 + inside / 2
        defined = np.isfinite(values_of(function, middle))
        outside, inside = np.where(defined, outside, middle), np.where(defined, middle, inside)
    return np.concatenate([y, values_of(function, inside)])


def window(values: Sequence[Floats]) -> tuple[float, float]:
    """The range of y to show: all of it, or that of all but the 3 % at each end if those would flatten the rest."""
    finite = np.concatenate([part[np.isfinite(part)] for part in values] or [np.empty(0)])
    if not finite.size:
        return -1.0, 1.0
    finite = np.clip(finite, -1e300, 1e300)
    low, high = float(finite.min()), float(finite.max())
    inner_low, inner_high = (float(bound) for bound in np.percentile(finite, [3, 97]))
    if inner_high > inner_low and high / 2 - low / 2 > _WORTH_CUTTING * (inner_high / 2 - inner_low / 2):
        low, high = inner_low, inner_high
    return roomy(low, high)


def roomy(low: float, high: float) -> tuple[float, float]:
    """A little air around a range; a range of no height gets some."""
    span = high - low
    if span <= 1e-12 * max(abs(low), abs(high)) or span < 1e-300:
        air = max(abs(low), abs(high)) * 0.1 or 1.0
        return low - air, high + air
    return low - 0.03 * span, high + 0.03 * span


@lru_cache(maxsize=64)
def window_of(functions: tuple[Function, ...], low: float, high: float, columns: int) -> tuple[float, float]:
    """The range of y to show these functions in; kept, for most of them stay as they are while a knob turns."""
    return window([look(function, low, high, columns) for function in functions])


@lru_cache(maxsize=64)
def sample(function: Function, raster: Raster) -> Samples:
    """A curve, looked at as closely as the raster shows it; kept, as its window is."""
    shown, columns = raster.shown, raster.columns
    x = grid(raster.low, raster.high, columns)
    y = values_of(function, x)
    budget = _MOST_HALVINGS * max(columns, 8)
    exhausted = False
    for _ in range(_DEPTH):
        rough = np.flatnonzero(_rough(y, shown, raster.two_dots))
        middle = x[rough] / 2 + x[rough + 1] / 2
        fresh = (middle > x[rough]) & (middle < x[rough + 1])
        rough, middle = rough[fresh], middle[fresh]
        if not rough.size:
            break
        if rough.size > budget:
            exhausted = True
            break
        x = np.insert(x, rough + 1, middle)
        y = np.insert(y, rough + 1, values_of(function, middle))
    return _broken(function, raster, (x, y), lift_jumps=not exhausted)


def _rough(y: Floats, shown: tuple[float, float], two_dots: float) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which intervals to halve: a jump that is seen, an edge of the domain, a peak out of sight (a pole, perhaps)."""
    left, right = y[:-1], y[1:]
    with np.errstate(all="ignore"):
        seen = (np.minimum(left, right) < shown[1]) & (np.maximum(left, right) > shown[0])
        rough = (np.abs(right - left) > two_dots) & seen
        rough |= np.isnan(left) ^ np.isnan(right)
        beyond = np.maximum(y - shown[1], shown[0] - y)
        padded = np.concatenate([[-np.inf], np.nan_to_num(beyond, nan=-np.inf), [-np.inf]])
        inner = padded[1:-1]
        peak = (inner > 0) & (inner >= padded[:-2]) & (inner >= padded[2:])
        peak[0] = peak[-1] = False
    return np.asarray(rough | peak[:-1] | peak[1:])


def _broken(function: Function, raster: Raster, points: tuple[Floats, Floats], *, lift_jumps: bool) -> Samples:
    """Lift the pen where neighbours stayed apart, and say what is there."""
    (x, y), (low, high) = points, raster.shown
    two_dots = raster.two_dots
    far = _GROWN * (high - low)
    left, right = y[:-1], y[1:]
    with np.errstate(all="ignore"):
        size = np.abs(y - (low / 2 + high / 2))
        seen = (np.minimum(left, right) < high) & (np.maximum(left, right) > low)
        jump = (np.abs(right - left) > two_dots) & seen & lift_jumps
        ends = np.isnan(left) ^ np.isnan(right)
    if not (jump.any() or ends.any() or size.max() > far):
        return Samples(x, y)
    grown = np.nan_to_num(size, nan=0.0) > far
    at_jump = (x[:-1] / 2 + x[1:] / 2)[jump & (grown[:-1] | grown[1:])]
    inner = np.flatnonzero(ends)
    last = np.where(np.isnan(y[inner]), inner + 1, inner)
    last = last[size[last] < _OVERFLOW]  # floats end there, which says nothing of the function
    inward = np.where(np.isnan(y[np.minimum(last + 1, y.size - 1)]), -1.0, 1.0)
    gone = grown[last] | _still_moving(function, x[last], inward, raster)
    at_edge = x[last[gone]]
    peaks = _even_poles(x, size, far)
    poles = _merged(np.concatenate([at_jump, at_edge, peaks]), float(x[-1] / 2 - x[0] / 2) * 1e-3)
    edges = tuple((float(x[place]), float(y[place])) for place in last[~gone] if lift_jumps)
    lifts = np.flatnonzero(jump)
    with np.errstate(all="ignore"):
        return Samples(np.insert(x, lifts + 1, x[lifts]), np.insert(y, lifts + 1, np.nan), poles, edges)


def _still_moving(function: Function, x: Floats, inward: Floats, raster: Raster) -> NDArray[np.bool_]:
    """Whether y goes on one way towards the edges of its domain, however near one looks (log x, not sqrt x)."""
    column = (raster.high - raster.low) / raster.columns
    looks = [values_of(function, x + inward * column * 10.0**-power) for power in range(2, 9)]
    with np.errstate(all="ignore"):
        steps = np.diff(np.array(looks), axis=0)
        one_way = (steps > 0).all(axis=0) | (steps < 0).all(axis=0)
        return np.asarray(one_way & (np.abs(steps.sum(axis=0)) > (raster.shown[1] - raster.shown[0]) / 10))


def _even_poles(x: Floats, size: Floats, far: float) -> Floats:
    """Poles with one sign on both sides (1/x²): isolated peaks that halving found to grow without end."""
    if size.size < 3:
        return np.empty(0)
    with np.errstate(all="ignore"):
        inner = size[1:-1]
        peak = (inner > far) & (inner >= size[:-2]) & (inner > size[2:])
        close = (x[2:] - x[:-2]) < (x[-1] - x[0]) * 1e-6
        sharp = inner > 1e3 * np.minimum(np.abs(size[0]), np.abs(size[-1]))
    return np.asarray(x[1:-1][peak & close & sharp], np.float64)


def _merged(places: Floats, apart: float) -> tuple[float, ...]:
    kept: list[float] = []
    for place in np.sort(places).tolist():
        if not kept or place - kept[-1] > apart:
            kept.append(float(place))
    return tuple(kept)
