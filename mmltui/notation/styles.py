"""What the styles of printing share: which parts stand in which order, and where brackets are needed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import IntEnum
from fractions import Fraction
from math import gcd
from typing import assert_never

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
    RelationOperator,
    Size,
    Stack,
    Sum,
    Symbol,
    Transpose,
)
from mmltui.notation.walk import nodes, substitute

_MOST_PLACES = 500


class Tightness(IntEnum):
    """How tightly a printed node holds together; a part that is looser than its place needs brackets."""

    RELATION = 0
    SUM = 1
    NEGATIVE = 2
    ELEMENTWISE = 3
    PRODUCT = 4
    POWER = 5
    ATOM = 6


def tightness(expression: Expression) -> Tightness:
    """How tightly a node holds together when printed."""
    match expression:
        case Relation():
            return Tightness.RELATION
        case Add():
            return Tightness.SUM
        case Neg():
            return Tightness.NEGATIVE
        case Hadamard():
            return Tightness.ELEMENTWISE
        case Product() | Quotient() | Sum():
            return Tightness.PRODUCT
        case Power() | Transpose() | Entry() | Differential():
            return Tightness.POWER
        case Application(arguments=()):
            return Tightness.POWER
        case (
            Number()
            | Constant()
            | Symbol()
            | Size()
            | Identity()
            | Ones()
            | Call()
            | Application()
            | Delta()
            | Matrix()
            | Stack()
            | Listing()
        ):
            return Tightness.ATOM
        case _:
            assert_never(expression)


class Style(ABC):
    """What the three styles share: where brackets stand, and in which order the parts."""

    times = "*"
    elementwise = " .* "
    relations: dict[RelationOperator, str]

    def __init__(self, between: str = " ") -> None:
        self.between = between

    def show(self, expression: Expression) -> str:
        """The text of a tree."""
        match expression:
            case Number(value=value):
                return _decimal(value)
            case Constant(name=name):
                return self.constant(name)
            case Symbol(name=name) | Size(name=name):
                return self.name(name)
            case Identity(size=size):
                return "I" if size is None else "I" + self.subscript([size])
            case Ones(size=size):
                return "1" + self.subscript([size])
            case Add(terms=terms):
                return self.sum_of(terms)
            case Neg(operand=operand):
                return "-" + self.within(operand, Tightness.ELEMENTWISE)
            case Product(factors=factors):
                return self.product(factors)
            case Hadamard(factors=factors):
                return self.elementwise.join(self.within(factor, Tightness.PRODUCT) for factor in factors)
            case Quotient(numerator=numerator, denominator=denominator):
                return self.quotient(numerator, denominator)
            case Power(base=base, exponent=exponent):
                return self.power(base, exponent)
            case Call(function=function, arguments=arguments):
                return self.call(function, arguments)
            case Application(function=function, arguments=arguments, primes=primes):
                shown = self.name(function) + "'" * primes
                return shown + self.brackets(", ".join(map(self.show, arguments))) if arguments else shown
            case Transpose(operand=operand):
                return self.script_base(operand) + self.transposed
            case Entry(base=base, indices=indices):
                parts = [self.show(index) for index in indices]
                whole = isinstance(base, Symbol | Call | Matrix | Stack)
                shown = self.show(base) if whole else self.bracketed(base)
                apart = len(parts) > 1 and not isinstance(base, Symbol)  # `(H^2)_11` has one index, eleven
                return shown + ("_{" + ",".join(parts) + "}" if apart else self.subscript(parts))
            case Sum(body=body, index=index, lower=lower, upper=upper):
                return self.sum_sign(index, lower, upper) + self.summand(body)
            case Delta(left=left, right=right):
                return self.name("delta") + self.subscript([self.show(left), self.show(right)])
            case Matrix(rows=rows):
                style = self.for_entries(len(rows[0]))
                return self.matrix([[style.show(entry) for entry in row] for row in rows])
            case Stack(body=body, index=index, size=size, column=column):
                style = self.for_entries(1 if column else 3)
                first = style.show(substitute(body, {index: Number(Fraction(1))}))
                parts = [first, self.dots, style.show(substitute(body, {index: Size(size)}))]
                return self.matrix([[part] for part in parts] if column else [parts])
            case Listing(items=items):
                listed = [self.show(item) for item in items]
                equations = any(isinstance(item, Relation) for item in items)
                return ", ".join(listed) if equations else self.listing(listed)
            case Differential(body=body, variable=variable, order=order):
                return self.differential(self.name(variable), order) + self.bracketed(body)
            case Relation(operator=operator, left=left, right=right):
                return f"{self.show(left)} {self.relations[operator]} {self.show(right)}"
            case _:
                assert_never(expression)

    def for_entries(self, columns: int) -> Style:  # noqa: ARG002  # where spaces could separate the entries of a row
        """The style of a matrix's entries."""
        return self

    def within(self, expression: Expression, place: Tightness) -> str:
        """A part in its place, in brackets if it is looser than the place allows."""
        if tightness(expression) < place:
            return self.bracketed(expression)
        return self.show(expression)

    def bracketed(self, expression: Expression) -> str:
        """The text of a tree in brackets."""
        return self.brackets(self.show(expression))

    def sum_of(self, terms: tuple[Expression, ...]) -> str:
        """Terms with their signs between."""
        parts: list[str] = []
        for place, term in enumerate(terms):
            if isinstance(term, Neg) and place:
                parts.append(" - " + self.within(term.operand, Tightness.ELEMENTWISE))
            else:
                least = Tightness.ELEMENTWISE if place else Tightness.NEGATIVE
                parts.append((" + " if place else "") + self.within(term, least))
        return "".join(parts)

    def product(self, factors: tuple[Expression, ...]) -> str:
        """Factors side by side, with a sign where side by side would read as something else."""
        shown = ""
        for place, factor in enumerate(factors):
            last = place == len(factors) - 1
            text = self.factor(factor, last=last)
            if not shown:
                shown = text
            elif (text[0].isdigit() and not text.startswith("1_")) or _calls(factors[place - 1], text):
                shown += f" {self.times} {text}"
            else:
                shown += self.between + text
        return shown

    def factor(self, factor: Expression, *, last: bool) -> str:
        """A factor of a product; only a sum at the end does without brackets."""
        if isinstance(factor, Sum):
            return self.show(factor) if last else self.bracketed(factor)
        return self.within(factor, Tightness.POWER)

    def quotient(self, numerator: Expression, denominator: Expression) -> str:
        """A fraction."""
        over = isinstance(numerator, Product) and not (
            isinstance(numerator.factors[-1], Sum) or isinstance(numerator.factors[0], Quotient)
        )
        least = Tightness.ATOM if _looks_like_root(numerator, denominator) else Tightness.POWER
        above = self.show(numerator) if over else self.within(numerator, least)
        return f"{above}/{self.within(denominator, Tightness.POWER)}"

    def power(self, base: Expression, exponent: Expression) -> str:
        """A power."""
        return self.script_base(base) + "^" + self.exponent(exponent)

    def script_base(self, base: Expression) -> str:
        """What a power or a transpose is of: a whole, or an entry."""
        return self.show(base) if isinstance(base, Entry) else self.within(base, Tightness.ATOM)

    def exponent(self, exponent: Expression) -> str:
        """An exponent, in brackets unless it is one number or name."""
        bare = isinstance(exponent, Number | Symbol | Constant | Size) or is_minus_number(exponent)
        return self.show(exponent) if bare else self.bracketed(exponent)

    def call(self, function: str, arguments: tuple[Expression, ...]) -> str:
        """A function with its arguments."""
        shown = ", ".join(map(self.show, arguments))
        if function == "norm" and not has_norm(arguments[0]):
            return f"||{shown}||"
        return f"{function}({shown})"

    def summand(self, body: Expression) -> str:
        """A body that the sum sign covers as a whole: a fraction's line would end it."""
        return self.bracketed(body) if isinstance(body, Quotient) else self.within(body, Tightness.PRODUCT)

    transposed: str
    dots: str

    @abstractmethod
    def constant(self, name: str) -> str:
        """E or pi."""

    @abstractmethod
    def name(self, name: str) -> str:
        """A symbol by its canonical name."""

    @abstractmethod
    def subscript(self, parts: list[str]) -> str:
        """Indices."""

    @abstractmethod
    def brackets(self, text: str) -> str:
        """Round brackets around a text."""

    @abstractmethod
    def sum_sign(self, index: str, lower: Expression | None, upper: Expression | None) -> str:
        """The sign of a sum with what stands under and over it."""

    @abstractmethod
    def matrix(self, rows: list[list[str]]) -> str:
        """Square brackets around rows of entries."""

    @abstractmethod
    def listing(self, items: list[str]) -> str:
        """A list without orientation."""

    @abstractmethod
    def differential(self, variable: str, order: int) -> str:
        """The sign of an unevaluated derivative."""


def _looks_like_root(numerator: Expression, denominator: Expression) -> bool:
    """Whether a person could take `x^1/2` for a root; nobody does so with `x^2/2`."""
    if not (isinstance(numerator, Power) and isinstance(denominator, Number)):
        return False
    exponent = numerator.exponent.operand if isinstance(numerator.exponent, Neg) else numerator.exponent
    if not (isinstance(exponent, Number) and exponent.value.denominator == denominator.value.denominator == 1):
        return False
    return gcd(exponent.value.numerator, denominator.value.numerator) == 1


def _calls(before: Expression, text: str) -> bool:
    """Whether brackets after this factor would be read as its argument."""
    return isinstance(before, Application) and not before.arguments and text.startswith(("(", r"\left("))


def has_norm(expression: Expression) -> bool:
    """Whether bars around it would meet bars inside."""
    return any(isinstance(node, Call) and node.function == "norm" for node in nodes(expression))


def is_minus_number(expression: Expression) -> bool:
    """Whether it is `-2`, which may be an exponent without brackets."""
    return isinstance(expression, Neg) and isinstance(expression.operand, Number)


def _decimal(value: Fraction) -> str:
    """The finite decimal expansion of a number, with a power of ten if it is long."""
    if 10**_MOST_PLACES % value.denominator:  # the tree has no such number, an engine may have made one
        return f"({value.numerator}/{value.denominator})"
    places = 0
    while value.denominator != 1:
        value, places = value * 10, places + 1
    digits = str(value.numerator)
    if len(digits) - places > 20:
        bare = digits.rstrip("0")
        return f"{bare}e{len(digits) - len(bare) - places}" if len(digits) - len(bare) > 6 else digits
    if places == 0:
        return digits
    if places > 12:
        return f"{digits}e-{places}"
    padded = digits.rjust(places + 1, "0")
    return f"{padded[:-places]}.{padded[-places:]}"
