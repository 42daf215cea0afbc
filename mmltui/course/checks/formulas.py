"""The formula that an exercise is judged by, and values of formulas in plain floating point.

The numbers here come from another road than the judge's (numpy against ball arithmetic and normal forms), so
that a slip of either is seen.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mmltui.exercises.derivative import DerivativeAsk
from mmltui.exercises.expression import ExpressionAsk
from mmltui.exercises.number import NumberAsk
from mmltui.exercises.value import Target

if TYPE_CHECKING:
    from mmltui.exercises.ask import Ask
    from mmltui.notation.tree import Expression
    from mmltui.notation.vocabulary import Vocabulary

POINTS = 24
ENOUGH = 4
CLOSE = 1e-7


def target_of(ask: Ask) -> Target | None:
    """What a scalar formula is held against, None for kinds that ask for no single one."""
    match ask:
        case DerivativeAsk(target=Target() as target) | NumberAsk(target=Target() as target):
            return target
        case ExpressionAsk(target=Target() as target):
            return target
        case _:
            return None


def sample_points(symbols: Vocabulary, count: int = POINTS) -> list[dict[str, float]]:
    """Values for every scalar, the same each time: small and large, of both signs where the sign is free."""
    source = random.Random(1)  # noqa: S311 - points of a curve are no secret
    points = []
    for _ in range(count):
        point = {}
        for name in symbols.names:
            size = source.uniform(0.2, 3)
            point[name] = size if symbols.is_positive(name) or source.random() < 0.6 else -size
        points.append(point)
    return points


def same_values(left: Expression, right: Expression, symbols: Vocabulary) -> bool | None:
    """Whether two scalar formulas have the same values in floating point; None where too few can be compared."""
    if symbols.has_arrays:
        return None
    pairs = [(value_at(left, point), value_at(right, point)) for point in sample_points(symbols)]
    defined = [(a, b) for a, b in pairs if a is not None and b is not None]
    return all(close(a, b) for a, b in defined) if len(defined) >= ENOUGH else None


def value_at(expression: Expression, point: dict[str, float]) -> float | None:
    """The value at a point, None where it has none or is no single number."""
    import math

    from mmltui.notation.numeric import evaluate

    value = evaluate(expression, point)
    return float(value) if value.ndim == 0 and math.isfinite(value) else None


def close(left: float, right: float) -> bool:
    """Equal as far as floating point can tell."""
    return abs(left - right) <= CLOSE * max(1.0, abs(left), abs(right))


def all_close(pairs: Sequence[tuple[float, float]]) -> bool:
    """Every pair equal as far as floating point can tell."""
    return all(close(left, right) for left, right in pairs)
