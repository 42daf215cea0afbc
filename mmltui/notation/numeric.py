"""Trees to floating-point numbers: for plots, for knobs, for a first look. Total: nan outside the domain.

A scalar may be a whole numpy array of points, worked out all at once. Vectors and matrices are numpy arrays
too where `symbols` declares them: N or N x 1, M x N. Numpy is imported when the first value is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf, nan
from typing import TYPE_CHECKING, TypeAlias, assert_never

from mmltui.notation.real_functions import NoValueError, real_function
from mmltui.notation.tree import (
    Add,
    Application,
    Call,
    Constant,
    Delta,
    Differential,
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
    Relation,
    Size,
    Stack,
    Sum,
    Symbol,
    Transpose,
)
from mmltui.notation.vocabulary import Dimension, Vocabulary
from mmltui.notation.walk import free_indices, nodes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[np.float64]

_MOST_TERMS = 20_000
"""Terms of all sums together that one value may take."""


def evaluate(
    expression: Expression,
    values: Mapping[str, float | Array],
    symbols: Vocabulary | None = None,
    sizes: Mapping[str, int] | None = None,
) -> Array:
    """The value of a tree where its symbols have these values.

    Without `symbols` every name is a scalar and an array is an array of points. Sizes not given are taken from
    the arrays. What has no value there (log of a negative number, a name without a value, parts that do not
    fit) is nan.
    """
    import numpy as np

    with np.errstate(all="ignore"):
        try:
            result = _Evaluator(values, symbols, sizes or {}).of(expression)
        except (NoValueError, ValueError, ArithmeticError, np.linalg.LinAlgError):
            return np.asarray(nan)
    return result.entries if isinstance(result, _Table) else result


@dataclass(frozen=True, slots=True)
class _Table:
    """A vector or matrix: rows x columns. A scalar is a bare array, whatever its shape."""

    entries: Array


_Value: TypeAlias = "Array | _Table"


class _Evaluator:
    """Evaluates one tree."""

    def __init__(
        self, values: Mapping[str, float | Array], symbols: Vocabulary | None, sizes: Mapping[str, int]
    ) -> None:
        import numpy as np

        self.symbols = symbols
        self.terms_left = _MOST_TERMS
        self.values: dict[str, _Value] = {}
        self.sizes: dict[str, int] = dict(sizes)
        for name, value in values.items():
            array = np.asarray(value, dtype=float)
            kind = symbols.kind(name) if symbols else None
            if kind is not None and kind.role in ("vector", "matrix"):
                array = array.reshape(-1, 1) if array.ndim == 1 and kind.rows != 1 else np.atleast_2d(array)
                for letter, length in zip((kind.rows, kind.columns), array.shape, strict=True):
                    if isinstance(letter, str):
                        self.sizes.setdefault(letter, length)
                self.values[name] = _Table(array)
            else:
                self.values[name] = array

    def of(self, expression: Expression) -> _Value:
        import numpy as np

        match expression:
            case Number(value=value):
                return np.asarray(_float(value))
            case Constant(name=name):
                return np.asarray(np.e if name == "e" else np.pi)
            case Symbol(name=name):
                return self.symbol(name)
            case Size(name=name):
                return np.asarray(float(self.size(name)))
            case Identity(size=size):
                if size is None:
                    raise NoValueError
                return _Table(np.eye(self.size(size)))
            case Ones(size=size):
                return _Table(np.ones((self.size(size), 1)))
            case Add(terms=terms):
                return self.sum_of([self.of(term) for term in terms])
            case Neg(operand=operand):
                return _each(np.negative, self.of(operand))
            case Product(factors=factors):
                product = self.of(factors[0])
                for factor in factors[1:]:
                    product = self.times(product, self.of(factor))
                return product
            case Hadamard(factors=factors):
                product = self.of(factors[0])
                for factor in factors[1:]:
                    product = _both(np.multiply, product, self.of(factor))
                return product
            case Quotient(numerator=numerator, denominator=denominator):
                return self.quotient(self.of(numerator), self.of(denominator))
            case Power(base=base, exponent=exponent):
                return self.power(self.of(base), self.scalar(exponent))
            case Call(function=function, arguments=arguments):
                return self.call(function, [self.of(argument) for argument in arguments])
            case Transpose(operand=operand):
                table = self.of(operand)
                return _Table(table.entries.T) if isinstance(table, _Table) else table
            case Entry(base=base, indices=indices):
                return self.entry(base, [int(self.scalar(index)) for index in indices])
            case Sum(body=body, index=index):
                return self.sum_over(expression, body, index)
            case Delta(left=left, right=right):
                return np.asarray(np.equal(self.scalar(left), self.scalar(right)), dtype=float)
            case Matrix(rows=rows):
                return _Table(np.array([[float(self.scalar(entry)) for entry in row] for row in rows]))
            case Stack(body=body, index=index, size=size, column=column):
                listed = self.each(body, index, range(1, self.size(size) + 1))
                entries = np.array([[float(_entries(entry))] for entry in listed])
                return _Table(entries if column else entries.T)
            case Listing() | Application() | Differential() | Relation():
                raise NoValueError
            case _:
                assert_never(expression)

    def scalar(self, expression: Expression) -> Array:
        value = self.of(expression)
        if isinstance(value, _Table):
            if value.entries.size != 1:
                raise NoValueError
            return value.entries.reshape(())
        return value

    def symbol(self, name: str) -> _Value:
        if name not in self.values:
            raise NoValueError
        return self.values[name]

    def size(self, size: Dimension) -> int:
        if isinstance(size, int) or size.isdigit():
            return int(size)
        if size not in self.sizes:
            raise NoValueError
        return self.sizes[size]

    def sum_of(self, terms: list[_Value]) -> _Value:
        import numpy as np

        total = terms[0]
        for term in terms[1:]:
            total = _both(np.add, total, term)
        return total

    def times(self, left: _Value, right: _Value) -> _Value:
        import numpy as np

        if isinstance(left, _Table) and isinstance(right, _Table):
            if left.entries.shape[1] == right.entries.shape[0]:
                return _Table(left.entries @ right.entries)
            if left.entries.size != 1 != right.entries.size:
                raise NoValueError
        return _both(np.multiply, _unwrapped(left), _unwrapped(right))

    def quotient(self, above: _Value, below: _Value) -> _Value:
        import numpy as np

        return _both(np.divide, above, _each(lambda value: np.where(value == 0, nan, value), _unwrapped(below)))

    def power(self, base: _Value, exponent: Array) -> _Value:
        import numpy as np

        if isinstance(base, _Table) and base.entries.shape[0] == base.entries.shape[1] != 1:
            if exponent.ndim or not float(exponent).is_integer() or abs(float(exponent)) > 100:
                raise NoValueError
            return _Table(np.linalg.matrix_power(base.entries, int(exponent)))

        def raised(value: Array) -> Array:
            defined = (value != 0) | (exponent >= 0)
            return np.where(defined, np.power(np.where(defined, value, nan), exponent), nan)

        return _each(raised, base)

    def call(self, function: str, arguments: list[_Value]) -> _Value:
        import numpy as np

        first = arguments[0]
        match function:
            case "max" | "min" if len(arguments) > 1:
                pick = np.maximum if function == "max" else np.minimum
                value = first
                for other in arguments[1:]:
                    value = _both(pick, value, other)
                return value
            case "norm" | "max" | "min" | "sum":
                entries = _entries(first)
                if not isinstance(first, _Table):
                    return np.abs(entries) if function == "norm" else entries
                if function == "norm":
                    return np.asarray(np.sqrt(np.sum(entries * entries)))
                return np.asarray(
                    entries.max() if function == "max" else entries.min() if function == "min" else entries.sum()
                )
            case "softmax":
                raised = np.exp(_entries(first) - np.max(_entries(first)))
                return _Table(raised / raised.sum())
            case "tr" | "det" | "logdet" | "inv":
                return self.of_square(function, np.atleast_2d(_entries(first)))
            case "diag":
                entries = np.atleast_2d(_entries(first))
                return _Table(np.diag(entries.ravel()) if 1 in entries.shape else np.diag(entries).reshape(-1, 1))
            case _:
                return _each(real_function(function), first)

    def of_square(self, function: str, square: Array) -> _Value:
        import numpy as np

        match function:
            case "tr":
                return np.asarray(np.trace(square))
            case "det":
                return np.asarray(np.linalg.det(square))
            case "logdet":
                sign, logarithm = np.linalg.slogdet(square)
                return np.asarray(logarithm if sign > 0 else nan)
            case _:
                return _Table(np.asarray(np.linalg.inv(square), dtype=float))

    def entry(self, base: Expression, indices: list[int]) -> _Value:
        import numpy as np

        kind = self.symbols.kind(base.name) if self.symbols and isinstance(base, Symbol) else None
        if kind is not None and kind.role == "rows":
            table = self.symbol(kind.matrix)
            return _Table(_entries(table)[self.place(indices[0], _entries(table).shape[0])].reshape(-1, 1))
        value = self.of(base)
        if not isinstance(value, _Table):
            if isinstance(base, Symbol) and len(indices) == 1 and value.ndim >= 1:  # a vector, first axis: entries
                return np.asarray(value[self.place(indices[0], value.shape[0])])
            raise NoValueError
        entries = value.entries
        if len(indices) == 1:
            return np.asarray(entries.ravel()[self.place(indices[0], entries.size)])
        row, column = (self.place(index, length) for index, length in zip(indices, entries.shape, strict=True))
        return np.asarray(entries[row, column])

    def place(self, index: int, length: int) -> int:
        if not 1 <= index <= length:
            raise NoValueError
        return index - 1

    def sum_over(self, expression: Sum, body: Expression, index: str) -> _Value:
        import numpy as np

        lower = int(self.scalar(expression.lower)) if expression.lower is not None else 1
        upper = int(self.scalar(expression.upper)) if expression.upper is not None else self.range_of(index, body)
        terms = self.each(body, index, range(lower, upper + 1))
        return self.sum_of(terms) if terms else np.asarray(0.0)

    def each(self, body: Expression, index: str, numbers: range) -> list[_Value]:
        import numpy as np

        self.terms_left -= len(numbers)
        if self.terms_left < 0:
            raise NoValueError
        outside = self.values.get(index)
        terms = []
        for number in numbers:
            self.values[index] = np.asarray(float(number))
            terms.append(self.of(body))
        self.values.pop(index, None)
        if outside is not None:
            self.values[index] = outside
        return terms

    def range_of(self, index: str, body: Expression) -> int:
        """How far an index runs: the size of what it indexes."""
        if index not in free_indices(body):
            kind = self.symbols.kind(index) if self.symbols else None
            if kind is None or kind.role != "index":
                raise NoValueError
            return self.size(kind.rows)
        for node in nodes(body):
            if not isinstance(node, Entry):
                continue
            for place, letter in enumerate(node.indices):
                if letter == Symbol(index):
                    return self.length(node.base, place)
        raise NoValueError

    def length(self, base: Expression, place: int) -> int:
        kind = self.symbols.kind(base.name) if self.symbols and isinstance(base, Symbol) else None
        shape = _entries(self.symbol(kind.matrix) if kind is not None and kind.role == "rows" else self.of(base)).shape
        if not shape:
            raise NoValueError
        return int(shape[place] if len(shape) > place and 1 not in shape else max(shape))


def _float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return inf


def _entries(value: _Value) -> Array:
    return value.entries if isinstance(value, _Table) else value


def _unwrapped(value: _Value) -> _Value:
    if isinstance(value, _Table) and value.entries.size == 1:
        return value.entries.reshape(())
    return value


def _each(function: Callable[[Array], Array], value: _Value) -> _Value:
    return _Table(function(value.entries)) if isinstance(value, _Table) else function(value)


def _both(function: Callable[[Array, Array], Array], left: _Value, right: _Value) -> _Value:
    if isinstance(left, _Table) and isinstance(right, _Table) and left.entries.shape != right.entries.shape:
        raise NoValueError
    result = function(_entries(left), _entries(right))
    return _Table(result) if isinstance(left, _Table) or isinstance(right, _Table) else result
