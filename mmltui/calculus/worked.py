"""The worked derivative of anything in the notation, by whatever it is asked for."""

from __future__ import annotations

from mmltui.calculus.steps import Step, derivation
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.index_steps import index_derivation
from mmltui.calculus.vectors.steps import vector_derivation
from mmltui.notation.names import canonical
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression


def worked_derivative(expression: Expression, wrt: str, symbols: SymbolTable) -> tuple[Step, ...]:
    """The lines to d expression / d wrt, the last of them the result; raises NotDifferentiableError, saying why not."""
    name = canonical(wrt)
    kind = symbols.kind(name)
    if kind is None or (kind.role == "scalar" and not symbols.has_arrays):
        return derivation(expression, name, symbols)
    if kind.role not in ("scalar", "vector", "matrix"):
        raise NotDifferentiableError(f"nothing can be differentiated by {wrt}")
    steps = vector_derivation(expression, (name,), symbols)
    return steps if len(steps) > 1 else _by_entries(expression, name, symbols) or steps


def _by_entries(expression: Expression, wrt: str, symbols: SymbolTable) -> tuple[Step, ...]:
    """The same in index notation, which explains what a table of derivatives only states; empty if it cannot."""
    try:
        return index_derivation(expression, wrt, symbols)
    except NotDifferentiableError:
        return ()
