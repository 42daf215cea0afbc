"""Jacobians, gradients, Hessians and directional derivatives as formulas, unexpanded, with symbolic sizes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from mmltui.calculus.derivative import counted, lengths, untidy_derivative
from mmltui.calculus.derivative import derivative as scalar_derivative
from mmltui.calculus.tidy import tidy
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.differential import Outer, differential, outer_derivative
from mmltui.calculus.vectors.terms import ZERO, Term, formula, product
from mmltui.calculus.vectors.transposing import transposed
from mmltui.notation.shapes import Shape, shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import (
    Add,
    Differential,
    Entry,
    Expression,
    Matrix,
    Neg,
    Number,
    Ones,
    Product,
    Quotient,
    Symbol,
    Transpose,
)
from mmltui.notation.walk import children, nodes, rebuild, substitute


def jacobian(of: Expression, wrt: tuple[str, ...], symbols: SymbolTable, outer: Outer = outer_derivative) -> Expression:
    """D of / d wrt in numerator layout; raises NotDifferentiableError where it has no form without indices."""
    of = substitute(of, symbols.definitions)
    if len(wrt) > 1 or _is_explicit(of, wrt[0], symbols):
        return _explicit(of, wrt, symbols)
    kind = symbols.kinds[wrt[0]]
    if kind.role == "scalar" and not symbols.has_arrays and not any(isinstance(node, Matrix) for node in nodes(of)):
        return scalar_derivative(of, wrt[0], symbols)
    if isinstance(of, Matrix):
        rows = [[jacobian(entry, wrt, symbols, outer) for entry in row] for row in of.rows]
        if kind.role == "scalar":
            return Matrix(tuple(tuple(row) for row in rows))
        raise NotDifferentiableError("a written-out vector by a vector of any size has no form without indices")
    shape = shape_of(of, symbols)
    terms = differential(of, wrt[0], symbols, outer)
    if kind.role == "scalar":
        slope = formula([_joined(term) for term in terms], shape, symbols)
        return counted(slope, lengths(of, symbols)) if shape.is_scalar else slope
    if shape.is_scalar:
        return formula(terms, Shape(kind.columns, kind.rows), symbols)
    if any(term.right or term.flipped for term in terms):
        raise NotDifferentiableError("this derivative has more than two indices")
    return formula(terms, Shape(shape.rows, kind.rows), symbols)


def _joined(term: Term) -> Term:
    """By a number, dX is a number: both sides are one chain."""
    return replace(term, left=(*term.left, *term.right), right=(), flipped=False)


def written_out(expression: Expression, symbols: SymbolTable) -> Expression:
    """The expression with defined names replaced and derivatives that stand inside worked out, by vectors too.

    Raises NotDifferentiableError where a derivative has no form without indices.
    """
    return _evaluated(substitute(expression, symbols.definitions), symbols)


def _evaluated(expression: Expression, symbols: SymbolTable) -> Expression:
    parts = [_evaluated(part, symbols) for part in children(expression)]
    match expression:
        case Differential(variable=variable, order=order):
            kind = symbols.kind(variable)
            if kind is None or order > 2:
                raise NotDifferentiableError(f"no derivative by {variable} is known here")
            wrt = (variable,)
            result = hessian(parts[0], wrt, symbols) if order > 1 else jacobian(parts[0], wrt, symbols)
            shape = shape_of(rebuild(expression, parts), symbols)
            if result == ZERO and not shape.is_scalar:
                return Product((ZERO, Ones(str(shape.rows)), Transpose(Ones(str(shape.columns)))))
            return result
        case Product():
            return product(parts)
        case _:
            return rebuild(expression, parts) if parts else expression


def hessian(of: Expression, wrt: tuple[str, ...], symbols: SymbolTable) -> Expression:
    """The second derivatives: the derivative of the gradient, written as a column."""
    slope = jacobian(of, wrt, symbols)
    if symbols.kinds[wrt[0]].role == "scalar" and len(wrt) == 1:
        return jacobian(slope, wrt, symbols)
    if slope == ZERO:
        return ZERO
    return jacobian(column(slope, symbols), wrt, symbols)


def column(row: Expression, symbols: SymbolTable) -> Expression:
    """A row as a column."""
    if isinstance(row, Matrix):
        return Matrix(tuple(zip(*row.rows, strict=True)))
    return _turned(row, symbols)


def _turned(row: Expression, symbols: SymbolTable) -> Expression:
    match row:
        case Add(terms=terms):
            return Add(tuple(_turned(term, symbols) for term in terms))
        case _:
            return transposed(row, symbols)


def directional(
    of: Expression, wrt: tuple[str, ...], along: Expression, order: int, symbols: SymbolTable
) -> Expression:
    """(d of / d wrt) v, or vᵀ H v for order 2."""
    if order == 1:
        return _between((), jacobian(of, wrt, symbols), along)
    return _between((transposed(along, symbols),), hessian(of, wrt, symbols), along)


def _between(before: tuple[Expression, ...], middle: Expression, after: Expression) -> Expression:
    """Before · middle · after, with the sign and the numbers of the middle in front."""
    match middle:
        case Neg(operand=operand):
            return Neg(_between(before, operand, after))
        case Product(factors=(Number() as number, *rest)):
            return product((number, *before, *rest, after))
        case Quotient(numerator=above, denominator=below):
            return Quotient(_between(before, above, after), below)
        case _:
            return product((*before, middle, after))


def _is_explicit(of: Expression, wrt: str, symbols: SymbolTable) -> bool:
    """Whether a formula is written with single entries of a vector of known length."""
    kind = symbols.kinds[wrt]
    if kind.role != "vector" or not isinstance(kind.rows, int):
        return False
    return any(
        isinstance(node, Entry) and node.base == Symbol(wrt) and all(isinstance(i, Number) for i in node.indices)
        for node in nodes(of)
    )


def _explicit(of: Expression, wrt: tuple[str, ...], symbols: SymbolTable) -> Expression:
    """Rows of partial derivatives, each of a formula of scalars."""
    kind = symbols.kinds[wrt[0]]
    letters: tuple[Expression, ...] = tuple(Symbol(name) for name in wrt)
    if kind.role == "vector" and isinstance(kind.rows, int):
        letters = tuple(Entry(Symbol(wrt[0]), (_whole(place),)) for place in range(1, kind.rows + 1))
    outputs = [entry for row in of.rows for entry in row] if isinstance(of, Matrix) else [of]
    return Matrix(tuple(tuple(_partial(output, letters, place) for place in range(len(letters))) for output in outputs))


def _partial(of: Expression, letters: tuple[Expression, ...], place: int) -> Expression:
    """A partial derivative by one of the letters; entries of a vector stand in as symbols meanwhile."""
    names = [letter.name if isinstance(letter, Symbol) else f"x_{number}" for number, letter in enumerate(letters)]
    named = {letter: Symbol(name) for letter, name in zip(letters, names, strict=True)}
    slope = tidy(untidy_derivative(_renamed(of, named), names[place]))
    return substitute(slope, dict(zip(names, letters, strict=True)))


def _renamed(expression: Expression, names: Mapping[Expression, Expression]) -> Expression:
    if expression in names:
        return names[expression]
    parts = children(expression)
    return rebuild(expression, [_renamed(part, names) for part in parts]) if parts else expression


def _whole(number: int) -> Number:
    return Number(Fraction(number))
