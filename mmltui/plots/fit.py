"""Kind `fit`: data space and loss space, linked. One point in the right pane is one curve in the left one."""

from __future__ import annotations

from dataclasses import dataclass

from mmltui.plots.drawing import Drawing, short, text_drawing
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, choice_knob, tuned
from mmltui.plots.panes import two
from mmltui.plots.points import Model, draw_points, read_model
from mmltui.plots.scene import TALL, View
from mmltui.plots.strokes import SERIES
from mmltui.plots.wording import pretty


@dataclass(frozen=True, slots=True)
class FitScene:
    """Points, the model with its residual sticks, and the loss L(θ) = Σ (yₙ - f(xₙ, θ))² with a dot on it."""

    title: str
    model: Model
    knobs: tuple[Knob, ...]
    hides: bool
    rows: int = TALL

    def _open(self, view: View) -> bool:
        return view.revealed or not self.hides

    def facts(self, view: View) -> tuple[str, ...]:
        """θ, and the loss unless it is to be predicted."""
        theta = view.knobs[self.model.parameter]
        name = pretty(self.model.parameter)
        loss = short(float(self.model.squares(theta)))
        told = f"L({name}) = {loss}" if self._open(view) else f"L({name}): predict, then reveal"
        return (f"{name} = {short(theta, 6)}", told, *([f"one step right: {self._guess(view)}"] if self.hides else []))

    def _guess(self, view: View) -> str:
        """What the learner said of the next L; once revealed, what it does as well."""
        knob, guess = self.knobs
        said = guess.choices[guess.choice(view.knobs[guess.name])]
        if not view.revealed:
            return said
        here = view.knobs[knob.name]
        now, then = (float(self.model.squares(theta)) for theta in (here, knob.turned(here, 1)))
        does = "higher" if then > now else "lower" if then < now else "the same"
        return does if said == "?" else f"{does} ✓" if said == does else f"{does} ✗ not {said}"

    def draw(self, view: View) -> Drawing:
        """Both panes."""
        return two(view, self._data, self._loss if self._open(view) else self._question)

    def _data(self, view: View) -> Drawing:
        import numpy as np

        from mmltui.plots.charsets import GLYPHS
        from mmltui.plots.frame import Axes, Frame, Key

        model, theta = self.model, view.knobs[self.model.parameter]
        x, y = model.bounds(view.fit[model.parameter])
        name = pretty(model.parameter)
        keys = [
            Key(GLYPHS[view.charset].point, "data"),
            Key(SERIES[0], f"f(x, {name})"),
            Key(SERIES[2], "residuals"),
        ]
        axes = Axes(x, y, (pretty(model.var), "y"), self.title)
        frame = Frame(view.width, view.height, view.charset, axes, keys)
        frame.zero_line()
        curve, (px, py) = model.curve(theta), np.array(model.points).T
        sticks = zip(np.stack([px, px], 1), np.stack([py, curve(px)], 1), strict=True)
        frame.lines(sticks, SERIES[2])
        frame.graph(curve, SERIES[0])
        draw_points(frame, model)
        return frame.drawing(lambda at, _: [("f", curve.at(at))])

    def _loss(self, view: View) -> Drawing:
        from mmltui.plots.charsets import GLYPHS
        from mmltui.plots.frame import Axes, Frame, Key
        from mmltui.plots.sampling import window_of

        model, theta = self.model, view.knobs[self.model.parameter]
        shown = window_of((model.squares,), model.low, model.high, view.width)
        name = pretty(model.parameter)
        keys = [Key(SERIES[0], f"L({name})"), Key(GLYPHS[view.charset].point, f"this {name}")]
        axes = Axes((model.low, model.high), shown, (name, "L"), "loss space")
        frame = Frame(view.width, view.height, view.charset, axes, keys)
        frame.graph(model.squares, SERIES[0])
        frame.mark(theta, float(model.squares(theta)), frame.glyphs.point)
        return frame.drawing(lambda at, _: [("L", float(model.squares(at)))])

    def _question(self, view: View) -> Drawing:
        """In place of the loss, what to ask oneself."""
        asked = ["One step to the right:", "will L be higher", "or lower?"]
        lines = ["loss space", "", *asked, "", f"p predicts: {self._guess(view)}", "r reveals."]
        above = max((view.height - len(lines)) // 2, 0)
        return text_drawing([""] * above + [f"   {line}" for line in lines], view.width, view.height)


def read(keys: Keys, title: str) -> FitScene:
    """Keys: those of the model, `hide` (true: the loss is to be predicted first), `knobs` (the parameter)."""
    model = read_model(keys)
    middle = float(f"{model.low / 2 + model.high / 2:.3g}")
    own = [Knob(model.parameter, middle, float(f"{(model.high - model.low) / 60:.1g}"), model.low, model.high)]
    hide = keys.flag("hide")
    if hide:
        own.append(choice_knob("next L", ("?", "higher", "lower"), "?", key="p"))
    return FitScene(title, model, tuned(keys, own), hide)
