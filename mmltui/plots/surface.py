"""A function of two variables: its values, gradient, Hessian and cuts; and how a table names it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mmltui.errors import LearnerError
from mmltui.plots.formula import Formula, canonical_name
from mmltui.plots.keys import Keys

if TYPE_CHECKING:
    from mmltui.plots.trace import Floats

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Surface:
    """A function of `names` over `x` by `y`."""

    formula: Formula
    names: tuple[str, str]
    x: tuple[float, float]
    y: tuple[float, float]

    def on(self, x: Floats, y: Floats) -> Floats:
        """Its values; x and y broadcast."""
        return self.formula({self.names[0]: x, self.names[1]: y})

    def at(self, point: Point) -> float:
        """Its value at a point."""
        return self.formula.at(self.values(point))

    def gradient(self, point: Point) -> Point:
        """Both partial derivatives at a point."""
        return _gradient(self, point)

    def hessian(self, point: Point) -> tuple[Point, Point]:
        """The 2 x 2 matrix of second partial derivatives at a point."""
        return _hessian(self, point)

    def cut(self, point: Point, direction: Point) -> Cut:
        """The function h ↦ f(θ + h v)."""
        return Cut(self, point, direction)

    def values(self, point: Point) -> dict[str, float]:
        """The point by names."""
        return dict(zip(self.names, point, strict=True))


@lru_cache(maxsize=64)
def _gradient(of: Surface, point: Point) -> Point:
    first, second = (of.formula.derivative(name).at(of.values(point)) for name in of.names)
    return first, second


@lru_cache(maxsize=64)
def _hessian(of: Surface, point: Point) -> tuple[Point, Point]:
    slopes = [of.formula.derivative(name) for name in of.names]
    a, b, c, d = (slope.derivative(name).at(of.values(point)) for slope in slopes for name in of.names)
    return (a, b), (c, d)


@dataclass(frozen=True, slots=True)
class Cut:
    """A surface over a line, as a function of the way h along it; equal ones are equal keys."""

    surface: Surface
    point: Point
    direction: Point

    def __call__(self, h: Floats) -> Floats:
        """Its values."""
        (x, y), (v, w) = self.point, self.direction
        return self.surface.on(x + h * v, y + h * w)


def read_surface(keys: Keys, key: str = "of") -> Surface:
    """Keys: `of`, `vars` (two names), `range` of the first variable, `range_2` of the second (default: the same)."""
    names = read_names(keys)
    x = keys.range("range")
    surface = Surface(keys.formula(key, names), names, x, keys.range("range_2", x))
    check_smooth(keys, key, surface)
    return surface


def read_names(keys: Keys) -> tuple[str, str]:
    """The two `vars`, x_1 and x_2 by default."""
    names = tuple(canonical_name(name) for name in keys.texts("vars", ("x_1", "x_2")))
    if len(names) != 2 or names[0] == names[1]:
        raise keys.refused("vars", "'vars' must be two different names, such as ['x_1', 'x_2']")
    return names[0], names[1]


def check_smooth(keys: Keys, key: str, surface: Surface) -> None:
    """Refuse a function whose derivatives cannot be worked out, while the lesson is read."""
    try:
        for name in surface.names:
            surface.formula.derivative(name).derivative(name)
    except LearnerError as error:
        raise keys.refused(key, f"'{key}' has no derivative that could be shown: {error.message}") from error


def unit(degrees: float) -> Point:
    """The unit vector at an angle, with clean zeros at the quarters."""
    if degrees % 90 == 0:
        quarter = int(degrees // 90) % 4
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[quarter]
    radians = math.radians(degrees)
    return math.cos(radians), math.sin(radians)


def dot(a: Point, b: Point) -> float:
    """The inner product; 0 where its two terms cancel to the last digits, as they do at right angles."""
    first, second = a[0] * b[0], a[1] * b[1]
    total = first + second
    return 0.0 if abs(total) <= 1e-14 * (abs(first) + abs(second)) else total


def quadratic_form(matrix: tuple[Point, Point], v: Point) -> float:
    """The number vᵀ M v."""
    return dot(v, (dot(matrix[0], v), dot(matrix[1], v)))


def eigen(matrix: tuple[Point, Point]) -> tuple[tuple[float, float], tuple[Point, Point]]:
    """Eigenvalues of a symmetric 2 x 2 matrix, the larger first, with unit eigenvectors; any, where they coincide."""
    (a, b), (_, d) = matrix
    middle, half = (a + d) / 2, math.hypot((a - d) / 2, b)
    angle = math.atan2(2 * b, a - d) / 2 if half else 0.0
    first = unit(math.degrees(angle))
    return (middle + half, middle - half), (first, (-first[1] + 0.0, first[0]))


def flat_directions(matrix: tuple[Point, Point]) -> tuple[float, ...]:
    """The angles in [0°, 180°) of the v with vᵀHv = 0: two, one or none; none as well where every v is one."""
    (high, low), (first, _) = eigen(matrix)
    middle, half = (high + low) / 2, (high - low) / 2
    if not half or abs(middle) > half * (1 + 1e-12):
        return ()
    # With the angle t from the first eigenvector, vᵀHv = middle + half cos 2t.
    away = math.degrees(math.acos(min(max(-middle / half, -1.0), 1.0))) / 2
    start = math.degrees(math.atan2(first[1], first[0]))
    angles = sorted(round((start + turn) % 180, 9) % 180 for turn in (away, -away))
    return tuple(angles) if angles[1] - angles[0] > 1e-6 else (angles[0],)


def definiteness(eigenvalues: tuple[float, float]) -> str:
    """The strongest word for a symmetric matrix with these eigenvalues."""
    high, low = eigenvalues
    tiny = 1e-12 * max(abs(high), abs(low), 1e-300)
    high, low = (0.0 if abs(value) <= tiny else value for value in (high, low))
    if low > 0:
        return "positive definite: bowl"
    if high < 0:
        return "negative definite: dome"
    if low < 0 < high:
        return "indefinite: saddle"
    if high > 0:
        return "positive semidefinite: trough"
    return "negative semidefinite: ridge" if low < 0 else "zero: flat"
