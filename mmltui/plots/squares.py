"""Kind `squares`: a square on every residual, an outlier to drag, and what fits best by Σ r² and by Σ |r|."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mmltui.plots.drawing import Drawing, short
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, tuned
from mmltui.plots.points import Model, best, draw_points, parameters, read_model
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
            thetas = parameters(model)
            for sign, loss in (("Σ r²", model.squares(thetas)), ("Σ |r|", model.absolutes(thetas))):
                low, high = best(loss, thetas)
                apart = high - low > 1.5 * (thetas[1] - thetas[0])
                facts.append(f"least {sign}: {name} = {short(low, 3)}" + (f" to {short(high, 3)}" if apart else ""))
        return tuple(facts)

    def draw(self, view: View) -> Drawing:
        """Points, the line, its squares; both best lines once revealed."""
        import numpy as np

        from mmltui.plots.charsets import GLYPHS
        from mmltui.plots.frame import Axes, Frame, Key

        model, theta = self._model(view), view.knobs[self.model.parameter]
        x, y = self._model(replace(view, knobs=view.fit)).bounds(view.fit[model.parameter])
        keys = [Key(GLYPHS[view.charset].point, "data"), Key(SERIES[0], "f"), Key(SERIES[2], "squares r²")]
        if view.revealed:
            keys += [Key(SERIES[1], "least Σ r²"), Key(SERIES[3], "least Σ |r|")]
        axes = Axes(x, y, (pretty(model.var), "y"), self.title, equal=True)
        frame = Frame(view.width, view.height, view.charset, axes, keys)
        frame.zero_line()
        middle = sum(px for px, _ in model.points) / len(model.points)
        for (at, height), residual in zip(model.points, model.residuals(theta), strict=True):
            side = float(residual) * (1 if (residual > 0) == (at >= middle) else -1)
            foot = height - float(residual)
            frame.line([at, at, at + side, at + side, at], [height, foot, foot, height, height], SERIES[2])
        across = np.linspace(*frame.axes.x, 2 * frame.canvas.dots_across)
        if view.revealed:
            thetas = parameters(model)
            for stroke, loss in ((SERIES[1], model.squares(thetas)), (SERIES[3], model.absolutes(thetas))):
                frame.line(across, model.predicted(across, best(loss, thetas)[0]), stroke)
        frame.line(across, model.predicted(across, theta), SERIES[0])
        draw_points(frame, model)
        return frame.drawing(lambda at: [("f", float(model.predicted(at, theta)))])


def read(keys: Keys, title: str) -> SquaresScene:
    """Keys: those of the model, `knobs` (the parameter, outlier)."""
    model = read_model(keys)
    step = float(f"{(model.high - model.low) / 60:.1g}")
    heights = [y for _, y in model.points]
    reach = max(max(heights) - min(heights), 1.0)
    own = [
        Knob(model.parameter, float(f"{model.low / 2 + model.high / 2:.3g}"), step, model.low, model.high),
        Knob("outlier", 0.0, float(f"{reach / 10:.1g}"), -reach, reach),
    ]
    return SquaresScene(title, model, tuned(keys, own))
