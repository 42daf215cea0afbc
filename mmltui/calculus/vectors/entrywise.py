"""Formulas of numbers, read for whole vectors at once: products become .*, and Σ over an index a sum of a vector."""

from __future__ import annotations

from fractions import Fraction

from mmltui.notation.names import ELEMENTWISE
from mmltui.notation.refusal import ParseError
from mmltui.notation.shapes import shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import (
    Add,
    Call,
    Constant,
    Entry,
    Expression,
    Hadamard,
    Neg,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
)
from mmltui.notation.walk import children, free_symbols, rebuild

_MOST_FACTORS = 4


def entrywise(expression: Expression, symbols: SymbolTable) -> Expression:
    """The formula with each product of two vectors as .*, so that it has a value for vectors."""
    parts = [entrywise(part, symbols) for part in children(expression)]
    match rebuild(expression, parts):
        case Product(factors=factors) as whole:
            vectors = tuple(factor for factor in factors if not shape_of(factor, symbols).is_scalar)
            if len(vectors) < 2 or len({shape_of(vector, symbols) for vector in vectors}) > 1:
                return whole
            scalars = tuple(factor for factor in factors if factor not in vectors)
            return Product((*scalars, Hadamard(vectors))) if scalars else Hadamard(vectors)
        case whole:
            return whole


def vectorised(whole: Expression, wrt: str, symbols: SymbolTable) -> Expression | None:
    """Σ f(x_n) as sum(f(x)), where the n-th term is made of n-th entries of vectors, `wrt` among them; else None."""
    kind = symbols.kinds[wrt]
    if not isinstance(whole, Sum) or whole.lower is not None or kind.role != "vector":
        return None
    column = _column(whole.body, whole.index, str(kind.rows), symbols)
    if column is None or wrt not in free_symbols(column):
        return None
    try:
        shape = shape_of(column, symbols)
    except ParseError:
        return None
    return Call("sum", (column,)) if shape.rows == kind.rows else None


def _column(body: Expression, index: str, size: str, symbols: SymbolTable) -> Expression | None:
    """The column of the values of `body` for each value of its index; a number where it has none."""
    if index not in free_symbols(body):
        return body
    match body:
        case Entry(base=Symbol() as base, indices=(Symbol(name=name),)) if name == index:
            return base if symbols.kinds[base.name].role == "vector" else None
        case Entry() | Constant() | Sum():
            return None
        case Power(base=base, exponent=Number(value=value)) if value.denominator == 1 and 2 <= value <= _MOST_FACTORS:
            column = _column(base, index, size, symbols)
            return None if column is None else Hadamard((column,) * int(value))
        case Call(function=function) if function not in ELEMENTWISE:
            return None
    parts = [_column(part, index, size, symbols) for part in children(body)]
    if any(part is None for part in parts):
        return None
    found = [part for part in parts if part is not None]
    moving = [index in free_symbols(part) for part in children(body)]
    match body:
        case Add():
            ones = Ones(size)
            return Add(tuple(_spread(part, ones, moves=moves) for part, moves in zip(found, moving, strict=True)))
        case Product():
            vectors = tuple(part for part, moves in zip(found, moving, strict=True) if moves)
            scalars = tuple(part for part, moves in zip(found, moving, strict=True) if not moves)
            column = vectors[0] if len(vectors) == 1 else Hadamard(vectors)
            return Product((*scalars, column)) if scalars else column
        case Neg() | Call():
            return rebuild(body, found)
        case Quotient() if not moving[1]:
            return rebuild(body, found)
        case _:
            return None


def _spread(part: Expression, ones: Ones, *, moves: bool) -> Expression:
    """A number beside a column: that number in every entry."""
    if moves:
        return part
    match part:
        case Neg(operand=operand):
            return Neg(_spread(operand, ones, moves=False))
        case Number(value=value) if value == Fraction(1):
            return ones
        case _:
            return Product((part, ones))
