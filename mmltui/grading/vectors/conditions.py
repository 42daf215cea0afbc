"""Whether a value meets conditions, with every other symbol bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import flint
from flint import arb

from mmltui.grading.vectors.compare import oriented
from mmltui.grading.vectors.evaluate import evaluate
from mmltui.grading.vectors.samples import BITS
from mmltui.grading.vectors.tables import NoValueError, Table, both
from mmltui.notation.shapes import Shape
from mmltui.notation.tree import Expression, Relation, RelationOperator
from mmltui.notation.vocabulary import Vocabulary


def fits(given: Shape, wanted: Shape) -> bool:
    """Whether a value of this shape can be one of the shape wanted, whose size letters stand for any number."""
    return all(isinstance(size, str) or length == size for length, size in zip(given, wanted, strict=True))


def first_broken(
    conditions: Sequence[Relation],
    name: str,
    value: Expression,
    at: Mapping[str, Expression],
    symbols: Vocabulary,
) -> Relation | None:
    """The first condition that does not hold, or has no value, where `name` has this value; None if all hold."""
    kind = symbols.kinds[name]
    try:
        with flint.ctx.workprec(BITS):
            values = {other: evaluate(given, {}, {}, symbols) for other, given in at.items()}
            values[name] = evaluate(oriented(value, Shape(kind.rows, kind.columns)), values, {}, symbols)
            sizes = _sizes(values, symbols)
            for condition in conditions:
                if not _holds(condition, values, sizes, symbols):
                    return condition
    except NoValueError:
        return conditions[0]
    return None


def _sizes(values: Mapping[str, Table], symbols: Vocabulary) -> dict[str, int]:
    """The numbers that the given tables make of the size letters; raises `NoValueError` where two disagree."""
    sizes: dict[str, int] = {}
    for name, found in values.items():
        kind = symbols.kinds[name]
        for letter, length in zip((kind.rows, kind.columns), found.shape, strict=True):
            known = sizes.setdefault(letter, length) if isinstance(letter, str) else letter
            if known != length:
                raise NoValueError
    return sizes


def _holds(condition: Relation, values: Mapping[str, Table], sizes: Mapping[str, int], symbols: Vocabulary) -> bool:
    left, right = (evaluate(side, values, sizes, symbols) for side in (condition.left, condition.right))
    gaps = [entry[0] for entry in both(lambda a, b: a - b, left, right).entries]
    if condition.operator == "!=":
        return any(not gap.contains(0) for gap in gaps)
    return all(_compares(gap, condition.operator) for gap in gaps)


def _compares(gap: arb, operator: RelationOperator) -> bool:
    """Whether a difference stands in a relation to 0; within a ball's width it counts as 0."""
    match operator:
        case "=":
            return bool(gap.contains(0))
        case "!=":
            return not gap.contains(0)
        case "<":
            return bool(gap < 0)
        case "<=":
            return bool(gap < 0 or gap.contains(0))
        case ">":
            return bool(gap > 0)
        case ">=":
            return bool(gap > 0 or gap.contains(0))
