"""Slips of gradient descent in several numbers: a step in the wrong direction or of the wrong length, a wrong slope."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import isclose, isfinite
from typing import TYPE_CHECKING, Final, TypeAlias

from mmltui.calculus.candidates import Candidate, candidates
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.grading.slips.ranking import Explanation, ids_of
from mmltui.notation.numeric import evaluate
from mmltui.notation.tree import Expression

if TYPE_CHECKING:
    from mmltui.grading.vectors.path import Path

Point: TypeAlias = tuple[float, ...]
Slope: TypeAlias = Callable[[Point], Point]

_TOLERANCE: Final = 1e-9


def diagnose_path(points: Sequence[tuple[Expression, ...]], path: Path) -> tuple[str, ...]:
    """Ids of the slips that lead to exactly these points, most likely first; empty if none stands out. Total."""
    given = [tuple(map(_number, point)) for point in points]
    if len(given) != path.steps or not all(isfinite(entry) for point in given for entry in point):
        return ()
    try:
        right, *others = _paths(path)
    except (NotDifferentiableError, RecursionError):
        return ()
    return ids_of(Explanation(id_) for id_, other in others if _same(given, other) and not _same(other, right[1]))


def _paths(path: Path) -> Iterator[tuple[str, list[Point]]]:
    """The right points first, under no id, then those of each slip."""
    slips = [list(candidates(path.function, letter)) for letter in path.letters]
    right = [found[0].derivative for found in slips]
    start, size = tuple(map(_number, path.start)), _number(path.step_size)
    slope = _slope(right, path.letters)
    first = slope(start)
    for id_, factor in (
        ("", -size),
        ("descent.plus", size),
        ("descent.no-step-size", -1.0),
        ("norm.factor-two", -size / 2),
        ("norm.factor-two", -size * 2),
    ):
        yield id_, _walked(start, path.steps, factor, slope)
    yield "descent.direction", _walked(start, path.steps, -size, lambda point: tuple(map(abs, slope(point))))
    yield "descent.old-gradient", _walked(start, path.steps, -size, lambda _: first)
    for id_ in dict.fromkeys(candidate.slips[0].id for found in slips for candidate in found[1:]):
        for slopes in _slipped(slips, id_):
            yield id_, _walked(start, path.steps, -size, _slope(slopes, path.letters))


def _slipped(slips: Sequence[Sequence[Candidate]], id_: str) -> Iterator[list[Expression]]:
    """The gradient with one slip in one of its entries, or in each entry where it can happen."""
    right = [found[0].derivative for found in slips]
    everywhere = list(right)
    for place, found in enumerate(slips):
        for candidate in found[1:]:
            if candidate.slips[0].id == id_:
                wrong = candidate.derivative
                everywhere[place] = wrong
                yield [*right[:place], wrong, *right[place + 1 :]]
    yield everywhere


def _slope(slopes: Sequence[Expression], letters: Sequence[str]) -> Slope:
    def at(point: Point) -> Point:
        values = dict(zip(letters, point, strict=True))
        return tuple(float(evaluate(slope, values)) for slope in slopes)

    return at


def _walked(start: Point, steps: int, factor: float, slope: Slope) -> list[Point]:
    points = [start]
    for _ in range(steps):
        there = points[-1]
        points.append(tuple(at + factor * by for at, by in zip(there, slope(there), strict=True)))
    return points[1:]


def _number(expression: Expression) -> float:
    value = evaluate(expression, {})
    return float(value) if value.ndim == 0 else float("nan")


def _same(left: Sequence[Point], right: Sequence[Point]) -> bool:
    return all(
        isclose(a, b, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)
        for one, other in zip(left, right, strict=True)
        for a, b in zip(one, other, strict=True)
    )
