"""Trees to tables: the value of an expression at one instance, with what moves along the chosen direction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar, assert_never

from flint import arb, fmpq

from mmltui.grading.vectors.functions import MAX_EXPONENT, logarithm, power, real_function, sign_of, square_root
from mmltui.grading.vectors.tables import (
    ONE,
    NoValueError,
    Series,
    Table,
    both,
    column,
    constant,
    determinant,
    identity,
    inverse,
    quotient,
    scalar,
    table,
    times,
    total,
)
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

MOST_TERMS = 20_000


def evaluate(
    expression: Expression, values: Mapping[str, Table], sizes: Mapping[str, int], symbols: Vocabulary
) -> Table:
    """The table of an expression where its symbols have these tables and its size letters these numbers.

    Raises `NoValueError` where there is no value, and where sums have more than `MOST_TERMS` terms in all.
    """
    return _Evaluator(values, sizes, symbols).of(expression)


class _Evaluator:
    """Evaluates trees at one instance."""

    def __init__(self, values: Mapping[str, Table], sizes: Mapping[str, int], symbols: Vocabulary) -> None:
        self.values = dict(values)
        self.sizes = sizes
        self.symbols = symbols
        self.terms_left = MOST_TERMS
        self.ranges: dict[int, int] = {}

    def of(self, expression: Expression, side: int | None = None) -> Table:
        """The table of an expression; `side` is the size of an identity that does not say its own."""
        match expression:
            case Number(value=value):
                return scalar(constant(fmpq(value.numerator, value.denominator)))
            case Constant(name=name):
                return scalar(constant(arb.pi() if name == "pi" else arb(1).exp()))
            case Symbol(name=name):
                return self.symbol(name)
            case Size(name=name):
                return scalar(constant(self.size(name)))
            case Identity(size=size):
                return identity(self.size(size) if size is not None else _known(side))
            case Ones(size=size):
                return column([ONE] * self.size(size))
            case Add(terms=terms):
                return self.add(terms, side)
            case Neg(operand=operand):
                return self.of(operand, side).each(lambda entry: -entry)
            case Product(factors=factors):
                return self.product(factors, side)
            case Hadamard(factors=factors):
                return self.fold(lambda a, b: a * b, factors, side)
            case Quotient(numerator=numerator, denominator=denominator):
                return both(quotient, self.of(numerator, side), self.of(denominator, side))
            case Power(base=Call(function="norm", arguments=(u,)), exponent=Number(value=value)) if value % 2 == 0:
                half = constant(fmpq(int(value) // 2))  # a norm itself has no derivative at zero, its square has
                return scalar(power(_square(self.of(u)), half))
            case Power(base=base, exponent=exponent):
                return self.power(self.of(base, side), self.number(exponent))
            case Call(function=function, arguments=arguments):
                return self.call(function, arguments, side)
            case Transpose(operand=operand):
                return self.of(operand, side).transposed
            case Entry(base=base, indices=indices):
                return self.entry(base, [self.whole(index) for index in indices])
            case Sum(body=body, index=index):
                return self.sum_over(expression, body, index)
            case Delta(left=left, right=right):
                return scalar(constant(int(self.whole(left) == self.whole(right))))
            case Matrix(rows=rows):
                return table([self.number(entry) for entry in row] for row in rows)
            case Stack(body=body, index=index, size=size, column=upright):
                entries = [entry.rows[0][0] for entry in self.each(body, index, 1, self.size(size))]
                return column(entries) if upright else column(entries).transposed
            case Listing(items=items):
                return column(self.number(item) for item in items)
            case Application() | Differential() | Relation():
                raise NoValueError
            case _:
                assert_never(expression)

    def number(self, expression: Expression) -> Series:
        value = self.of(expression)
        if not value.is_scalar:
            raise NoValueError
        return value.rows[0][0]

    def whole(self, expression: Expression) -> int:
        number = self.number(expression)[0].unique_fmpz()
        if number is None:
            raise NoValueError
        return int(number)

    def symbol(self, name: str) -> Table:
        if name not in self.values:
            raise NoValueError
        return self.values[name]

    def size(self, size: Dimension) -> int:
        if isinstance(size, int) or size.isdigit():
            return int(size)
        if size not in self.sizes:
            raise NoValueError
        return self.sizes[size]

    def side_of(self, parts: tuple[Expression, ...], side: int | None) -> int | None:
        """How large an identity among these parts is: as the first of the others that is a matrix, or a vector."""
        for part in parts:
            if not is_bare_identity(part):
                shape = self.of(part, side).shape
                if shape != (1, 1):
                    return max(shape)
        return side

    def add(self, terms: tuple[Expression, ...], side: int | None) -> Table:
        if any(is_bare_identity(term) for term in terms):
            side = self.side_of(terms, side)
        return self.fold(lambda a, b: a + b, terms, side)

    def product(self, factors: tuple[Expression, ...], side: int | None) -> Table:
        result: Table | None = None
        for factor in factors:
            if isinstance(factor, Identity) and factor.size is None and result is not None and not result.is_scalar:
                continue  # the identity changes nothing, whatever its size
            value = self.of(factor, side)
            result = value if result is None else times(result, value)
        return _known(result)

    def fold(
        self, function: Callable[[Series, Series], Series], parts: tuple[Expression, ...], side: int | None
    ) -> Table:
        result = self.of(parts[0], side)
        for part in parts[1:]:
            result = both(function, result, self.of(part, side))
        return result

    def power(self, base: Table, exponent: Series) -> Table:
        rows, columns = base.shape
        if rows != columns or rows == 1:
            return base.each(lambda entry: power(entry, exponent))
        whole = exponent[0].unique_fmpz()
        if whole is None or abs(int(whole)) > MAX_EXPONENT:
            raise NoValueError
        result, square = identity(rows), base if whole >= 0 else inverse(base)
        for _ in range(abs(int(whole))):
            result = times(result, square)
        return result

    def call(self, function: str, arguments: tuple[Expression, ...], side: int | None) -> Table:
        if function in ("max", "min"):
            return self.extreme(arguments, 1 if function == "max" else -1)
        value = self.of(arguments[0], side)
        match function:
            case "norm":
                return scalar(_norm(value))
            case "sum":
                return scalar(total(value.entries))
            case "softmax":
                raised = value.each(lambda entry: entry.exp())
                whole = total(raised.entries)
                return raised.each(lambda entry: quotient(entry, whole))
            case "tr":
                return scalar(total(value.rows[place][place] for place in range(value.shape[0])))
            case "det":
                return scalar(determinant(value))
            case "logdet":
                return scalar(logarithm(determinant(value)))
            case "inv":
                return inverse(value)
            case "diag":
                return _diagonal(value)
            case _:
                return value.each(real_function(function))

    def extreme(self, arguments: tuple[Expression, ...], direction: int) -> Table:
        """The largest (or smallest) of several tables, entry by entry, or of one table's entries."""

        def pick(a: Series, b: Series) -> Series:
            return a if sign_of(a - b) == direction else b

        tables = [self.of(argument) for argument in arguments]
        if len(tables) == 1:
            tables = [scalar(entry) for entry in tables[0].entries]
        result = tables[0]
        for other in tables[1:]:
            result = both(pick, result, other)
        return result

    def entry(self, base: Expression, indices: list[int]) -> Table:
        kind = self.symbols.kind(base.name) if isinstance(base, Symbol) else None
        if kind is not None and kind.role == "rows":
            rows = self.symbol(kind.matrix).rows
            return column(rows[_place(indices[0], len(rows))])
        value = self.of(base)
        if len(indices) == 1:
            rows = value.rows
            if len(rows[0]) == 1:
                return scalar(rows[_place(indices[0], len(rows))][0])
            if len(rows) == 1:
                return scalar(rows[0][_place(indices[0], len(rows[0]))])
            raise NoValueError
        row, place = (_place(index, length) for index, length in zip(indices, value.shape, strict=True))
        return scalar(value.rows[row][place])

    def sum_over(self, expression: Sum, body: Expression, index: str) -> Table:
        lower = 1 if expression.lower is None else self.whole(expression.lower)
        upper = self.range_once(index, body) if expression.upper is None else self.whole(expression.upper)
        terms = self.each(body, index, lower, upper)
        if not terms:
            return scalar(constant(0))
        result = terms[0]
        for term in terms[1:]:
            result = both(lambda a, b: a + b, result, term)
        return result

    def each(self, body: Expression, index: str, lower: int, upper: int) -> list[Table]:
        self.terms_left -= max(0, upper - lower + 1)
        if self.terms_left < 0:
            raise NoValueError
        outside = self.values.get(index)
        found = []
        for number in range(lower, upper + 1):
            self.values[index] = scalar(constant(number))
            found.append(self.of(body))
        self.values.pop(index, None)
        if outside is not None:
            self.values[index] = outside
        return found

    def range_once(self, index: str, body: Expression) -> int:
        """How far an index runs, worked out once for an inner sum that is evaluated again and again."""
        if id(body) not in self.ranges:
            self.ranges[id(body)] = self.range_of(index, body)
        return self.ranges[id(body)]

    def range_of(self, index: str, body: Expression) -> int:
        """How far an index runs: the size of what it indexes."""
        kind = self.symbols.kind(index)
        if kind is not None and kind.role == "index":
            return self.size(kind.rows)
        if index not in free_indices(body):
            raise NoValueError
        for node in nodes(body):
            if isinstance(node, Entry) and Symbol(index) in node.indices:
                return self.length(node.base, node.indices.index(Symbol(index)))
        raise NoValueError

    def length(self, base: Expression, place: int) -> int:
        kind = self.symbols.kind(base.name) if isinstance(base, Symbol) else None
        if kind is not None and kind.role == "rows":
            return len(self.symbol(kind.matrix).rows)
        shape = self.of(base).shape
        return max(shape) if 1 in shape else shape[place]


def _square(value: Table) -> Series:
    return total(entry * entry for entry in value.entries)


def _norm(value: Table) -> Series:
    return square_root(_square(value))


def _diagonal(value: Table) -> Table:
    rows, columns = value.shape
    if 1 in (rows, columns):
        entries = value.entries
        unit = identity(len(entries)).rows
        return table([entry * place for place in row] for entry, row in zip(entries, unit, strict=True))
    return column(value.rows[place][place] for place in range(rows))


def _place(index: int, length: int) -> int:
    if not 1 <= index <= length:
        raise NoValueError
    return index - 1


def is_bare_identity(expression: Expression) -> bool:
    """Whether this is a multiple of an identity that leaves its size to its place."""
    match expression:
        case Identity(size=size):
            return size is None
        case Neg(operand=operand) | Transpose(operand=operand):
            return is_bare_identity(operand)
        case Product(factors=factors):
            return any(is_bare_identity(factor) for factor in factors)
        case Add(terms=terms):
            return all(is_bare_identity(term) for term in terms)
        case Quotient(numerator=numerator):
            return is_bare_identity(numerator)
        case Call(function="inv", arguments=(argument,)):
            return is_bare_identity(argument)
        case _:
            return False


_T = TypeVar("_T")


def _known(value: _T | None) -> _T:
    if value is None:
        raise NoValueError
    return value
