"""Kind `family`: the drawer of functions. Each value of θ is one curve; together they are all that can be reached."""

from __future__ import annotations

from dataclasses import dataclass

from mmltui.plots.drawing import Drawing, short
from mmltui.plots.formula import Formula, canonical_name
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, choice_knob, tuned
from mmltui.plots.scene import TALL, View
from mmltui.plots.strokes import FAINT, SERIES
from mmltui.plots.wording import pretty

_FAN = 11
_USUAL = {"constant": "{a}", "line": "{a} {x}", "quadratic": "{a} {x}^2", "sine": "sin({a} {x})"}


@dataclass(frozen=True, slots=True)
class FamilyScene:
    """Families of functions of `var` with one parameter, a fan of members each, and the member at the knob."""

    title: str
    families: tuple[tuple[str, Formula], ...]
    var: str
    parameter: str
    range: tuple[float, float]
    window: tuple[float, float]
    points: tuple[tuple[float, float], ...]
    knobs: tuple[Knob, ...]
    hides: bool = False
    rows: int = TALL

    def _family(self, view: View) -> tuple[str, Formula]:
        return self.families[round(view.knobs["family"])]

    def facts(self, view: View) -> tuple[str, ...]:
        """The family and the label on the drawer."""
        name, formula = self._family(view)
        return (
            f"family: {name}",
            f"f = {formula.pretty}",
            f"{pretty(self.parameter)} = {short(view.knobs[self.parameter])}",
        )

    def draw(self, view: View) -> Drawing:
        """The fan, the member, and the points, which never move."""
        import numpy as np

        from mmltui.plots.charsets import GLYPHS
        from mmltui.plots.frame import Axes, Frame, Key

        _, formula = self._family(view)
        knob = next(knob for knob in self.knobs if knob.name == self.parameter)
        name = pretty(self.parameter)
        keys = [Key(FAINT, f"some members, {name} from {short(knob.low)} to {short(knob.high)}")]
        keys.append(Key(SERIES[0], f"the one at {name} = {short(view.knobs[self.parameter])}"))
        if self.points:
            keys.append(Key(GLYPHS[view.charset].point, "data"))
        axes = Axes(self.range, self.window, (pretty(self.var), "y"), self.title)
        frame = Frame(view.width, view.height, view.charset, axes, keys)
        thetas = np.linspace(knob.low, knob.high, _FAN).tolist()
        for theta in thetas:
            frame.graph(formula.along(self.var, {self.parameter: theta}), FAINT, marked=False)
        curve = formula.along(self.var, {self.parameter: view.knobs[self.parameter]})
        frame.graph(curve, SERIES[0])
        for px, py in self.points:
            frame.mark(px, py, frame.glyphs.point)
        return frame.drawing(lambda at, _: [("f", curve.at(at))])


def read(keys: Keys, title: str) -> FamilyScene:
    """Keys: `range`, `window`, optional `families` of { name, expr }, `var`, `parameter`, `data`, `knobs`."""
    var, parameter = canonical_name(keys.text("var", "x")), canonical_name(keys.text("parameter", "a"))
    families: list[tuple[str, Formula]] = []
    for one in keys.tables("families"):
        families.append((one.text("name"), one.formula("expr", (var, parameter))))
        one.finish()
    if not families:
        usual = Keys({name: text.format(a=parameter, x=var) for name, text in _USUAL.items()})
        families = [(name, usual.formula(name, (var, parameter))) for name in _USUAL]
    points = tuple(keys.pairs("data")) if keys.has("data") else ()
    names = [name for name, _ in families]
    own = [Knob(parameter, 1.0, 0.1, -2.0, 2.0), choice_knob("family", names, names[0])]
    span, window = keys.range("range", (-3.0, 3.0)), keys.range("window", (-3.0, 3.0))
    return FamilyScene(title, tuple(families), var, parameter, span, window, points, tuned(keys, own))
