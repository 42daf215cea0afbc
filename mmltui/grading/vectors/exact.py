"""The exact value of what is asked, at an instance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import assert_never

from mmltui.grading.vectors.asked import Asked, Derivative, Directional, Hessian, Jacobian, Stationary, Value
from mmltui.grading.vectors.evaluate import evaluate
from mmltui.grading.vectors.instances import Instance
from mmltui.grading.vectors.tables import (
    ZERO,
    NoValueError,
    Series,
    Table,
    both,
    constant,
    identity,
    inverse,
    moving,
    scalar,
    table,
    times,
)
from mmltui.notation.tree import Expression
from mmltui.notation.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Place:
    """An instance together with values for the index letters that the question leaves free."""

    instance: Instance
    indices: Mapping[str, int]

    def evaluate(self, expression: Expression, symbols: Vocabulary) -> Table:
        """The value of a formula here; raises `NoValueError`."""
        letters = {name: scalar(constant(number)) for name, number in self.indices.items()}
        return evaluate(expression, {**self.instance.values, **letters}, self.instance.sizes, symbols)


def places(instance: Instance, symbols: Vocabulary, indices: tuple[str, ...]) -> list[Place]:
    """The instance with each choice of the free indices."""
    kinds = [symbols.kinds[name] for name in indices]
    lengths = [kind.rows if isinstance(kind.rows, int) else instance.sizes[kind.rows] for kind in kinds]
    choices = product(*(range(1, length + 1) for length in lengths))
    return [Place(instance, dict(zip(indices, choice, strict=True))) for choice in choices]


def value_asked(asked: Asked, instance: Instance, symbols: Vocabulary) -> Table:
    """The exact value of what is asked; raises `NoValueError`."""
    match asked:
        case Value(formula=formula):
            return evaluate(formula, instance.values, instance.sizes, symbols)
        case Jacobian():
            return _jacobian(asked, instance, symbols)
        case Hessian():
            return _hessian(asked, instance, symbols)
        case Directional(along=along):
            direction = evaluate(along, instance.values, instance.sizes, symbols)
            return _along(asked, instance, symbols, direction).each(lambda entry: _derivative(entry, asked.order))
        case Stationary():
            return _stationary(asked, instance, symbols)
        case _:
            assert_never(asked)


def _derivative(entry: Series, order: int) -> Series:
    """The first or second derivative that a series carries: its coefficient times order!."""
    return constant(entry[order] * order)


def inputs_of(wrt: tuple[str, ...], instance: Instance) -> Table:
    """The point that is moved: several scalars make a column."""
    if len(wrt) == 1:
        return instance.values[wrt[0]]
    return table(instance.values[name].rows[0] for name in wrt)


def _along(asked: Derivative, instance: Instance, symbols: Vocabulary, direction: Table) -> Table:
    """What is differentiated, as its inputs move along a direction."""
    start = inputs_of(asked.wrt, instance)
    moved = both(lambda at, speed: moving(at[0], speed[0]), start, direction)
    return evaluate(asked.of, {**instance.values, **named(asked.wrt, moved)}, instance.sizes, symbols)


def _directions(shape: tuple[int, int]) -> list[Table]:
    """The unit directions of a table, row by row."""
    rows, columns = shape
    unit = identity(rows * columns).rows
    return [table(one[row * columns : (row + 1) * columns] for row in range(rows)) for one in unit]


def _jacobian(asked: Jacobian, instance: Instance, symbols: Vocabulary) -> Table:
    inputs = inputs_of(asked.wrt, instance)
    moved = [_along(asked, instance, symbols, direction) for direction in _directions(inputs.shape)]
    slopes = [found.each(lambda entry: _derivative(entry, 1)) for found in moved]
    if inputs.is_scalar:
        return slopes[0]
    if slopes[0].is_scalar:  # ∂/∂X_ij stands in row j, column i
        rows, columns = inputs.shape
        flat = [slope.rows[0][0] for slope in slopes]
        return table([flat[row * columns + column] for row in range(rows)] for column in range(columns))
    return table(zip(*(slope.entries for slope in slopes), strict=True))


def _hessian(asked: Hessian | Stationary, instance: Instance, symbols: Vocabulary) -> Table:
    """H_ij from second derivatives along e_i, e_j and e_i + e_j (polarisation)."""
    units = _directions(inputs_of(asked.wrt, instance).shape)

    def curvature(direction: Table) -> Series:
        return _derivative(_along(asked, instance, symbols, direction).rows[0][0], 2)

    own = [curvature(unit) for unit in units]
    rows = [[ZERO] * len(units) for _ in units]
    for i, j in product(range(len(units)), repeat=2):
        if i == j:
            rows[i][i] = own[i]
        elif i < j:
            both_ways = curvature(both(lambda a, b: a + b, units[i], units[j]))
            rows[i][j] = rows[j][i] = (both_ways - own[i] - own[j]) / 2
    return table(rows)


def _stationary(asked: Stationary, instance: Instance, symbols: Vocabulary) -> Table:
    """One Newton step, which is exact for a quadratic; a second one must not move, or the loss is not quadratic."""
    first = _newton_step(asked, instance, symbols)
    moved = replace(instance, values={**instance.values, **named(asked.wrt, first)})
    second = _newton_step(asked, moved, symbols)
    gaps = both(lambda a, b: a - b, first, second).entries
    if not all(gap[0].contains(0) for gap in gaps):
        raise NoValueError
    return first


def _newton_step(asked: Stationary, instance: Instance, symbols: Vocabulary) -> Table:
    point = inputs_of(asked.wrt, instance)
    slope = _jacobian(Jacobian(asked.of, asked.wrt), instance, symbols)
    curvature = _hessian(asked, instance, symbols)
    step = times(inverse(curvature), slope.transposed)
    return both(lambda at, by: constant(at[0] - by[0]), point, step)


def named(names: tuple[str, ...], point: Table) -> dict[str, Table]:
    """A point as the values of the symbols that it is made of."""
    if len(names) == 1:
        return {names[0]: point}
    return dict(zip(names, (Table((row,)) for row in point.rows), strict=True))
