"""Kind `compass`: a contour map with a direction to turn, and how fast the function climbs that way."""

from __future__ import annotations

import math
from dataclasses import dataclass

from mmltui.plots.drawing import Drawing, short
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, angle_knob, tuned
from mmltui.plots.panes import two
from mmltui.plots.scene import TALL, View
from mmltui.plots.strokes import FAINT, ON_MAP, SERIES
from mmltui.plots.surface import Point, Surface, dot, read_surface, unit
from mmltui.plots.wording import row

_ROOMY = 44  # columns that hold a mark at each quarter turn, and the axis' name


@dataclass(frozen=True, slots=True)
class CompassScene:
    """The unit vector v at the point `at`; the gradient and the whole dial are hidden until they are revealed."""

    title: str
    surface: Surface
    at: Point
    knobs: tuple[Knob, ...]
    hides: bool = True
    rows: int = TALL

    def facts(self, view: View) -> tuple[str, ...]:
        """The direction and the slope along it; cos β and the gradient once revealed."""
        angle = view.knobs["angle"]
        v, gradient = unit(angle), self.surface.gradient(self.at)
        slope = dot(gradient, v)
        facts = [f"v at {short(angle)}°", f"∇ᵥf = {short(slope, 3)}"]
        if view.revealed:
            length = math.hypot(*gradient)
            facts.append(f"cos β = {short(slope / length, 3) if length else 'undefined'}")
            facts.append(f"df/dx = {row(gradient, 3)}")
        return tuple(facts)

    def draw(self, view: View) -> Drawing:
        """The map, and beside it the slope against the direction."""
        return two(view, self._map, self._dial, 0.55)

    def _map(self, view: View) -> Drawing:
        from mmltui.plots.contours import map_frame, reading
        from mmltui.plots.frame import Key

        keys = [Key(ON_MAP[0], "v")] + ([Key(ON_MAP[1], "gradient")] if view.revealed else [])
        frame = map_frame(view, self.surface, self.title, keys)
        reach = 0.3 * min(frame.axes.x[1] - frame.axes.x[0], frame.axes.y[1] - frame.axes.y[0])
        gradient = self.surface.gradient(self.at)
        length = math.hypot(*gradient)
        if view.revealed and 0 < length < math.inf:
            frame.arrow(self.at, _from(self.at, (gradient[0] / length, gradient[1] / length), reach), ON_MAP[1])
        frame.arrow(self.at, _from(self.at, unit(view.knobs["angle"]), reach), ON_MAP[0])
        frame.mark(*self.at, frame.glyphs.point)
        return frame.drawing(reading(self.surface))

    def _dial(self, view: View) -> Drawing:
        import numpy as np

        from mmltui.plots.frame import Axes, Frame, Key

        gradient = self.surface.gradient(self.at)
        most = math.hypot(*gradient)
        reach = most * 1.15 if 0 < most < 1e300 else 1.0
        keys = [Key(view_point(view), "∇ᵥf for this v")] + ([Key(FAINT, "every v")] if view.revealed else [])
        marks = (0, 90, 180, 270, 360) if view.width >= _ROOMY else (0, 180, 360)
        axes = Axes((0, 360), (-reach, reach), ("angle", "slope"), "slope along v", marks=marks)
        frame = Frame(view.width, view.height, view.charset, axes, keys)
        frame.zero_line()
        if view.revealed:
            angles = np.linspace(0, 360, 2 * frame.canvas.dots_across)
            radians = np.radians(angles)
            frame.line(angles, gradient[0] * np.cos(radians) + gradient[1] * np.sin(radians), FAINT)
        angle = view.knobs["angle"]
        slope = dot(gradient, unit(angle))
        frame.line([angle, angle], [0, slope], SERIES[0])
        frame.mark(angle, slope, frame.glyphs.point)
        return frame.drawing()


def view_point(view: View) -> str:
    """The mark for a point in this charset."""
    from mmltui.plots.charsets import GLYPHS

    return GLYPHS[view.charset].point


def _from(start: Point, direction: Point, reach: float) -> Point:
    return start[0] + reach * direction[0], start[1] + reach * direction[1]


def read(keys: Keys, title: str) -> CompassScene:
    """Keys: `of`, `vars`, `range`, `range_2`, `at` (a point), `knobs` (angle)."""
    surface = read_surface(keys)
    at = keys.numbers("at", count=2)
    return CompassScene(title, surface, (at[0], at[1]), tuned(keys, [angle_knob("angle", 0)]))
