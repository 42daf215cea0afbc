"""Slips of gradient descent: steps in the wrong direction, of the wrong length, or along a wrong slope."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isclose, isfinite
from typing import Final

from mmltui.calculus.candidates import candidates
from mmltui.calculus.derivative import written_out
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.grading.slips.ranking import Explanation, ids_of
from mmltui.notation.numeric import evaluate
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression

_TOLERANCE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class DescentQuestion:
    """The points of x ← x - step_size f'(x), so many steps from `start`."""

    of: Expression
    wrt: str
    symbols: SymbolTable
    start: Expression
    step_size: Expression
    steps: int


def diagnose_descent(points: Sequence[Expression], question: DescentQuestion) -> tuple[str, ...]:
    """Ids of the slips that lead to exactly these points, most likely first; empty if none stands out. Total."""
    given = [_number(point) for point in points]
    if len(given) != question.steps or not all(map(isfinite, given)):
        return ()
    try:
        paths = list(_paths(question))
    except (NotDifferentiableError, RecursionError):
        return ()
    (_, right), *others = paths
    if _same(given, right):
        return ()
    return ids_of(Explanation(id_) for id_, path in others if _same(given, path) and not _same(path, right))


def _paths(question: DescentQuestion) -> Iterator[tuple[str, list[float]]]:
    """The right points first, under no id, then those of each slip."""
    right, *wrong = candidates(written_out(question.of, question.symbols), question.wrt)
    slope = _slope(right.derivative, question.wrt)
    start, size = _number(question.start), _number(question.step_size)
    yield "", _walked(start, question.steps, lambda x: x - size * slope(x))
    yield "descent.plus", _walked(start, question.steps, lambda x: x + size * slope(x))
    yield "descent.direction", _walked(start, question.steps, lambda x: x - size * abs(slope(x)))
    yield "descent.no-step-size", _walked(start, question.steps, lambda x: x - slope(x))
    first = slope(start)
    yield "descent.old-gradient", _walked(start, question.steps, lambda x: x - size * first)
    for candidate in wrong:
        other = _slope(candidate.derivative, question.wrt)
        yield candidate.slips[0].id, _walked(start, question.steps, lambda x, f=other: x - size * f(x))  # type: ignore[misc]


def _slope(derivative: Expression, variable: str) -> Callable[[float], float]:
    return lambda x: float(evaluate(derivative, {variable: x}))


def _walked(start: float, steps: int, step: Callable[[float], float]) -> list[float]:
    points = [start]
    for _ in range(steps):
        points.append(step(points[-1]))
    return points[1:]


def _number(expression: Expression) -> float:
    value = evaluate(expression, {})
    return float(value) if value.ndim == 0 else float("nan")


def _same(left: Sequence[float], right: Sequence[float]) -> bool:
    return all(isclose(a, b, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE) for a, b in zip(left, right, strict=True))
