"""Normal forms: a formula as a sum of words, each a number times scalars times a chain of matrices.

Equal sums of words are equal formulas, for all sizes; unequal ones say nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product as choices
from typing import TypeAlias

from mmltui.calculus.vectors.terms import ONE, product
from mmltui.calculus.vectors.transposing import transposed
from mmltui.notation.printing import plain
from mmltui.notation.shapes import Shape, shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import (
    Add,
    Call,
    Expression,
    Hadamard,
    Identity,
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
from mmltui.notation.walk import children, free_symbols, rational, rebuild, substitute

MOST_WORDS = 400
_MOST_FACTORS = 6
_TWO = Number(Fraction(2))
_LETTERS = "nmkijlpqrstuvw"

Atoms: TypeAlias = tuple[Expression, ...]
Sums: TypeAlias = dict[tuple[Atoms, Atoms], Fraction]


class TooManyWordsError(ArithmeticError):
    """The formula, multiplied out, is too long."""


@dataclass(frozen=True, slots=True)
class Word:
    """coefficient · scalars · chain; the scalars in the order of their text, 1/s as s^-1."""

    coefficient: Fraction = Fraction(1)
    scalars: Atoms = ()
    chain: Atoms = ()


def are_equal(one: Expression, other: Expression, symbols: SymbolTable) -> bool:
    """Whether both have the same normal form."""
    try:
        return sums(words(one, symbols)) == sums(words(other, symbols))
    except (TooManyWordsError, RecursionError):
        return False


def multiplied_out(expression: Expression, symbols: SymbolTable) -> Expression:
    """The formula without brackets, like terms gathered; raises `TooManyWordsError`."""
    return written(sums(words(expression, symbols)), shape_of(expression, symbols))


def sums(found: Iterable[Word]) -> Sums:
    """Like words gathered, zeros left out."""
    total: Sums = {}
    for word in found:
        key = (word.scalars, word.chain)
        total[key] = total.get(key, Fraction(0)) + word.coefficient
    return {key: number for key, number in total.items() if number}


def words(expression: Expression, symbols: SymbolTable) -> list[Word]:
    """The words of a formula; raises `TooManyWordsError`."""
    return _Words(symbols).of(expression)


def written(found: Sums, shape: Shape) -> Expression:
    """A sum of words as a formula of this shape, always in the same order."""
    parts = []
    for (scalars, chain), number in sorted(found.items(), key=lambda item: _key((*item[0][0], *item[0][1]))):
        unit = (Identity(str(shape.rows)),) if not chain and shape.is_square and not shape.is_scalar else ()
        matrices = (*chain, *unit)
        front = [] if abs(number) == 1 and (scalars or matrices) else [rational(abs(number))]
        part = product((*front, *scalars, *matrices))
        parts.append(Neg(part) if number < 0 else part)
    return Number(Fraction(0)) if not parts else parts[0] if len(parts) == 1 else Add(tuple(parts))


def _key(atoms: Sequence[Expression]) -> str:
    return " ".join(plain(atom) for atom in atoms)


class _Words:
    """Multiplies formulas out."""

    def __init__(self, symbols: SymbolTable) -> None:
        self.symbols = symbols

    def canonical(self, expression: Expression) -> Expression:
        """The formula, multiplied out and sorted, as one atom's inside."""
        return written(sums(self.of(expression)), self.shape(expression))

    def shape(self, expression: Expression) -> Shape:
        return shape_of(expression, self.symbols)

    def of(self, expression: Expression) -> list[Word]:
        match expression:
            case Number(value=value):
                return [Word(value)]
            case Identity():
                return [Word()]
            case Symbol(name=name) if self.is_identity(name):
                return [Word()]
            case Neg(operand=operand):
                return [replace(word, coefficient=-word.coefficient) for word in self.of(operand)]
            case Add(terms=terms):
                return [word for term in self.spread(terms) for word in self.of(term)]
            case Product(factors=factors):
                return self.multiplied([self.of(factor) for factor in factors])
            case Quotient(numerator=above, denominator=below):
                return self.multiplied([self.of(Power(below, Neg(ONE))), self.of(above)])
            case Transpose(operand=operand):
                return [self.turned(word) for word in self.of(operand)]
            case Power(base=base, exponent=exponent):
                return self.of_power(base, exponent)
            case Call(function="norm", arguments=(u,)):
                return [Word(scalars=(Call("norm", (self.unsigned(u),)),))]
            case Call(function="inv", arguments=(u,)):
                return self.of_inverse(u)
            case Call(function="diag", arguments=(u,)) if self.shape(u).columns == 1:
                return [replace(word, chain=_diagonal(word.chain)) for word in self.of(u)]
            case Hadamard(factors=factors):
                return self.of_hadamard(factors)
            case Sum():
                return self.of_sum(expression)
            case Call(arguments=arguments):
                return self.atom(rebuild(expression, [self.canonical(argument) for argument in arguments]))
            case _:
                return self.atom(expression)

    def is_identity(self, name: str) -> bool:
        kind = self.symbols.kind(name)
        return kind is not None and kind.trait == "identity"

    def atom(self, expression: Expression) -> list[Word]:
        if self.shape(expression).is_scalar:
            return [Word(scalars=(expression,))]
        return [Word(chain=(expression,))]

    def unsigned(self, u: Expression) -> Expression:
        """U or -u, whichever text comes first: their norms are the same."""
        return min((self.canonical(u), self.canonical(Neg(u))), key=plain)

    def spread(self, terms: Sequence[Expression]) -> list[Expression]:
        """A number added to a column is added to each entry."""
        columns = [self.shape(term) for term in terms if not _is_bare_identity(term)]
        size = next((shape.rows for shape in columns if not shape.is_scalar and shape.columns == 1), None)
        if size is None:
            return list(terms)
        return [
            product((term, Ones(str(size)))) if not _is_bare_identity(term) and self.shape(term).is_scalar else term
            for term in terms
        ]

    def multiplied(self, factors: Sequence[Sequence[Word]]) -> list[Word]:
        count = 1
        for factor in factors:
            count *= max(1, len(factor))
        if count > MOST_WORDS:
            raise TooManyWordsError
        return [self.joined(chosen) for chosen in choices(*factors)]

    def joined(self, chosen: Sequence[Word]) -> Word:
        coefficient = Fraction(1)
        scalars: list[Expression] = []
        chain: list[Expression] = []
        for word in chosen:
            coefficient *= word.coefficient
            scalars += word.scalars
            chain += word.chain
        left, inner = self.extracted(_cancelled(chain))
        return Word(coefficient, _gathered([*scalars, *inner]), tuple(left))

    def extracted(self, chain: list[Expression]) -> tuple[list[Expression], list[Expression]]:
        """The chain without what is a number inside it (a row, matrices, a column), and those numbers."""
        start: int | None = None
        for place, factor in enumerate(chain):
            shape = self.shape(factor)
            if shape.rows == 1 and not shape.is_scalar:
                start = place
            if start is not None and shape.columns == 1:
                inside = chain[start : place + 1]
                left, inner = self.extracted(chain[:start] + chain[place + 1 :])
                return left, [self.number(inside), *inner]
        return chain, []

    def number(self, chain: list[Expression]) -> Expression:
        """A row times a column, as one atom; its transpose is the same number."""
        back = [transposed(factor, self.symbols) for factor in reversed(chain)]
        return Product(tuple(chain if _key(chain) <= _key(back) else back))

    def turned(self, word: Word) -> Word:
        return replace(word, chain=tuple(transposed(factor, self.symbols) for factor in reversed(word.chain)))

    def of_power(self, base: Expression, exponent: Expression) -> list[Word]:
        number = exponent.operand if isinstance(exponent, Neg) else exponent
        whole = isinstance(number, Number) and number.value.denominator == 1 and number.value <= _MOST_FACTORS
        shape = self.shape(base)
        match base:
            case Call(function="norm", arguments=(u,)) if exponent == _TWO and shape.is_scalar:
                return self.of(Product((transposed(u, self.symbols), u)))
            case _ if shape.is_scalar and whole and isinstance(number, Number):
                times = int(number.value)
                inside = self.of(base)
                if not isinstance(exponent, Neg):
                    return self.multiplied([inside] * times)
                if len(inside) == 1 and inside[0].coefficient and not inside[0].chain:
                    inverse = Word(1 / inside[0].coefficient, tuple(_flipped(atom) for atom in inside[0].scalars))
                    return self.multiplied([[inverse]] * times)
                return [Word(scalars=_gathered([Power(self.canonical(base), Neg(number))]))]
            case _ if shape.is_square and not shape.is_scalar and whole and isinstance(number, Number):
                factor = self.of_inverse(base) if isinstance(exponent, Neg) else self.of(base)
                return self.multiplied([factor] * int(number.value))
            case _ if not shape.is_scalar and whole and not isinstance(exponent, Neg) and isinstance(number, Number):
                return self.of_hadamard((base,) * int(number.value))
            case _:
                return self.atom(Power(self.canonical(base), self.canonical(exponent)))

    def of_inverse(self, u: Expression) -> list[Word]:
        """(c A B)⁻¹ = B⁻¹ A⁻¹ / c where A and B are square; of a sum it is one atom."""
        inside = self.of(u)
        if len(inside) == 1 and inside[0].coefficient and all(self.shape(a).is_square for a in inside[0].chain):
            word = inside[0]
            chain = tuple(self.inverse_atom(factor) for factor in reversed(word.chain))
            return [Word(1 / word.coefficient, tuple(_flipped(atom) for atom in word.scalars), chain)]
        found = written(sums(inside), self.shape(u))
        turned = written(sums(self.turned(word) for word in inside), self.shape(u))
        return [Word(chain=(Call("inv", (min(found, turned, key=plain) if found == turned else found,)),))]

    def inverse_atom(self, factor: Expression) -> Expression:
        return factor.arguments[0] if isinstance(factor, Call) and factor.function == "inv" else Call("inv", (factor,))

    def of_hadamard(self, factors: Sequence[Expression]) -> list[Word]:
        found = []
        for chosen in self.choices([self.of(factor) for factor in self.spread(factors)]):
            coefficient = Fraction(1)
            scalars: list[Expression] = []
            columns: list[Expression] = []
            for word in chosen:
                coefficient *= word.coefficient
                scalars += word.scalars
                column = product(word.chain)
                columns += column.factors if isinstance(column, Hadamard) else (column,)
            kept = sorted((column for column in columns if not isinstance(column, Ones)), key=plain) or columns[:1]
            chain = (kept[0],) if len(kept) == 1 else (Hadamard(tuple(kept)),)
            found.append(Word(coefficient, _gathered(scalars), chain))
        return found

    def choices(self, factors: Sequence[Sequence[Word]]) -> list[tuple[Word, ...]]:
        found = list(choices(*factors))
        if len(found) > MOST_WORDS:
            raise TooManyWordsError
        return found

    def of_sum(self, whole: Sum) -> list[Word]:
        """Σ of each word, with what does not depend on the index in front; index letters are renamed alike."""
        found = []
        for word in self.of(whole.body):
            inside = [atom for atom in word.scalars if whole.index in free_symbols(atom)]
            outside = [atom for atom in word.scalars if whole.index not in free_symbols(atom)]
            chained = any(whole.index in free_symbols(factor) for factor in word.chain)
            body = product((*inside, *(word.chain if chained else ())))
            letter = [name for name in _LETTERS if name not in free_symbols(body) - {whole.index}][_depth(body)]
            body = substitute(body, {whole.index: Symbol(letter)})
            total = replace(whole, body=body, index=letter)
            if self.shape_inside(whole, body, letter).is_scalar:
                found.append(Word(word.coefficient, _gathered([*outside, total]), () if chained else word.chain))
            else:
                found.append(Word(word.coefficient, _gathered(outside), (total,)))
        return found

    def shape_inside(self, whole: Sum, body: Expression, letter: str) -> Shape:
        return shape_of(replace(whole, body=body, index=letter), self.symbols)


def _depth(expression: Expression) -> int:
    """How many sums stand within one another."""
    inside = max((_depth(part) for part in children(expression)), default=0)
    return inside + isinstance(expression, Sum)


def _cancelled(chain: Sequence[Expression]) -> list[Expression]:
    """A⁻¹ A and A A⁻¹ left out."""
    kept: list[Expression] = []
    for factor in chain:
        last = kept[-1] if kept else None
        one = isinstance(last, Call) and last.function == "inv" and last.arguments[0] == factor
        other = isinstance(factor, Call) and factor.function == "inv" and factor.arguments[0] == last
        if one or other:
            kept.pop()
        else:
            kept.append(factor)
    return kept


def _gathered(scalars: Sequence[Expression]) -> Atoms:
    """Powers of the same atom as one, in the order of their text."""
    powers: Counter[Expression] = Counter()
    for scalar in scalars:
        base, exponent = _power_of(scalar)
        powers[base] += exponent
    atoms = (_raised(base, exponent) for base, exponent in powers.items() if exponent)
    return tuple(sorted(atoms, key=plain))


def _power_of(atom: Expression) -> tuple[Expression, int]:
    match atom:
        case Power(base=base, exponent=Number(value=value)) if value.denominator == 1:
            return base, int(value)
        case Power(base=base, exponent=Neg(operand=Number(value=value))) if value.denominator == 1:
            return base, -int(value)
        case _:
            return atom, 1


def _raised(base: Expression, exponent: int) -> Expression:
    if exponent == 1:
        return base
    size = Number(Fraction(abs(exponent)))
    return Power(base, size if exponent > 0 else Neg(size))


def _flipped(atom: Expression) -> Expression:
    base, exponent = _power_of(atom)
    return _raised(base, -exponent)


def _diagonal(chain: Atoms) -> Atoms:
    """Diag of a column; of ones it is the identity."""
    column = product(chain)
    return () if isinstance(column, Ones) else (Call("diag", (column,)),)


def _is_bare_identity(term: Expression) -> bool:
    """Whether a term is a multiple of I, whose shape only its place tells."""
    match term:
        case Identity(size=size):
            return size is None
        case Neg(operand=operand):
            return _is_bare_identity(operand)
        case Product(factors=factors):
            return any(_is_bare_identity(factor) for factor in factors)
        case _:
            return False
