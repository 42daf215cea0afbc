"""Check 10: every plot has words for those who cannot see it, and is finite on its range."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from mmltui.course.checks.item import Check, Finding
from mmltui.course.content import Lesson, PlotBlock
from mmltui.plots.curves import CurveScene

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

SHORTEST_ALT = 10
SAMPLES = 400
ZOOMS = 9
OUT_OF_REACH = 1e7


def plot_checks(lesson: Lesson) -> Iterator[Check]:
    """The checks of each plot, named by its place in the lesson."""
    for number, block in enumerate(lesson.plots(), start=1):
        yield Check(f"plot-{number}-alt", block.table.line_of("alt"), partial(_described, block))
        scene = block.plot.scene
        if isinstance(scene, CurveScene):
            for index in range(len(scene.lines)):
                line = block.table.line_of("curves", index)
                yield Check(f"plot-{number}-curve-{index + 1}", line, partial(_finite, scene, index))


def _described(block: PlotBlock) -> Finding:
    if len(block.plot.alt.split()) > 1 and len(block.plot.alt) >= SHORTEST_ALT:
        return None
    return "'alt' must say in words what the plot shows, for those who cannot see it"


def _finite(scene: CurveScene, index: int) -> Finding:
    import numpy as np

    knobs = {knob.name: knob.start for knob in scene.knobs}
    formula = scene.lines[index].formula

    def heights(x: Floats) -> Floats:
        return np.broadcast_to(np.asarray(formula({**knobs, scene.var: x}), dtype=float), x.shape)

    width = (scene.high - scene.low) / SAMPLES
    x = np.asarray(scene.low + width * (np.arange(SAMPLES) + 0.5), dtype=float)
    for pole in scene.poles:
        x = x[np.abs(x - pole) > 2 * width]
    y = heights(x)
    if not np.isfinite(y).all():
        where = x[~np.isfinite(y)][0]
        return f"the curve has no finite value at {scene.var} = {where:.4g}: narrow 'range', or name it in 'poles'"
    pole_at = _grows_without_end(heights, x, y, width)
    if pole_at is not None and all(abs(pole_at - known) > 2 * width for known in scene.poles):
        return f"the curve has a pole near {scene.var} = {pole_at:.4g}: name it in 'poles', or narrow 'range'"
    return None


def _grows_without_end(heights: Callable[[Floats], Floats], x: Floats, y: Floats, width: float) -> float | None:
    """Where the curve is highest or lowest, zoomed in on, it must stay within reach of its usual size."""
    import numpy as np

    usual = 1 + float(np.median(np.abs(y)))
    for _ in range(ZOOMS):
        top = int(np.argmax(np.abs(y)))
        if abs(y[top]) > OUT_OF_REACH * usual:
            return float(x[top])
        x = np.linspace(x[top] - width, x[top] + width, 50)
        y, width = np.nan_to_num(heights(x), nan=0.0, posinf=np.inf, neginf=-np.inf), width / 20
    return None
