"""Trees to SymPy: real symbols, exact rationals, nothing evaluated that could grow. SymPy is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, assert_never

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
from mmltui.notation.walk import nodes

if TYPE_CHECKING:
    import sympy

MOST_BITS: Final = 4096
"""SymPy works out powers of numbers while it builds them: one with more bits is refused, not built."""


def to_sympy(expression: Expression, symbols: Vocabulary) -> sympy.Basic:
    """The SymPy object of a tree; raises ValueError for what SymPy has no object for.

    So are parts that do not fit, and numbers that would take `MOST_BITS` or more to write down.
    """
    try:
        return _Converter(symbols).of(expression)
    except (TypeError, AttributeError, NotImplementedError, IndexError) as error:
        raise ValueError(f"SymPy has no object for this: {error}") from error


class _Converter:
    """Converts one tree."""

    def __init__(self, symbols: Vocabulary) -> None:
        import sympy

        self.sympy = sympy
        self.symbols = symbols
        self.bound: list[str] = []

    def of(self, expression: Expression) -> Any:
        sp = self.sympy
        match expression:
            case Number(value=value):
                return sp.Rational(value.numerator, value.denominator)
            case Constant(name=name):
                return sp.E if name == "e" else sp.pi
            case Symbol(name=name):
                return self.symbol(name)
            case Size(name=name):
                return self.size(name)
            case Identity(size=size):
                if size is None:
                    raise ValueError("an identity matrix without a size")
                return sp.Identity(self.size(size))
            case Ones(size=size):
                return sp.OneMatrix(self.size(size), 1)
            case Add(terms=terms):
                return self.sum_of([self.of(term) for term in terms])
            case Neg(operand=operand):
                return -self.of(operand)
            case Product(factors=factors):
                value = self.of(factors[0])
                for factor in factors[1:]:
                    value = value * self.of(factor)
                return value
            case Hadamard(factors=factors):
                return sp.HadamardProduct(*map(self.of, factors))
            case Quotient(numerator=numerator, denominator=denominator):
                return self.quotient(self.of(numerator), self.of(denominator))
            case Power(base=base, exponent=exponent):
                return self.power(self.of(base), self.of(exponent))
            case Call(function=function, arguments=arguments):
                return self.call(function, [self.of(argument) for argument in arguments])
            case Application(function=function, arguments=arguments, primes=primes):
                return self.applied(function, [self.of(argument) for argument in arguments], primes)
            case Transpose(operand=operand):
                return sp.transpose(self.of(operand))
            case Entry(base=base, indices=indices):
                return self.entry(base, [self.of(index) for index in indices])
            case Sum(body=body, index=index, lower=lower, upper=upper):
                start = self.of(lower) if lower is not None else sp.Integer(1)
                stop = self.of(upper) if upper is not None else self.range_of(index, body)
                return sp.Sum(self.of(body), (self.index(index), start, stop))
            case Delta(left=left, right=right):
                return sp.KroneckerDelta(self.of(left), self.of(right))
            case Matrix(rows=rows):
                return sp.ImmutableMatrix([[self.of(entry) for entry in row] for row in rows])
            case Listing(items=items):
                return sp.Tuple(*map(self.of, items))
            case Differential(body=body, variable=variable, order=order):
                return sp.Derivative(self.of(body), (self.symbol(variable), order))
            case Relation(operator=operator, left=left, right=right):
                make = {"=": sp.Eq, "!=": sp.Ne, "<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge}[operator]
                return make(self.of(left), self.of(right), evaluate=False)
            case Stack(body=body, index=index, size=size, column=column):
                place, other = sp.Dummy("place", integer=True), sp.Dummy("other", integer=True)
                entry = self.of(body).subs(self.index(index), place + 1)
                shape = (self.size(size), 1) if column else (1, self.size(size))
                places = (place, other) if column else (other, place)
                return sp.FunctionMatrix(*shape, sp.Lambda(places, entry))
            case _:
                assert_never(expression)

    def symbol(self, name: str) -> Any:
        sp = self.sympy
        kind = self.symbols.kind(name)
        if kind is None or kind.role == "index":
            return self.index(name)
        if kind.role in ("vector", "matrix"):
            return sp.MatrixSymbol(name, self.size(kind.rows), self.size(kind.columns))
        return sp.Symbol(name, positive=True) if kind.positive else sp.Symbol(name, real=True)

    def index(self, name: str) -> Any:
        return self.sympy.Symbol(name, integer=True, positive=True)

    def size(self, size: Dimension) -> Any:
        if isinstance(size, int) or size.isdigit():
            return self.sympy.Integer(int(size))
        return self.sympy.Symbol(size, integer=True, positive=True)

    def sum_of(self, terms: list[Any]) -> Any:
        """Terms added up; a number added to a vector is added to every entry."""
        shapes = [term.shape for term in terms if getattr(term, "is_Matrix", False)]
        total = None
        for term in terms:
            fitted = term * self.sympy.OneMatrix(*shapes[0]) if shapes and not hasattr(term, "shape") else term
            total = fitted if total is None else total + fitted
        return total

    def quotient(self, above: Any, below: Any) -> Any:
        """A fraction; below a vector it is taken entry by entry."""
        sp = self.sympy
        one_over = self.power(below, sp.Integer(-1))
        if getattr(below, "is_Matrix", False) and getattr(above, "is_Matrix", False):
            return sp.HadamardProduct(above, one_over)
        return above * one_over

    def power(self, base: Any, exponent: Any) -> Any:
        """A power, if SymPy can write it down."""
        sp = self.sympy
        if getattr(base, "is_Matrix", False):
            if base.shape[0] != base.shape[1]:
                return sp.HadamardPower(base, exponent)
            return sp.Inverse(base) if exponent == -1 else sp.MatPow(base, exponent)
        if exponent.is_Rational and abs(exponent) > 1:
            numbers = base.args if base.is_Mul else (base,)
            held = [part for number in numbers if number.is_number for part in number.atoms(sp.Rational)]
            bits = max((max(part.p.bit_length(), part.q.bit_length()) for part in held), default=0)
            if bits * abs(exponent) > MOST_BITS:
                raise _too_large()
        elif exponent.is_number and not exponent.is_Rational:
            if base.is_number and not self.is_small(exponent):
                raise _too_large()
            return sp.Pow(base, exponent, evaluate=False)
        return sp.Pow(base, exponent)

    def is_small(self, number: Any) -> bool:
        """Whether e to this power could be written down; asked only of what has passed the same test itself."""
        try:
            return bool(abs(complex(number.evalf(15, maxn=50))) <= MOST_BITS)
        except (OverflowError, TypeError, ValueError):
            return False

    def call(self, function: str, arguments: list[Any]) -> Any:
        sp = self.sympy
        first = arguments[0]
        if getattr(first, "is_Matrix", False):
            return self.of_matrix(function, first)
        match function:
            case "max" | "min":
                return (sp.Max if function == "max" else sp.Min)(*arguments, evaluate=False)
            case "relu":
                return sp.Max(0, first, evaluate=False)
            case "sigmoid":
                return 1 / (1 + sp.exp(-first))
            case "softplus":
                return sp.log(1 + sp.exp(first))
            case "softmax":
                return sp.Integer(1)
            case "norm":
                return sp.Abs(first)
            case "tr" | "det" | "diag" | "sum":
                return first
            case "inv":
                return self.power(first, sp.Integer(-1))
            case "logdet":
                return sp.log(first)
            case "abs":
                return sp.Abs(first)
            case "exp" | "sinh" | "cosh" | "tanh" if first.is_number and not self.is_small(first):
                raise _too_large()
            case _:
                return getattr(sp, function)(first)

    def of_matrix(self, function: str, first: Any) -> Any:
        sp = self.sympy
        match function:
            case "norm":
                return sp.sqrt(sp.Trace(first.T * first))
            case "tr":
                return sp.Trace(first)
            case "det":
                return sp.Determinant(first)
            case "logdet":
                return sp.log(sp.Determinant(first))
            case "inv":
                return sp.Inverse(first)
            case "diag":
                return sp.DiagMatrix(first) if 1 in first.shape else sp.DiagonalMatrix(first)
            case "sum":
                row, column = sp.Symbol("row", integer=True), sp.Symbol("column", integer=True)
                return sp.Sum(first[row, column], (row, 0, first.rows - 1), (column, 0, first.cols - 1))
            case _ if first.is_MatrixExpr:
                variable = sp.Dummy("x", real=True)
                return first.applyfunc(sp.Lambda(variable, self.call(function, [variable])))
            case _:
                return first.applyfunc(lambda entry: self.call(function, [entry]))

    def applied(self, function: str, arguments: list[Any], primes: int) -> Any:
        sp = self.sympy
        declared = sp.Function(function)
        if not arguments:
            return sp.Symbol(function + "'" * primes, real=True)
        variable = sp.Dummy("x", real=True)
        if getattr(arguments[0], "is_Matrix", False):
            return arguments[0].applyfunc(sp.Lambda(variable, self.applied(function, [variable], primes)))
        if not primes:
            return declared(*arguments)
        return sp.Subs(sp.Derivative(declared(variable), (variable, primes)), variable, arguments[0])

    def entry(self, base: Expression, indices: list[Any]) -> Any:
        kind = self.symbols.kind(base.name) if isinstance(base, Symbol) else None
        if kind is not None and kind.role == "rows":
            table = self.symbol(kind.matrix)
            row, column = self.sympy.Dummy("row", integer=True), self.sympy.Dummy("column", integer=True)
            entries = self.sympy.Lambda((row, column), table[indices[0] - 1, row])
            return self.sympy.FunctionMatrix(self.size(kind.rows), 1, entries)
        value = self.of(base)
        if len(indices) == 1:
            place = (indices[0] - 1, 0) if value.shape[1] == 1 else (0, indices[0] - 1)
            return value[place]
        return value[indices[0] - 1, indices[1] - 1]

    def range_of(self, index: str, body: Expression) -> Any:
        """How far an index runs: the size of what it indexes."""
        for node in nodes(body):
            kind = (
                self.symbols.kind(node.base.name) if isinstance(node, Entry) and isinstance(node.base, Symbol) else None
            )
            if kind is not None and isinstance(node, Entry) and Symbol(index) in node.indices:
                if kind.role == "rows":
                    return self.size(self.symbols.kinds[kind.matrix].rows)
                along = node.indices.index(Symbol(index))
                return self.size(kind.columns if along == 1 or kind.rows == 1 else kind.rows)
        kind = self.symbols.kind(index)
        if kind is not None and kind.role == "index":
            return self.size(kind.rows)
        raise ValueError(f"nothing says how far {index} runs")


def _too_large() -> ValueError:
    return ValueError(f"a number of more than {MOST_BITS} bits")
