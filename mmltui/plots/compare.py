"""Kind `compare`: two surfaces side by side, one direction in both, and in numbers what each does along it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mmltui.plots.drawing import Drawing, short
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, angle_knob, tuned
from mmltui.plots.panes import two
from mmltui.plots.scene import TALL, View
from mmltui.plots.strokes import ON_MAP
from mmltui.plots.surface import Point, Surface, check_smooth, quadratic_form, read_names, unit
from mmltui.plots.wording import rows

if TYPE_CHECKING:
    from mmltui.plots.frame import Key

_STEP = 0.5


@dataclass(frozen=True, slots=True)
class CompareScene:
    """Two functions near the point `at`: what their Hessians there say, and what they do."""

    title: str
    surfaces: tuple[Surface, Surface]
    at: Point
    knobs: tuple[Knob, ...]
    hides: bool = False
    rows: int = TALL + 2

    def facts(self, view: View) -> tuple[str, ...]:
        """Both Hessians, and both values a little way along v and back."""
        angle = view.knobs["angle"]
        v = unit(angle)
        facts = [f"v at {short(angle)}°"]
        for name, surface in zip("fg", self.surfaces, strict=True):
            hessian = surface.hessian(self.at)
            facts.append(f"H of {name} = {rows(hessian)}: vᵀHv = {short(quadratic_form(hessian, v), 3)}")
        for name, surface in zip("fg", self.surfaces, strict=True):
            there, back = (surface.at((self.at[0] + h * v[0], self.at[1] + h * v[1])) for h in (_STEP, -_STEP))
            facts.append(f"{name}(±{_STEP} v) = {short(there, 3)}, {short(back, 3)}")
        return tuple(facts)

    def draw(self, view: View) -> Drawing:
        """Both maps."""
        left, right = self.surfaces
        return two(view, lambda part: self._map(part, left, "f"), lambda part: self._map(part, right, "g"))

    def _map(self, view: View, surface: Surface, name: str) -> Drawing:
        from mmltui.plots.contours import map_frame, reading

        title = f"{name} = {surface.formula.pretty}"
        frame = map_frame(view, surface, title, self._keys(), name)
        v = unit(view.knobs["angle"])
        reach = 0.4 * (surface.x[1] - surface.x[0])
        frame.arrow(
            (self.at[0] - reach * v[0], self.at[1] - reach * v[1]),
            (self.at[0] + reach * v[0], self.at[1] + reach * v[1]),
            ON_MAP[0],
        )
        frame.mark(*self.at, frame.glyphs.point)
        return frame.drawing(reading(surface, name))

    @staticmethod
    def _keys() -> list[Key]:
        from mmltui.plots.frame import Key

        return [Key(ON_MAP[0], "v and -v")]


def read(keys: Keys, title: str) -> CompareScene:
    """Keys: `of` and `and` (two functions), `vars`, `range`, `range_2`, `at`, `knobs` (angle)."""
    names = read_names(keys)
    x = keys.range("range")
    y = keys.range("range_2", x)
    first = Surface(keys.formula("of", names), names, x, y)
    second = replace(first, formula=keys.formula("and", names))
    check_smooth(keys, "of", first)
    check_smooth(keys, "and", second)
    at = keys.numbers("at", (0.0, 0.0), count=2)
    return CompareScene(title, (first, second), (at[0], at[1]), tuned(keys, [angle_knob("angle", 0)]))
