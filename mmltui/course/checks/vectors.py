"""Checks 6 and 7 for vectors and matrices: difference quotients at two sizes, and slightly wrong answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from mmltui.course.checks.answers import right_answers, said, word_of
from mmltui.course.checks.item import Check, Finding
from mmltui.course.content import ExerciseBlock
from mmltui.exercises import judge
from mmltui.exercises.vector import VectorAsk
from mmltui.grading.vectors.asked import Asked, Directional, Hessian, Jacobian
from mmltui.notation.printing import plain
from mmltui.notation.tree import Expression, Neg, Number, Product, Transpose
from mmltui.notation.vocabulary import Kind, Vocabulary
from mmltui.notation.walk import substitute

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[np.float64]
    Values: TypeAlias = dict[str, Array]

SIZES = ((3, 5, 4, 6), (4, 3, 6, 5))
STEP = 1e-4
ROUGH = 1e-4


def vector_checks(block: ExerciseBlock) -> Iterator[Check]:
    """One check for each pair of sizes, and one for each kind of mutant."""
    ask = block.exercise.ask
    if not isinstance(ask, VectorAsk) or ask.target.asked.indices:
        return
    line = block.table.line_of("of")
    for number in range(1, len(SIZES) + 1):
        yield Check(f"quotient-agrees-{number}", line, partial(_agrees, block, ask, number))
    for name in ("sign", "double", "transpose"):
        yield Check(f"mutant-{name}", line, partial(_mutant_rejected, block, ask, name))


def _agrees(block: ExerciseBlock, ask: VectorAsk, number: int) -> Finding:
    symbols = ask.target.setting.symbols
    sizes, values = instance(symbols, number)
    values |= _bound(ask, values, symbols, sizes)
    expected = _derivative(ask.target.asked.asked, values, symbols, sizes)
    for text in right_answers(block):
        written = substitute(ask.read(text)[0].expression, symbols.definitions)
        found = _value(written, values, symbols, sizes)
        if expected is None or found is None:
            continue
        if found.shape != expected.shape or not _close(found, expected):
            at = ", ".join(f"{letter} = {size}" for letter, size in sizes.items()) or "the sizes given"
            return f"'{text}' is not what difference quotients give at {at}"
    return None


def _mutant_rejected(block: ExerciseBlock, ask: VectorAsk, name: str) -> Finding:
    symbols = ask.target.setting.symbols
    sizes, values = instance(symbols, 1)
    for text in right_answers(block)[:1]:
        right = ask.read(text)[0].expression
        mutant = _mutant(right, name)
        ours, theirs = (_value(tree, values, symbols, sizes) for tree in (right, mutant))
        if ours is None or theirs is None or (ours.shape == theirs.shape and _close(theirs, ours)):
            continue
        judgement = judge(block.exercise, plain(mutant))
        if word_of(judgement) in {"correct", "undecided"}:
            return f"'{plain(mutant)}' has other values than '{text}', but is {said(judgement)}"
    return None


def _mutant(tree: Expression, name: str) -> Expression:
    match name:
        case "sign":
            return Neg(tree)
        case "transpose":
            return Transpose(tree)
        case _:
            from fractions import Fraction

            return Product((Number(Fraction(2)), tree))


def instance(symbols: Vocabulary, number: int) -> tuple[dict[str, int], Values]:
    """A size for each size letter and random values for everything declared, the same each time."""
    import numpy as np

    sizes = dict(zip(sorted(symbols.sizes), SIZES[number - 1] * 4, strict=False))
    source = np.random.default_rng(number)
    values = {}
    for name, kind in symbols.kinds.items():
        if kind.role in {"scalar", "vector", "matrix"}:
            values[name] = _random(kind, sizes, source)
    return sizes, values


def _random(kind: Kind, sizes: Mapping[str, int], source: np.random.Generator) -> Array:
    import numpy as np

    rows, columns = (sizes[size] if isinstance(size, str) else size for size in (kind.rows, kind.columns))
    entries: Array = np.asarray(source.uniform(0.3, 2.0, (rows, columns)))
    if not kind.positive:
        entries = entries * source.choice([-1.0, 1.0], entries.shape)
    match kind.trait:
        case "symmetric":
            entries = entries + entries.T
        case "positive definite":
            entries = entries @ entries.T + np.eye(rows)
        case "identity":
            entries = np.eye(rows)
        case "":
            pass
    return entries.reshape(()) if kind.role == "scalar" else entries


def _bound(ask: VectorAsk, values: Values, symbols: Vocabulary, sizes: dict[str, int]) -> Values:
    at = ask.target.setting.at.items()
    found = {name: _value(expression, values, symbols, sizes) for name, expression in at}
    return {name: value.reshape(values[name].shape) for name, value in found.items() if value is not None}


def _value(tree: Expression, values: Values, symbols: Vocabulary, sizes: dict[str, int]) -> Array | None:
    import numpy as np

    from mmltui.notation.numeric import evaluate

    found = np.atleast_2d(evaluate(tree, dict(values), symbols, sizes))
    return found if np.isfinite(found).all() else None


def _close(left: Array, right: Array) -> bool:
    import numpy as np

    return bool(np.max(np.abs(left - right)) <= ROUGH * max(1.0, float(np.max(np.abs(right)))))


def _derivative(asked: Asked, values: Values, symbols: Vocabulary, sizes: dict[str, int]) -> Array | None:
    """What is asked, by central differences; None for what they cannot give, or where something has no value."""
    match asked:
        case Jacobian(of, wrt):
            return _jacobian(of, wrt, values, symbols, sizes)
        case Hessian(of, wrt):
            return _hessian(of, wrt, values, symbols, sizes)
        case Directional(of, wrt, along, order):
            direction = _value(along, values, symbols, sizes)
            rows = (_jacobian if order == 1 else _hessian)(of, wrt, values, symbols, sizes)
            if direction is None or rows is None:
                return None
            column = direction.reshape(-1, 1)
            return rows @ column if order == 1 else column.T @ rows @ column
        case _:
            return None


def _jacobian(
    of: Expression, wrt: tuple[str, ...], values: Values, symbols: Vocabulary, sizes: dict[str, int]
) -> Array | None:
    import numpy as np

    if any(values[name].ndim == 2 and values[name].shape[1] != 1 for name in wrt):
        return None
    columns = []
    for name in wrt:
        for place in range(values[name].size):
            above, below = (_value(of, _moved(values, name, place, step), symbols, sizes) for step in (STEP, -STEP))
            if above is None or below is None or above.shape[1] != 1:
                return None
            columns.append((above - below) / (2 * STEP))
    return np.hstack(columns)


def _hessian(
    of: Expression, wrt: tuple[str, ...], values: Values, symbols: Vocabulary, sizes: dict[str, int]
) -> Array | None:
    import numpy as np

    rows = []
    for name in wrt:
        for place in range(values[name].size):
            moved = [_jacobian(of, wrt, _moved(values, name, place, step), symbols, sizes) for step in (STEP, -STEP)]
            above, below = moved
            if above is None or below is None or above.shape[0] != 1:
                return None
            rows.append((above - below) / (2 * STEP))
    return np.vstack(rows)


def _moved(values: Values, name: str, place: int, step: float) -> Values:
    moved = values[name].copy()
    moved.reshape(-1)[place] += step
    return {**values, name: moved}
