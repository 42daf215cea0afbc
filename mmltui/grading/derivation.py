"""A learner's derivation, line by line: whether each follows from the one before, and the last reaches the goal.

A line is a formula, in which derivatives may still stand, or an equation that is being solved. An error is carried
forward: lines after it are held against the learner's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import chain
from typing import Final

from mmltui.calculus.candidates import Made, candidates
from mmltui.calculus.derivative import derivative, untidy_derivative, written_out
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.derivative import written_out as written_out_by_vectors
from mmltui.calculus.vectors.words import multiplied_out
from mmltui.calculus.wrong import slopes_by_letters
from mmltui.grading.slips.algebra import cancelled_in_sums
from mmltui.grading.slips.ranking import Explanation, ids_of
from mmltui.grading.slips.samples import Samples
from mmltui.grading.step_diagnosis import step_slips
from mmltui.grading.unrolled import compare_with_sums
from mmltui.grading.vectors.asked import UnfitQuestionError
from mmltui.grading.vectors.steps import compare_formulas, compare_residuals, has_differential, is_written_as
from mmltui.grading.verdicts import (
    Agreed,
    Different,
    Proved,
    ProvedOnCommonDomain,
    ShapeMismatch,
    SpecialCase,
    Transposed,
    Undecided,
    Verdict,
    WrongShape,
)
from mmltui.notation.refusal import ParseError
from mmltui.notation.shapes import is_of_numbers, shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Add, Differential, Expression, Neg, Number, Product, Relation, Symbol
from mmltui.notation.walk import children, free_symbols, rebuild, substitute

_ZERO: Final = Number(Fraction(0))
_ONE: Final = Number(Fraction(1))


@dataclass(frozen=True, slots=True)
class Line:
    """What can be said of one line: how it compares with the one before, and the slips that explain a difference."""

    verdict: Verdict
    slips: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """One entry for each line; `arrived` compares the last line with the goal."""

    lines: tuple[Line, ...]
    arrived: Verdict

    @property
    def first_broken(self) -> int | None:
        """The place, from 0, of the first line that certainly does not follow."""
        return next((place for place, line in enumerate(self.lines) if is_broken(line.verdict)), None)

    @property
    def holds(self) -> bool:
        """Whether every line follows and the goal is reached, as far as can be told."""
        verdicts = (*(line.verdict for line in self.lines), self.arrived)
        return all(isinstance(verdict, Proved | Agreed | ProvedOnCommonDomain) for verdict in verdicts)


def is_broken(verdict: Verdict) -> bool:
    """Whether a line certainly does not follow."""
    return isinstance(verdict, Different | Transposed | WrongShape | SpecialCase)


def check_derivation(
    lines: Sequence[Expression], start: Expression, goal: Expression, symbols: SymbolTable, unknown: str = ""
) -> Derivation:
    """Hold each line against the one before, the first against `start` and the last against `goal`.

    `start` may hold derivatives. If equations are to be solved, `unknown` is the letter that they are solved for
    and a formula stands for the equation that it is 0. At least one line is needed. Total.
    """
    judged: list[Line] = []
    before = start
    for line in lines:
        verdict = _follows(line, before, symbols, unknown)
        judged.append(Line(verdict, _slips(line, before, verdict, symbols, unknown)))
        before = line
    return Derivation(tuple(judged), _arrived(before, start, goal, symbols, unknown))


def _follows(line: Expression, before: Expression, symbols: SymbolTable, unknown: str) -> Verdict:
    try:
        if isinstance(line, Relation) or isinstance(before, Relation):
            return _same_equation(line, before, symbols, unknown)
        if not _are_of_numbers(line, before, symbols):
            return compare_formulas(line, before, symbols)
        return compare_with_sums(written_out(line, symbols), written_out(before, symbols), symbols)
    except ParseError as error:
        return ShapeMismatch(error.message, error.span, error.hint)
    except (NotDifferentiableError, UnfitQuestionError, RecursionError):
        return Undecided("A derivative in this line is not known here.")


def _are_of_numbers(line: Expression, before: Expression, symbols: SymbolTable) -> bool:
    """Whether two lines can be compared as formulas of numbers."""
    return all(is_of_numbers(substitute(side, symbols.definitions), symbols) for side in (line, before))


def _same_equation(line: Expression, before: Expression, symbols: SymbolTable, unknown: str) -> Verdict:
    """Two equations say the same where one is a multiple of the other, by a factor without the unknown."""
    if any(isinstance(side, Relation) and side.operator != "=" for side in (line, before)):
        return Undecided("Only equations are compared, not inequalities.")
    if not _are_of_numbers(line, before, symbols):
        shape_of(line, symbols)
        left, right = (written_out_by_vectors(_residual(side), symbols) for side in (line, before))
        return compare_residuals(left, right, unknown, symbols) if unknown in free_symbols(left) else Different()
    left, right = (written_out(_residual(side), symbols) for side in (line, before))
    if unknown not in free_symbols(left):
        return Different()
    slopes = [derivative(side, unknown, symbols) for side in (left, right)]
    crossed = Add((Product((slopes[0], right)), Neg(Product((left, slopes[1])))))
    verdict = compare_with_sums(crossed, _ZERO, symbols, domain=(left, right))
    return Different() if isinstance(verdict, Different) else verdict  # its numbers are none of the line's own


def _residual(side: Expression) -> Expression:
    """What an equation says is 0."""
    match side:
        case Relation(left=left, right=right) if right == _ZERO:
            return left
        case Relation(left=left, right=right):
            return Neg(right) if left == _ZERO else Add((left, Neg(right)))
        case _:
            return side


def _arrived(last: Expression, start: Expression, goal: Expression, symbols: SymbolTable, unknown: str) -> Verdict:
    """Whether the last line is the goal, with nothing left to differentiate or to solve.

    An equation that is not solved, and a formula of vectors that only says in another way what `start` says, are
    reached when they are written down: all that goes before has the same value.
    """
    if has_differential(last):
        return Different()
    to_solve = isinstance(goal, Relation) and goal.left != Symbol(unknown)
    restated = not unknown and not has_differential(start) and not _are_of_numbers(start, goal, symbols)
    if (to_solve or restated) and not is_written_as(last, goal, symbols):
        return Different()
    if to_solve:
        return Proved("the last line is what is asked")
    if isinstance(last, Relation):
        if last.left != Symbol(unknown) or unknown in free_symbols(last.right):
            return Different()
        last = last.right
    wanted = goal.right if isinstance(goal, Relation) else goal
    return _follows(last, wanted, symbols, unknown)


def _slips(
    line: Expression, before: Expression, verdict: Verdict, symbols: SymbolTable, unknown: str
) -> tuple[str, ...]:
    """The slips that lead from the line before to this one, if it certainly does not follow."""
    if not is_broken(verdict):
        return ()
    try:
        if _are_of_numbers(line, before, symbols):
            return ids_of(_scalar_slips(line, before, symbols, unknown))
        if not unknown:
            return step_slips(line, before, verdict, symbols)
        past = written_out_by_vectors(_residual(before), symbols)
        given = written_out_by_vectors(_residual(line), symbols)
        brackets = (past, multiplied_out(past, symbols))
        changed = (one for way in brackets for one in _one_sign_changed(way, unknown))
        return ids_of(Explanation("sum.sign") for one in changed if _are_same(given, one, unknown, symbols))
    except (NotDifferentiableError, UnfitQuestionError, ParseError, ArithmeticError, RecursionError):
        return ()


def _are_same(given: Expression, other: Expression, unknown: str, symbols: SymbolTable) -> bool:
    return isinstance(compare_residuals(given, other, unknown, symbols), Proved | Agreed)


def _scalar_slips(line: Expression, before: Expression, symbols: SymbolTable, unknown: str) -> Iterator[Explanation]:
    given, past = (written_out(_residual(side), symbols) for side in (line, before))
    samples = Samples(symbols, (given, past))
    if isinstance(line, Relation):
        fits = partial(_is_multiple, given, samples=samples, unknown=unknown)
    else:
        fits = partial(_has_values, given, samples=samples)
    explanations = [*_explanations(_residual(before), symbols)]
    if isinstance(line, Relation):
        explanations += [Explanation("sum.sign", changed) for changed in _one_sign_changed(past, unknown)]
    yield from (slip for slip in explanations if slip.formula and fits(slip.formula) and not fits(past))


def _has_values(given: Expression, formula: Expression, samples: Samples) -> bool:
    return samples.same(samples.of(given), samples.of(formula))


def _is_multiple(given: Expression, formula: Expression, samples: Samples, unknown: str) -> bool:
    """Whether the quotient of the two does not depend on the unknown."""
    slopes = [untidy_derivative(side, unknown) for side in (given, formula)]
    crossed = Add((Product((slopes[0], formula)), Neg(Product((given, slopes[1])))))
    return samples.is_zero(crossed) and not samples.is_zero(formula)


def _explanations(before: Expression, symbols: SymbolTable) -> Iterator[Explanation]:
    for made, formula in _wrongly_evaluated(before):
        yield Explanation(made.id, written_out(formula, symbols), made.far)
    for formula in cancelled_in_sums(written_out(before, symbols)):
        yield Explanation("algebra.cancelled-in-sum", formula)


def _wrongly_evaluated(line: Expression) -> Iterator[tuple[Made, Expression]]:
    """The line with one of its derivatives taken with one slip, by another letter or not at all; the others stand."""
    match line:
        case Differential(body=body, variable=variable, order=1) if not has_differential(body):
            for candidate in candidates(body, variable):
                if candidate.slips:
                    yield candidate.slips[0], candidate.derivative
            for slope in slopes_by_letters(body, besides=variable):
                yield Made("task.other-variable", body), slope
            yield Made("task.unchanged", body), body
        case _:
            parts = children(line)
            for place, part in enumerate(parts):
                ways = _wrongly_evaluated(part)
                if isinstance(line, Product) and isinstance(part, Differential):  # the chain rule's last factor, lost
                    ways = chain(ways, [(Made("chain.no-inner", line, far=True), _ONE)])
                for made, changed in ways:
                    yield made, rebuild(line, [*parts[:place], changed, *parts[place + 1 :]])


def _one_sign_changed(formula: Expression, unknown: str) -> Iterator[Expression]:
    """A sum with the sign of one term turned, or of all without the unknown: it happens when they change sides."""
    terms = _terms(formula, 1)
    for place, term in enumerate(terms):
        turned = term.operand if isinstance(term, Neg) else Neg(term)
        yield Add((*terms[:place], turned, *terms[place + 1 :]))
    moving, still = ([term for term in terms if (unknown in free_symbols(term)) is held] for held in (True, False))
    if moving and len(still) > 1:
        yield Add((*moving, Neg(Add(tuple(still)))))


def _terms(formula: Expression, sign: int) -> list[Expression]:
    match formula:
        case Add(terms=terms):
            return [part for term in terms for part in _terms(term, sign)]
        case Neg(operand=operand):
            return _terms(operand, -sign)
        case _:
            return [formula if sign > 0 else Neg(formula)]
