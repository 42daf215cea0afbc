"""After a wrong derivative: where it goes wrong, seen on the question's own curve, without the right formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mmltui.errors import LearnerError
from mmltui.plots.drawing import Drawing, short
from mmltui.plots.formula import Formula, constant, formula
from mmltui.plots.knobs import Knob
from mmltui.plots.panes import two
from mmltui.plots.plot import Plot
from mmltui.plots.scene import View
from mmltui.plots.strokes import SERIES
from mmltui.plots.wording import pretty

_AROUND: Final = 2.0
_ROWS: Final = 14


@dataclass(frozen=True, slots=True)
class AnswerScene:
    """Left: f with its slope at the witness and the slope answered; right: the answer's curve and the right value."""

    of: Formula
    submission: Formula
    var: str
    at: tuple[tuple[str, float], ...]
    knobs: tuple[Knob, ...] = ()
    hides: bool = False
    rows: int = _ROWS

    def _where(self) -> dict[str, float]:
        return dict(self.at)

    def slopes(self) -> tuple[float, float]:
        """The right slope at the witness, and the one answered."""
        return self.of.derivative(self.var).at(self._where()), self.submission.at(self._where())

    def facts(self, view: View) -> tuple[str, ...]:
        """Where, what was answered, what is right there."""
        del view
        right, answered = self.slopes()
        where = ", ".join(f"{pretty(name)} = {short(value)}" for name, value in self.at)
        return f"at {where}", f"your slope {short(answered)}", f"the curve's slope {short(right)}"

    def draw(self, view: View) -> Drawing:
        """Both panes."""
        return two(view, self._curve, self._answer)

    def _range(self) -> tuple[float, float]:
        x = self._where()[self.var]
        return x - _AROUND, x + _AROUND

    def _curve(self, view: View) -> Drawing:
        from mmltui.plots.frame import Axes, Frame, Key
        from mmltui.plots.sampling import window_of

        low, high = self._range()
        x, curve = self._where()[self.var], self.of.along(self.var, self._where())
        shown = window_of((curve,), low, high, view.width)
        keys = [Key(SERIES[0], "f"), Key(SERIES[2], "its slope"), Key(SERIES[1], "your slope")]
        axes = Axes((low, high), shown, (pretty(self.var), "f"), "f and the slopes")
        frame = Frame(view.width, view.height, view.charset, axes, keys)
        height, (right, answered) = curve.at(x), self.slopes()
        for stroke, slope in ((SERIES[1], answered), (SERIES[2], right)):
            frame.line([low, high], [height - slope * _AROUND, height + slope * _AROUND], stroke)
        frame.graph(curve, SERIES[0])
        frame.mark(x, height, frame.glyphs.point)
        return frame.drawing(lambda at, _: [("f", curve.at(at))])

    def _answer(self, view: View) -> Drawing:
        from mmltui.plots.charsets import GLYPHS
        from mmltui.plots.frame import Axes, Frame, Key
        from mmltui.plots.sampling import look, window

        low, high = self._range()
        curve, (right, _) = self.submission.along(self.var, self._where()), self.slopes()
        shown = _with(window([look(curve, low, high, view.width)]), right)
        keys = [Key(SERIES[1], "your answer"), Key(GLYPHS[view.charset].star, "the right value")]
        axes = Axes((low, high), shown, (pretty(self.var), "slope"), "your answer")
        frame = Frame(view.width, view.height, view.charset, axes, keys)
        frame.zero_line()
        frame.graph(curve, SERIES[1])
        frame.mark(self._where()[self.var], right, frame.glyphs.star)
        return frame.drawing(lambda at, _: [("yours", curve.at(at))])


def _with(shown: tuple[float, float], value: float) -> tuple[float, float]:
    """A window that holds a value as well, unless that would more than double it."""
    low, high = min(shown[0], value), max(shown[1], value)
    return (low, high) if high - low <= 2 * (shown[1] - shown[0]) else shown


def answer_plot(of: str, wrt: str, submission: str, at: Mapping[str, str]) -> Plot | None:
    """A plot for a wrong derivative of the scalar `of` by `wrt`, at a witness; None where there is nothing to see.

    `at` are the witness' exact values (`{'x': '7/5'}`), as the evidence of a verdict has them.
    """
    try:
        where = tuple((name, constant(value)) for name, value in at.items())
        names = [name for name, _ in where]
        if wrt not in names:
            return None
        scene = AnswerScene(formula(of, names), formula(submission, names), wrt, where)
        right, answered = scene.slopes()
    except LearnerError:
        return None
    if not (abs(right) < float("inf") and abs(answered) < float("inf")):
        return None
    alt = f"The curve with its slope {short(right)} and the slope {short(answered)} of the answer, at the same point"
    return Plot("answer", "your answer", alt, scene)
