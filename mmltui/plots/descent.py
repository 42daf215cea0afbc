"""Kind `descent`: gradient descent step by step, on a curve or on a contour map."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from mmltui.errors import LearnerError
from mmltui.plots.drawing import Drawing, short
from mmltui.plots.formula import Formula, canonical_name
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, count_knob, tuned
from mmltui.plots.scene import TALL, View
from mmltui.plots.strokes import ON_MAP, SERIES
from mmltui.plots.surface import Surface, definiteness, eigen, read_surface
from mmltui.plots.wording import pretty, row

_FAR = 1e6  # ranges from the start at which a path counts as diverged


@dataclass(frozen=True, slots=True)
class Path:
    """The points of a descent, the start first; `diverged` is the step that left for infinity, if one did."""

    points: tuple[tuple[float, ...], ...]
    diverged: int | None = None


@lru_cache(maxsize=64)
def descend(of: Formula, names: tuple[str, ...], start: tuple[float, ...], step_size: float, steps: int) -> Path:
    """θ ← θ − η (df/dθ)ᵀ; stops before a number could overflow, and says at which step."""
    slopes = [of.derivative(name) for name in names]
    points = [start]
    limit = _FAR * max(1.0, *(abs(value) for value in start))
    for step in range(1, steps + 1):
        here = dict(zip(names, points[-1], strict=True))
        moved = tuple(value - step_size * slope.at(here) for value, slope in zip(points[-1], slopes, strict=True))
        if not all(abs(value) < limit for value in moved):
            return Path(tuple(points), step)
        points.append(moved)
    return Path(tuple(points))


@dataclass(frozen=True, slots=True)
class DescentScene:
    """Descent of a function of one or two variables from a start, with step size η, for k steps."""

    title: str
    of: Formula
    names: tuple[str, ...]
    ranges: tuple[tuple[float, float], ...]
    start: tuple[float, ...]
    knobs: tuple[Knob, ...]
    hides: bool
    rows: int = TALL

    def _start(self, view: View) -> tuple[float, ...]:
        return tuple(view.knobs.get(f"{name} start", value) for name, value in zip(self.names, self.start, strict=True))

    def _path(self, view: View) -> Path:
        return descend(self.of, self.names, self._start(view), view.knobs["η"], round(view.knobs["k"]))

    def facts(self, view: View) -> tuple[str, ...]:
        """η, k, where the path is, and how fast it may go where the curvature says so."""
        path, start = self._path(view), self._start(view)
        where = row(start) if len(start) > 1 else short(start[0])
        facts = [f"η = {short(view.knobs['η'])}", f"k = {round(view.knobs['k'])} steps from {where}"]
        if path.diverged:
            facts.append(f"diverged at step {path.diverged}")
        else:
            here = path.points[-1]
            where = ", ".join(f"{pretty(name)} = {short(value)}" for name, value in zip(self.names, here, strict=True))
            facts += [where, f"f = {short(self.of.at(dict(zip(self.names, here, strict=True))))}"]
        limit = self.limit()
        if limit:
            told = f"2/λ = {short(limit)}" if view.revealed or not self.hides else "?: predict, then reveal"
            facts.append(f"converges for η < {told}")
        return tuple(facts)

    def limit(self) -> float | None:
        """The step size up to which descent on a positive definite quadratic converges; None on other functions."""
        if len(self.names) != 2:
            return None
        surface = self._surface()
        hessians = [surface.hessian(point) for point in ((0.0, 0.0), (1.0, -0.5), (-0.5, 2.0))]
        if any(hessian != hessians[0] for hessian in hessians):
            return None
        values, _ = eigen(hessians[0])
        return 2 / values[0] if definiteness(values).startswith("positive definite") else None

    def _surface(self) -> Surface:
        return Surface(self.of, (self.names[0], self.names[1]), self.ranges[0], self.ranges[1])

    def draw(self, view: View) -> Drawing:
        """The path on the curve or on the map."""
        return self._on_map(view) if len(self.names) == 2 else self._on_curve(view)

    def _on_curve(self, view: View) -> Drawing:
        import numpy as np

        from mmltui.plots.charsets import GLYPHS
        from mmltui.plots.frame import Axes, Frame, Key
        from mmltui.plots.sampling import window_of

        name, (low, high) = self.names[0], self.ranges[0]
        height, glyphs = self.of.along(name), GLYPHS[view.charset]
        shown = window_of((height,), low, high, view.width)
        keys = [Key(SERIES[0], "f"), Key(SERIES[1], "steps"), Key(glyphs.hollow, "start"), Key(glyphs.point, "now")]
        axes = Axes((low, high), shown, (pretty(name), "f"), self.title)
        frame = Frame(view.width, view.height, view.charset, axes, keys)
        frame.graph(height, SERIES[0])
        x = np.array([point[0] for point in self._path(view).points])
        y = height(x)
        frame.line(x, y, SERIES[1])
        for at in range(1, len(x) - 1):
            frame.mark(float(x[at]), float(y[at]), glyphs.small, SERIES[1].ink)
        frame.mark(float(x[0]), float(y[0]), frame.glyphs.hollow)
        frame.mark(float(x[-1]), float(y[-1]), frame.glyphs.point)
        return frame.drawing(lambda at, _: [("f", height.at(at))])

    def _on_map(self, view: View) -> Drawing:
        from mmltui.plots.charsets import GLYPHS
        from mmltui.plots.contours import map_frame, reading
        from mmltui.plots.frame import Key

        surface = self._surface()
        glyphs = GLYPHS[view.charset]
        keys = [Key(ON_MAP[0], "steps"), Key(glyphs.hollow, "start"), Key(glyphs.point, "now")]
        frame = map_frame(view, surface, self.title, keys)
        points = self._path(view).points
        frame.line([point[0] for point in points], [point[1] for point in points], ON_MAP[0])
        for x, y in points[1:-1]:
            frame.mark(x, y, glyphs.small, ON_MAP[0].ink)
        frame.mark(points[0][0], points[0][1], frame.glyphs.hollow)
        frame.mark(points[-1][0], points[-1][1], frame.glyphs.point)
        return frame.drawing(reading(surface))


def read(keys: Keys, title: str) -> DescentScene:
    """Keys: `of`, `vars` (one name or two), `range`, `range_2`, `start`, `step_size`, `knobs` (η, k, start values).

    `hide` (true): the largest η is to be predicted first.
    """
    names = tuple(canonical_name(name) for name in keys.texts("vars", ("x",)))
    if len(names) == 2:
        surface = read_surface(keys)
        of = surface.formula
        ranges: tuple[tuple[float, float], ...] = (surface.x, surface.y)
    elif len(names) == 1:
        of, ranges = keys.formula("of", names), (keys.range("range"),)
        try:
            of.derivative(names[0])
        except LearnerError as error:
            raise keys.refused("of", f"'of' has no derivative to descend by: {error.message}") from error
    else:
        raise keys.refused("vars", "'vars' must be one name, or two")
    start = tuple(keys.numbers("start", count=len(names)))
    step_size = keys.number("step_size", 0.1)
    if step_size <= 0:
        raise keys.refused("step_size", f"'step_size' must be above zero, not {step_size}")
    grain = 10.0 ** math.floor(math.log10(step_size)) / 10 * (5 if len(names) == 1 else 1)
    own = [count_knob("k", 5, 50), Knob("η", step_size, grain, grain, 20 * step_size)]
    own += [
        Knob(f"{name} start", value, (ends[1] - ends[0]) / 50, min(ends[0], value), max(ends[1], value))
        for name, value, ends in zip(names, start, ranges, strict=True)
    ]
    scene = DescentScene(title, of, names, ranges, start, tuned(keys, own), keys.flag("hide"))
    if scene.hides and scene.limit() is None:
        raise keys.refused("hide", "'hide' hides the largest η: that takes a quadratic in two letters with a minimum")
    return scene
