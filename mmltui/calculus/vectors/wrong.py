"""Jacobians taken wrongly on purpose: one slip at a function that is read entry by entry, or at its inside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from mmltui.calculus import rules
from mmltui.calculus.templates import fill, template
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.derivative import jacobian
from mmltui.calculus.vectors.differential import outer_derivative
from mmltui.calculus.vectors.terms import ONE
from mmltui.notation.shapes import shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Call, Expression, Symbol
from mmltui.notation.walk import free_symbols, nodes

if TYPE_CHECKING:
    from mmltui.calculus.vectors.differential import Outer


def wrong_jacobians(of: Expression, wrt: str, symbols: SymbolTable) -> Iterator[tuple[str, Expression]]:
    """Slips under their ids, and the Jacobian that each would give; those that have no form are left out."""
    for id_, outer in _wrong_outers(of, wrt, symbols):
        with suppress(NotDifferentiableError):
            yield id_, jacobian(of, (wrt,), symbols, outer)


def _wrong_outers(of: Expression, wrt: str, symbols: SymbolTable) -> Iterator[tuple[str, Outer]]:
    functions = dict.fromkeys(
        node.function
        for node in nodes(of)
        if isinstance(node, Call) and node.function in rules.FUNCTIONS and wrt in free_symbols(node)
    )
    for function in functions:
        for slip in rules.FUNCTIONS[function].slips:
            wrong = template(slip.wrong)
            if "du" in free_symbols(wrong):
                yield slip.id, _instead(function, wrong)
    if functions:
        yield "chain.evaluation-point", _at_variable(wrt, symbols)


def _instead(wrong_function: str, wrong: Expression) -> Outer:
    """The table with one wrong entry."""

    def outer(function: str, inside: Expression) -> Expression:
        if function != wrong_function:
            return outer_derivative(function, inside)
        return fill(wrong, {"u": inside, "du": ONE})

    return outer


def _at_variable(wrt: str, symbols: SymbolTable) -> Outer:
    """The table, looked up at the variable itself instead of at the inside, where that is as long."""
    variable = Symbol(wrt)

    def outer(function: str, inside: Expression) -> Expression:
        fits = shape_of(inside, symbols) == shape_of(variable, symbols)
        return outer_derivative(function, variable if fits else inside)

    return outer
