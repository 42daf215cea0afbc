"""A worked derivation in index notation: write the entry, differentiate, let δ pick a term, read the matrix back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from mmltui.calculus import rules
from mmltui.calculus.steps import Step
from mmltui.calculus.templates import fill
from mmltui.calculus.tidy import tidy
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.derivative import jacobian
from mmltui.calculus.vectors.entries import Entries, Letters
from mmltui.calculus.vectors.terms import ONE, ZERO, product
from mmltui.notation.printing import plain
from mmltui.notation.shapes import Shape, shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import (
    Add,
    Call,
    Delta,
    Differential,
    Entry,
    Expression,
    Neg,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
)
from mmltui.notation.walk import children, free_symbols, nodes, rebuild, substitute

_TWO = Number(Fraction(2))


def index_derivation(of: Expression, wrt: str, symbols: SymbolTable, indices: tuple[str, ...] = ()) -> tuple[Step, ...]:
    """The steps to d of / d wrt for a vector `wrt`, or a number by a matrix; each line is a formula of numbers.

    `indices` are the letters for the row and the column of the derivative, free ones if there are none.
    Raises NotDifferentiableError for what is not written by its entries, such as an inverse or a determinant.
    """
    of = substitute(of, symbols.definitions)
    outputs, kind = shape_of(of, symbols), symbols.kinds[wrt]
    if kind.role not in ("vector", "matrix") or (kind.role == "matrix" and not outputs.is_scalar):
        raise NotDifferentiableError(f"index notation here is for vectors, and for a number by a matrix, not by {wrt}")
    if outputs.columns != 1:
        raise NotDifferentiableError("index notation here is for numbers and columns")
    letters = Letters(of, symbols)
    given = iter(indices if outputs.columns == 1 and kind.columns == 1 else indices[::-1])
    row = None if outputs.is_scalar else next(given, None) or letters.next()
    by = tuple(next(given, None) or letters.next() for size in (kind.rows, kind.columns) if size != 1)
    line = _collapsed(Entries(wrt, symbols, letters).entry(of, row, None))
    whole = of if row is None else Entry(of, (Symbol(row),))
    point = Entry(Symbol(wrt), tuple(map(Symbol, by)))
    inside = _slope(line, wrt, lambda entry: Differential(entry, plain(point)))
    picked = _slope(line, wrt, lambda entry: product(map(Delta, entry.indices, point.indices)))
    collapsed = tidy(_collapsed(picked))
    result = jacobian(of, (wrt,), symbols)
    shape = Shape(kind.columns, kind.rows) if outputs.is_scalar else Shape(outputs.rows, kind.rows)
    at = f"row {by[1]}, column {by[0]}" if len(by) > 1 else f"row {row}, column {by[0]}" if row else f"entry {by[0]}"
    steps = [
        Step("write the entry", Relation("=", whole, line)),
        Step(f"move d/d{plain(point)} inside", inside),
        Step("delta appears", picked, f"d{plain(_elsewhere(point))}/d{plain(point)} is 1 for equal indices, else 0"),
        Step("the sum collapses: delta leaves one term" if _holds_sums(picked) else "gather", collapsed, at),
        Step("read the matrix back", result, str(shape)),
    ]
    shown = [step for step, before in zip(steps, [None, *steps], strict=False) if not _repeats(step, before)]
    return tuple(shown[1:] if whole == line else shown)


def _holds_sums(line: Expression) -> bool:
    return any(isinstance(node, Sum) and any(isinstance(part, Delta) for part in nodes(node)) for node in nodes(line))


def _repeats(step: Step, before: Step | None) -> bool:
    return before is not None and before.expression == step.expression


def _elsewhere(point: Entry) -> Entry:
    """Another entry of the same vector, to speak of."""
    taken = {plain(index) for index in point.indices}
    others = [letter for letter in "klmn" if letter not in taken]
    return replace(point, indices=tuple(Symbol(letter) for letter in others[: len(point.indices)]))


def _slope(line: Expression, wrt: str, leaf: Callable[[Entry], Expression]) -> Expression:
    """The derivative of a formula of entries, where `leaf` stands for that of an entry of `wrt`."""
    if wrt not in free_symbols(line):
        return ZERO
    match line:
        case Entry():
            return leaf(line)
        case Neg(operand=operand):
            return Neg(_slope(operand, wrt, leaf))
        case Add(terms=terms):
            return _total([_slope(term, wrt, leaf) for term in terms])
        case Product(factors=factors):
            slopes = [(place, _slope(factor, wrt, leaf)) for place, factor in enumerate(factors)]
            return _total(
                [
                    product((*factors[:place], slope, *factors[place + 1 :])) if slope != ZERO else ZERO
                    for place, slope in slopes
                ]
            )
        case Sum(body=body):
            return replace(line, body=_slope(body, wrt, leaf))
        case Quotient(numerator=above, denominator=below) if wrt not in free_symbols(below):
            return Quotient(_slope(above, wrt, leaf), below)
        case Quotient(numerator=above, denominator=below) if wrt not in free_symbols(above):
            return Neg(Quotient(product((above, _slope(below, wrt, leaf))), _squared(below)))
        case Quotient(numerator=above, denominator=below):
            rising = Quotient(_slope(above, wrt, leaf), below)
            falling = Quotient(product((above, _slope(below, wrt, leaf))), _squared(below))
            return Add((rising, Neg(falling)))
        case Power(base=base, exponent=exponent) if wrt not in free_symbols(exponent):
            lowered = base if exponent == _TWO else Power(base, tidy(Add((exponent, Neg(ONE)))))
            return product((exponent, lowered, _slope(base, wrt, leaf)))
        case Call(function=function, arguments=(u,)) if function in rules.FUNCTIONS:
            return product((fill(rules.FUNCTIONS[function].derivative, {"u": u}), _slope(u, wrt, leaf)))
        case _:
            raise NotDifferentiableError("a part of this is not differentiated by entries", line.span)


def _squared(below: Expression) -> Expression:
    """The square of a denominator; of a root what stands under it."""
    return below.arguments[0] if isinstance(below, Call) and below.function == "sqrt" else Power(below, _TWO)


def _total(slopes: list[Expression]) -> Expression:
    kept = tuple(slope for slope in slopes if slope != ZERO)
    return ZERO if not kept else kept[0] if len(kept) == 1 else Add(kept)


def _collapsed(line: Expression) -> Expression:
    """The formula with every sum gone whose index a δ holds to one value."""
    parts = [_collapsed(part) for part in children(line)]
    match rebuild(line, parts):
        case Sum(lower=None, upper=None) as total:
            return _over(total.body, total)
        case other:
            return other


def _over(body: Expression, total: Sum) -> Expression:
    """Σ of a body in which inner sums have collapsed already."""
    if not any(isinstance(node, Delta) for node in nodes(body)):
        return replace(total, body=body)
    match body:
        case Add(terms=terms):
            return Add(tuple(_over(term, total) for term in terms))
        case Neg(operand=operand):
            return Neg(_over(operand, total))
        case _:
            found = _picked(body, total.index)
            return replace(total, body=body) if found is None else found


def _picked(body: Expression, index: str) -> Expression | None:
    """The one term that a δ with this index leaves of the sum; None where no δ decides."""
    match body:
        case Delta(left=left, right=right) if Symbol(index) in (left, right):
            return ONE
        case Product():
            sign, factors = _flat(body)
            for place, factor in enumerate(factors):
                if isinstance(factor, Delta) and Symbol(index) in (factor.left, factor.right):
                    other = factor.right if factor.left == Symbol(index) else factor.left
                    rest = substitute(product((*factors[:place], *factors[place + 1 :])), {index: other})
                    return rest if sign > 0 else Neg(rest)
            return None
        case Sum(body=inner):
            found = _picked(inner, index)
            return None if found is None else replace(body, body=found)
        case _:
            return None


def _flat(expression: Expression) -> tuple[int, tuple[Expression, ...]]:
    """The sign and the factors of a product of products with signs."""
    match expression:
        case Neg(operand=operand):
            sign, factors = _flat(operand)
            return -sign, factors
        case Product(factors=parts):
            sign, factors = 1, ()
            for part in parts:
                by, more = _flat(part)
                sign, factors = sign * by, (*factors, *more)
            return sign, factors
        case _:
            return 1, (expression,)
