"""Transposes, pushed inwards as far as it reads better."""

from __future__ import annotations

from mmltui.notation.shapes import shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import (
    Add,
    Call,
    Expression,
    Identity,
    Neg,
    Number,
    Power,
    Product,
    Quotient,
    Symbol,
    Transpose,
)
from mmltui.notation.walk import nodes


def transposed(expression: Expression, symbols: SymbolTable) -> Expression:
    """The transpose: of a product its factors' in reverse order, of a symmetric matrix or a number itself."""
    match expression:
        case Transpose(operand=operand):
            return operand
        case Number() | Identity():
            return expression
        case Symbol(name=name) if is_symmetric(name, symbols):
            return expression
        case Call(function="diag", arguments=(argument,)) if not shape_of(argument, symbols).is_square:
            return expression
        case Call(function="inv", arguments=(argument,)):
            return Call("inv", (transposed(argument, symbols),))
        case Neg(operand=operand):
            return Neg(transposed(operand, symbols))
        case Quotient(numerator=above, denominator=below):
            return Quotient(transposed(above, symbols), below)
        case _ if shape_of(expression, symbols).is_scalar:
            return expression
        case Power(base=base, exponent=exponent) if shape_of(base, symbols).is_square:
            return Power(transposed(base, symbols), exponent)
        case Add(terms=terms):
            turned = sorted((transposed(term, symbols) for term in terms), key=lambda term: isinstance(term, Transpose))
            pushed = Add(tuple(turned))
            return pushed if _marks(pushed) <= _marks(expression) else Transpose(expression)
        case Product(factors=factors):
            return Product(tuple(transposed(factor, symbols) for factor in reversed(factors)))
        case _:
            return Transpose(expression)


def _marks(expression: Expression) -> int:
    """How many transposes are written."""
    return sum(isinstance(node, Transpose) for node in nodes(expression))


def is_symmetric(name: str, symbols: SymbolTable) -> bool:
    """Whether a symbol stands for a matrix that is its own transpose."""
    kind = symbols.kind(name)
    return kind is not None and kind.trait != ""
