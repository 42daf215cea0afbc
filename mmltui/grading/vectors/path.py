"""Gradient descent in several numbers, exactly: the points that it visits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mmltui.calculus.derivative import untidy_derivative
from mmltui.calculus.tidy import tidy
from mmltui.notation.tree import Add, Expression, Neg, Product
from mmltui.notation.walk import substitute


@dataclass(frozen=True, slots=True)
class Path:
    """So many steps of θ ← θ - step_size (df/dθ)ᵀ from `start`, where `function` depends on `letters` alone."""

    function: Expression
    letters: tuple[str, ...]
    start: tuple[Expression, ...]
    step_size: Expression
    steps: int


def gradient(path: Path) -> tuple[Expression, ...]:
    """The partial derivatives; raises NotDifferentiableError."""
    return tuple(tidy(untidy_derivative(path.function, letter)) for letter in path.letters)


def walked(path: Path) -> tuple[tuple[Expression, ...], ...]:
    """The points after each step; raises NotDifferentiableError."""
    slopes, points = gradient(path), [path.start]
    for _ in range(path.steps):
        points.append(_next(points[-1], slopes, path))
    return tuple(points[1:])


def _next(point: tuple[Expression, ...], slopes: Sequence[Expression], path: Path) -> tuple[Expression, ...]:
    there = dict(zip(path.letters, point, strict=True))
    return tuple(
        tidy(Add((at, Neg(Product((path.step_size, substitute(slope, there)))))))
        for at, slope in zip(point, slopes, strict=True)
    )
