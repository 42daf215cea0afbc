"""Kind `quadratic`: the zoo of ½ xᵀHx, from bowl to saddle to dome, with the eigen-directions of H."""

from __future__ import annotations

from dataclasses import dataclass

from mmltui.plots.drawing import Drawing, short
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, angle_knob, tuned
from mmltui.plots.scene import TALL, View
from mmltui.plots.strokes import ON_MAP
from mmltui.plots.surface import Point, definiteness, eigen, quadratic_form, unit

_REACH = 2.0
_LEVELS = [sign * 0.5 * k * k for sign, ks in ((-1, range(6, 0, -1)), (1, range(7))) for k in ks]


@dataclass(frozen=True, slots=True)
class QuadraticScene:
    """H = [a, b; b, d] by its knobs; v by its angle."""

    title: str
    knobs: tuple[Knob, ...]
    hides: bool = False
    rows: int = TALL + 2

    def facts(self, view: View) -> tuple[str, ...]:
        """Eigenvalues, the word for H, and the curvature along v."""
        matrix = _matrix(view)
        values, _ = eigen(matrix)
        curvature = quadratic_form(matrix, unit(view.knobs["angle"]))
        (a, b), (_, d) = matrix
        return (
            f"H = [{short(a)}, {short(b)}; {short(b)}, {short(d)}]",
            f"eigenvalues {short(values[0], 3)}, {short(values[1], 3)}",
            f"v at {short(view.knobs['angle'])}°: vᵀHv = {short(curvature, 3)}",
            definiteness(values),
        )

    def draw(self, view: View) -> Drawing:
        """The contours of ½ xᵀHx, both eigen-directions through 0, and v."""
        import numpy as np

        from mmltui.plots.contours import contour_keys, draw_contours, passed
        from mmltui.plots.frame import Axes, Frame, Key

        matrix = _matrix(view)
        values, vectors = eigen(matrix)
        same = values[0] == values[1]
        words = ("one eigen-direction of many", "") if same else ("eigen-direction, larger", "eigen-direction, smaller")
        keys = [*contour_keys(_LEVELS), *(Key(ON_MAP[at + 1], word) for at, word in enumerate(words) if word)]
        axes = Axes((-_REACH, _REACH), (-_REACH, _REACH), ("x₁", "x₂"), self.title, equal=True)
        frame = Frame(view.width, view.height, view.charset, axes, [*keys, Key(ON_MAP[0], "v")])
        x, y = frame.points()
        (a, b), (_, d) = matrix
        draw_contours(frame, passed(np.asarray(a / 2 * x * x + b * x * y + d / 2 * y * y), _LEVELS))
        for at, (p, q) in enumerate(vectors[:1] if same else vectors):
            reach = 0.95 * _REACH
            frame.line([-reach * p, reach * p], [-reach * q, reach * q], ON_MAP[at + 1])
        v = unit(view.knobs["angle"])
        frame.arrow((0.0, 0.0), (v[0], v[1]), ON_MAP[0])
        frame.mark(0, 0, frame.glyphs.point)
        return frame.drawing(lambda x, y: [("x₂", y), ("f", quadratic_form(matrix, (x, y)) / 2)])


def _matrix(view: View) -> tuple[Point, Point]:
    a, b, d = (view.knobs[name] for name in "abd")
    return (a, b), (b, d)


def read(keys: Keys, title: str) -> QuadraticScene:
    """Keys: `H` (a symmetric 2 x 2 matrix to start with), `knobs` (a, b, d, angle)."""
    (a, b), (c, d) = keys.matrix("H")
    if b != c:
        raise keys.refused("H", f"'H' must be symmetric: {b} is not {c}")
    reach = max(3.0, abs(a), abs(b), abs(d))
    own = [Knob(name, start, 0.25, -reach, reach) for name, start in (("a", a), ("b", b), ("d", d))]
    return QuadraticScene(title, tuned(keys, [*own, angle_knob("angle", 0)]))
