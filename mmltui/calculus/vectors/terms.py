"""What the differential of a formula is made of, and how terms become a formula again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from mmltui.calculus.tidy import tidy
from mmltui.calculus.vectors.transposing import transposed
from mmltui.notation.names import ELEMENTWISE
from mmltui.notation.shapes import Shape, shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import (
    Add,
    Call,
    Constant,
    Expression,
    Identity,
    Neg,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Size,
    Symbol,
    Transpose,
)
from mmltui.notation.walk import children, rational, rebuild, substitute

ONE = Number(Fraction(1))
ZERO = Number(Fraction(0))


@dataclass(frozen=True, slots=True)
class Term:
    """coefficient · scalars · left dX right, or with dXᵀ where `flipped`; each side is a chain of factors.

    Of a scalar formula it stands for coefficient · scalars · tr(left dX), with nothing on the right.
    """

    coefficient: Fraction = Fraction(1)
    scalars: tuple[Expression, ...] = ()
    left: tuple[Expression, ...] = ()
    right: tuple[Expression, ...] = ()
    flipped: bool = False

    def scaled(self, coefficient: Fraction, *scalars: Expression) -> Term:
        """The term times numbers."""
        return replace(self, coefficient=self.coefficient * coefficient, scalars=(*scalars, *self.scalars))


def product(factors: Iterable[Expression]) -> Expression:
    """A product, of one factor that factor, of none 1."""
    flat: list[Expression] = []
    for factor in factors:
        flat += factor.factors if isinstance(factor, Product) else (factor,)
    return ONE if not flat else flat[0] if len(flat) == 1 else Product(tuple(flat))


def formula(terms: Sequence[Term], shape: Shape, symbols: SymbolTable) -> Expression:
    """The sum of terms of this shape: like terms gathered, what two terms share taken out of a bracket."""
    gathered: dict[tuple[Expression, tuple[Expression, ...]], Fraction] = {}
    for term in terms:
        scale, number = scale_of(term, symbols)
        key = (scale, _shortened(term.left, symbols))
        gathered[key] = gathered.get(key, Fraction(0)) + number
    kept = [(scale, chain, number) for (scale, chain), number in gathered.items() if number]
    kept = _bracketed(kept)
    if not kept:
        return ZERO
    written = [_written(scale, chain, number, shape) for scale, chain, number in kept]
    written.sort(key=lambda part: isinstance(part, Neg))
    return written[0] if len(written) == 1 else Add(tuple(written))


def _shortened(chain: tuple[Expression, ...], symbols: SymbolTable) -> tuple[Expression, ...]:
    """1ᵀ diag(u) is uᵀ."""
    for place, pair in enumerate(pairwise(chain)):
        match pair:
            case (Transpose(operand=Ones()), Call(function="diag", arguments=(u,))):
                return _shortened((*chain[:place], transposed(u, symbols), *chain[place + 2 :]), symbols)
            case _:
                continue
    return chain


def scale_of(term: Term, symbols: SymbolTable) -> tuple[Expression, Fraction]:
    """The scalar factors as one tidy formula, and the number before it."""
    scale = _tidied(term.scalars, symbols)
    number = term.coefficient
    while True:
        match scale:
            case Neg(operand=operand):
                scale, number = operand, -number
            case Number(value=value):
                return ONE, number * value
            case Product(factors=(Number(value=value), *rest)):
                scale, number = product(rest), number * value
            case Quotient(numerator=Number(value=value), denominator=below) if value != 1:
                scale, number = Quotient(ONE, below), number * value
            case Quotient(numerator=above, denominator=Number(value=value)):
                scale, number = above, number / value
            case Quotient(numerator=above, denominator=Product(factors=(Number(value=value), *rest))):
                scale, number = Quotient(above, product(rest)), number / value
            case _:
                return scale, number


def _tidied(scalars: Sequence[Expression], symbols: SymbolTable) -> Expression:
    """The product of numbers, tidied; what is made of vectors keeps its inside as it is."""
    hidden: dict[str, Expression] = {}

    def stand_in(factor: Expression) -> Expression:
        match factor:
            case Number() | Constant() | Size():
                return factor
            case Symbol(name=name) if shape_of(factor, symbols).is_scalar:
                return factor
            case Add() | Neg() | Product() | Quotient() | Power() | Call() if _is_made_of_scalars(factor, symbols):
                return rebuild(factor, [stand_in(part) for part in children(factor)])
            case _:
                name = next((name for name, known in hidden.items() if known == factor), f"zz_{len(hidden)}")
                hidden[name] = factor
                return Symbol(name)

    return substitute(tidy(product([stand_in(scalar) for scalar in scalars])), hidden)


def _is_made_of_scalars(expression: Expression, symbols: SymbolTable) -> bool:
    if isinstance(expression, Call) and expression.function not in ELEMENTWISE:
        return False
    return all(shape_of(part, symbols).is_scalar for part in children(expression))


_Kept = tuple[Expression, tuple[Expression, ...], Fraction]


def _bracketed(kept: list[_Kept]) -> list[_Kept]:
    """xᵀA + xᵀAᵀ as xᵀ(A + Aᵀ): two terms that share all but one end."""
    if len(kept) != 2:
        return kept
    (scale, one, number), (other_scale, other, other_number) = kept
    if (scale, abs(number)) != (other_scale, abs(other_number)) or not (len(one) > 1 and len(other) > 1):
        return kept
    sign = 1 if number == other_number else -1
    if one[0] == other[0]:
        return [(scale, (one[0], _inside(product(one[1:]), product(other[1:]), sign)), number)]
    if one[-1] == other[-1]:
        return [(scale, (_inside(product(one[:-1]), product(other[:-1]), sign), one[-1]), number)]
    return kept


def _inside(one: Expression, other: Expression, sign: int) -> Expression:
    """The sum in the bracket: A + Aᵀ rather than Aᵀ + A."""
    if sign > 0 and isinstance(one, Transpose):
        one, other = other, one
    return Add((one, _signed(other, sign)))


def _signed(expression: Expression, sign: int) -> Expression:
    return expression if sign > 0 else Neg(expression)


def _written(scale: Expression, chain: tuple[Expression, ...], number: Fraction, shape: Shape) -> Expression:
    """Number · scale · chain; an empty chain is the identity where a square matrix is meant."""
    if not chain and shape.is_square and not shape.is_scalar:
        chain = (Identity(str(shape.rows)),)
    above, below = (scale.numerator, scale.denominator) if isinstance(scale, Quotient) else (scale, ONE)
    size = abs(number)
    if below == ONE or size.denominator == 1 or not chain:
        front = [] if size == 1 else [rational(size)]
    else:
        front, below = [rational(Fraction(size.numerator))], product((rational(Fraction(size.denominator)), below))
    if above != ONE:
        front.append(above)
    if front and isinstance(front[0], Number) and front[0].value == 1:
        front = front[1:]
    parts = (*front, *chain) or (ONE,)
    whole = parts[0] if len(parts) == 1 else Product(parts) if chain and _holds_products(front) else product(parts)
    if below != ONE:
        whole = Quotient(whole, below)
    return Neg(whole) if number < 0 else whole


def _holds_products(front: Sequence[Expression]) -> bool:
    """Whether a number before a matrix is itself a product of vectors, which then needs its brackets."""
    return any(
        isinstance(part, Product) and any(isinstance(factor, Transpose) for factor in part.factors) for part in front
    )


def reciprocal(expression: Expression) -> Expression:
    """1 / expression."""
    return Power(expression, Neg(ONE))
