"""A line of a derivation with vectors in it, held against the line before: formulas, and equations to be solved."""

from __future__ import annotations

from fractions import Fraction

import flint

from mmltui.calculus.vectors.derivative import written_out
from mmltui.calculus.vectors.terms import product
from mmltui.calculus.vectors.transposing import transposed
from mmltui.grading.vectors.asked import Asked, Jacobian, Question, Stationary, Value
from mmltui.grading.vectors.compare import AGREEING_DIGITS, VectorVerdict, common_factor, compare
from mmltui.grading.vectors.equations import is_isolated, is_solved_by, vanishes
from mmltui.grading.vectors.samples import BITS, Samples
from mmltui.grading.vectors.tables import NoValueError
from mmltui.grading.verdicts import Agreed, Different, Proved, Undecided
from mmltui.notation.printing import plain
from mmltui.notation.refusal import ParseError
from mmltui.notation.shapes import shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import (
    Add,
    Call,
    Differential,
    Expression,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Transpose,
)
from mmltui.notation.walk import children, nodes, rational, rebuild, substitute

_TWO = Number(Fraction(2))


def samples_of(line: Expression, symbols: SymbolTable) -> Samples:
    """Where what follows from a line is compared with it; raises `NotDifferentiableError` and `ParseError`."""
    return Samples(Question(_asked_by(line, symbols), symbols, seed=plain(line)))


def _asked_by(line: Expression, symbols: SymbolTable) -> Asked:
    """A derivative still to be taken is asked for as such; of anything else the value."""
    match line:
        case Differential(body=body, variable=variable, order=1) if not has_differential(body):
            return Jacobian(substitute(body, symbols.definitions), (variable,))
        case _:
            return Value(written_out(line, symbols))


def has_differential(expression: Expression) -> bool:
    """Whether a derivative is still to be taken somewhere."""
    return any(isinstance(node, Differential) for node in nodes(expression))


def compare_formulas(line: Expression, before: Expression, symbols: SymbolTable) -> VectorVerdict:
    """Whether two formulas have the same value; raises `NotDifferentiableError` and `ParseError`."""
    return compare(written_out(line, symbols), samples_of(before, symbols))


def compare_residuals(given: Expression, known: Expression, unknown: str, symbols: SymbolTable) -> VectorVerdict:
    """Whether given = 0 says of the unknown what known = 0 says. Raises `ParseError` where parts do not fit.

    It does where one is a multiple of the other, perhaps transposed, or where the unknown stands alone in it and is
    the only solution. That two equations have one solution at random data is not enough: there every square matrix
    has an inverse, and A u = 0 would say that u = 0.
    """
    samples = samples_of(known, symbols)
    for turned in (False, True):
        with flint.ctx.workprec(BITS):
            factor = common_factor(given, samples.general, symbols, transposed=turned)
        if factor is not None:
            scaled = Quotient(given, rational(factor))
            verdict = compare(Transpose(scaled) if turned else scaled, samples)
            if isinstance(verdict, Proved | Agreed):
                return verdict
    return _by_solution(given, known, unknown, symbols)


def _by_solution(given: Expression, known: Expression, unknown: str, symbols: SymbolTable) -> VectorVerdict:
    asked = Stationary(Power(Call("norm", (known,)), _TWO), (unknown,))
    samples = Samples(Question(asked, symbols, seed=plain(known)))
    with flint.ctx.workprec(BITS):
        try:
            if not samples.general or not all(is_solved_by(one, known, asked, samples) for one in samples.general):
                return Undecided("The line before has no single solution that both could be tried at.")
            if not all(vanishes(one, given, asked, samples) for one in samples.general):
                return Different()
            if all(is_isolated(one, given, asked, samples) for one in samples.general):
                return Agreed(len(samples.general), AGREEING_DIGITS)
        except NoValueError:
            return Undecided("Whether it has the same solution as the line before could not be told.")
    return Undecided("It may say more or less than the line before where a factor is zero or a matrix has no inverse.")


def is_written_as(one: Expression, other: Expression, symbols: SymbolTable) -> bool:
    """Whether two formulas are the same but for the order of terms and sides, and for a number's transpose."""
    try:
        first, second = (_ordered(substitute(side, symbols.definitions), symbols) for side in (one, other))
    except ParseError:
        return False
    return first == second


def _ordered(expression: Expression, symbols: SymbolTable) -> Expression:
    node = rebuild(expression, [_ordered(part, symbols) for part in children(expression)])
    match node:
        case Add(terms=terms):
            return Add(tuple(sorted(terms, key=plain)))
        case Relation(operator="=", left=left, right=right):
            return Relation("=", *sorted((left, right), key=plain))
        case Product():
            return _product_ordered(product(node.factors), symbols)
        case _:
            return node


def _product_ordered(flat: Expression, symbols: SymbolTable) -> Expression:
    """Numbers in front; what is a number as a whole, as it stands or transposed, whichever comes first."""
    factors = flat.factors if isinstance(flat, Product) else (flat,)
    numbers = sorted((factor for factor in factors if shape_of(factor, symbols).is_scalar), key=plain)
    chain = [factor for factor in factors if factor not in numbers]
    if chain and shape_of(product(chain), symbols).is_scalar:
        turned = [transposed(factor, symbols) for factor in reversed(chain)]
        chain = min(chain, turned, key=lambda one: plain(product(one)))
    return product((*numbers, *chain))
