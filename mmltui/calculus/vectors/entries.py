"""Entries of vectors and matrices of any size as formulas of numbers: (A x)_i as Σ over k of A_ik x_k."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.terms import product
from mmltui.notation.names import ELEMENTWISE
from mmltui.notation.shapes import Shape, shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import (
    Add,
    Call,
    Constant,
    Delta,
    Entry,
    Expression,
    Hadamard,
    Identity,
    Neg,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Size,
    Stack,
    Sum,
    Symbol,
    Transpose,
)
from mmltui.notation.walk import depends_on, free_symbols, nodes, rebuild

_LETTERS = "ijklmnpqrstuvw"
_TWO = Number(Fraction(2))


class Letters:
    """Index letters that nothing else uses, each given out once."""

    def __init__(self, expression: Expression, symbols: SymbolTable) -> None:
        bound = {node.index for node in nodes(expression) if isinstance(node, Sum | Stack)}
        taken = {*symbols.kinds, *symbols.sizes, *free_symbols(expression), *bound}
        self._left: Iterator[str] = iter([letter for letter in _LETTERS if letter not in taken])

    def next(self) -> str:
        """A letter; raises NotDifferentiableError when there are no more."""
        found = next(self._left, None)
        if found is None:
            raise NotDifferentiableError("this needs more index letters than there are")
        return found


class Entries:
    """Writes entries out; raises NotDifferentiableError for what has no formula by entries."""

    def __init__(self, wrt: str, symbols: SymbolTable, letters: Letters) -> None:
        self.wrt, self.symbols, self.letters = wrt, symbols, letters

    def shape(self, expression: Expression) -> Shape:
        """Its rows and columns."""
        return shape_of(expression, self.symbols)

    def entry(self, expression: Expression, row: str | None, column: str | None) -> Expression:
        """The entry in this row and column, None for the only one; what does not depend on `wrt` may stay whole."""
        if self.shape(expression).is_scalar:
            return self.number(expression)
        match expression:
            case Symbol(name=name) if (kind := self.symbols.kinds.get(name)) is not None and kind.trait != "identity":
                return Entry(expression, tuple(Symbol(index) for index in (row, column) if index is not None))
            case Symbol() | Identity() if row is not None and column is not None:
                return Delta(Symbol(row), Symbol(column))
            case Ones():
                return Number(Fraction(1))
            case Neg(operand=operand):
                return Neg(self.entry(operand, row, column))
            case Add(terms=terms):
                return Add(tuple(self.entry(term, row, column) for term in terms))
            case Hadamard(factors=factors):
                return product(self.entry(factor, row, column) for factor in factors)
            case Transpose(operand=operand):
                return self.entry(operand, column, row)
            case Product(factors=factors):
                return self.chain(factors, row, column)
            case Quotient(numerator=above, denominator=below):
                return Quotient(self.entry(above, row, column), self.entry(below, row, column))
            case Power(base=base, exponent=exponent) if not self.shape(base).is_square:
                return Power(self.entry(base, row, column), self.number(exponent))
            case Call(function="diag", arguments=(u,)) if self.shape(u).columns == 1 and row and column:
                return product((Delta(Symbol(row), Symbol(column)), self.entry(u, row, None)))
            case Call(function="softmax", arguments=(u,)):
                return Quotient(Call("exp", (self.entry(u, row, column),)), self.over(u, lambda at: Call("exp", (at,))))
            case Call(function=function, arguments=(u,)) if function in ELEMENTWISE:
                return Call(function, (self.entry(u, row, column),))
            case Sum(body=body):
                return replace(expression, body=self.entry(body, row, column))
            case _ if not depends_on(expression, self.wrt):
                return Entry(expression, tuple(Symbol(index) for index in (row, column) if index is not None))
            case _:
                raise NotDifferentiableError("a part of this is not written by its entries", expression.span)

    def number(self, expression: Expression) -> Expression:
        """A scalar formula, written with entries."""
        match expression:
            case Number() | Constant() | Size() | Symbol() | Entry() | Delta():
                return expression
            case Power(base=Call(function="norm", arguments=(u,)), exponent=exponent) if exponent == _TWO:
                return self.squares(u)
            case Call(function="norm", arguments=(u,)):
                return Call("sqrt", (self.squares(u),))
            case Call(function="sum", arguments=(u,)):
                return self.over(u, lambda entry: entry)
            case Call(function="tr", arguments=(u,)):
                index = self.letters.next()
                return Sum(self.entry(u, index, index), index)
            case Product(factors=factors):
                return self.chain(factors, None, None)
            case Sum(body=body):
                return replace(expression, body=self.number(body))
            case Transpose(operand=operand):
                return self.number(operand)
            case Add(terms=parts) | Call(arguments=parts) if all(self.shape(part).is_scalar for part in parts):
                return rebuild(expression, [self.number(part) for part in parts])
            case Neg(operand=operand):
                return Neg(self.number(operand))
            case Quotient(numerator=one, denominator=other) | Power(base=one, exponent=other):
                return rebuild(expression, [self.number(one), self.number(other)])
            case _:
                raise NotDifferentiableError("a part of this is not written by its entries", expression.span)

    def squares(self, u: Expression) -> Expression:
        """‖u‖² as the sum of the squares of the entries."""
        return self.over(u, lambda entry: Power(entry, _TWO))

    def over(self, u: Expression, term: Callable[[Expression], Expression]) -> Expression:
        """The sum over all entries of a vector or matrix."""
        shape = self.shape(u)
        row, column = (None if size == 1 else self.letters.next() for size in shape)
        total = term(self.entry(u, row, column))
        for index in (column, row):
            total = total if index is None else Sum(total, index)
        return total

    def chain(self, factors: Iterable[Expression], row: str | None, column: str | None) -> Expression:
        """An entry of a product: neighbours share an index, which is summed over."""
        numbers: list[Expression] = []
        matrices: list[Expression] = []
        for factor in factors:
            (numbers if self.shape(factor).is_scalar else matrices).append(factor)
        parts = [self.number(factor) for factor in numbers]
        inner: list[str] = []
        left = row
        for place, factor in enumerate(matrices):
            right = column
            if place < len(matrices) - 1:
                right = None if self.shape(factor).columns == 1 else self.letters.next()
                inner += [] if right is None else [right]
            parts.append(self.entry(factor, left, right))
            left = right
        front, rest = parts[: len(numbers)], product(parts[len(numbers) :])
        for index in reversed(inner):
            rest = Sum(rest, index)
        return product((*front, rest)) if matrices else product(front)
