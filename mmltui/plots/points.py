"""Data, a model with one parameter, and what fits it best."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from mmltui.plots.formula import Along, Formula, canonical_name
from mmltui.plots.keys import Keys

if TYPE_CHECKING:
    from mmltui.plots.frame import Frame
    from mmltui.plots.trace import Floats

Span: TypeAlias = tuple[float, float]

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

    def curve(self, theta: float) -> Along:
        """The model at one θ, as a function of x."""
        return self.formula.along(self.var, {self.parameter: theta})

    def residuals(self, theta: Floats | float) -> Floats:
        """The N residuals yₙ - f(xₙ, θ), for each θ a row."""
        import numpy as np

        x, y = np.array(self.points).T
        return np.asarray(y - self.formula({self.var: x, self.parameter: np.asarray(theta, np.float64)[..., None]}))

    def squares(self, theta: Floats | float) -> Floats:
        """Σ r², for each θ."""
        import numpy as np

        with np.errstate(all="ignore"):
            return np.asarray((self.residuals(theta) ** 2).sum(axis=-1))

    def absolutes(self, theta: Floats | float) -> Floats:
        """Σ |r|, for each θ."""
        import numpy as np

        return np.asarray(np.abs(self.residuals(theta)).sum(axis=-1))

    def bounds(self, theta: float) -> tuple[Span, Span]:
        """Ranges of x and y that hold all points, the model's values there, and 0, with air."""
        xs, ys = zip(*self.points, strict=True)
        reached = [y - float(residual) for y, residual in zip(ys, self.residuals(theta), strict=True)]
        ys = (*ys, *(value for value in reached if abs(value) < _FAR))
        return _airy(min(0.0, *xs), max(0.0, *xs)), _airy(min(0.0, *ys), max(0.0, *ys))


def _airy(low: float, high: float) -> Span:
    air = 0.12 * (high - low) or 1.0
    return low - air if low < 0 else low - air / 3, high + air


@lru_cache(maxsize=64)
def best(model: Model) -> tuple[Span, Span]:
    """Where Σ r² and where Σ |r| is least, on a fine grid of θ: two ends, equal where it is one place."""
    import numpy as np

    thetas = np.linspace(model.low, model.high, _LOOKS)
    return _least(model.squares(thetas), thetas), _least(model.absolutes(thetas), thetas)


def _least(loss: Floats, thetas: Floats) -> Span:
    import numpy as np

    finite = np.where(np.isfinite(loss), loss, np.inf)
    least = float(finite.min())
    if not np.isfinite(least):
        return float("nan"), float("nan")
    kept = thetas[finite <= least + 1e-9 * max(abs(least), 1.0)]
    low, high = float(kept.min()), float(kept.max())
    return (low, high) if high - low > 1.5 * (thetas[1] - thetas[0]) else (low, low)


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
