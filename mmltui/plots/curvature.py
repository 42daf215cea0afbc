"""Kind `curvature`: how much a surface bends in each direction, as a flower around 0."""

from __future__ import annotations

from dataclasses import dataclass

from mmltui.plots.drawing import Drawing, short
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, angle_knob, tuned
from mmltui.plots.scene import TALL, View
from mmltui.plots.strokes import FAINT, FAINT_DOTTED, SERIES
from mmltui.plots.surface import Point, definiteness, eigen, flat_directions, quadratic_form, unit


@dataclass(frozen=True, slots=True)
class CurvatureScene:
    """|vᵀHv| drawn at the angle of v: positive lobes solid, negative ones dashed; the word for H is hidden."""

    title: str
    matrix: tuple[Point, Point]
    knobs: tuple[Knob, ...]
    hides: bool = True
    rows: int = TALL

    def facts(self, view: View) -> tuple[str, ...]:
        """The curvature along v; the eigenvalues and the word once revealed."""
        angle = view.knobs["angle"]
        facts = [f"v at {short(angle)}°", f"vᵀHv = {short(quadratic_form(self.matrix, unit(angle)), 3)}"]
        if view.revealed:
            values, _ = eigen(self.matrix)
            facts += [f"eigenvalues {short(values[0], 3)}, {short(values[1], 3)}", definiteness(values)]
            zeros = [f"{short(flat)}°" for flat in flat_directions(self.matrix)]
            facts += [f"0 at {' and '.join(zeros)}"] if zeros else []
        return tuple(facts)

    def draw(self, view: View) -> Drawing:
        """The flower, the circle of the largest |curvature|, and v."""
        import numpy as np

        from mmltui.plots.frame import Axes, Frame, Key

        (values, vectors), angle = eigen(self.matrix), view.knobs["angle"]
        reach = max(abs(values[0]), abs(values[1])) or 1.0
        side = 1.1 * reach
        keys = [Key(SERIES[0], "vᵀHv > 0"), Key(SERIES[1], "vᵀHv < 0"), Key(SERIES[2], "v")]
        if view.revealed:
            keys.append(Key(FAINT, "eigen-directions"))
        axes = Axes((-side, side), (-side, side), ("x₁", "x₂"), self.title, equal=True)
        frame = Frame(view.width, view.height, view.charset, axes, keys)
        radians = np.linspace(0, 2 * np.pi, 361)
        x, y = np.cos(radians), np.sin(radians)
        (a, b), (_, d) = self.matrix
        form = a * x * x + 2 * b * x * y + d * y * y
        frame.line(reach * x, reach * y, FAINT_DOTTED)
        if view.revealed:
            for p, q in vectors:
                frame.line([-reach * p, reach * p], [-reach * q, reach * q], FAINT)
        for stroke, kept in ((SERIES[0], form >= 0), (SERIES[1], form <= 0)):
            size = np.where(kept, np.abs(form), np.nan)
            frame.line(size * x, size * y, stroke)
        v = unit(angle)
        frame.arrow((0.0, 0.0), (reach * v[0], reach * v[1]), SERIES[2])
        at = abs(quadratic_form(self.matrix, v))
        frame.mark(at * v[0], at * v[1], frame.glyphs.point)
        return frame.drawing()


def read(keys: Keys, title: str) -> CurvatureScene:
    """Keys: `H` (a symmetric 2 x 2 matrix), `knobs` (angle)."""
    (a, b), (c, d) = keys.matrix("H")
    if b != c:
        raise keys.refused("H", f"'H' must be symmetric: {b} is not {c}")
    return CurvatureScene(title, ((a, b), (b, d)), tuned(keys, [angle_knob("angle", 0)]))
