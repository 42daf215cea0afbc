"""The worked derivative of anything in the notation, by whatever it is asked for."""

from __future__ import annotations

from mmltui.calculus.steps import Step, derivation
from mmltui.calculus.uses import NotDifferentiableError
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
    return vector_derivation(expression, (name,), symbols)
