"""A plot of a lesson: read from its TOML table, drawn for any size, charset and position of its knobs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from mmltui.plots.charsets import CHARSETS, Charset, spell
from mmltui.plots.drawing import Drawing, Ink, Run, text_drawing
from mmltui.plots.keys import Keys, PlotError, nearest
from mmltui.plots.kinds import KINDS, read_scene
from mmltui.plots.knobs import Knob
from mmltui.plots.scene import Scene, View

__all__ = ["Plot", "PlotError", "draw", "load_plot"]

LEAST_WIDTH, LEAST_HEIGHT = 20, 8
LONGEST = 500
_GROWTH = 3  # characters by which a number in a caption may grow while a knob turns


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot as an author wrote it: `alt` says in words what it shows."""

    kind: str
    title: str
    alt: str
    scene: Scene

    @property
    def knobs(self) -> tuple[Knob, ...]:
        """What a learner can turn."""
        return self.scene.knobs

    @property
    def hides(self) -> bool:
        """Whether a part waits for `r`."""
        return self.scene.hides

    @property
    def rows(self) -> int:
        """The height that suits it, caption included."""
        return self.scene.rows


def load_plot(table: Mapping[str, object]) -> Plot:
    """Read a `toml plot` table; raises PlotError with the key, what is allowed, and the nearest valid key."""
    keys = Keys(table)
    kind = keys.word("kind", list(KINDS))
    title, alt = keys.text("title"), keys.text("alt")
    scene = read_scene(kind, keys, title)
    keys.finish()
    return Plot(kind, title, alt, scene)


def draw(  # noqa: PLR0913 - the contract of all that draw
    plot: Plot,
    width: int,
    height: int,
    charset: Charset = "braille",
    knobs: Mapping[str, float] | None = None,
    *,
    fit: Mapping[str, float] | None = None,
    revealed: bool = False,
) -> Drawing:
    """The plot in exactly `width` x `height` cells, its caption at the foot; knobs not named stand at their start.

    A pure function: the same arguments give the same cells. Raises PlotError for a charset or a knob there is not.
    """
    if charset not in CHARSETS:
        raise PlotError(f"'{charset}' is no charset: {nearest(charset, CHARSETS)}", "charset")
    start = {knob.name: knob.start for knob in plot.knobs}
    view = View(
        min(max(width, 1), LONGEST),
        min(max(height, 1), LONGEST),
        charset,
        start | _known(plot, knobs or {}),
        start | _known(plot, fit or {}),
        revealed,
    )
    if view.width < LEAST_WIDTH or view.height < LEAST_HEIGHT:
        lines = [spell(plot.title, charset), f"(needs {LEAST_WIDTH} x {LEAST_HEIGHT})"]
        return text_drawing(lines, view.width, view.height)
    import numpy as np

    with np.errstate(all="ignore"):  # what has no finite value is not drawn; that is no reason to warn
        return _drawn(plot.scene, view)


def _drawn(scene: Scene, view: View) -> Drawing:
    facts = [spell(fact, view.charset) for fact in scene.facts(view)]
    wanted = _caption_rows(scene, view.charset, view.width, tuple(view.fit.items()), revealed=view.revealed)
    foot = min(wanted, max(view.height - LEAST_HEIGHT, 0))
    picture = scene.draw(replace(view, height=view.height - foot))
    caption = _wrapped(facts, view.width, foot)
    rows = tuple((Run(line.ljust(view.width), Ink.TEXT),) for line in caption)
    return Drawing(picture.rows[: view.height - foot] + rows, picture.panes, "   ".join(facts))


def _known(plot: Plot, values: Mapping[str, float]) -> dict[str, float]:
    by_name = {knob.name: knob for knob in plot.knobs}
    for name in values:
        if name not in by_name:
            raise PlotError(f"'{name}' is no knob of this plot: {nearest(name, list(by_name))}", "knobs")
    return {name: by_name[name].within(value) for name, value in values.items()}


@lru_cache(maxsize=64)
def _caption_rows(
    scene: Scene, charset: Charset, width: int, fit: tuple[tuple[str, float], ...], *, revealed: bool
) -> int:
    """Rows for a caption whose numbers may grow a little, so that the axes do not move as they change."""
    rows, used = 0, width
    for fact in scene.facts(View(width, LEAST_HEIGHT, charset, dict(fit), dict(fit), revealed)):
        length = len(spell(fact, charset)) + _GROWTH
        used += length + 3
        if used > width:
            rows, used = rows + 1, length + 1
    return rows


def _wrapped(facts: list[str], width: int, rows: int) -> list[str]:
    lines = [""] * rows
    at = 0
    for fact in facts:
        longer = f"{lines[at]}   {fact}" if rows and lines[at] else f" {fact}"
        if rows and len(longer) > width and at + 1 < rows:
            at += 1
            longer = f" {fact}"
        if rows and len(longer) <= width:
            lines[at] = longer
        elif rows and not lines[at]:
            lines[at] = longer[:width]
    return lines
