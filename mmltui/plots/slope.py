"""Kind `slope`: f above, f' below, one point on both; the signs of f' are to be guessed first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mmltui.errors import LearnerError
from mmltui.plots.drawing import Drawing, Ink, Run, short, stacked, text_drawing
from mmltui.plots.formula import Formula, canonical_name
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, tuned
from mmltui.plots.scene import TALL, View
from mmltui.plots.strokes import SERIES
from mmltui.plots.wording import pretty

if TYPE_CHECKING:
    from mmltui.plots.frame import Frame

_MARGIN = 8
_BOTH_FROM = 13


@dataclass(frozen=True, slots=True)
class SlopeScene:
    """A function and its derivative over the same x; f' and its row of signs are hidden until revealed."""

    title: str
    of: Formula
    var: str
    range: tuple[float, float]
    knobs: tuple[Knob, ...]
    hides: bool = True
    rows: int = TALL + 6

    def facts(self, view: View) -> tuple[str, ...]:
        """X and f; the slope once revealed."""
        x = {self.var: view.knobs[self.var]}
        facts = [f"{pretty(self.var)} = {short(x[self.var])}", f"f = {short(self.of.at(x))}"]
        slope = short(self.of.derivative(self.var).at(x))
        return (*facts, f"f' = {slope}") if view.revealed else (*facts, "f': +, 0 or -?")

    def draw(self, view: View) -> Drawing:
        """f, the signs of f', and f'."""
        upper = (view.height + 1) // 2
        slope = self.of.derivative(self.var)
        if view.height < _BOTH_FROM:
            return self._pane(view, view.height, self.of, "f")[0]
        over, frame = self._pane(view, upper, self.of, "f")
        if not view.revealed:
            lines = ["", "   the sign of f' along x: where is it +, where 0, where -?   r reveals"]
            return stacked(over, text_drawing(lines, view.width, view.height - upper))
        under, _ = self._pane(view, view.height - upper - 1, slope, "f'")
        return stacked(stacked(over, self._signs(view, frame, slope)), under)

    def _pane(self, view: View, height: int, of: Formula, name: str) -> tuple[Drawing, Frame]:
        from mmltui.plots.frame import Axes, Frame, Key
        from mmltui.plots.sampling import window_of

        curve, stroke = of.along(self.var), SERIES[0]
        shown = window_of((curve,), *self.range, view.width)
        first = of is self.of
        axes = Axes(self.range, shown, (pretty(self.var), ""), self.title if first else "", margin=_MARGIN)
        frame = Frame(view.width, height, view.charset, axes, [Key(stroke, name)])
        frame.zero_line()
        frame.graph(curve, stroke)
        x = view.knobs[self.var]
        frame.mark(x, curve.at(x), frame.glyphs.point)
        return frame.drawing(lambda at: [(name, curve.at(at))]), frame

    def _signs(self, view: View, frame: Frame, slope: Formula) -> Drawing:
        """One row: + where f rises, - where it falls, 0 where the sign changes."""
        import numpy as np

        width = frame.canvas.width
        edges = np.linspace(*self.range, width + 1)
        middles = (edges[:-1] + edges[1:]) / 2
        signs = np.sign(slope({self.var: middles}))
        row = [{1.0: "+", -1.0: "-", 0.0: "0"}.get(float(sign), " ") for sign in signs]
        for at in range(1, width):
            if signs[at - 1] * signs[at] < 0 and "0" not in row[max(at - 2, 0) : at]:
                row[at] = "0"
        label = "sign f'"[:_MARGIN].rjust(_MARGIN - 1)
        return text_drawing([(Run(f"{label} ", Ink.FRAME), Run("".join(row), Ink.MARK))], view.width, 1)


def read(keys: Keys, title: str) -> SlopeScene:
    """Keys: `of`, `var`, `range`, `knobs` (the variable)."""
    var = canonical_name(keys.text("var", "x"))
    of, ends = keys.formula("of", (var,)), keys.range("range")
    try:
        of.derivative(var)
    except LearnerError as error:
        raise keys.refused("of", f"'of' has no derivative that could be shown: {error.message}") from error
    step = float(f"{(ends[1] - ends[0]) / 50:.1g}")
    return SlopeScene(title, of, var, ends, tuned(keys, [Knob(var, ends[0] / 2 + ends[1] / 2, step, *ends)]))
