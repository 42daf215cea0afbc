"""Kind `staircase`: a diagonal move split into one move along each axis, in numbers, for smaller and smaller h."""

from __future__ import annotations

from dataclasses import dataclass

from mmltui.plots.drawing import Drawing, Ink, Run, short, stacked, text_drawing
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, choice_knob, tuned
from mmltui.plots.panes import two
from mmltui.plots.scene import TALL, View
from mmltui.plots.strokes import ON_MAP
from mmltui.plots.surface import Point, Surface, dot, read_surface
from mmltui.plots.wording import columns_of, pretty, row

_STAGES = ("diagonal", "first step", "second step", "sum")
_SIZES = (1.0, 0.1, 0.01, 0.001)


@dataclass(frozen=True, slots=True)
class StaircaseScene:
    """From θ to θ + hv at once, and by way of the corner (θ₁, θ₂ + hv₂)."""

    title: str
    surface: Surface
    at: Point
    along: Point
    knobs: tuple[Knob, ...]
    hides: bool = False
    rows: int = TALL

    def facts(self, view: View) -> tuple[str, ...]:
        """The stage and the partial derivatives that the two quotients tend to."""
        gradient = self.surface.gradient(self.at)
        return (
            f"stage: {_STAGES[self._stage(view)]}",
            f"df/dθ = {row(gradient)}",
            f"v = {row(self.along)}",
            f"(df/dθ) v = {short(dot(gradient, self.along))}",
        )

    def draw(self, view: View) -> Drawing:
        """The map with the moves of this stage, and the table so far."""
        return two(view, self._map, self._table, 0.42)

    def _stage(self, view: View) -> int:
        return round(view.knobs["stage"])

    def _map(self, view: View) -> Drawing:
        from mmltui.plots.contours import map_frame, reading
        from mmltui.plots.frame import Key

        stage = self._stage(view)
        names = ("θ to θ + hv", "along axis 1", "along axis 2")
        keys = [Key(stroke, name) for stroke, name in zip(ON_MAP, names, strict=False)]
        frame = map_frame(view, self.surface, self.title, keys)
        corner = self.at[0], self.at[1] + self.along[1]
        end = self.at[0] + self.along[0], corner[1]
        moves = ((self.at, end), (corner, end), (self.at, corner))
        for at, (start, stop) in enumerate(moves):
            if self._shown(at, stage):
                frame.arrow(start, stop, ON_MAP[at])
        frame.mark(*self.at, frame.glyphs.point)
        return frame.drawing(reading(self.surface))

    @staticmethod
    def _shown(move: int, stage: int) -> bool:
        return stage == 3 or move in (0, stage)

    def _table(self, view: View) -> Drawing:
        stage = self._stage(view)
        names = [pretty(name) for name in self.surface.names]
        head = ["h", "whole", names[0], names[1], "sum"][: stage + 2]
        lines = [head, *([short(h), *self._quotients(h, stage)] for h in _SIZES)]
        partials = [slope * v for slope, v in zip(self.surface.gradient(self.at), self.along, strict=True)]
        limit = [sum(partials), *partials, sum(partials)][: stage + 1]
        lines.append(["h → 0", *(short(value) for value in limit)])
        words = (
            "whole: f(θ + hv) - f(θ), over h",
            f"{names[0]}: f(θ₁ + hv₁, θ₂ + hv₂) - f(θ₁, θ₂ + hv₂), over h",
            f"{names[1]}: f(θ₁, θ₂ + hv₂) - f(θ₁, θ₂), over h",
            "The middle value cancels in the sum.",
        )[: stage + 1]
        from mmltui.plots.charsets import spell

        text = [spell(line, view.charset) for line in columns_of(lines, 1)]
        told = [line for word in words for line in _broken(spell(word, view.charset), view.width)]
        table = text_drawing(["", *text], view.width, min(len(text) + 2, view.height))
        rest = view.height - len(table.rows)
        return stacked(table, text_drawing([(Run(line, Ink.FRAME),) for line in told], view.width, rest))

    def _quotients(self, h: float, stage: int) -> list[str]:
        x, y = self.at
        v, w = self.along
        start, corner, end = (self.surface.at(point) for point in ((x, y), (x, y + h * w), (x + h * v, y + h * w)))
        quotients = [(end - start) / h, (end - corner) / h, (corner - start) / h, (end - start) / h]
        return [short(value) for value in quotients[: stage + 1]]


def _broken(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, max(width, 10))


def read(keys: Keys, title: str) -> StaircaseScene:
    """Keys: `of`, `vars`, `range`, `range_2`, `at` (a point), `along` (v), `knobs` (stage)."""
    surface = read_surface(keys)
    at, along = keys.numbers("at", count=2), keys.numbers("along", count=2)
    knobs = tuned(keys, [choice_knob("stage", _STAGES, "diagonal")])
    return StaircaseScene(title, surface, (at[0], at[1]), (along[0], along[1]), knobs)
