"""The differential of a formula: what it changes by, to first order, when one symbol X changes by dX.

Source of the rules: d(AB) = dA B + A dB, dA⁻¹ = -A⁻¹ dA A⁻¹, d log det A = tr(A⁻¹ dA), and the chain rule entry by
entry for elementwise functions; tr(L dX R) = tr(R L dX) brings a number into the form tr(G dX).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from mmltui.calculus import rules
from mmltui.calculus.derivative import untidy_derivative
from mmltui.calculus.templates import fill
from mmltui.calculus.tidy import tidy
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.entrywise import entrywise, vectorised
from mmltui.calculus.vectors.terms import ONE, Term, product, reciprocal, scale_of
from mmltui.calculus.vectors.transposing import transposed
from mmltui.notation.names import ELEMENTWISE
from mmltui.notation.shapes import Shape, shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import (
    Add,
    Call,
    Constant,
    Expression,
    Hadamard,
    Matrix,
    Neg,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Transpose,
)
from mmltui.notation.walk import depends_on

_MOST_FACTORS = 8
_TWO = Number(Fraction(2))


Outer: TypeAlias = Callable[[str, Expression], Expression]
"""f'(u) as a formula, for the name of f and its inside u."""


def outer_derivative(function: str, inside: Expression) -> Expression:
    """What the table of derivatives says."""
    return fill(rules.FUNCTIONS[function].derivative, {"u": inside})


def differential(expression: Expression, wrt: str, symbols: SymbolTable, outer: Outer = outer_derivative) -> list[Term]:
    """The terms of d(expression); raises NotDifferentiableError where they have no form without indices.

    Another `outer` than the table's gives what a slip in it would give.
    """
    return _Differential(wrt, symbols, outer).of(expression)


class _Differential:
    """Differentials by one symbol."""

    def __init__(self, wrt: str, symbols: SymbolTable, outer: Outer) -> None:
        self.wrt, self.symbols, self.outer = wrt, symbols, outer

    def of(self, expression: Expression) -> list[Term]:
        if not depends_on(expression, self.wrt):
            return []
        match expression:
            case Symbol():
                return [Term()]
            case Add(terms=terms):
                return [found for term in terms for found in self.of(term)]
            case Neg(operand=operand):
                return [term.scaled(Fraction(-1)) for term in self.of(operand)]
            case Product(factors=factors):
                return self.of_product(factors, expression)
            case Quotient(numerator=above, denominator=below):
                return self.of_product((reciprocal(below), above), expression)
            case Power(base=base, exponent=exponent):
                return self.of_power(expression, base, exponent)
            case Call(function=function, arguments=(argument,)):
                return self.of_call(expression, function, argument)
            case Hadamard(factors=factors):
                return [
                    replace(term, left=(Call("diag", (_hadamard(_without(factors, place)),)), *term.left))
                    for place, factor in enumerate(factors)
                    for term in self.of(factor)
                ]
            case Transpose(operand=operand):
                return [self.turned(term, operand) for term in self.of(operand)]
            case Matrix(rows=rows) if self.symbols.kinds[self.wrt].role == "scalar":
                slopes = tuple(tuple(self.slope(entry) for entry in row) for row in rows)
                return [Term(left=(Matrix(slopes),))]
            case Sum() if (whole := vectorised(expression, self.wrt, self.symbols)) is not None:
                return self.of(whole)
            case Sum():
                return [self.summed(term, expression) for term in self.of(expression.body)]
            case _:
                raise NotDifferentiableError(
                    f"the derivative by {self.wrt} has no form without indices", expression.span
                )

    def slope(self, entry: Expression) -> Expression:
        """The derivative of one entry by a number."""
        return tidy(untidy_derivative(entry, self.wrt))

    def shape(self, expression: Expression) -> Shape:
        return shape_of(expression, self.symbols)

    def is_scalar(self, expression: Expression) -> bool:
        return self.shape(expression).is_scalar

    def turn(self, factors: Iterable[Expression]) -> tuple[Expression, ...]:
        """The factors of the transpose of a product."""
        return tuple(transposed(factor, self.symbols) for factor in reversed(tuple(factors)))

    def of_product(self, factors: tuple[Expression, ...], whole: Expression) -> list[Term]:
        factors = self.without_diagonals(factors)
        return [
            self.within(factors[:place], term, factors[place + 1 :], factor, whole)
            for place, factor in enumerate(factors)
            for term in self.of(factor)
        ]

    def without_diagonals(self, factors: tuple[Expression, ...]) -> tuple[Expression, ...]:
        """diag(u) v as u .* v, so that only columns are differentiated."""
        for place, (one, other) in enumerate(pairwise(factors)):
            match one:
                case Call(function="diag", arguments=(u,)) if (
                    depends_on(u, self.wrt) and self.shape(u).columns == 1 and self.shape(other).columns == 1
                ):
                    return self.without_diagonals((*factors[:place], Hadamard((u, other)), *factors[place + 2 :]))
                case _:
                    continue
        return factors

    def within(
        self,
        before: tuple[Expression, ...],
        term: Term,
        after: tuple[Expression, ...],
        factor: Expression,
        whole: Expression,
    ) -> Term:
        """The term of one factor inside its product."""
        scalars = tuple(other for other in (*before, *after) if self.is_scalar(other))
        chain_before = tuple(other for other in before if not self.is_scalar(other))
        chain_after = tuple(other for other in after if not self.is_scalar(other))
        if self.is_scalar(factor):
            chain = (*chain_before, *chain_after)
            if self.is_scalar(whole):
                rest = (*scalars, product(chain)) if chain else scalars
                return term.scaled(Fraction(1), *rest)
            return replace(term.scaled(Fraction(1), *scalars), left=(*chain, *term.left))
        inside = replace(
            term.scaled(Fraction(1), *scalars), left=(*chain_before, *term.left), right=(*term.right, *chain_after)
        )
        return self.settled(inside, whole)

    def settled(self, term: Term, whole: Expression) -> Term:
        """Of a number as tr(G dX), of a column by a column as M dx."""
        shape = self.shape(whole)
        if shape.is_scalar:
            return self.traced(term)
        kind = self.symbols.kinds[self.wrt]
        if shape.columns != 1 or kind.role != "vector" or not (term.right or term.flipped):
            return term
        if term.flipped:  # L dxᵀ R with R a column: the number dxᵀ R is Rᵀ dx
            return replace(term, left=(*term.left, *self.turn(term.right)), right=(), flipped=False)
        return replace(term, scalars=(*term.scalars, product(term.right)), right=())

    def traced(self, term: Term) -> Term:
        """tr(L dX R) = tr(R L dX), and tr(L dXᵀ R) = tr(Lᵀ Rᵀ dX)."""
        if self.symbols.kinds[self.wrt].role == "scalar":
            both = (*term.left, *term.right)
            return replace(term, scalars=(*term.scalars, product(both)) if both else term.scalars, left=(), right=())
        if term.flipped:
            return replace(term, left=(*self.turn(term.left), *self.turn(term.right)), right=(), flipped=False)
        return replace(term, left=(*term.right, *term.left), right=())

    def diagonal(self, slope: Expression) -> Expression:
        """Diag of a formula of numbers, read entry by entry."""
        return Call("diag", (entrywise(slope, self.symbols),))

    def turned(self, term: Term, operand: Expression) -> Term:
        if self.is_scalar(operand):
            return term
        return replace(term, left=self.turn(term.right), right=self.turn(term.left), flipped=not term.flipped)

    def summed(self, term: Term, whole: Sum) -> Term:
        """A sum keeps its index around what depends on it."""
        if term.right or term.flipped:
            raise NotDifferentiableError(f"the derivative by {self.wrt} has no form without indices", whole.span)
        scale, number = scale_of(term, self.symbols)
        total = replace(whole, body=product(part for part in (scale, *term.left) if part != ONE))
        return Term(number, (total,)) if not term.left else Term(number, (), (total,))

    def of_power(self, whole: Expression, base: Expression, exponent: Expression) -> list[Term]:
        if depends_on(exponent, self.wrt):
            if base != Constant("e"):
                raise NotDifferentiableError(f"the exponent depends on {self.wrt}: write it with exp", whole.span)
            return [term.scaled(Fraction(1), whole) for term in self.of(exponent)]
        match base:
            case Call(function="norm", arguments=(u,)) if exponent == _TWO and self.shape(u).columns == 1:
                return [term.scaled(Fraction(2)) for term in self.half_of_square(u)]
            case _ if self.is_scalar(base):
                return [term.scaled(Fraction(1), exponent, _lowered(base, exponent)) for term in self.of(base)]
            case _ if self.shape(base).is_square:
                return self.of_matrix_power(whole, base, exponent)
            case _:
                diagonal = self.diagonal(product((exponent, _lowered(base, exponent))))
                return [replace(term, left=(diagonal, *term.left)) for term in self.of(base)]

    def half_of_square(self, u: Expression) -> list[Term]:
        """The terms of uᵀ du, which is half of d(uᵀu)."""
        row = transposed(u, self.symbols)
        return [self.within((row,), term, (), u, Product((row, u))) for term in self.of(u)]

    def of_matrix_power(self, whole: Expression, base: Expression, exponent: Expression) -> list[Term]:
        inverse = isinstance(exponent, Neg)
        number = exponent.operand if isinstance(exponent, Neg) else exponent
        if not isinstance(number, Number) or number.value.denominator != 1 or not 1 <= number.value <= _MOST_FACTORS:
            raise NotDifferentiableError("only small whole powers of a matrix are differentiated", whole.span)
        factors = (Call("inv", (base,)) if inverse else base,) * int(number.value)
        return self.of_product(factors, whole) if len(factors) > 1 else self.of(factors[0])

    def of_call(self, whole: Call, function: str, u: Expression) -> list[Term]:
        match function:
            case "norm":
                return [term.scaled(Fraction(1), reciprocal(whole)) for term in self.half_of_square(u)]
            case "sum":
                ones = Transpose(Ones(str(self.shape(u).rows)))
                return [self.traced(replace(term, left=(ones, *term.left))) for term in self.of(u)]
            case "softmax":
                outer = product((whole, transposed(whole, self.symbols)))
                spread = Add((Call("diag", (whole,)), Neg(outer)))
                return [replace(term, left=(spread, *term.left)) for term in self.of(u)]
            case "tr":
                return [self.traced(term) for term in self.of(u)]
            case "det" | "logdet":
                inverse = Call("inv", (u,))
                traces = [self.traced(replace(term, left=(inverse, *term.left))) for term in self.of(u)]
                return traces if function == "logdet" else [term.scaled(Fraction(1), whole) for term in traces]
            case "inv":
                return [
                    replace(term.scaled(Fraction(-1)), left=(whole, *term.left), right=(*term.right, whole))
                    for term in self.of(u)
                ]
            case "log" if isinstance(u, Call) and u.function == "sum" and _exponents(u.arguments[0]) is not None:
                inner = _exponents(u.arguments[0]) or u
                weights = transposed(Call("softmax", (inner,)), self.symbols)
                return [self.traced(replace(term, left=(weights, *term.left))) for term in self.of(inner)]
            case "log" if isinstance(u, Sum) and (total := vectorised(u, self.wrt, self.symbols)) is not None:
                return self.of(Call("log", (total,)))
            case _ if function in ELEMENTWISE and function in rules.FUNCTIONS:
                slope = self.outer(function, u)
                if self.is_scalar(u):
                    return [term.scaled(Fraction(1), slope) for term in self.of(u)]
                if self.shape(u).columns == 1:
                    diagonal = Call("inv", (Call("diag", (u,)),)) if slope == Quotient(ONE, u) else self.diagonal(slope)
                    return [replace(term, left=(diagonal, *term.left)) for term in self.of(u)]
                raise NotDifferentiableError(f"{function} of a row is not differentiated: transpose it", whole.span)
            case _:
                raise NotDifferentiableError(f"the derivative of {function} has no form without indices", whole.span)


def _lowered(base: Expression, exponent: Expression) -> Expression:
    """base^(exponent - 1)."""
    if exponent == _TWO:
        return base
    if isinstance(exponent, Number):
        return (
            Power(base, Number(exponent.value - 1)) if exponent.value >= 1 else Power(base, Add((exponent, Neg(ONE))))
        )
    if isinstance(exponent, Neg) and isinstance(exponent.operand, Number):
        return Power(base, Neg(Number(exponent.operand.value + 1)))
    return Power(base, Add((exponent, Neg(ONE))))


def _exponents(expression: Expression) -> Expression | None:
    """The u of exp(u), or of e^u."""
    match expression:
        case Call(function="exp", arguments=(u,)) | Power(base=Constant(name="e"), exponent=u):
            return u
        case _:
            return None


def _without(factors: tuple[Expression, ...], place: int) -> tuple[Expression, ...]:
    return (*factors[:place], *factors[place + 1 :])


def _hadamard(factors: tuple[Expression, ...]) -> Expression:
    return factors[0] if len(factors) == 1 else Hadamard(factors)
