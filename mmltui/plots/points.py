"""Data, a model with one parameter, and what fits it best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mmltui.plots.formula import Formula, canonical_name
from mmltui.plots.keys import Keys

if TYPE_CHECKING:
    from mmltui.plots.canvas import Floats
    from mmltui.plots.frame import Frame

_LOOKS = 2001
_FAR = 1e300


@dataclass(frozen=True, slots=True)
class Model:
    """Points, and y = f(x, θ) with `formula` in `var` and `parameter`; θ ranges over `low … high`."""

    points: tuple[tuple[float, float], ...]
    formula: Formula
    var: str
    parameter: str
    low: float
    high: float

    def predicted(self, x: Floats | float, theta: Floats | float) -> Floats:
        """The model's value; x and θ broadcast."""
        return self.formula({self.var: x, self.parameter: theta})

    def residuals(self, theta: Floats | float) -> Floats:
        """The N residuals yₙ - f(xₙ, θ), for each θ a row."""
        import numpy as np

        x, y = np.array(self.points).T
        return np.asarray(y - self.predicted(x, np.asarray(theta, np.float64)[..., None]))

    def squares(self, theta: Floats | float) -> Floats:
        """Σ r², for each θ."""
        import numpy as np

        with np.errstate(all="ignore"):
            return np.asarray((self.residuals(theta) ** 2).sum(axis=-1))

    def absolutes(self, theta: Floats | float) -> Floats:
        """Σ |r|, for each θ."""
        import numpy as np

        return np.asarray(np.abs(self.residuals(theta)).sum(axis=-1))

    def bounds(self, theta: float) -> tuple[tuple[float, float], tuple[float, float]]:
        """Ranges of x and y that hold all points, the model's values there, and 0, with air."""
        xs, ys = zip(*self.points, strict=True)
        reached = [y - float(residual) for y, residual in zip(ys, self.residuals(theta), strict=True)]
        ys = (*ys, *(value for value in reached if abs(value) < _FAR))
        return _airy(min(0.0, *xs), max(0.0, *xs)), _airy(min(0.0, *ys), max(0.0, *ys))


def _airy(low: float, high: float) -> tuple[float, float]:
    air = 0.12 * (high - low) or 1.0
    return low - air if low < 0 else low - air / 3, high + air


def best(loss: Floats, thetas: Floats) -> tuple[float, float]:
    """The interval of θ where a loss on a fine grid is least; both ends are equal where the minimum is unique."""
    import numpy as np

    finite = np.where(np.isfinite(loss), loss, np.inf)
    least = float(finite.min())
    if not np.isfinite(least):
        return float("nan"), float("nan")
    kept = thetas[finite <= least + 1e-9 * max(abs(least), 1.0)]
    return float(kept.min()), float(kept.max())


def parameters(model: Model) -> Floats:
    """A fine grid of θ."""
    import numpy as np

    return np.linspace(model.low, model.high, _LOOKS)


def draw_points(frame: Frame, model: Model) -> None:
    """A mark for each point."""
    for x, y in model.points:
        frame.mark(x, y, frame.glyphs.point)


def read_model(keys: Keys) -> Model:
    """Keys: `data` (points), `model` (default `a x`), `var` (x), `parameter` (a), `parameter_range`."""
    points = tuple(keys.pairs("data"))
    if len(points) < 2:
        raise keys.refused("data", "'data' needs at least two points")
    var, parameter = canonical_name(keys.text("var", "x")), canonical_name(keys.text("parameter", "a"))
    formula = keys.formula("model", (var, parameter), f"{parameter} {var}")
    low, high = keys.range("parameter_range", (-1.0, 5.0))
    return Model(points, formula, var, parameter, low, high)
