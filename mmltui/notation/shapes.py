"""Shapes with symbolic sizes: what fits together, for all sizes at once, and what a person may have meant instead."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple, assert_never

from mmltui.notation.misfits import described, refuse, refuse_product, refuse_sum, squared
from mmltui.notation.names import ELEMENTWISE
from mmltui.notation.printing import plain
from mmltui.notation.refusal import ParseError
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
from mmltui.notation.vocabulary import Dimension, Vocabulary, dimension
from mmltui.notation.walk import children


class Shape(NamedTuple):
    """Rows and columns, each a number or a size letter."""

    rows: Dimension
    columns: Dimension

    @property
    def is_scalar(self) -> bool:
        """Whether it is 1 x 1."""
        return self.rows == 1 and self.columns == 1

    @property
    def is_square(self) -> bool:
        """Whether it has as many rows as columns."""
        return self.rows == self.columns

    @property
    def transposed(self) -> Shape:
        """Rows and columns exchanged."""
        return Shape(self.columns, self.rows)

    def derivative_by(self, inputs: Shape, order: int = 1) -> Shape | None:
        """The shape of a derivative in numerator layout; None where that has more than two indices."""
        if inputs.is_scalar:
            return self
        if order == 1 and self.is_scalar:
            return inputs.transposed
        if inputs.columns != 1 or self.columns != 1 or order > (2 if self.is_scalar else 1):
            return None
        return Shape(inputs.rows if self.is_scalar else self.rows, inputs.rows)

    def __str__(self) -> str:
        """`M x N`, with the words that learners use for 1 x 1, rows and columns."""
        if self.is_scalar:
            return "a scalar"
        suffix = " (a column)" if self.columns == 1 else " (a row)" if self.rows == 1 else ""
        return f"{self.rows} x {self.columns}{suffix}"


SCALAR_SHAPE: Final = Shape(1, 1)


def shape_of(expression: Expression, symbols: Vocabulary) -> Shape:
    """The shape of an expression; raises ParseError (`shape-error`) where parts do not fit.

    A listing has no orientation: its shape is that of a column.
    """
    shape = _Shapes(symbols).of(expression)
    if shape is None:
        kinds = symbols.kinds.values()
        sizes = {kind.rows for kind in kinds if kind.role == "matrix" and kind.rows == kind.columns}
        sizes = sizes or set(symbols.sizes) or {kind.rows for kind in kinds if kind.role == "vector"}
        if len(sizes) != 1:
            raise ParseError("the size of I is not clear", expression.span, "write I_N", kind="shape-error")
        size = sizes.pop()
        return Shape(size, size)
    return shape


def is_of_numbers(expression: Expression, symbols: Vocabulary) -> bool:
    """Whether vectors and matrices occur only by their entries."""
    match expression:
        case Symbol(name=name):
            return is_number(name, symbols)
        case Entry(base=Symbol(name=name)):
            kind = symbols.kind(name)
            return kind is not None and kind.role != "rows"
        case Matrix() | Stack() | Listing() | Ones() | Identity() | Transpose():
            return False
        case Differential(variable=name) if not is_number(name, symbols):
            return False
        case _:
            return all(is_of_numbers(part, symbols) for part in children(expression))


def is_number(name: str, symbols: Vocabulary) -> bool:
    """Whether a letter stands for a number."""
    kind = symbols.kind(name)
    return kind is None or kind.role in ("scalar", "index")


class _Shapes:
    """Shapes of the nodes of one tree; None stands for an identity whose place says its size."""

    def __init__(self, symbols: Vocabulary) -> None:
        self.symbols = symbols
        self.worked_out: dict[int, Shape | None] = {}

    def of(self, expression: Expression) -> Shape | None:
        """The shape of a node, worked out once."""
        place = id(expression)
        if place not in self.worked_out:
            self.worked_out[place] = self.work_out(expression)
        return self.worked_out[place]

    def work_out(self, expression: Expression) -> Shape | None:
        match expression:
            case Number() | Constant() | Size() | Delta():
                return SCALAR_SHAPE
            case Symbol(name=name):
                return self.symbol(expression, name)
            case Identity(size=size):
                return None if size is None else Shape(dimension(size), dimension(size))
            case Ones(size=size):
                return Shape(dimension(size), 1)
            case Add(terms=terms):
                return self.sum_of(expression, terms)
            case Neg(operand=operand):
                return self.of(operand)
            case Product(factors=factors):
                return self.product(factors)
            case Hadamard(factors=factors):
                return self.hadamard(expression, factors)
            case Quotient(numerator=numerator, denominator=denominator):
                return self.quotient(expression, numerator, denominator)
            case Power(base=base, exponent=exponent):
                return self.power(expression, base, exponent)
            case Call(function=function, arguments=arguments):
                return self.call(expression, function, arguments)
            case Application(arguments=arguments):
                return self.applied(expression, arguments)
            case Transpose(operand=operand):
                shape = self.of(operand)
                return shape and shape.transposed
            case Entry():
                return self.entry(expression)
            case Sum(body=body):
                return self.of(body)
            case Matrix(rows=rows):
                for row in rows:
                    for entry in row:
                        self.number(entry, "an entry of a matrix")
                return Shape(len(rows), len(rows[0]))
            case Stack(body=body, size=size, column=column):
                self.number(body, "an entry of a row or column")
                return Shape(dimension(size), 1) if column else Shape(1, dimension(size))
            case Listing(items=items):
                for item in items:
                    self.of(item)
                return Shape(len(items), 1)
            case Differential(body=body):
                return self.derivative(expression, body)
            case Relation(left=left, right=right):
                return self.relation(expression, left, right)
            case _:
                assert_never(expression)

    def is_elementwise(self, expression: Expression) -> bool:
        """Whether a vector is made entry by entry, so that numbers may be added to it and powers taken of it."""
        match expression:
            case Call(function=function, arguments=arguments):
                return function in ELEMENTWISE and not self.known(arguments[0]).is_scalar
            case Application(arguments=(argument,)):
                return not self.known(argument).is_scalar
            case Neg() | Add() | Hadamard() | Power() | Quotient() | Transpose():
                return any(self.is_elementwise(part) for part in children(expression))
            case Product(factors=factors):
                vectors = [factor for factor in factors if self.of(factor) != SCALAR_SHAPE]
                return len(vectors) == 1 and self.is_elementwise(vectors[0])
            case _:
                return False

    def known(self, expression: Expression) -> Shape:
        """The shape where an identity without a size is not enough."""
        shape = self.of(expression)
        if shape is None:
            refuse("the size of I is not clear here", expression, "write I_N")
        return shape

    def number(self, expression: Expression, what: str) -> None:
        """Refuse anything but a scalar."""
        shape = self.known(expression)
        if not shape.is_scalar:
            refuse(f"{what} must be a number, but {described(expression, shape)}", expression)

    def symbol(self, expression: Expression, name: str) -> Shape:
        kind = self.symbols.kind(name)
        if kind is None or kind.role in ("scalar", "index"):
            return SCALAR_SHAPE
        if kind.role == "function":
            refuse(f"{name} is a function: it needs an argument", expression, f"write {name}(x)")
        if kind.role == "rows":
            refuse(f"{name} is one row of {kind.matrix} at a time", expression, f"write {name}_n")
        return Shape(kind.rows, kind.columns)

    def sum_of(self, expression: Add, terms: tuple[Expression, ...]) -> Shape | None:
        shapes = [(term, shape) for term in terms if (shape := self.of(term)) is not None]
        if not shapes:
            return None
        whole, shape = next(((term, shape) for term, shape in shapes if not shape.is_scalar), shapes[0])
        broadcast = any(self.is_elementwise(term) for term, other in shapes if other == shape)
        for term, other in shapes:
            if other != shape and not (other.is_scalar and broadcast):
                refuse_sum(expression, (whole, shape), (term, other))
        if len(shapes) < len(terms) and not shape.is_square:
            refuse(f"{described(whole, shape)}: I, which is square, cannot be added to it", expression)
        return shape

    def product(self, factors: tuple[Expression, ...]) -> Shape | None:
        shape = SCALAR_SHAPE
        identity = False
        before: tuple[Expression, Shape] | None = None
        for factor in factors:
            other = self.of(factor)
            if other is None:
                identity = True
                continue
            if shape.is_scalar or other.is_scalar:
                shape = other if shape.is_scalar else shape
            elif shape.columns == other.rows:
                shape = Shape(shape.rows, other.columns)
            else:
                refuse_product(before or (factor, other), (factor, other))
            if not other.is_scalar:
                before = (factor, other)
        return None if identity and shape.is_scalar else shape

    def hadamard(self, expression: Hadamard, factors: tuple[Expression, ...]) -> Shape:
        shapes = [(factor, self.known(factor)) for factor in factors]
        whole, shape = next(((factor, shape) for factor, shape in shapes if not shape.is_scalar), shapes[0])
        for factor, other in shapes:
            if other != shape and not other.is_scalar:
                refuse(f"{described(whole, shape)} and {described(factor, other)}: .* needs equal shapes", expression)
        return shape

    def quotient(self, expression: Quotient, numerator: Expression, denominator: Expression) -> Shape | None:
        above, below = self.of(numerator), self.of(denominator)
        if below is not None and below.is_scalar:
            return above
        fits = above is not None and below is not None and (above.is_scalar or above == below)
        if not fits or not self.is_elementwise(denominator):
            told = described(denominator, below) if below else "I is a matrix"
            square = below is None or below.is_square
            hint = f"use {plain(Call('inv', (denominator,)))}" if square else "only a number can be divided by"
            refuse(f"{told}: dividing by it is not defined", expression, hint)
        return below

    def power(self, expression: Power, base: Expression, exponent: Expression) -> Shape | None:
        shape, above = self.of(base), self.known(exponent)
        if not above.is_scalar:
            hint = f"write exp({plain(exponent)})" if isinstance(base, Constant) else "an exponent is a number"
            refuse(f"{described(exponent, above)}: it cannot be an exponent", expression, hint)
        if shape is None or shape.is_scalar or self.is_elementwise(base):
            return shape
        name = plain(base)
        if not shape.is_square:
            vector = 1 in shape
            bare = base.operand if isinstance(base, Transpose) else base
            square = vector and exponent == _TWO
            norm = f"did you mean {plain(Power(Call('norm', (bare,)), exponent))} = {plain(squared(bare))}?"
            refuse(
                f"{described(base, shape)}, so {plain(expression)} is not defined", expression, norm if square else None
            )
        number = exponent.operand if isinstance(exponent, Neg) else exponent
        if isinstance(number, Number | Quotient | Constant) and not _is_whole(number):
            refuse(f"{name} is a matrix: {plain(expression)} is not defined", expression, "only whole powers are")
        return shape

    def call(self, expression: Call, function: str, arguments: tuple[Expression, ...]) -> Shape | None:
        shapes = [self.of(argument) for argument in arguments]
        first, shape = arguments[0], shapes[0]
        if function == "inv" and shape is None:
            return None
        known = [self.known(argument) for argument in arguments]
        shape = known[0]
        match function:
            case "norm" | "sum":
                return SCALAR_SHAPE
            case "max" | "min":
                if len(known) == 1:
                    return SCALAR_SHAPE
                whole = next((other for other in known if not other.is_scalar), shape)
                if any(other not in (whole, SCALAR_SHAPE) for other in known):
                    refuse(f"the arguments of {function} have different shapes", expression)
                return whole
            case "softmax":
                if 1 not in shape:
                    refuse(f"{described(first, shape)}: softmax is taken of a vector", expression)
                return shape
            case "tr" | "det" | "logdet" | "inv":
                if not shape.is_square:
                    refuse(f"{described(first, shape)}, so {plain(expression)} is not defined", expression)
                return shape if function == "inv" else SCALAR_SHAPE
            case "diag":
                if 1 in shape:
                    size = shape.rows if shape.columns == 1 else shape.columns
                    return Shape(size, size)
                if not shape.is_square:
                    refuse(f"{described(first, shape)}, so {plain(expression)} is not defined", expression)
                return Shape(shape.rows, 1)
            case _:
                return shape

    def applied(self, expression: Application, arguments: tuple[Expression, ...]) -> Shape:
        shapes = [self.known(argument) for argument in arguments]
        if len(shapes) == 1:
            return shapes[0]
        if any(not shape.is_scalar for shape in shapes):
            refuse(f"{expression.function} takes one vector or several numbers", expression)
        return SCALAR_SHAPE

    def entry(self, expression: Entry) -> Shape:
        base, indices = expression.base, expression.indices
        kind = self.symbols.kind(base.name) if isinstance(base, Symbol) else None
        if kind is not None and kind.role == "rows":
            return Shape(kind.rows, 1)
        shape = self.known(base)
        if shape.is_scalar and not isinstance(base, Matrix):
            refuse(f"{plain(base)} is a scalar, it has no entries", expression)
        lengths = shape if len(indices) == 2 else (shape.rows if shape.columns == 1 else shape.columns,)
        if len(indices) == 1 and 1 not in shape:
            refuse(f"{described(base, shape)}: an entry of it has two indices", expression, "write A_ij or A_{1,2}")
        if len(indices) > (1 if shape.columns == 1 else 2):
            refuse(f"{described(base, shape)}: an entry of it has fewer indices", expression, "write x_n, A_ij")
        for index, length in zip(indices, lengths, strict=True):
            if isinstance(index, Number) and (index.value < 1 or (isinstance(length, int) and index.value > length)):
                refuse(f"{described(base, shape)}: there is no {plain(expression)}", expression, "entries count from 1")
        return SCALAR_SHAPE

    def derivative(self, expression: Differential, body: Expression) -> Shape:
        outputs, inputs = self.known(body), self.symbol(expression, expression.variable)
        shape = outputs.derivative_by(inputs, expression.order)
        if shape is None:
            refuse(f"the derivative of {outputs} by {inputs} has more than two indices", expression)
        return shape

    def relation(self, expression: Relation, left: Expression, right: Expression) -> Shape | None:
        one, other = self.of(left), self.of(right)
        if one is None or other is None or one == other:
            return one or other
        sides = ((left, other), (right, one))
        shape = next((shape for side, shape in sides if side in _ZEROS or isinstance(side, Listing)), None)
        if shape is None:
            hint = "one of them needs a transpose" if one == other.transposed else None
            refuse(f"{described(left, one)} and {described(right, other)}: they cannot be compared", expression, hint)
        return shape


def _is_whole(number: Expression) -> bool:
    return isinstance(number, Number) and number.value.denominator == 1


_ZERO: Final = Number(Fraction(0))
_ZEROS: Final = (_ZERO, Transpose(_ZERO))
"""Beside a vector these are the zero vector."""
_TWO: Final = Number(Fraction(2))
