"""Kind `map`: a small square and its image under a map of the plane, with the parallelogram that the Jacobian makes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mmltui.errors import LearnerError
from mmltui.plots.drawing import Drawing, short
from mmltui.plots.formula import Formula
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, tuned
from mmltui.plots.panes import two
from mmltui.plots.scene import TALL, View
from mmltui.plots.strokes import FAINT, SERIES
from mmltui.plots.surface import Point, read_names
from mmltui.plots.wording import pretty, rows

if TYPE_CHECKING:
    from mmltui.plots.trace import Floats


@dataclass(frozen=True, slots=True)
class LocalMapScene:
    """The square with corner `at` and side h, its image, and `f(at) + J (x - at)`, which is a parallelogram."""

    title: str
    parts: tuple[Formula, Formula]
    names: tuple[str, str]
    at: Point
    knobs: tuple[Knob, ...]
    hides: bool = False
    rows: int = TALL

    def jacobian(self) -> tuple[Point, Point]:
        """The 2 x 2 matrix of partial derivatives at the corner: rows are outputs, columns inputs."""
        return _jacobian(self.parts, self.names, self.at)

    def facts(self, view: View) -> tuple[str, ...]:
        """The side, the Jacobian and its determinant, which is how areas are scaled."""
        (a, b), (c, d) = self.jacobian()
        return f"h = {short(view.knobs['h'])}", f"J = {rows(self.jacobian())}", f"det J = {short(a * d - b * c)}"

    def _image(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        values = dict(zip(self.names, (x, y), strict=True))
        return self.parts[0](values), self.parts[1](values)

    def _outline(self, h: float) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
        """The square's edges in one go, and two lines through its middle with a lift of the pen between them."""
        import numpy as np

        (x, y), side = self.at, np.linspace(0, h, 41)
        flat, none = np.zeros(41), np.array([np.nan])
        edges = (
            x + np.concatenate([side, flat + h, side[::-1], flat]),
            y + np.concatenate([flat, side, flat + h, side[::-1]]),
        )
        middles = (x + np.concatenate([side, none, flat + h / 2]), y + np.concatenate([flat + h / 2, none, side]))
        return edges, middles

    def draw(self, view: View) -> Drawing:
        """The square on the left, what becomes of it on the right."""
        return two(view, self._square, self._result)

    def _square(self, view: View) -> Drawing:
        from mmltui.plots.frame import Axes, Frame, Key

        h, (x, y) = view.knobs["h"], self.at
        air = 0.15 * h
        names = pretty(self.names[0]), pretty(self.names[1])
        axes = Axes((x - air, x + h + air), (y - air, y + h + air), names, "before", equal=True)
        frame = Frame(view.width, view.height, view.charset, axes, [Key(SERIES[0], "square of side h")])
        for (xs, ys), stroke in zip(self._outline(h), (SERIES[0], FAINT), strict=True):
            frame.line(xs, ys, stroke)
        frame.mark(x, y, frame.glyphs.point)
        return frame.drawing()

    def _result(self, view: View) -> Drawing:
        import numpy as np

        from mmltui.plots.frame import Axes, Frame, Key
        from mmltui.plots.sampling import roomy

        h = view.knobs["h"]
        outline = self._outline(h)
        image = [self._image(xs, ys) for xs, ys in outline]
        (a, b), (c, d) = self.jacobian()
        x0, y0 = (float(value) for value in self._image(np.asarray(self.at[0]), np.asarray(self.at[1])))
        u, v = outline[0][0] - self.at[0], outline[0][1] - self.at[1]
        flat = (x0 + a * u + b * v, y0 + c * u + d * v)
        spans = []
        for which in (0, 1):
            values = np.concatenate([pair[which] for pair in (*image, flat)])
            finite = values[np.isfinite(values)]
            spans.append(roomy(float(finite.min()), float(finite.max())) if finite.size else (-1.0, 1.0))
        keys = [Key(SERIES[0], "image"), Key(SERIES[1], "parallelogram of J")]
        axes = Axes(spans[0], spans[1], ("f₁", "f₂"), "after", equal=True)
        frame = Frame(view.width, view.height, view.charset, axes, keys)
        for (xs, ys), stroke in zip((*image, flat), (SERIES[0], FAINT, SERIES[1]), strict=True):
            frame.line(xs, ys, stroke)
        frame.mark(x0, y0, frame.glyphs.point)
        return frame.drawing()


@lru_cache(maxsize=16)
def _jacobian(parts: tuple[Formula, Formula], names: tuple[str, str], at: Point) -> tuple[Point, Point]:
    values = dict(zip(names, at, strict=True))
    (a, b), (c, d) = ([part.derivative(name).at(values) for name in names] for part in parts)
    return (a, b), (c, d)


def read(keys: Keys, title: str) -> LocalMapScene:
    """Keys: `of` (two expressions), `vars`, `at` (the corner), `knobs` (h)."""
    names = read_names(keys)
    texts = keys.texts("of")
    if len(texts) != 2:
        raise keys.refused("of", "'of' must be two expressions, the parts of a map of the plane")
    parts = [Keys({"of": text}).formula("of", names) for text in texts]
    try:
        for part in parts:
            for name in names:
                part.derivative(name)
    except LearnerError as error:
        raise keys.refused("of", f"'of' has no Jacobian that could be shown: {error.message}") from error
    at = keys.numbers("at", count=2)
    knobs = tuned(keys, [Knob("h", 1.0, 0.01, 0.01, 2.0, halves=True)])
    return LocalMapScene(title, (parts[0], parts[1]), names, (at[0], at[1]), knobs)
