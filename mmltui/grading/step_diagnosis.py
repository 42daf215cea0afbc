"""Slips between two lines of a derivation with vectors: what was done to the line before to get this one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import flint

from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.derivative import written_out
from mmltui.calculus.vectors.words import multiplied_out
from mmltui.grading.slips.ranking import Explanation, ids_of
from mmltui.grading.vector_diagnosis import dropped, same_values, spoilt_formulas, vector_slips
from mmltui.grading.vectors.asked import Value
from mmltui.grading.vectors.compare import common_factor
from mmltui.grading.vectors.samples import BITS, Samples
from mmltui.grading.vectors.steps import has_differential, samples_of
from mmltui.grading.vectors.tables import NoValueError
from mmltui.grading.verdicts import Different, SpecialCase, Verdict, WrongShape
from mmltui.notation.parser import ParseError
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Add, Differential, Expression, Neg
from mmltui.notation.walk import children, nodes, rebuild


def step_slips(line: Expression, before: Expression, verdict: Verdict, symbols: SymbolTable) -> tuple[str, ...]:
    """Ids of the slips that lead from one formula to the next, most likely first; empty if none stands out. Total."""
    try:
        given, samples = written_out(line, symbols), samples_of(before, symbols)
        if not isinstance(samples.question.asked, Value):
            return vector_slips(given, verdict, samples)
        with flint.ctx.workprec(BITS):
            return ids_of(_explanations(given, before, verdict, samples))
    except (NotDifferentiableError, ParseError, NoValueError, ValueError, ArithmeticError, RecursionError):
        return ()


def _explanations(given: Expression, before: Expression, verdict: Verdict, samples: Samples) -> Iterator[Explanation]:
    symbols = samples.question.symbols
    match verdict:
        case SpecialCase() if has_differential(before):
            yield Explanation("matrix.assumed-symmetric")
        case Different() | WrongShape():
            factor = common_factor(given, samples.general, symbols)
            if factor is not None:
                yield Explanation("answer.sign" if factor == Fraction(-1) else "answer.factor")
            for id_, formula in _spoilt(before, symbols):
                if same_values(given, formula, samples.general, symbols):
                    yield Explanation(id_)
        case _:
            return


def _spoilt(before: Expression, symbols: SymbolTable) -> Iterator[tuple[str, Expression]]:
    """What would follow from a line by one slip: in a derivative that is taken, or in the sum that it is."""
    formula = written_out(before, symbols)
    taken = frozenset(written_out(node, symbols) for node in nodes(before) if isinstance(node, Differential))
    for id_, changed in _wrongly_evaluated(before, symbols):
        yield id_, written_out(changed, symbols)
    if taken:
        yield from dropped(formula, taken)
    for id_, changed in _of_terms(multiplied_out(formula, symbols)):
        if taken or id_ == "sum.sign":
            yield id_, changed


def _of_terms(formula: Expression) -> Iterator[tuple[str, Expression]]:
    """A sum without one of its terms, or with that of the other sign."""
    terms = formula.terms if isinstance(formula, Add) else ()
    for place, term in enumerate(terms):
        others = terms[:place] + terms[place + 1 :]
        yield "sum.term-dropped", others[0] if len(others) == 1 else Add(others)
        yield "sum.sign", Add((*others, Neg(term)))


def _wrongly_evaluated(line: Expression, symbols: SymbolTable) -> Iterator[tuple[str, Expression]]:
    """The line with one of its derivatives taken with one slip; the others stand."""
    match line:
        case Differential(body=body, order=1) if not has_differential(body):
            yield from spoilt_formulas(samples_of(line, symbols))
            yield "task.unchanged", body
        case _:
            parts = children(line)
            for place, part in enumerate(parts):
                for id_, changed in _wrongly_evaluated(part, symbols):
                    yield id_, rebuild(line, [*parts[:place], changed, *parts[place + 1 :]])
