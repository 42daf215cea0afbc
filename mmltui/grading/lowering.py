"""Trees to programs: definitions written out, functions by their definitions, rational arithmetic done exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from flint import fmpq

from mmltui.errors import MmltuiError
from mmltui.grading.program import (
    Apply,
    Choose,
    Condition,
    Declared,
    Divide,
    Elementary,
    Extremum,
    Instruction,
    Pi,
    Program,
    Rational,
    RealPower,
    Times,
    Total,
    Variable,
    WholePower,
    operands,
)
from mmltui.notation import tree
from mmltui.notation.symbols import SymbolTable

MAX_INSTRUCTIONS = 4000
MAX_FOLDED_BITS = 4096
MAX_EXPONENT = 10**6
MAX_FLAT = 64


class NotComparableError(MmltuiError):
    """The expression has a part that scalar comparison does not know; the message names it."""


def lower(
    submission: tree.Expression,
    reference: tree.Expression,
    symbols: SymbolTable,
    domain: Iterable[tree.Expression] = (),
) -> Program:
    """One program for both sides and the question's domain; raises NotComparableError."""
    lowering = _Lowering(symbols)
    sides = (lowering.value(submission), lowering.value(reference))
    bounds: list[int] = []
    conditions: list[Condition] = []
    for bound in domain:
        # What is no scalar does not delimit a scalar's domain.
        with suppress(NotComparableError):
            if isinstance(bound, tree.Relation):
                difference = lowering.difference(lowering.value(bound.left), lowering.value(bound.right))
                conditions.append(Condition(bound.operator, difference))
                lowering.borders.append(difference)
            else:
                bounds.append(lowering.value(bound))
    return Program(
        tuple(lowering.instructions),
        *sides,
        tuple(bounds),
        tuple(conditions),
        tuple(dict.fromkeys(lowering.switches)),
        tuple(dict.fromkeys(lowering.borders)),
    )


@dataclass(slots=True)
class _Lowering:
    symbols: SymbolTable
    instructions: list[Instruction] = field(default_factory=list)
    index: dict[Instruction, int] = field(default_factory=dict)
    folded: dict[int, fmpq] = field(default_factory=dict)
    switches: list[int] = field(default_factory=list)
    borders: list[int] = field(default_factory=list)

    def emit(self, instruction: Instruction) -> int:
        found = self.index.get(instruction)
        if found is not None:
            return found
        if len(self.index) >= MAX_INSTRUCTIONS:
            raise NotComparableError("The expression is too long to compare.")
        position = self.index[instruction] = len(self.instructions)
        self.instructions.append(instruction)
        if isinstance(instruction, Rational):
            self.folded[position] = instruction.value
        return position

    def number(self, value: fmpq | int) -> int:
        return self.emit(Rational(fmpq(value)))

    def value(self, expression: tree.Expression) -> int:
        match expression:
            case tree.Number(value):
                return self.number(fmpq(value.numerator, value.denominator))
            case tree.Constant("pi"):
                return self.emit(Pi())
            case tree.Constant("e"):
                return self.apply("exp", self.number(1))
            case tree.Symbol(name):
                return self.symbol(name)
            case tree.Size(name):
                return self.emit(Variable(name, positive=True, whole=True))
            case tree.Add(terms):
                return self.total(*map(self.value, terms))
            case tree.Neg(operand):
                return self.negative(self.value(operand))
            case tree.Product(factors) | tree.Hadamard(factors):
                return self.times(*map(self.value, factors))
            case tree.Quotient(numerator, denominator):
                return self.quotient(self.value(numerator), self.value(denominator))
            case tree.Power(tree.Constant("e"), exponent):
                return self.apply("exp", self.value(exponent))
            case tree.Power(base, exponent):
                return self.power(self.value(base), self.value(exponent))
            case tree.Call(function, arguments):
                return self.call(function, tuple(map(self.value, arguments)))
            case tree.Application(function, arguments, primes):
                return self.emit(Declared(function, primes, tuple(map(self.value, arguments))))
            case tree.Transpose(operand):
                return self.value(operand)
            case _:
                raise NotComparableError(f"A scalar is asked, and this has {_NAMES[type(expression)]}.")

    def symbol(self, name: str) -> int:
        definition = self.symbols.definitions.get(name)
        if definition is not None:
            return self.value(definition)
        kind = self.symbols.kind(name)
        if kind is not None and kind.role in ("vector", "matrix", "rows"):
            raise NotComparableError(f"A scalar is asked, and {name} is none.")
        return self.emit(Variable(name, positive=self.symbols.is_positive(name)))

    def total(self, *terms: int) -> int:
        constant, rest = fmpq(0), []
        for term in self.flat(terms, Total):
            if term in self.folded and _short(constant):
                constant += self.folded[term]
            else:
                rest.append(term)
        if constant != 0 or not rest:
            rest.append(self.number(constant))
        return rest[0] if len(rest) == 1 else self.emit(Total(tuple(sorted(rest))))

    def times(self, *factors: int) -> int:
        constant, rest = fmpq(1), []
        for factor in self.flat(factors, Times):
            if factor in self.folded and _short(constant):
                constant *= self.folded[factor]
            else:
                rest.append(factor)
        if constant != 1 or not rest:
            rest.append(self.number(constant))
        return rest[0] if len(rest) == 1 else self.emit(Times(tuple(sorted(rest))))

    def flat(self, parts: tuple[int, ...], kind: type[Total | Times]) -> tuple[int, ...]:
        """The operands with those that are sums of sums (products of products) replaced by their own."""
        split = tuple(
            part
            for index in parts
            for part in (operands(self.instructions[index]) if isinstance(self.instructions[index], kind) else (index,))
        )
        return split if len(split) <= MAX_FLAT else parts

    def negative(self, operand: int) -> int:
        return self.times(self.number(-1), operand)

    def difference(self, left: int, right: int) -> int:
        return self.total(left, self.negative(right))

    def quotient(self, numerator: int, denominator: int) -> int:
        divisor = self.folded.get(denominator)
        if divisor is not None and divisor != 0:
            return self.times(numerator, self.number(1 / divisor))
        return self.emit(Divide(numerator, denominator))

    def power(self, base: int, exponent: int) -> int:
        order = self.folded.get(exponent)
        if order is None or order.q != 1 or abs(order) > MAX_EXPONENT:
            self.border(base)
            return self.emit(RealPower(base, exponent))
        whole, value = int(order.p), self.folded.get(base)
        if whole == 1:
            return base
        if value is not None and value != 0 and _bits(value) * abs(whole) <= MAX_FOLDED_BITS:
            return self.number(value**whole)
        return self.emit(WholePower(base, whole))

    def apply(self, function: Elementary, argument: int) -> int:
        match function:
            case "abs" | "sign":
                self.switch(argument)
            case "log":
                self.border(argument)
            case "asin":
                self.borders += [self.total(argument, self.number(1)), self.total(argument, self.number(-1))]
            case "exp" | "sin" | "cos" | "atan":
                pass
        return self.emit(Apply(function, argument))

    def switch(self, argument: int) -> None:
        """The formula in force changes where the argument changes sign: where one of its factors does."""
        self.switches += self.sign_changers(argument)

    def border(self, argument: int) -> None:
        """The domain ends where the argument changes sign; √(u²) and log(u²) are |u| and 2 log|u|, and switch."""
        for changer in self.sign_changers(argument):
            (self.borders if changer == argument else self.switches).append(changer)

    def sign_changers(self, argument: int) -> list[int]:
        match self.instructions[argument]:
            case Times() | Divide() as split:
                return [changer for part in operands(split) for changer in self.sign_changers(part)]
            case WholePower(base):
                return self.sign_changers(base)
            case _:
                return [argument]

    def choose(self, function: Extremum, arguments: tuple[int, ...]) -> int:
        best = arguments[0]
        for other in arguments[1:]:
            self.switch(self.difference(best, other))
            best = self.emit(Choose(function, *sorted((best, other))))
        return best

    def call(self, function: str, arguments: tuple[int, ...]) -> int:
        match function, arguments:
            case ("exp" | "log" | "sin" | "cos" | "asin" | "atan" | "abs" | "sign") as known, (a,):
                return self.apply(known, a)
            case ("max" | "min") as known, (_, *_):
                return self.choose(known, arguments)
            case _, (a,):
                return self.composed(function, a)
            case _:
                raise NotComparableError(f"{function} does not take {len(arguments)} scalar arguments.")

    def composed(self, function: str, a: int) -> int:
        """A function of one scalar in terms of the elementary ones, each by its textbook definition."""
        one, half = self.number(1), self.number(fmpq(1, 2))
        match function:
            case "sqrt":
                return self.power(a, half)
            case "norm":
                return self.apply("abs", a)
            case "tr" | "det" | "sum" | "diag":
                return a
            case "softmax":
                return self.quotient(self.apply("exp", a), self.apply("exp", a))
            case "logdet":
                return self.apply("log", a)
            case "inv":
                return self.quotient(one, a)
            case "relu":
                return self.choose("max", (a, self.number(0)))
            case "sigmoid":
                return self.quotient(one, self.total(one, self.apply("exp", self.negative(a))))
            case "softplus":
                return self.apply("log", self.total(one, self.apply("exp", a)))
            case "tan":
                return self.quotient(self.apply("sin", a), self.apply("cos", a))
            case "cot":
                return self.quotient(self.apply("cos", a), self.apply("sin", a))
            case "sec":
                return self.quotient(one, self.apply("cos", a))
            case "csc":
                return self.quotient(one, self.apply("sin", a))
            case "acos":
                return self.difference(self.times(half, self.emit(Pi())), self.apply("asin", a))
            case "acot" | "asec" | "acsc" | "acoth" | "asech" | "acsch":
                return self.call(_OF_RECIPROCAL[function], (self.quotient(one, a),))
            case "sinh":
                return self.times(half, self.difference(self.apply("exp", a), self.apply("exp", self.negative(a))))
            case "cosh":
                return self.times(half, self.total(self.apply("exp", a), self.apply("exp", self.negative(a))))
            case "tanh":
                return self.quotient(self.composed("sinh", a), self.composed("cosh", a))
            case "coth":
                return self.quotient(self.composed("cosh", a), self.composed("sinh", a))
            case "sech":
                return self.quotient(one, self.composed("cosh", a))
            case "csch":
                return self.quotient(one, self.composed("sinh", a))
            case "asinh":
                return self.apply(
                    "log", self.total(a, self.power(self.total(self.power(a, self.number(2)), one), half))
                )
            case "acosh":
                root = self.power(self.total(self.power(a, self.number(2)), self.number(-1)), half)
                return self.apply("log", self.total(a, root))
            case "atanh":
                above, below = self.apply("log", self.total(one, a)), self.apply("log", self.difference(one, a))
                return self.times(half, self.difference(above, below))
            case _:
                raise NotComparableError(f"{function} of a scalar is not known.")


_OF_RECIPROCAL: Mapping[str, str] = {
    "acot": "atan",
    "asec": "acos",
    "acsc": "asin",
    "acoth": "atanh",
    "asech": "acosh",
    "acsch": "asinh",
}

_NAMES: Mapping[type[tree.Expression], str] = {
    tree.Identity: "an identity matrix",
    tree.Ones: "a vector of ones",
    tree.Entry: "an entry of a vector or matrix",
    tree.Sum: "a sum over an index",
    tree.Delta: "a Kronecker delta",
    tree.Matrix: "a matrix",
    tree.Stack: "a vector",
    tree.Listing: "a list",
    tree.Differential: "an unevaluated derivative",
    tree.Relation: "an equation or inequality",
}


def _bits(value: fmpq) -> int:
    return int(value.p).bit_length() + int(value.q).bit_length()


def _short(value: fmpq) -> bool:
    return _bits(value) <= MAX_FOLDED_BITS
