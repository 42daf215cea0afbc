"""The worked derivative of anything in the notation, by whatever it is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from mmltui.calculus.derivative import written_out
from mmltui.calculus.steps import Step, derivation
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.index_steps import index_derivation
from mmltui.calculus.vectors.steps import vector_derivation
from mmltui.notation.names import canonical
from mmltui.notation.printing import plain
from mmltui.notation.shapes import is_of_numbers, shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import (
    Call,
    Entry,
    Expression,
    Listing,
    Matrix,
    Product,
    Stack,
    Symbol,
    Transpose,
)
from mmltui.notation.walk import children, depends_on, rebuild, substitute


def worked_derivative(expression: Expression, wrt: str, symbols: SymbolTable) -> tuple[Step, ...]:
    """The lines to d expression / d wrt, the last of them the result; raises NotDifferentiableError, saying why not."""
    name = canonical(wrt)
    kind = symbols.kind(name)
    if kind is None or kind.role == "scalar":
        hidden: dict[str, Expression] = {}
        bare = _without_arrays(written_out(expression, symbols), name, symbols, hidden)
        if bare is not None:
            return _shown(derivation(bare, name, symbols), hidden)
    if kind is None:
        raise NotDifferentiableError(f"nothing can be differentiated by {wrt}")
    if kind.role not in ("scalar", "vector", "matrix"):
        raise NotDifferentiableError(f"nothing can be differentiated by {wrt}")
    steps = vector_derivation(expression, (name,), symbols)
    return steps if len(steps) > 1 else _by_entries(expression, name, symbols) or steps


def _without_arrays(
    expression: Expression, wrt: str, symbols: SymbolTable, hidden: dict[str, Expression]
) -> Expression | None:
    """The formula with a letter for each number in it that is made of vectors and does not depend on `wrt`.

    What the letters stand for goes into `hidden`. None where vectors that do depend on it stand whole.
    """
    if is_of_numbers(expression, symbols):
        return expression
    if not depends_on(expression, wrt):
        if not shape_of(expression, symbols).is_scalar:
            return None
        letter = next((name for name, known in hidden.items() if known == expression), f"~{len(hidden)}")
        hidden[letter] = expression
        return Symbol(letter)
    if isinstance(expression, Symbol | Entry | Matrix | Stack | Listing | Transpose):
        return None
    if isinstance(expression, Product) and not all(shape_of(part, symbols).is_scalar for part in expression.factors):
        return None
    if isinstance(expression, Call) and not all(shape_of(part, symbols).is_scalar for part in expression.arguments):
        return None
    parts = [_without_arrays(part, wrt, symbols, hidden) for part in children(expression)]
    known = [part for part in parts if part is not None]
    return rebuild(expression, known) if len(known) == len(parts) else None


def _shown(steps: tuple[Step, ...], hidden: Mapping[str, Expression]) -> tuple[Step, ...]:
    """The steps with the hidden numbers in their places."""
    if not hidden:
        return steps
    told = []
    for step in steps:
        note = step.note
        for letter, number in hidden.items():
            note = note.replace(letter, plain(number))
        told.append(Step(step.rule, substitute(step.expression, hidden), note))
    return tuple(told)


def _by_entries(expression: Expression, wrt: str, symbols: SymbolTable) -> tuple[Step, ...]:
    """The same in index notation, which explains what a table of derivatives only states; empty if it cannot."""
    try:
        return index_derivation(expression, wrt, symbols)
    except NotDifferentiableError:
        return ()
