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
from mmltui.calculus.wrong import slopes_by_letters
from mmltui.grading.equality import ScalarVerdict
from mmltui.grading.slips.algebra import cancelled_in_sums
from mmltui.grading.slips.ranking import Explanation, ids_of
from mmltui.grading.slips.samples import Samples
from mmltui.grading.unrolled import compare_with_sums
from mmltui.grading.verdicts import Agreed, Different, Proved, ProvedOnCommonDomain, Undecided
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Add, Differential, Expression, Neg, Number, Product, Relation, Symbol
from mmltui.notation.walk import children, free_symbols, nodes, rebuild

_ZERO: Final = Number(Fraction(0))
_ONE: Final = Number(Fraction(1))


@dataclass(frozen=True, slots=True)
class Line:
    """What can be said of one line: how it compares with the one before, and the slips that explain a difference."""

    verdict: ScalarVerdict
    slips: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """One entry for each line; `arrived` compares the last line with the goal."""

    lines: tuple[Line, ...]
    arrived: ScalarVerdict

    @property
    def first_broken(self) -> int | None:
        """The place, from 0, of the first line that certainly does not follow."""
        return next((place for place, line in enumerate(self.lines) if isinstance(line.verdict, Different)), None)

    @property
    def holds(self) -> bool:
        """Whether every line follows and the goal is reached, as far as can be told."""
        verdicts = (*(line.verdict for line in self.lines), self.arrived)
        return all(isinstance(verdict, Proved | Agreed | ProvedOnCommonDomain) for verdict in verdicts)


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
        broken = isinstance(verdict, Different)
        judged.append(Line(verdict, tuple(_slips(line, before, symbols, unknown)) if broken else ()))
        before = line
    return Derivation(tuple(judged), _arrived(before, goal, symbols, unknown))


def _follows(line: Expression, before: Expression, symbols: SymbolTable, unknown: str) -> ScalarVerdict:
    try:
        if isinstance(line, Relation) or isinstance(before, Relation):
            return _same_equation(line, before, symbols, unknown)
        return compare_with_sums(written_out(line, symbols), written_out(before, symbols), symbols)
    except (NotDifferentiableError, RecursionError):
        return Undecided("A derivative in this line is not known here.")


def _same_equation(line: Expression, before: Expression, symbols: SymbolTable, unknown: str) -> ScalarVerdict:
    """Two equations say the same where one is a multiple of the other, by a factor without the unknown."""
    if any(isinstance(side, Relation) and side.operator != "=" for side in (line, before)):
        return Undecided("Only equations are compared, not inequalities.")
    left, right = (written_out(_residual(side), symbols) for side in (line, before))
    if unknown not in free_symbols(left):
        return Different()
    slopes = [derivative(side, unknown, symbols) for side in (left, right)]
    crossed = Add((Product((slopes[0], right)), Neg(Product((left, slopes[1])))))
    verdict = compare_with_sums(crossed, _ZERO, symbols, domain=(left, right))
    return Different() if isinstance(verdict, Different) else verdict  # its numbers are none of the line's own


def _residual(side: Expression) -> Expression:
    """What an equation says is 0."""
    return Add((side.left, Neg(side.right))) if isinstance(side, Relation) else side


def _arrived(last: Expression, goal: Expression, symbols: SymbolTable, unknown: str) -> ScalarVerdict:
    """Whether the last line is the goal, with nothing left to differentiate or to solve."""
    if any(isinstance(node, Differential) for node in nodes(last)):
        return Different()
    if isinstance(last, Relation):
        if last.left != Symbol(unknown) or unknown in free_symbols(last.right):
            return Different()
        last = last.right
    wanted = goal.right if isinstance(goal, Relation) else goal
    return _follows(last, wanted, symbols, unknown)


def _slips(line: Expression, before: Expression, symbols: SymbolTable, unknown: str) -> Iterator[str]:
    """The slips that lead from the line before to this one."""
    try:
        given, past = (written_out(_residual(side), symbols) for side in (line, before))
        samples = Samples(symbols, (given, past))
        if isinstance(line, Relation):
            fits = partial(_is_multiple, given, samples=samples, unknown=unknown)
        else:
            fits = partial(_has_values, given, samples=samples)
        explanations = [*_explanations(_residual(before), symbols)]
        if isinstance(line, Relation):
            explanations += [Explanation("sum.sign", changed) for changed in _one_sign_changed(past, unknown)]
        found = [slip for slip in explanations if slip.formula and fits(slip.formula) and not fits(past)]
    except (NotDifferentiableError, RecursionError):
        return
    yield from ids_of(found)


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
        case Differential(body=body, variable=variable, order=1) if not _has_differential(body):
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


def _has_differential(expression: Expression) -> bool:
    return any(isinstance(node, Differential) for node in nodes(expression))
