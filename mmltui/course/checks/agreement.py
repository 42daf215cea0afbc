"""Check 6: three roads to the same values: the engine's formula, SymPy's derivative and a difference quotient."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from mmltui.course.checks.formulas import ENOUGH, close, sample_points, target_of, value_at
from mmltui.course.checks.item import Check, Finding
from mmltui.course.content import ExerciseBlock
from mmltui.exercises.derivative import DerivativeAsk
from mmltui.exercises.value import Target

if TYPE_CHECKING:
    from mmltui.notation.tree import Expression

SYMPY_POINTS = 8  # SymPy takes milliseconds a point
STEP = 1e-5
ROUGH = 1e-4  # a central difference of a smooth function is good to about the square of its step


def agreement_checks(block: ExerciseBlock) -> Iterator[Check]:
    """SymPy for every formula; for derivatives a central difference as well."""
    target = target_of(block.exercise.ask)
    if target is None or target.setting.symbols.has_arrays:
        return
    line = block.table.line_of("of" if "of" in block.source else "answer")
    yield Check("sympy-agrees", line, partial(_sympy, block, target))
    if isinstance(block.exercise.ask, DerivativeAsk) and _order(block) == 1 and target.question is not None:
        yield Check("quotient-agrees", line, partial(_quotient, block, target, target.question))


def _order(block: ExerciseBlock) -> int:
    order = block.source.get("order", 1)
    return order if isinstance(order, int) else 1


def _sympy(block: ExerciseBlock, target: Target) -> Finding:
    import sympy

    from mmltui.notation.to_sympy import to_sympy

    symbols = target.setting.symbols
    source = target.question if target.question is not None else target.reference
    second: Any = to_sympy(source, symbols)
    names = {str(symbol): symbol for symbol in second.free_symbols}
    if isinstance(block.exercise.ask, DerivativeAsk):
        wrt = names.get(str(block.source["wrt"]))
        second = sympy.diff(second, wrt, _order(block)) if wrt is not None else sympy.Integer(0)
    second = second.subs(
        {names[name]: to_sympy(value, symbols) for name, value in target.setting.at.items() if name in names}
    )
    compared = 0
    for point in sample_points(symbols, SYMPY_POINTS):
        ours = value_at(target.reference, point)
        theirs = complex(second.evalf(subs={names[name]: value for name, value in point.items() if name in names}))
        if ours is None or theirs.imag or theirs.real != theirs.real:
            continue
        compared += 1
        if not close(ours, theirs.real):
            where = ", ".join(f"{name} = {value:.4g}" for name, value in point.items())
            return f"SymPy gives {theirs.real:.10g} at {where or 'this value'}, the reference {ours:.10g}"
    return None if compared else "the reference has no finite value at any point tried"


def _quotient(block: ExerciseBlock, target: Target, question: Expression) -> Finding:
    wrt = str(block.source["wrt"])
    fixed = {name: value_at(value, {}) for name, value in target.setting.at.items()}
    compared = 0
    for sampled in sample_points(target.setting.symbols):
        point = sampled | {name: value for name, value in fixed.items() if value is not None}
        slope = _central_difference(question, point, wrt)
        ours = value_at(target.reference, point)
        if slope is None or ours is None:
            continue
        compared += 1
        if abs(slope - ours) > ROUGH * max(1.0, abs(ours)):
            where = ", ".join(f"{name} = {value:.4g}" for name, value in point.items())
            return f"the difference quotient is {slope:.6g} at {where}, the reference {ours:.6g}"
    return None if compared >= min(ENOUGH, len(target.setting.symbols.names)) else "no difference quotient has a value"


def _central_difference(question: Expression, point: dict[str, float], wrt: str) -> float | None:
    """(f(x + h) - f(x - h)) / 2h."""
    above = value_at(question, point | {wrt: point[wrt] + STEP})
    below = value_at(question, point | {wrt: point[wrt] - STEP})
    return None if above is None or below is None else (above - below) / (2 * STEP)
