"""Slips in derivatives by vectors: what was done to the engine's own formula to get the answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from itertools import chain
from math import lcm
from typing import Final

import flint

from mmltui.calculus.monomial import number_of
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.derivative import jacobian
from mmltui.calculus.vectors.wrong import lifted_slips, wrong_jacobians
from mmltui.grading.entry_diagnosis import slips_of_entries
from mmltui.grading.slips.ranking import Explanation, ids_of
from mmltui.grading.vectors.asked import (
    Directional,
    Hessian,
    Jacobian,
    Question,
    Stationary,
    UnfitQuestionError,
    Value,
    shape_asked,
)
from mmltui.grading.vectors.compare import common_factor, oriented
from mmltui.grading.vectors.formula import formula_asked
from mmltui.grading.vectors.samples import BITS, Drawn, Samples
from mmltui.grading.vectors.tables import NoValueError
from mmltui.grading.verdicts import Different, SpecialCase, Transposed, Verdict, WrongShape
from mmltui.notation.parser import ParseError
from mmltui.notation.shapes import shape_of
from mmltui.notation.tree import (
    Add,
    Call,
    Entry,
    Expression,
    Matrix,
    Neg,
    Number,
    Power,
    Product,
    Quotient,
    Size,
    Sum,
    Symbol,
    Transpose,
)
from mmltui.notation.vocabulary import Vocabulary
from mmltui.notation.walk import children, free_symbols, nodes, rebuild, substitute

_AGREEING: Final = 2.0**-80
_TELLING: Final = (1, 2, Fraction(1, 2))
"""A number alone is off from another by some factor: only these say something."""
_TWO: Final = Number(Fraction(2))
_ZERO: Final = Number(Fraction(0))
_SECOND: Final = 2


def vector_slips(submission: Expression, verdict: Verdict, samples: Samples) -> tuple[str, ...]:
    """Ids of the slips that explain a wrong derivative, most likely first; empty if none stands out. Total."""
    if isinstance(samples.question.asked, Value):
        return ()
    try:
        with flint.ctx.workprec(BITS):
            return ids_of(_explanations(submission, verdict, samples))
    except (NotDifferentiableError, ParseError, NoValueError, ValueError, ArithmeticError, RecursionError):
        return ()


def _explanations(submission: Expression, verdict: Verdict, samples: Samples) -> Iterator[Explanation]:
    question = samples.question
    match verdict:
        case Transposed() if isinstance(question.asked, Stationary):
            return  # a point that lies down, not a derivative
        case Transposed(factor=factor):
            of = question.asked.of if not isinstance(question.asked, Value) else question.asked.formula
            is_scalar = shape_of(of, question.symbols).is_scalar
            yield Explanation("layout.transposed" if is_scalar else "jacobian.transposed")
            if factor is not None:
                yield from _of_factor(Fraction(factor), of, question)
        case SpecialCase() if _is_turned(submission, samples):
            yield Explanation("jacobian.transposed")
        case SpecialCase(condition=condition) if "symmetric" in condition:
            yield Explanation("matrix.assumed-symmetric")
        case Different() | WrongShape():
            given = oriented(submission, shape_asked(question.asked, question.symbols))
            yield from _spoilt(given, samples)
            if samples.formula is not None:
                yield from (Explanation(id_) for id_ in slips_of_entries(given, question))
        case _:
            return


def _is_turned(given: Expression, samples: Samples) -> bool:
    """Whether an entry is that of the other row and column."""
    match samples.formula:
        case Entry(base=base, indices=(row, column)):
            return same_values(given, Entry(base, (column, row)), samples.general, samples.question.symbols)
        case _:
            return False


def _spoilt(given: Expression, samples: Samples) -> Iterator[Explanation]:
    """What was done to the right formula, as a whole or at one place."""
    question = samples.question
    if isinstance(question.asked, Value):
        return
    if any(isinstance(node, Sum) and node.index in question.indices for node in nodes(given)):
        yield Explanation("index.reused")
    factor = common_factor(given, samples.general, question.symbols)
    if factor is not None and factor != 1 and not (question.at and abs(factor) not in _TELLING):
        yield from _of_factor(factor, question.asked.of, question)
    if samples.formula is None:
        return
    is_sum = isinstance(question.asked.of, Add)
    for id_, formula in spoilt_formulas(samples):
        if same_values(given, formula, samples.general, question.symbols):
            unlikely = {"chain.path-lost": is_sum, "task.other-variable": factor is not None}  # a sign is likelier
            yield Explanation(id_, far=unlikely.get(id_, False))
    match question.asked:
        case Jacobian(of=of, wrt=(name,)) if not question.indices:
            for made, formula in lifted_slips(of, name, question.symbols):
                if same_values(given, substitute(formula, question.at or {}), samples.general, question.symbols):
                    yield Explanation(made.id, far=made.far)
        case _:
            return


def spoilt_formulas(samples: Samples) -> Iterator[tuple[str, Expression]]:
    """The engine's own formula with one slip in it, under the slip's id; none where there is no formula."""
    if samples.formula is not None:
        yield from _changed(samples.formula, samples)
        yield from _of_terms(samples.question)
        yield from _of_functions(samples.question)


def _of_terms(question: Question) -> Iterator[tuple[str, Expression]]:
    """One term of a sum with a slip, the others as they are."""
    asked = question.asked
    if isinstance(asked, Value | Stationary) or not isinstance(asked.of, Add):
        return
    with suppress(NotDifferentiableError, UnfitQuestionError):
        terms = [formula_asked(replace(question, asked=replace(asked, of=term))) for term in asked.of.terms]
        for place, (term, slope) in enumerate(zip(asked.of.terms, terms, strict=True)):
            others = terms[:place] + terms[place + 1 :]
            if slope == _ZERO or all(other == _ZERO for other in others):
                continue
            kept = tuple(other for other in others if other != _ZERO)
            yield "sum.term-dropped", kept[0] if len(kept) == 1 else Add(kept)
            yield "sum.sign", Add((*kept, Neg(slope)))
            if any(_is_square(node) for node in nodes(term)):
                yield "norm.factor-two", Add((*kept, Quotient(slope, _TWO)))
                yield "norm.factor-two", Add((*kept, Product((_TWO, slope))))
            for id_, changed in dropped(slope, _inner_jacobians(question)):
                yield id_, Add((*kept, changed))


def _of_functions(question: Question) -> Iterator[tuple[str, Expression]]:
    """A wrong entry of the table, or the right one looked up at the wrong place; the derivative by another letter."""
    match question.asked:
        case Jacobian(of=of, wrt=(name,)):
            others = (other for other in free_symbols(of) - {name} if _alike(other, name, question))
            slipped = (("task.other-variable", jacobian(of, (other,), question.symbols)) for other in sorted(others))
            for id_, formula in chain(wrong_jacobians(of, name, question.symbols), slipped):
                yield id_, substitute(formula, question.at or {})
        case _:
            return


def _alike(one: str, other: str, question: Question) -> bool:
    """Whether two letters are vectors or matrices of one shape."""
    kinds = [question.symbols.kind(name) for name in (one, other)]
    shapes = [(kind.role, kind.rows, kind.columns) for kind in kinds if kind is not None and kind.role != "scalar"]
    return len(shapes) == len(kinds) and shapes[0] == shapes[1]


def _inner_jacobians(question: Question) -> frozenset[Expression]:
    """The Jacobians of what stands inside the function asked for: the factors that the chain rule brings."""
    found = set()
    match question.asked:
        case Jacobian(of=of, wrt=(name,)) | Directional(of=of, wrt=(name,)):
            for node in nodes(of):
                if node != of and not isinstance(node, Symbol) and name in free_symbols(node):
                    with suppress(NotDifferentiableError, ParseError, UnfitQuestionError):
                        found.add(jacobian(node, (name,), question.symbols))
        case _:
            pass
    return frozenset(found)


def _of_factor(factor: Fraction, of: Expression, question: Question) -> Iterator[Explanation]:
    """A lost or doubled factor, by what the question has that brings it."""
    squared = any(_is_square(node) for node in nodes(of))
    subtracted = _is_subtracted(of, question)
    if factor == -1:
        yield Explanation("residual.sign" if subtracted else "answer.sign")
    elif abs(factor) in (2, Fraction(1, 2)) and squared:
        yield Explanation("norm.factor-two")
        if factor < 0 and subtracted:
            yield Explanation("residual.sign")
    else:
        yield Explanation("answer.factor")


def _is_subtracted(of: Expression, question: Question) -> bool:
    """Whether a difference has the variable behind its minus, as in y - A x: only there it brings a sign."""
    if isinstance(question.asked, Value):
        return False
    variables = frozenset(question.asked.wrt)
    terms = (term for node in nodes(of) if isinstance(node, Add) for term in node.terms)
    return any(isinstance(term, Neg) and variables & free_symbols(term) for term in terms)


def _is_square(node: Expression) -> bool:
    match node:
        case Power(base=Call(function="norm"), exponent=Number(value=value)):
            return value == 2
        case Product(factors=factors):
            return any(isinstance(factor, Transpose) for factor in factors)
        case _:
            return False


def _changed(formula: Expression, samples: Samples) -> Iterator[tuple[str, Expression]]:
    """The engine's formula with one slip in it."""
    if isinstance(formula, Entry):
        yield from ((id_, replace(formula, base=changed)) for id_, changed in _changed(formula.base, samples))
        return
    asked = samples.question.asked
    yield from dropped(formula, _inner_jacobians(samples.question))
    yield from _everywhere(formula)
    if isinstance(asked, Stationary) and isinstance(formula, Quotient) and isinstance(formula.denominator, Size):
        yield "answer.factor", formula.numerator
    if isinstance(asked, Directional):
        length = Call("norm", (asked.along,))
        power: Expression = length if asked.order == 1 else Power(length, _TWO)
        yield "direction.normalised", Quotient(formula, power)
        match asked.along:
            case Quotient(denominator=Call(function="norm") as given_length):
                power = given_length if asked.order == 1 else Power(given_length, _TWO)
                yield "direction.not-normalised", Product((formula, power))
            case Matrix() as column if (long := _whole_direction(column)) is not None:
                size = Number(Fraction(long**asked.order))
                yield "direction.not-normalised", Product((formula, size))
            case _:
                pass
        if asked.order == _SECOND:
            with suppress(NotDifferentiableError):
                yield "index.reused", _squares_only(asked, samples.question)
    if isinstance(asked, Hessian):
        with suppress(NotDifferentiableError):
            row = formula_asked(replace(samples.question, asked=Jacobian(asked.of, asked.wrt)))
            yield "task.unchanged", row
            yield "task.unchanged", Transpose(row)
    if isinstance(asked, Hessian) and isinstance(formula, Matrix):
        for keep in (int.__le__, int.__ge__, int.__eq__):
            rows = (
                tuple(entry if keep(i, j) else _ZERO for j, entry in enumerate(row))
                for i, row in enumerate(formula.rows)
            )
            yield "hessian.mixed-once", Matrix(tuple(rows))


def _whole_direction(unit: Matrix) -> int | None:
    """How long the shortest direction in whole numbers is along one of length 1; None if that is none."""
    entries = [number_of(entry) for row in unit.rows for entry in row]
    numbers = [entry for entry in entries if entry is not None]
    if len(numbers) < len(entries) or sum(number * number for number in numbers) != 1:
        return None
    return lcm(*(number.denominator for number in numbers))


def _squares_only(asked: Directional, question: Question) -> Expression:
    """The second derivatives by one and the same entry alone: Σ_j ∂²f/∂x_j² v_j²."""
    curvature = formula_asked(replace(question, asked=Hessian(asked.of, asked.wrt), at=None))
    index = Symbol("j")
    both = Entry(curvature, (index, index))
    along = substitute(asked.along, question.at or {})
    size = str(shape_asked(Hessian(asked.of, asked.wrt), question.symbols).rows)
    last = Number(Fraction(size)) if size.isdigit() else Size(size)
    found = Sum(Product((both, Power(Entry(along, (index,)), _TWO))), "j", Number(Fraction(1)), last)
    return substitute(found, question.at or {})


def dropped(formula: Expression, inner: frozenset[Expression]) -> Iterator[tuple[str, Expression]]:
    """A product without an inner Jacobian at its end, or with factors exchanged; a diagonal matrix as its diagonal."""
    match formula:
        case Neg(operand=operand):
            for id_, changed in dropped(operand, inner):
                yield id_, Neg(changed)
                if id_ == "chain.no-inner-jacobian":  # the minus may have gone with the inside
                    yield id_, changed
        case Product(factors=factors):
            rest = factors[:-1]
            if rest and (factors[-1] in inner or Neg(factors[-1]) in inner):
                outer = rest[0] if len(rest) == 1 else Product(rest)
                yield "chain.no-inner-jacobian", outer
                if isinstance(factors[-1], Neg):  # the minus may have stayed
                    yield "chain.no-inner-jacobian", Neg(outer)
            if all(isinstance(factor, Number) for factor in rest):
                yield from ((id_, Product((*rest, last))) for id_, last in dropped(factors[-1], inner))
            for place in range(len(factors) - 1):
                left, right = factors[place : place + 2]
                if isinstance(left, Number) or isinstance(right, Number):
                    continue
                yield "product.order", Product((*factors[:place], right, left, *factors[place + 2 :]))
            for place, factor in enumerate(factors):
                if isinstance(factor, Call) and factor.function == "diag":
                    yield (
                        "elementwise.diagonal-lost",
                        Product((*factors[:place], *factor.arguments, *factors[place + 1 :])),
                    )
        case Call(function="diag", arguments=(diagonal,)):
            yield "elementwise.diagonal-lost", diagonal
            yield "elementwise.diagonal-lost", Transpose(diagonal)
        case _:
            return


def _everywhere(node: Expression) -> Iterator[tuple[str, Expression]]:
    """B + Bᵀ taken for a symmetric B, or one of the two lost, wherever it stands."""
    match node:
        case Add(terms=(one, other)) if other == Transpose(one) or one == Transpose(other):
            for kept in (one, other):
                yield "matrix.assumed-symmetric", Product((_TWO, kept))
                yield "chain.path-lost", kept
        case Add(terms=terms) if len(terms) > 1:
            for place in range(len(terms)):
                rest = terms[:place] + terms[place + 1 :]
                yield "chain.path-lost", rest[0] if len(rest) == 1 else Add(rest)
        case _:
            pass
    if isinstance(node, Matrix):
        return
    parts = children(node)
    for place, part in enumerate(parts):
        if isinstance(node, Neg | Product) or (isinstance(node, Quotient) and place == 0):
            for id_, changed in _everywhere(part):
                if id_ == "chain.path-lost" and any(isinstance(term, Number) for term in children(part)):
                    continue  # 1 - σ is no sum of paths
                if id_ != "chain.path-lost" or not _is_residual(part):
                    yield id_, rebuild(node, [*parts[:place], changed, *parts[place + 1 :]])


def _is_residual(part: Expression) -> bool:
    """A difference such as y - A x is no sum of paths."""
    inner = part.operand if isinstance(part, Transpose) else part
    return isinstance(inner, Add) and any(isinstance(term, Neg) for term in inner.terms)


def same_values(left: Expression, right: Expression, samples: Drawn, symbols: Vocabulary) -> bool:
    """Whether two formulas have the same value, of the same shape, at every sample."""
    compared = 0
    for sample in samples:
        compared += 1
        try:
            one, other = (sample.place.evaluate(formula, symbols) for formula in (left, right))
        except (NoValueError, ParseError, ValueError):
            return False
        if one.shape != other.shape or not all(
            abs(a[0] - b[0]) < _AGREEING * (1 + abs(b[0])) for a, b in zip(one.entries, other.entries, strict=True)
        ):
            return False
    return compared > 0
