"""Derivatives by vectors taken wrongly on purpose: one slip at a function, or in a formula of a number inside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Final

from mmltui.calculus import rules
from mmltui.calculus.candidates import candidates
from mmltui.calculus.templates import fill, template
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.derivative import jacobian
from mmltui.calculus.vectors.differential import outer_derivative
from mmltui.calculus.vectors.terms import ONE
from mmltui.notation.parser import ParseError
from mmltui.notation.shapes import shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Call, Expression, Neg, Product, Symbol
from mmltui.notation.walk import children, free_symbols, nodes, rebuild, substitute

if TYPE_CHECKING:
    from mmltui.calculus.candidates import Made
    from mmltui.calculus.vectors.differential import Outer

MOST_LIFTED: Final = 120
_INSIDE: Final = Symbol("the number inside")


def wrong_jacobians(of: Expression, wrt: str, symbols: SymbolTable) -> Iterator[tuple[str, Expression]]:
    """Slips under their ids, and the Jacobian that each would give; those that have no form are left out."""
    for id_, outer in _wrong_outers(of, wrt, symbols):
        with suppress(NotDifferentiableError, ParseError):  # u e^(u-1) has no meaning for a vector
            yield id_, jacobian(of, (wrt,), symbols, outer)


def lifted_slips(of: Expression, wrt: str, symbols: SymbolTable) -> Iterator[tuple[Made, Expression]]:
    """Of g(u(x)), where u is a number, each slip of the derivative of g by u, times the right row du/dx."""
    parts = list(nodes(of))
    signed = {part.operand: part for part in parts if isinstance(part, Neg)}
    for part in reversed(parts):
        inside = signed.get(part, part)  # a minus before it belongs to it
        if isinstance(inside, Symbol) or wrt not in free_symbols(inside):
            continue
        outside = _replaced(of, inside)
        if wrt in free_symbols(outside) or outside == _INSIDE or not shape_of(inside, symbols).is_scalar:
            continue
        with suppress(NotDifferentiableError):
            row = jacobian(inside, (wrt,), symbols)
            for candidate in islice(candidates(outside, _INSIDE.name), MOST_LIFTED):
                if candidate.slips:
                    slope = substitute(candidate.derivative, {_INSIDE.name: inside})
                    yield candidate.slips[0], Product((slope, row))
            return


def _replaced(expression: Expression, inside: Expression) -> Expression:
    if expression == inside:
        return _INSIDE
    parts = children(expression)
    return rebuild(expression, [_replaced(part, inside) for part in parts]) if parts else expression


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
