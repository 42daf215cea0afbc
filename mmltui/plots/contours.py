"""Contour lines on the grid of dots: a dot wherever the height passes a level between two neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mmltui.plots.drawing import Values, short
from mmltui.plots.frame import Axes, Frame, Key, Span
from mmltui.plots.scene import View
from mmltui.plots.strokes import FAINT, FAINT_DOTTED
from mmltui.plots.surface import Surface
from mmltui.plots.trace import Floats, Ints
from mmltui.plots.wording import pretty

_ROOMY = 44  # columns, or half rows, from which a map holds more lines
_LISTED = 5


def map_axes(surface: Surface, title: str) -> Axes:
    """Equal units, or the gradient would not look perpendicular to the contours."""
    first, second = (pretty(name) for name in surface.names)
    return Axes(surface.x, surface.y, (first, second), title, equal=True)


@lru_cache(maxsize=16)
def levels_of(surface: Surface, lines: int) -> tuple[float, ...]:
    """Heights with distances that grow as on a parabola, both ways from 0 if the surface has both signs."""
    x = np.linspace(*surface.x, 41)[None, :]
    y = np.linspace(*surface.y, 41)[:, None]
    heights = np.broadcast_to(surface.on(x, y), (41, 41))
    finite = np.clip(heights[np.isfinite(heights)], -1e300, 1e300)
    if not finite.size:
        return ()
    low, high = float(finite.min()), float(np.percentile(finite, 90))
    span = high - low
    if span <= 1e-12 * max(abs(low), abs(high), 1e-300):
        return ()
    if low < -0.1 * span and high > 0.1 * span:
        unit = rounded(max(high, -float(np.percentile(finite, 10))) / lines**2)
        steps = [unit * k * k for k in range(1, lines + 3)]
        return (*(-step for step in reversed(steps)), 0.0, *steps)
    base = 0.0 if abs(low) < 0.1 * span else low
    unit = rounded(span / lines**2)
    return tuple(base + unit * k * k for k in range(1, lines + 3))


def rounded(value: float) -> float:
    """To one significant digit, rather up than down, so that levels have short names and stay few."""
    return float(f"{1.3 * value:.0e}")


def contour_keys(levels: Sequence[float], name: str = "f", room: int = 78) -> list[Key]:
    """The legend: which heights the lines are at, as many as there is room for."""
    positive = [level for level in levels if level >= 0]
    kept = positive if len(positive) > 2 else list(levels)
    count = _LISTED
    while count > 2 and len(_listed(kept[:count])) > room - len(name) - 14:
        count -= 1
    names = _listed(kept[:count])
    keys = [Key(FAINT, f"{name} = {names}, …")] if kept else []
    return keys + ([Key(FAINT_DOTTED, f"{name} < 0")] if kept is positive and len(positive) < len(levels) else [])


def _listed(levels: Sequence[float]) -> str:
    return ", ".join(short(level) for level in levels)


@dataclass(frozen=True, slots=True)
class Contours:
    """Dots, by column and row, where a surface passes one of its levels, and whether that level is below 0."""

    columns: Ints
    rows: Ints
    below: NDArray[np.bool_]


@lru_cache(maxsize=16)
def contours(surface: Surface, span: tuple[Span, Span], dots: tuple[int, int], levels: tuple[float, ...]) -> Contours:
    """The lines where a surface over `span` has these heights; kept, since most maps stay while a knob turns."""
    (low, high), (bottom, top), (across, down) = *span, dots
    x, y = np.linspace(low, high, across)[None, :], np.linspace(top, bottom, down)[:, None]
    return passed(np.broadcast_to(surface.on(x, y), (down, across)), levels)


def passed(heights: Floats, levels: Sequence[float]) -> Contours:
    """The same, for heights that are given dot by dot."""
    bands = np.searchsorted(levels, heights, side="right").astype(np.int8)
    bands[~np.isfinite(heights)] = -1
    both_signs = levels[0] < 0 < levels[-1]
    negative = (np.asarray(levels) < 0) & both_signs
    where, below = [], []
    for here, there, (down, across) in (
        (bands[:, :-1], bands[:, 1:], (0, 1)),
        (bands[:-1], bands[1:], (1, 0)),
    ):
        rows, columns = np.nonzero(here != there)
        lower = np.minimum(here[rows, columns], there[rows, columns])
        seen = lower >= 0
        where.append((columns[seen] + across, rows[seen] + down))
        below.append(negative[lower[seen]])
    columns, rows = (np.concatenate(part) for part in zip(*where, strict=True))
    return Contours(columns, rows, np.concatenate(below))


def draw_contours(frame: Frame, lines: Contours) -> None:
    """Contour lines behind all else: dotted below 0."""
    columns, rows, below = lines.columns, lines.rows, lines.below
    # Thinned, so that lines in front stand out. Steps of 1 and 2 modulo 5 repeat along no direction of a contour.
    thin = (columns + 2 * rows) % 5 if frame.charset != "ascii" else np.zeros_like(columns)
    for kept, stroke in ((~below & (thin < 3), FAINT), (below & (thin == 0), FAINT_DOTTED)):
        frame.canvas.dots(columns[kept], rows[kept], stroke)


def reading(surface: Surface, name: str = "f") -> Values:
    """What a map says at a point beside x: y, and the height there."""
    return lambda x, y: [(pretty(surface.names[1]), y), (name, surface.at((x, y)))]


def map_frame(view: View, surface: Surface, title: str, keys: Sequence[Key] = (), name: str = "f") -> Frame:
    """A frame with the contours of a surface in it, ready for what else is to be shown."""
    levels = levels_of(surface, 5 if min(view.width, 2 * view.height) >= _ROOMY else 3)
    legend = [*contour_keys(levels, name, view.width), *keys]
    frame = Frame(view.width, view.height, view.charset, map_axes(surface, title), legend)
    if levels:
        dots = frame.canvas.dots_across, frame.canvas.dots_down
        draw_contours(frame, contours(surface, (frame.axes.x, frame.axes.y), dots, levels))
    return frame
