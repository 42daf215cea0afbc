"""Trees back to text, in plain ASCII, LaTeX and Unicode, with no more brackets than needed.

Reading what was printed gives the same tree again, in all three styles.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import IntEnum
from fractions import Fraction
from typing import Final, assert_never

from mmltui.notation.names import GREEK_NAMES, LETTER_OF, SUBSCRIPTS
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
from mmltui.notation.walk import substitute


def plain(expression: Expression) -> str:
    """One line of ASCII, as a learner would type it: `-2 (y - A x)^T A`."""
    return _PLAIN.show(expression)


def latex(expression: Expression) -> str:
    r"""LaTeX: `-2 \\left(y - A x\\right)^{\\top} A`."""
    return _LATEX.show(expression)


def unicode(expression: Expression) -> str:
    """One line of Unicode: `-2 (y - A x)ᵀ A`."""
    return _UNICODE.show(expression)


class _Tightness(IntEnum):
    """How tightly a printed node holds together; a part that is looser than its place needs brackets."""

    RELATION = 0
    SUM = 1
    NEGATIVE = 2
    ELEMENTWISE = 3
    PRODUCT = 4
    POWER = 5
    ATOM = 6


def _tightness(expression: Expression) -> _Tightness:
    match expression:
        case Relation():
            return _Tightness.RELATION
        case Add():
            return _Tightness.SUM
        case Neg():
            return _Tightness.NEGATIVE
        case Hadamard():
            return _Tightness.ELEMENTWISE
        case Product() | Quotient() | Sum():
            return _Tightness.PRODUCT
        case Power() | Transpose() | Entry() | Differential():
            return _Tightness.POWER
        case Application(arguments=()):
            return _Tightness.POWER
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
            return _Tightness.ATOM
        case _:
            assert_never(expression)


class _Style(ABC):
    """What the three styles share: where brackets stand, and in which order the parts."""

    times = "*"
    elementwise = " .* "
    relations: dict[RelationOperator, str]

    def __init__(self, between: str = " ") -> None:
        self.between = between

    def show(self, expression: Expression) -> str:
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
                return "-" + self.within(operand, _Tightness.ELEMENTWISE)
            case Product(factors=factors):
                return self.product(factors)
            case Hadamard(factors=factors):
                return self.elementwise.join(self.within(factor, _Tightness.PRODUCT) for factor in factors)
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
                whole = isinstance(base, Symbol | Call | Matrix | Stack)
                shown = self.show(base) if whole else self.bracketed(base)
                return shown + self.subscript([self.show(index) for index in indices])
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

    def for_entries(self, columns: int) -> _Style:  # noqa: ARG002  # where spaces could separate the entries of a row
        """The style of a matrix's entries."""
        return self

    def within(self, expression: Expression, place: _Tightness) -> str:
        """A part in its place, in brackets if it is looser than the place allows."""
        if _tightness(expression) < place:
            return self.bracketed(expression)
        return self.show(expression)

    def bracketed(self, expression: Expression) -> str:
        return self.brackets(self.show(expression))

    def sum_of(self, terms: tuple[Expression, ...]) -> str:
        parts: list[str] = []
        for place, term in enumerate(terms):
            if isinstance(term, Neg) and place:
                parts.append(" - " + self.within(term.operand, _Tightness.ELEMENTWISE))
            else:
                least = _Tightness.ELEMENTWISE if place else _Tightness.NEGATIVE
                parts.append((" + " if place else "") + self.within(term, least))
        return "".join(parts)

    def product(self, factors: tuple[Expression, ...]) -> str:
        shown = ""
        for place, factor in enumerate(factors):
            last = place == len(factors) - 1
            text = self.factor(factor, last=last)
            if not shown:
                shown = text
            elif text[0].isdigit() or text.startswith(("|", "‖")) or _calls(factors[place - 1], text):
                shown += f" {self.times} {text}"
            else:
                shown += self.between + text
        return shown

    def factor(self, factor: Expression, *, last: bool) -> str:
        """A factor of a product; only a sum at the end does without brackets."""
        if isinstance(factor, Sum):
            return self.show(factor) if last else self.bracketed(factor)
        return self.within(factor, _Tightness.POWER)

    def quotient(self, numerator: Expression, denominator: Expression) -> str:
        over = isinstance(numerator, Product) and not (
            isinstance(numerator.factors[-1], Sum) or isinstance(numerator.factors[0], Quotient)
        )
        root = isinstance(numerator, Power) and (
            isinstance(numerator.exponent, Number) or _is_minus_number(numerator.exponent)
        )
        least = _Tightness.ATOM if root and isinstance(denominator, Number) else _Tightness.POWER
        above = self.show(numerator) if over else self.within(numerator, least)
        return f"{above}/{self.within(denominator, _Tightness.POWER)}"

    def power(self, base: Expression, exponent: Expression) -> str:
        return self.script_base(base) + "^" + self.exponent(exponent)

    def script_base(self, base: Expression) -> str:
        """What a power or a transpose is of: a whole, or an entry."""
        return self.show(base) if isinstance(base, Entry) else self.within(base, _Tightness.ATOM)

    def exponent(self, exponent: Expression) -> str:
        bare = isinstance(exponent, Number | Symbol | Constant | Size) or _is_minus_number(exponent)
        return self.show(exponent) if bare else self.bracketed(exponent)

    def call(self, function: str, arguments: tuple[Expression, ...]) -> str:
        shown = ", ".join(map(self.show, arguments))
        if function == "norm":
            return f"||{shown}||"
        return f"{function}({shown})"

    def summand(self, body: Expression) -> str:
        """A body that the sum sign covers as a whole: a fraction's line would end it."""
        return self.bracketed(body) if isinstance(body, Quotient) else self.within(body, _Tightness.PRODUCT)

    transposed: str
    dots: str

    @abstractmethod
    def constant(self, name: str) -> str: ...
    @abstractmethod
    def name(self, name: str) -> str: ...
    @abstractmethod
    def subscript(self, parts: list[str]) -> str: ...
    @abstractmethod
    def brackets(self, text: str) -> str: ...
    @abstractmethod
    def sum_sign(self, index: str, lower: Expression | None, upper: Expression | None) -> str: ...
    @abstractmethod
    def matrix(self, rows: list[list[str]]) -> str: ...
    @abstractmethod
    def listing(self, items: list[str]) -> str: ...
    @abstractmethod
    def differential(self, variable: str, order: int) -> str: ...


class _Plain(_Style):
    """ASCII."""

    relations = {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}  # noqa: RUF012  # never changed
    transposed = "^T"
    dots = "..."

    def for_entries(self, columns: int) -> _Style:
        """Without commas in the brackets a space would separate: products get their sign."""
        return type(self)(between=self.times) if columns == 1 else type(self)()

    def constant(self, name: str) -> str:
        return name

    def name(self, name: str) -> str:
        return name

    def subscript(self, parts: list[str]) -> str:
        if all(len(part) == 1 for part in parts) or (len(parts) == 1 and parts[0].isdigit()):
            return "_" + "".join(parts)
        return "_{" + ",".join(parts) + "}"

    def brackets(self, text: str) -> str:
        return f"({text})"

    def sum_sign(self, index: str, lower: Expression | None, upper: Expression | None) -> str:
        below = f"_{index}" if lower is None else f"_{{{index}={self.show(lower)}}}"
        above = "" if upper is None else "^" + self.exponent(upper)
        return f"sum{below}{above} "

    def matrix(self, rows: list[list[str]]) -> str:
        return "[" + "; ".join(", ".join(row) for row in rows) + "]"

    def listing(self, items: list[str]) -> str:
        return "{" + ", ".join(items) + "}" if len(items) < 2 else "(" + ", ".join(items) + ")"

    def differential(self, variable: str, order: int) -> str:
        return f"d/d{variable}" if order == 1 else f"d^{order}/d{variable}^{order}"


class _Unicode(_Plain):
    """Unicode, in one line."""

    relations = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}  # noqa: RUF012  # never changed
    times = "·"
    elementwise = " ⊙ "
    transposed = "ᵀ"
    dots = "…"

    def constant(self, name: str) -> str:
        return "π" if name == "pi" else name

    def name(self, name: str) -> str:
        head, _, tail = name.partition("_")
        lowered = [_LOWERED.get(letter, "") for letter in tail]
        return LETTER_OF.get(head, head) + ("".join(lowered) if all(lowered) else f"_{tail}")

    def subscript(self, parts: list[str]) -> str:
        text = "".join(parts)
        single = all(len(part) == 1 for part in parts) or (len(parts) == 1 and parts[0].isdigit())
        if single and all(letter in _LOWERED for letter in text):
            return "".join(_LOWERED[letter] for letter in text)
        return super().subscript(parts)

    def power(self, base: Expression, exponent: Expression) -> str:
        number = exponent.operand if isinstance(exponent, Neg) else exponent
        if isinstance(number, Number) and set(shown := self.show(exponent)) <= _RAISED.keys():
            return self.script_base(base) + "".join(_RAISED[sign] for sign in shown)
        return super().power(base, exponent)

    def call(self, function: str, arguments: tuple[Expression, ...]) -> str:
        if function == "norm":
            return f"‖{self.show(arguments[0])}‖"
        return super().call("√" if function == "sqrt" else function, arguments)

    def sum_sign(self, index: str, lower: Expression | None, upper: Expression | None) -> str:
        if lower is None and upper is None:
            return f"∑{self.subscript([index])} "
        return super().sum_sign(index, lower, upper).replace("sum_", "∑_", 1)


class _Latex(_Style):
    """LaTeX for mathematics mode."""

    relations = {"=": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}  # noqa: RUF012  # never changed
    times = r"\cdot"
    elementwise = r" \odot "
    transposed = r"^{\top}"
    dots = r"\dots"

    def constant(self, name: str) -> str:
        return r"\pi" if name == "pi" else name

    def name(self, name: str) -> str:
        head, _, tail = name.partition("_")
        shown = "\\" + head if head in GREEK_NAMES else head if len(head) == 1 else rf"\mathrm{{{head}}}"
        return shown + (self.subscript([tail]) if tail else "")

    def subscript(self, parts: list[str]) -> str:
        return "_{" + ("" if all(len(part) == 1 for part in parts) else ",").join(parts) + "}"

    def brackets(self, text: str) -> str:
        return rf"\left({text}\right)"

    def quotient(self, numerator: Expression, denominator: Expression) -> str:
        return rf"\frac{{{self.show(numerator)}}}{{{self.show(denominator)}}}"

    def factor(self, factor: Expression, *, last: bool) -> str:
        if isinstance(factor, Quotient):
            return self.show(factor)
        return super().factor(factor, last=last)

    def power(self, base: Expression, exponent: Expression) -> str:
        if isinstance(base, Call) and base.function in _LATEX_FUNCTIONS and isinstance(exponent, Number):
            return _LATEX_FUNCTIONS[base.function] + f"^{{{self.show(exponent)}}}" + self.arguments(base.arguments)
        return f"{self.script_base(base)}^{{{self.show(exponent)}}}"

    def exponent(self, exponent: Expression) -> str:
        return f"{{{self.show(exponent)}}}"

    def call(self, function: str, arguments: tuple[Expression, ...]) -> str:
        match function:
            case "sqrt":
                return rf"\sqrt{{{self.show(arguments[0])}}}"
            case "abs":
                return rf"\left\lvert {self.show(arguments[0])}\right\rvert"
            case "norm":
                return rf"\left\|{self.show(arguments[0])}\right\|"
            case _:
                shown = _LATEX_FUNCTIONS.get(function) or rf"\operatorname{{{function}}}"
                return shown + self.arguments(arguments)

    def summand(self, body: Expression) -> str:
        return self.within(body, _Tightness.PRODUCT)

    def arguments(self, arguments: tuple[Expression, ...]) -> str:
        return self.brackets(", ".join(map(self.show, arguments)))

    def sum_sign(self, index: str, lower: Expression | None, upper: Expression | None) -> str:
        below = index if lower is None else f"{index}={self.show(lower)}"
        above = "" if upper is None else f"^{{{self.show(upper)}}}"
        return rf"\sum_{{{below}}}{above} "

    def matrix(self, rows: list[list[str]]) -> str:
        return r"\begin{bmatrix} " + r" \\ ".join(" & ".join(row) for row in rows) + r" \end{bmatrix}"

    def listing(self, items: list[str]) -> str:
        if not items:
            return r"\emptyset"
        return self.brackets(", ".join(items))

    def differential(self, variable: str, order: int) -> str:
        power = "" if order == 1 else f"^{{{order}}}"
        return rf"\frac{{d{power}}}{{d {variable}{power}}}"


_LOWERED: Final = {plain: letter for letter, plain in SUBSCRIPTS.items() if len(plain) == 1}
_RAISED: Final = dict(zip("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", strict=True))
_LATEX_FUNCTIONS: Final = {
    name: "\\" + name
    for name in "sin cos tan sec csc cot sinh cosh tanh exp log max min det".split()  # noqa: SIM905  # reads as words
} | {"asin": r"\arcsin", "acos": r"\arccos", "atan": r"\arctan"}


def _calls(before: Expression, text: str) -> bool:
    """Whether brackets after this factor would be read as its argument."""
    return isinstance(before, Application) and not before.arguments and text.startswith(("(", r"\left("))


def _is_minus_number(expression: Expression) -> bool:
    return isinstance(expression, Neg) and isinstance(expression.operand, Number)


def _decimal(value: Fraction) -> str:
    """The finite decimal expansion of a number, with a power of ten if it is long."""
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


_PLAIN: Final = _Plain()
_LATEX: Final = _Latex()
_UNICODE: Final = _Unicode()
