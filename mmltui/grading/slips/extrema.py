"""Slips about where a function is flat, and what it does there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mmltui.calculus.candidates import candidates
from mmltui.calculus.derivative import written_out
from mmltui.calculus.stationary import PointKind
from mmltui.calculus.templates import fill
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.grading.slips.derivatives import spoilt
from mmltui.grading.slips.ranking import Explanation, ids_of
from mmltui.grading.slips.samples import Samples
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression
from mmltui.notation.walk import free_symbols

_SWAPPED: dict[PointKind, PointKind] = {"min": "max", "max": "min", "neither": "neither"}


def diagnose_kinds(given: Sequence[tuple[int | None, PointKind]], wanted: Sequence[PointKind]) -> tuple[str, ...]:
    """Whether minima and maxima were exchanged throughout.

    `wanted` holds the kinds of all stationary points; `given` the place of each point in it, None if it is none.
    """
    kinds = dict(given)
    exchanged = {place: _SWAPPED[kind] for place, kind in enumerate(wanted)}
    return ("extremum.swapped",) if kinds == exchanged and set(wanted) != {"neither"} else ()


@dataclass(frozen=True, slots=True)
class SolutionQuestion:
    """Where is `of` stationary in `wrt`? At `values`, where these are known as formulas."""

    of: Expression
    wrt: str
    symbols: SymbolTable
    values: tuple[Expression, ...] = ()


def diagnose_solution(submission: Expression, question: SolutionQuestion) -> tuple[str, ...]:
    """Ids of the slips that give this stationary value, most likely first; empty if none stands out. Total."""
    try:
        return _diagnose(submission, question)
    except (NotDifferentiableError, RecursionError):
        return ()


def _diagnose(submission: Expression, question: SolutionQuestion) -> tuple[str, ...]:
    symbols, wrt = question.symbols, question.wrt
    of, answer = written_out(question.of, symbols), written_out(submission, symbols)
    samples = Samples(symbols, (of, answer, *question.values))
    given, *rights = samples.rows((answer, *question.values))
    if any(samples.same(given, right) for right in rights):
        return ()
    found = [
        Explanation("argmin.min-swapped")
        for value, right in zip(question.values, rights, strict=True)
        if samples.same(samples.of(fill(of, {wrt: value})), given) and not samples.same(right, given)
    ]
    if wrt not in free_symbols(answer):
        found += [
            Explanation(candidate.slips[0].id, far=candidate.slips[0].far)
            for candidate in list(candidates(of, wrt))[1:]
            if samples.is_zero(fill(candidate.derivative, {wrt: answer})) and not samples.is_zero(candidate.derivative)
        ]
    if len(rights) == 1 and not free_symbols(answer) and samples.same(-rights[0], given):
        found.append(Explanation("answer.sign"))
    elif len(rights) == 1 and (spoil := spoilt(given, rights[0])) is not None:
        found.append(Explanation(spoil[0]))
    return ids_of(found)
