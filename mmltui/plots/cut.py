"""Kind `cut`: a line through a contour map, and the function of one variable that lies above it."""

from __future__ import annotations

from dataclasses import dataclass

from mmltui.plots.drawing import Drawing, short
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, angle_knob, tuned
from mmltui.plots.panes import two
from mmltui.plots.scene import TALL, View
from mmltui.plots.strokes import ON_MAP, SERIES
from mmltui.plots.surface import Point, Surface, dot, read_surface, unit


@dataclass(frozen=True, slots=True)
class CutScene:
    """The cut h ↦ f(θ + h v) for |h| up to `reach`, with its tangent, whose slope is ∇ᵥf."""

    title: str
    surface: Surface
    at: Point
    reach: float
    knobs: tuple[Knob, ...]
    hides: bool = False
    rows: int = TALL

    def facts(self, view: View) -> tuple[str, ...]:
        """The direction and the slope of the cut at h = 0."""
        v = unit(view.knobs["angle"])
        slope = dot(self.surface.gradient(self.at), v)
        return f"v at {short(view.knobs['angle'])}°", f"slope at h = 0: ∇ᵥf = {short(slope, 3)}"

    def draw(self, view: View) -> Drawing:
        """The map with the line, and the cut."""
        return two(view, self._map, self._cut, 0.5)

    def _map(self, view: View) -> Drawing:
        from mmltui.plots.contours import map_frame, reading
        from mmltui.plots.frame import Key

        frame = map_frame(view, self.surface, self.title, [Key(ON_MAP[0], "the cut along v")])
        v = unit(view.knobs["angle"])
        ends = [(self.at[0] + side * self.reach * v[0], self.at[1] + side * self.reach * v[1]) for side in (-1, 1)]
        frame.arrow(ends[0], ends[1], ON_MAP[0])
        frame.mark(*self.at, frame.glyphs.point)
        return frame.drawing(reading(self.surface))

    def _cut(self, view: View) -> Drawing:
        import numpy as np

        from mmltui.plots.frame import Axes, Frame, Key
        from mmltui.plots.sampling import window_of

        v = unit(view.knobs["angle"])
        cut = self.surface.cut(self.at, v)
        every = tuple(self.surface.cut(self.at, unit(turn)) for turn in range(0, 180, 15))
        shown = window_of(every, -self.reach, self.reach, 60)  # the same for each v, so that cuts can be compared
        axes = Axes((-self.reach, self.reach), shown, ("h", "f"), "f(θ + hv)")
        keys = [Key(SERIES[0], "f(θ + hv)"), Key(SERIES[1], "tangent")]
        frame = Frame(view.width, view.height, view.charset, axes, keys)
        frame.zero_line()
        slope, height = dot(self.surface.gradient(self.at), v), self.surface.at(self.at)
        ends = np.array([-self.reach, self.reach])
        frame.line(ends, height + slope * ends, SERIES[1])
        frame.graph(cut, SERIES[0])
        frame.mark(0, height, frame.glyphs.point)
        return frame.drawing(lambda at, _: [("f(θ + hv)", float(cut(np.asarray(at))))])


def read(keys: Keys, title: str) -> CutScene:
    """Keys: `of`, `vars`, `range`, `range_2`, `at` (a point), `reach` (largest h), `knobs` (angle)."""
    surface = read_surface(keys)
    at = keys.numbers("at", count=2)
    reach = keys.number("reach", 1.0)
    if reach <= 0:
        raise keys.refused("reach", f"'reach' must be above zero, not {reach}")
    return CutScene(title, surface, (at[0], at[1]), reach, tuned(keys, [angle_knob("angle", 0)]))
