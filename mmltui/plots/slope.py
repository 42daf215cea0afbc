"""Kind `slope`: f above, f' below, one point on both; the signs of f' are to be guessed first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mmltui.errors import LearnerError
from mmltui.plots.charsets import spell
from mmltui.plots.drawing import Drawing, Ink, Run, short, stacked, text_drawing
from mmltui.plots.formula import Along, Formula, canonical_name
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, choice_knob, tuned
from mmltui.plots.scene import TALL, View
from mmltui.plots.strokes import SERIES
from mmltui.plots.wording import pretty

if TYPE_CHECKING:
    from mmltui.plots.frame import Frame
    from mmltui.plots.trace import Floats

_MARGIN = 8
_BOTH_FROM = 14
_PARTS = 7  # an odd number: the middle of the range is often where the slope passes 0, and lies in no border
_LOOKS = 32
_SIGNS = ("?", "+", "0", "-")
_ASKED = (
    "In each part: is f' + all over, - all over,",
    "or does it pass 0?   r reveals",
)


@dataclass(frozen=True, slots=True)
class Slope:
    """The derivative of a curve, where there is a curve: 1/x is that of log x for x > 0 only."""

    curve: Along
    derivative: Along

    def __call__(self, x: Floats) -> Floats:
        """Its values."""
        import numpy as np

        return np.where(np.isfinite(self.curve(x)), self.derivative(x), np.nan)

    def at(self, x: float) -> float:
        """Its value at one point."""
        import numpy as np

        return float(self(np.asarray(x)))


@dataclass(frozen=True, slots=True)
class SlopeScene:
    """A function and its derivative over the same x; f' and its signs are hidden. One knob a part gives them first."""

    title: str
    of: Formula
    var: str
    range: tuple[float, float]
    knobs: tuple[Knob, ...]
    hides: bool = True
    rows: int = TALL + 6

    def facts(self, view: View) -> tuple[str, ...]:
        """X and f; the slope and how many signs are right once revealed."""
        x = {self.var: view.knobs[self.var]}
        facts = (f"{pretty(self.var)} = {short(x[self.var])}", f"f = {short(self.of.at(x))}")
        given, right = self._given(view), self._right()
        if not view.revealed:
            return (*facts, f"{sum(sign != '?' for sign in given)} of {_PARTS} signs of f' given")
        slope = short(self._slope.at(view.knobs[self.var]))
        told = f"{sum(a == b for a, b in zip(given, right, strict=True))} of {_PARTS} signs right"
        return (*facts, f"f' = {slope}", told)

    @property
    def _curve(self) -> Along:
        return self.of.along(self.var)

    @property
    def _slope(self) -> Slope:
        return Slope(self._curve, self.of.derivative(self.var).along(self.var))

    def _given(self, view: View) -> list[str]:
        """The sign that the learner gives f' in each part of the range."""
        return [_SIGNS[knob.choice(view.knobs[knob.name])] for knob in self.knobs[1:]]

    def _right(self) -> list[str]:
        """The sign that f' has all over a part of the range, or 0 where it passes 0 there; `?` if it has none."""
        return [_sign_over(part) for part in self._slopes(_PARTS * _LOOKS).reshape(_PARTS, _LOOKS)]

    def _slopes(self, count: int) -> Floats:
        """F' in the middle of so many equal pieces of the range."""
        import numpy as np

        edges = np.linspace(*self.range, count + 1)
        return self._slope((edges[:-1] + edges[1:]) / 2)

    def draw(self, view: View) -> Drawing:
        """f, the signs given to f' and, once revealed, those it has, and f'."""
        if view.height < _BOTH_FROM:
            return self._pane(view, view.height, self._curve, "f")[0]
        upper = (view.height + 1) // 2
        over, frame = self._pane(view, upper, self._curve, "f")
        over = stacked(over, self._parts(view, frame))
        rest = view.height - upper - 1
        if not view.revealed:
            lines = ["", *(f"   {line}" for line in _ASKED)]
            return stacked(over, text_drawing(lines, view.width, rest))
        under, _ = self._pane(view, rest - 1, self._slope, "f'")
        return stacked(stacked(over, self._signs(view, frame)), under)

    def _parts(self, view: View, frame: Frame) -> Drawing:
        """One row under f: each part of the range with its number and the sign it was given, which may be wrong."""
        right, row = self._right(), [" "] * frame.canvas.width
        for at, sign in enumerate(self._given(view)):
            text = f"{at + 1} {sign}" + (" ✗" if view.revealed and sign not in ("?", right[at]) else "")
            start, end = (round(edge * frame.canvas.width / _PARTS) for edge in (at, at + 1))
            text = spell(text, view.charset)[: end - start - 1].center(end - start)
            row[start:end] = text
            if at:
                row[start] = frame.glyphs.vertical
        label = "yours" if view.revealed else "sign f'"
        return _labelled(label, "".join(row), view)

    def _pane(self, view: View, height: int, curve: Along | Slope, name: str) -> tuple[Drawing, Frame]:
        from mmltui.plots.frame import Axes, Frame, Key
        from mmltui.plots.sampling import window_of

        stroke = SERIES[0]
        shown = window_of((curve,), *self.range, view.width)
        axes = Axes(self.range, shown, (pretty(self.var), ""), self.title if name == "f" else "", margin=_MARGIN)
        frame = Frame(view.width, height, view.charset, axes, [Key(stroke, name)])
        frame.zero_line()
        frame.graph(curve, stroke)
        x = view.knobs[self.var]
        frame.mark(x, curve.at(x), frame.glyphs.point)
        return frame.drawing(lambda at, _: [(name, curve.at(at))]), frame

    def _signs(self, view: View, frame: Frame) -> Drawing:
        """One row: + where f rises, - where it falls, 0 where the sign changes."""
        import numpy as np

        signs = np.sign(_looks(self._slope, self.range, frame.canvas.width))
        row = [{1.0: "+", -1.0: "-", 0.0: "0"}.get(float(sign), " ") for sign in signs]
        for at in range(1, len(row)):
            if signs[at - 1] * signs[at] < 0 and "0" not in row[max(at - 2, 0) : at]:
                row[at] = "0"
        return _labelled("sign f'", "".join(row), view)


@lru_cache(maxsize=32)
def _looks(slope: Slope, span: tuple[float, float], count: int) -> Floats:
    """The slope in the middle of so many equal pieces of a range; kept, for only the point moves."""
    import numpy as np

    edges = np.linspace(*span, count + 1)
    return slope((edges[:-1] + edges[1:]) / 2)


def _labelled(label: str, row: str, view: View) -> Drawing:
    """A row whose cells stand below those of the canvas."""
    runs = Run(f"{label.rjust(_MARGIN - 1)} ", Ink.FRAME), Run(row, Ink.MARK)
    return text_drawing([runs], view.width, 1)


def _sign_over(slopes: Floats) -> str:
    known = slopes[slopes == slopes].tolist()  # noqa: PLR0124 - NaN alone differs from itself
    if not known:
        return "?"
    return "+" if min(known) > 0 else "-" if max(known) < 0 else "0"


def read(keys: Keys, title: str) -> SlopeScene:
    """Keys: `of`, `var`, `range`, `knobs` (the variable)."""
    var = canonical_name(keys.text("var", "x"))
    of, ends = keys.formula("of", (var,)), keys.range("range")
    try:
        of.derivative(var)
    except LearnerError as error:
        raise keys.refused("of", f"'of' has no derivative that could be shown: {error.message}") from error
    step = float(f"{(ends[1] - ends[0]) / 50:.1g}")
    point = Knob(var, ends[0] / 2 + ends[1] / 2, step, *ends)
    signs = (choice_knob(f"sign {part}", _SIGNS, "?") for part in range(1, _PARTS + 1))
    return SlopeScene(title, of, var, ends, (*tuned(keys, [point]), *signs))
