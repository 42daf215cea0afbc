"""Formulas of vectors and matrices whose sizes are known, written out as rows of formulas of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from itertools import chain
from typing import TypeAlias

from mmltui.calculus.tidy import tidy
from mmltui.errors import MmltuiError
from mmltui.notation.names import ELEMENTWISE
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
    Listing,
    Matrix,
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
from mmltui.notation.vocabulary import Dimension
from mmltui.notation.walk import nodes, substitute

Rows: TypeAlias = tuple[tuple[Expression, ...], ...]

_MOST_ENTRIES = 2_000
_ZERO, _ONE, _TWO = (Number(Fraction(value)) for value in (0, 1, 2))


class NotExplicitError(MmltuiError):
    """A formula cannot be written out entry by entry; the message says why."""


def letters(name: str, symbols: SymbolTable, sizes: Mapping[str, int]) -> tuple[str, ...]:
    """What the entries of a symbol are called: x_1, x_2 of a vector, a scalar's own name."""
    kind = symbols.kinds[name]
    if kind.role == "scalar":
        return (name,)
    if kind.role != "vector":
        raise NotExplicitError(f"{name} is no vector")
    return tuple(f"{name}_{place}" for place in range(1, _length(kind.rows, sizes) + 1))


def sizes_of(bound: Mapping[str, Expression], symbols: SymbolTable) -> dict[str, int]:
    """The numbers that the values of `bound` make of the size letters."""
    sizes: dict[str, int] = {}
    for name, value in bound.items():
        kind = symbols.kinds[name]
        match value:
            case Matrix(rows=rows):
                lengths = (len(rows), len(rows[0]))
            case Listing(items=items):
                lengths = (len(items), 1)
            case _:
                continue
        sizes |= {size: n for size, n in zip((kind.rows, kind.columns), lengths, strict=True) if isinstance(size, str)}
    return sizes


def explicit(
    expression: Expression, symbols: SymbolTable, *, bound: Mapping[str, Expression], sizes: Mapping[str, int]
) -> Rows:
    """The rows of an expression: symbols of `bound` have these values, entries of vectors are called by `letters`.

    Raises NotExplicitError for matrices without a value, for sizes that are not known, and for determinants and
    inverses of anything larger than 1 x 1.
    """
    return _Explicit(symbols, bound, sizes).of(expression)


def _length(size: Dimension, sizes: Mapping[str, int]) -> int:
    if isinstance(size, str) and size.isdigit():
        return int(size)
    if isinstance(size, int):
        return size
    if size not in sizes:
        raise NotExplicitError(f"the size {size} has no value: bind something of that size in 'at'")
    return sizes[size]


class _Explicit:
    """Writes formulas out."""

    def __init__(self, symbols: SymbolTable, bound: Mapping[str, Expression], sizes: Mapping[str, int]) -> None:
        self.symbols, self.bound, self.sizes = symbols, bound, sizes

    def of(self, expression: Expression) -> Rows:
        match expression:
            case Number() | Constant():
                return ((expression,),)
            case Size(name=name):
                return ((_whole(_length(name, self.sizes)),),)
            case Symbol(name=name):
                return self.symbol(name)
            case Identity(size=size) if size is not None:
                return _unit(_length(size, self.sizes))
            case Ones(size=size):
                return ((_ONE,),) * _length(size, self.sizes)
            case Add(terms=terms):
                return reduce(lambda a, b: self.both(lambda u, v: Add((u, v)), a, b), map(self.of, terms))
            case Neg(operand=operand):
                return _each(Neg, self.of(operand))
            case Product(factors=factors):
                return reduce(self.times, map(self.of, factors))
            case Hadamard(factors=factors):
                return reduce(lambda a, b: self.both(lambda u, v: Product((u, v)), a, b), map(self.of, factors))
            case Quotient(numerator=above, denominator=below):
                return self.both(Quotient, self.of(above), self.of(below))
            case Power(base=base, exponent=exponent):
                return self.power(base, exponent)
            case Call(function=function, arguments=arguments):
                return self.call(function, [self.of(argument) for argument in arguments])
            case Transpose(operand=operand):
                return tuple(zip(*self.of(operand), strict=True))
            case Entry(base=base, indices=indices):
                return self.entry(base, [self.index(index) for index in indices])
            case Sum(body=body, index=index):
                summands = [self.of(substitute(body, {index: _whole(place)})) for place in self.run(expression)]
                return (
                    reduce(lambda a, b: self.both(lambda u, v: Add((u, v)), a, b), summands)
                    if summands
                    else ((_ZERO,),)
                )
            case Delta(left=left, right=right):
                return ((_whole(int(self.index(left) == self.index(right))),),)
            case Matrix(rows=rows):
                return tuple(tuple(self.number(entry) for entry in row) for row in rows)
            case Listing(items=items):
                return tuple((self.number(item),) for item in items)
            case Stack(body=body, index=index, size=size, column=upright):
                places = range(1, _length(size, self.sizes) + 1)
                entries = tuple(self.number(substitute(body, {index: _whole(place)})) for place in places)
                return tuple((entry,) for entry in entries) if upright else (entries,)
            case _:
                raise NotExplicitError("a part of it cannot be written out entry by entry")

    def number(self, expression: Expression) -> Expression:
        rows = self.of(expression)
        if _shape(rows) != (1, 1):
            raise NotExplicitError("an entry of a matrix must be a number")
        return rows[0][0]

    def symbol(self, name: str) -> Rows:
        if name in self.bound:
            return self.of(self.bound[name])
        kind = self.symbols.kind(name)
        if kind is not None and kind.role == "vector":
            return tuple((Symbol(letter),) for letter in letters(name, self.symbols, self.sizes))
        if kind is not None and kind.role != "scalar":
            raise NotExplicitError(f"{name} has no value: bind it in 'at'")
        return ((Symbol(name),),)

    def index(self, expression: Expression) -> int:
        found = tidy(expression)
        if not isinstance(found, Number) or found.value.denominator != 1:
            raise NotExplicitError("an index has no value")
        return int(found.value)

    def entry(self, base: Expression, indices: Sequence[int]) -> Rows:
        kind = self.symbols.kind(base.name) if isinstance(base, Symbol) else None
        rows = self.of(Symbol(kind.matrix) if kind is not None and kind.role == "rows" else base)
        if kind is not None and kind.role == "rows" and 1 <= indices[0] <= len(rows):
            return tuple((entry,) for entry in rows[indices[0] - 1])
        height, width = _shape(rows)
        place = tuple(indices) if len(indices) == 2 else (indices[0], 1) if width == 1 else (1, indices[0])
        if not (1 <= place[0] <= height and 1 <= place[1] <= width):
            raise NotExplicitError("an index lies outside its range")
        return ((rows[place[0] - 1][place[1] - 1],),)

    def run(self, whole: Sum) -> range:
        """The values of a sum's index; without bounds as far as what it indexes goes."""
        first = 1 if whole.lower is None else self.index(self.number(whole.lower))
        if whole.upper is not None:
            return range(first, self.index(self.number(whole.upper)) + 1)
        for node in nodes(whole.body):
            if isinstance(node, Entry) and Symbol(whole.index) in node.indices:
                kind = self.symbols.kind(node.base.name) if isinstance(node.base, Symbol) else None
                if kind is not None and kind.role == "rows":
                    return range(first, len(self.symbol(kind.matrix)) + 1)
                shape = _shape(self.of(node.base))
                place = node.indices.index(Symbol(whole.index))
                return range(first, (max(shape) if 1 in shape else shape[place]) + 1)
        raise NotExplicitError(f"how far {whole.index} runs is not known")

    def both(self, join: Callable[[Expression, Expression], Expression], left: Rows, right: Rows) -> Rows:
        """Entry by entry; a number meets every entry of the other."""
        if _shape(left) == (1, 1):
            return _each(lambda entry: join(left[0][0], entry), right)
        if _shape(right) == (1, 1):
            return _each(lambda entry: join(entry, right[0][0]), left)
        if _shape(left) != _shape(right):
            raise NotExplicitError("the sizes given do not fit together")
        pairs = zip(left, right, strict=True)
        return tuple(tuple(join(a, b) for a, b in zip(one, other, strict=True)) for one, other in pairs)

    def times(self, left: Rows, right: Rows) -> Rows:
        if (1, 1) in (_shape(left), _shape(right)):
            return self.both(lambda a, b: Product((a, b)), left, right)
        if _shape(left)[1] != len(right) or len(left) * _shape(right)[1] > _MOST_ENTRIES:
            raise NotExplicitError("the sizes given do not fit together")
        columns = tuple(zip(*right, strict=True))
        return tuple(tuple(_dot(row, entries) for entries in columns) for row in left)

    def power(self, base: Expression, exponent: Expression) -> Rows:
        match base, exponent:
            case Call(function="norm", arguments=(u,)), Number(value=value) if value == 2:
                return ((_squares(self.of(u)),),)
            case _:
                rows, by = self.of(base), self.number(exponent)
        height, width = _shape(rows)
        if height != width or height == 1:
            return _each(lambda entry: Power(entry, by), rows)
        if isinstance(by, Number) and by.value.denominator == 1 and 1 <= by.value <= 4:
            return reduce(self.times, [rows] * int(by.value))
        raise NotExplicitError("only small positive powers of a matrix can be written out")

    def call(self, function: str, arguments: Sequence[Rows]) -> Rows:
        rows = arguments[0]
        height, width = _shape(rows)
        match function:
            case "norm":
                return ((Call("sqrt", (_squares(rows),)),),)
            case "sum":
                return ((_total(chain.from_iterable(rows)),),)
            case "tr" if height == width:
                return ((_total(rows[place][place] for place in range(height)),),)
            case "softmax":
                raised = _each(lambda entry: Call("exp", (entry,)), rows)
                return _each(lambda entry: Quotient(entry, _total(chain.from_iterable(raised))), raised)
            case "diag" if 1 in (height, width):
                entries = tuple(chain.from_iterable(rows))
                size = range(len(entries))
                return tuple(tuple(entries[i] if i == j else _ZERO for j in size) for i in size)
            case "diag":
                return tuple((rows[place][place],) for place in range(height))
            case "max" | "min" if len(arguments) == 1:
                return ((Call(function, tuple(chain.from_iterable(rows))),),)
            case "inv" if (height, width) == (1, 1):
                return ((Quotient(_ONE, rows[0][0]),),)
            case _ if function in ELEMENTWISE and len(arguments) == 1:
                return _each(lambda entry: Call(function, (entry,)), rows)
            case _ if all(_shape(argument) == (1, 1) for argument in arguments):
                return ((Call(function, tuple(argument[0][0] for argument in arguments)),),)
            case _:
                raise NotExplicitError(f"{function} cannot be written out entry by entry")


def _shape(rows: Rows) -> tuple[int, int]:
    return len(rows), len(rows[0])


def _each(function: Callable[[Expression], Expression], rows: Rows) -> Rows:
    return tuple(tuple(function(entry) for entry in row) for row in rows)


def _unit(size: int) -> Rows:
    return tuple(tuple(_ONE if i == j else _ZERO for j in range(size)) for i in range(size))


def _dot(left: Sequence[Expression], right: Sequence[Expression]) -> Expression:
    return _total(Product((a, b)) for a, b in zip(left, right, strict=True))


def _squares(rows: Rows) -> Expression:
    return _total(Power(entry, _TWO) for entry in chain.from_iterable(rows))


def _total(terms: Iterable[Expression]) -> Expression:
    found = tuple(terms)
    return found[0] if len(found) == 1 else Add(found)


def _whole(number: int) -> Number:
    return Number(Fraction(number))
