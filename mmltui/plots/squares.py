"""Kind `squares`: a square on every residual, an outlier to drag, and what fits best by Σ r² and by Σ |r|."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mmltui.plots.drawing import Drawing, short
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, tuned
from mmltui.plots.points import Model, best, draw_points, read_model
from mmltui.plots.scene import TALL, View
from mmltui.plots.strokes import SERIES
from mmltui.plots.wording import pretty


@dataclass(frozen=True, slots=True)
class SquaresScene:
    """The last point is moved up by the knob `outlier`. Units are equal, so that areas are areas."""

    title: str
    model: Model
    knobs: tuple[Knob, ...]
    hides: bool = True
    rows: int = TALL + 4

    def _model(self, view: View) -> Model:
        *rest, (x, y) = self.model.points
        return replace(self.model, points=(*rest, (x, y + view.knobs["outlier"])))

    def _farthest(self, view: View) -> Model:
        """The points for which there must be room: the outlier goes to and fro without new axes."""
        knob = next(knob for knob in self.knobs if knob.name == "outlier")
        farthest = max(view.fit["outlier"], knob.within(knob.stops[-1]))
        return self._model(replace(view, knobs={**view.fit, "outlier": farthest}))

    def facts(self, view: View) -> tuple[str, ...]:
        """Both losses of the current line; both best parameters once revealed."""
        model, theta = self._model(view), view.knobs[self.model.parameter]
        name = pretty(model.parameter)
        facts = [
            f"{name} = {short(theta)}",
            f"outlier {short(view.knobs['outlier'])}",
            f"Σ r² = {short(float(model.squares(theta)))}",
            f"Σ |r| = {short(float(model.absolutes(theta)))}",
        ]
        if view.revealed:
            for sign, (low, high) in zip(("Σ r²", "Σ |r|"), best(model), strict=True):
                far = f" to {short(high, 3)}" if high > low else ""
                facts.append(f"least {sign}: {name} = {short(low, 3)}{far}")
        return tuple(facts)

    def draw(self, view: View) -> Drawing:
        """Points, the line, its squares; both best lines once revealed."""
        import numpy as np

        from mmltui.plots.charsets import GLYPHS
        from mmltui.plots.frame import Axes, Frame, Key

        model, theta = self._model(view), view.knobs[self.model.parameter]
        x, y = self._farthest(view).bounds(view.fit[model.parameter])
        keys = [Key(GLYPHS[view.charset].point, "data"), Key(SERIES[0], "f"), Key(SERIES[2], "squares r²")]
        if view.revealed:
            keys += [Key(SERIES[1], "least Σ r²"), Key(SERIES[3], "least Σ |r|")]
        axes = Axes(x, y, (pretty(model.var), "y"), self.title, equal=True)
        frame = Frame(view.width, view.height, view.charset, axes, keys)
        frame.zero_line()
        middle = sum(px for px, _ in model.points) / len(model.points)
        (px, py), residuals = np.array(model.points).T, model.residuals(theta)
        side, foot = residuals * np.where((residuals > 0) == (px >= middle), 1, -1), py - residuals
        corners = np.stack([px, px, px + side, px + side, px], 1), np.stack([py, foot, foot, py, py], 1)
        frame.lines(zip(*corners, strict=True), SERIES[2])
        if view.revealed:
            for stroke, (low, _) in zip((SERIES[1], SERIES[3]), best(model), strict=True):
                frame.graph(model.curve(low), stroke)
        curve = model.curve(theta)
        frame.graph(curve, SERIES[0])
        draw_points(frame, model)
        return frame.drawing(lambda at, _: [("f", curve.at(at))])


def read(keys: Keys, title: str) -> SquaresScene:
    """Keys: those of the model, `knobs` (the parameter, outlier, which the letter `o` makes one or none)."""
    model = read_model(keys)
    step = float(f"{(model.high - model.low) / 60:.1g}")
    heights = [y for _, y in model.points]
    reach = max(max(heights) - min(heights), 1.0)
    own = [
        Knob(model.parameter, float(f"{model.low / 2 + model.high / 2:.3g}"), step, model.low, model.high),
        Knob("outlier", 0.0, float(f"{reach / 10:.1g}"), -reach, reach, key="o", stops=(0.0, reach)),
    ]
    return SquaresScene(title, model, tuned(keys, own))
