"""Kind `secant`: two points on a curve that close in on each other, with the table of their quotients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mmltui.errors import LearnerError
from mmltui.plots.drawing import Drawing, Ink, Row, Run, short, text_drawing
from mmltui.plots.formula import Formula, canonical_name
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, tuned
from mmltui.plots.panes import two
from mmltui.plots.scene import TALL, View
from mmltui.plots.strokes import SERIES
from mmltui.plots.wording import columns_of, pretty

_LEAST = 1 / 1024


@dataclass(frozen=True, slots=True)
class SecantScene:
    """(f(x + h) - f(x)) / h for h of both signs; the true slope is revealed on demand."""

    title: str
    of: Formula
    var: str
    range: tuple[float, float]
    knobs: tuple[Knob, ...]
    hides: bool = True
    rows: int = TALL

    def _quotients(self, x: float, sizes: Sequence[float]) -> list[float]:
        """(f(x + h) - f(x)) / h for several h; not a number where h is 0."""
        import numpy as np

        h = np.array(sizes)
        heights = self.of({self.var: np.append(x + h, x)})
        quotients: list[float] = ((heights[:-1] - heights[-1]) / h).tolist()
        return quotients

    def _slope(self, x: float) -> float:
        return self.of.derivative(self.var).at({self.var: x})

    def facts(self, view: View) -> tuple[str, ...]:
        """Where, how far apart, the quotient; the slope once revealed."""
        x, h = view.knobs[self.var], view.knobs["h"]
        quotient = self._quotients(x, [h])[0]
        facts = [f"{pretty(self.var)} = {short(x)}", f"h = {short(h)}", f"quotient = {short(quotient, 6)}"]
        return (*facts, f"slope = {short(self._slope(x), 6)}") if view.revealed else tuple(facts)

    def draw(self, view: View) -> Drawing:
        """The curve with its secant, and the quotients so far."""
        return two(view, self._curve, self._table, 0.66)

    def _curve(self, view: View) -> Drawing:
        from mmltui.plots.charsets import GLYPHS
        from mmltui.plots.frame import Axes, Frame, Key
        from mmltui.plots.sampling import window_of

        (low, high), x, h = self.range, view.knobs[self.var], view.knobs["h"]
        curve = self.of.along(self.var)
        glyphs, name = GLYPHS[view.charset], pretty(self.var)
        keys = [Key(SERIES[0], "f"), Key(SERIES[1], "secant")]
        keys += [Key(SERIES[2], "tangent")] if view.revealed else []
        keys += [Key(glyphs.point, name), Key(glyphs.hollow, f"{name} + h")]
        axes = Axes(self.range, window_of((curve,), low, high, view.width), (name, "f"), self.title)
        frame = Frame(view.width, view.height, view.charset, axes, keys)
        frame.zero_line()
        y = curve.at(x)
        lines = [(SERIES[1], self._quotients(x, [h])[0])]
        lines += [(SERIES[2], self._slope(x))] if view.revealed else []
        for stroke, slope in lines:
            frame.line([low, high], [y + slope * (low - x), y + slope * (high - x)], stroke)
        frame.graph(curve, SERIES[0])
        frame.mark(x + h, curve.at(x + h), glyphs.hollow)
        frame.mark(x, y, glyphs.point)
        return frame.drawing(lambda at, _: [("f", curve.at(at))])

    def _table(self, view: View) -> Drawing:
        """The last quotients down to the present h, which is at the foot."""
        x, h = view.knobs[self.var], view.knobs["h"]
        knob = next(knob for knob in self.knobs if knob.name == "h")
        ladder = [h * 2**place for place in range(32) if abs(h) * 2**place <= knob.high * (1 + 1e-9)]
        room = max(view.height - 6, 1)
        lines = [["h", "quotient"]]
        shown = ladder[room - 1 :: -1]
        quotients = zip(shown, self._quotients(x, shown), strict=True)
        lines += [[short(size, 3), short(quotient, 6)] for size, quotient in quotients]
        if view.revealed:
            lines.append(["slope", short(self._slope(x), 6)])
        texts = columns_of(lines, 2)
        inks = [Ink.FRAME] + [Ink.TEXT] * (len(texts) - 1)
        if view.revealed:
            inks[-1] = Ink.MARK
        rows: list[Row] = [(Run(""),), *((Run(text, ink),) for text, ink in zip(texts, inks, strict=True))]
        return text_drawing(rows, view.width, view.height)


def read(keys: Keys, title: str) -> SecantScene:
    """Keys: `of`, `var`, `range`, `at` (where), `knobs` (x, h)."""
    var = canonical_name(keys.text("var", "x"))
    of, ends = keys.formula("of", (var,)), keys.range("range")
    try:
        of.derivative(var)
    except LearnerError as error:
        raise keys.refused("of", f"'of' has no derivative that could be revealed: {error.message}") from error
    at = keys.number("at", ends[0] / 2 + ends[1] / 2)
    step = float(f"{(ends[1] - ends[0]) / 50:.1g}")
    own = [Knob("h", 1.0, _LEAST, -1.0, 1.0, halves=True), Knob(var, at, step, *ends)]
    return SecantScene(title, of, var, ends, tuned(keys, own))
