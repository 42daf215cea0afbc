"""Kind `graph`: how f depends on t by several ways; each way gives a product, and the products are summed."""

from __future__ import annotations

from dataclasses import dataclass

from mmltui.errors import LearnerError
from mmltui.plots.charsets import spell
from mmltui.plots.drawing import Drawing, Ink, Row, Run, short, text_drawing
from mmltui.plots.formula import Formula, canonical_name
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, choice_knob, tuned
from mmltui.plots.scene import View

_MOST_WAYS = 4


@dataclass(frozen=True, slots=True)
class GraphScene:
    """`outer` is f in the names of `inner`, which are functions of `var`."""

    title: str
    outer: Formula
    inner: tuple[Formula, ...]
    var: str
    knobs: tuple[Knob, ...]
    hides: bool = False

    @property
    def rows(self) -> int:
        """Three lines a way, the sum and the caption."""
        return 4 * len(self.inner) + 6

    def _numbers(self, view: View) -> tuple[dict[str, float], list[float], list[float]]:
        """The intermediate values, ∂f/∂a for each a, and da/dt."""
        t = {self.var: view.knobs[self.var]}
        values = {name: part.at(t) for name, part in zip(self.outer.names, self.inner, strict=True)}
        outer = [self.outer.derivative(name).at(values) for name in self.outer.names]
        return values, outer, [part.derivative(self.var).at(t) for part in self.inner]

    def facts(self, view: View) -> tuple[str, ...]:
        """The way, t, the values between, and f."""
        values, _, _ = self._numbers(view)
        facts = [self.knobs[0].shown(view.knobs["path"]), f"{self.var} = {short(view.knobs[self.var])}"]
        facts += [f"{name} = {short(value)}" for name, value in values.items()]
        return (*facts, f"f = {short(self.outer.at(values))}")

    def draw(self, view: View) -> Drawing:
        """The ways, the chosen one drawn heavy, its product, and at last the sum."""
        from mmltui.notation.printing import unicode

        chosen = round(view.knobs["path"])
        _, outer, inner = self._numbers(view)
        whole = chosen > len(self.inner)
        text: list[Row] = [(Run(spell(self.title, view.charset)),), (Run(""),)]
        products = []
        half = max(min((view.width - 16) // 2, 24), 8)
        for at, (name, part) in enumerate(zip(self.outer.names, self.inner, strict=True)):
            heavy = whole or chosen == at + 1
            first = f"d{name}/d{self.var} = {unicode(part.derivative(self.var).expression)}"
            second = f"∂f/∂{name} = {unicode(self.outer.derivative(name).expression)}"
            line = "═" if heavy else "─"
            wire = f"   {self.var} {line * half}▶ {name} {line * half}▶ f"
            words = f"     {first[:half].center(half)}    {second[:half].center(half)}"
            ink = Ink.MARK if heavy else Ink.FAINT
            text += [(Run(_plain(words, view), ink),), (Run(_plain(wire, view), ink),)]
            if heavy:
                products.append(f"{short(outer[at])} · {short(inner[at])}")
                way = f"via {name}: ∂f/∂{name} · d{name}/d{self.var}"
                told = f"   {way} = {products[-1]} = {short(outer[at] * inner[at])}"
                text.append((Run(_plain(told, view)),))
            text.append((Run(""),))
        if whole:
            total = sum(a * b for a, b in zip(outer, inner, strict=True))
            text.append((Run(_plain(f"   df/d{self.var} = {' + '.join(products)} = {short(total)}", view), Ink.MARK),))
        return text_drawing(text, view.width, view.height)


def _plain(text: str, view: View) -> str:
    text = text if view.charset != "ascii" else text.replace("═", "=").replace("▶", ">")
    return spell(text, view.charset)


def read(keys: Keys, title: str) -> GraphScene:
    """Keys: `of` (f in the names below), `inner` of { name, expr }, their `var` (t), `knobs` (path, t)."""
    var = canonical_name(keys.text("var", "t"))
    names, inner = [], []
    for one in keys.tables("inner", required=True):
        names.append(canonical_name(one.text("name")))
        inner.append(one.formula("expr", (var,)))
        one.finish()
    if not 1 < len(names) <= _MOST_WAYS or len(set(names)) < len(names):
        raise keys.refused("inner", f"'inner' must be between 2 and {_MOST_WAYS} functions with different names")
    outer = keys.formula("of", names)
    try:
        for name in names:
            outer.derivative(name)
        for part in inner:
            part.derivative(var)
    except LearnerError as error:
        raise keys.refused("of", f"a part has no derivative that could be shown: {error.message}") from error
    paths = ["none", *(f"via {name}" for name in names), "sum"]
    own = [choice_knob("path", paths, "none"), Knob(var, keys.number("at", 1.0), 0.1, -10.0, 10.0)]
    return GraphScene(title, outer, tuple(inner), var, tuned(keys, own))
