"""Why an answer is wrong: the slips that would give exactly this answer, found without any work by the author.

Order: one slip at one rule, or one of a whole answer; then two slips, which are only a guess. A false diagnosis
hurts more than none: nothing is said where the answer is right, where nothing fits, or where too much does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mmltui.calculus.candidates import Candidate, candidates
from mmltui.calculus.derivative import derivative, written_out
from mmltui.calculus.tidy import tidy
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.grading.slips.derivatives import is_antiderivative, other_tasks, spoilt
from mmltui.grading.slips.samples import Samples
from mmltui.grading.slips.sentences import MISCONCEPTIONS, sentence
from mmltui.grading.verdicts import Different
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression
from mmltui.notation.walk import free_symbols, substitute

if TYPE_CHECKING:
    from mmltui.grading.slips.samples import Values

__all__ = ["DerivativeQuestion", "diagnose", "sentence"]

MOST_NAMED: Final = 3
_TOO_MANY: Final = 6
"""A number that this many different slips would give says nothing about which one it was."""


@dataclass(frozen=True, slots=True)
class DerivativeQuestion:
    """d^order `of` / d `wrt`^order, where `at` binds symbols after differentiating."""

    of: Expression
    wrt: str
    symbols: SymbolTable
    order: int = 1
    at: Mapping[str, Expression] = field(default_factory=dict)


def diagnose(submission: Expression, question: DerivativeQuestion) -> tuple[str, ...]:
    """Ids of the slips that explain a wrong answer, most likely first; empty if none stands out. Total."""
    try:
        return _diagnose(submission, question)
    except (NotDifferentiableError, RecursionError):
        return ()


def _diagnose(submission: Expression, question: DerivativeQuestion) -> tuple[str, ...]:
    symbols = question.symbols
    of = written_out(question.of, symbols)
    for _ in range(question.order - 1):
        of = derivative(of, question.wrt, symbols)
    answer = written_out(submission, symbols)
    samples = Samples(symbols, (of, answer), _numbers(question.at))
    given = _row(samples, answer)
    single = list(candidates(of, question.wrt))
    right, *wrong = single
    right_row = _row(samples, right.derivative)
    if samples.same(right_row, given):
        return ()
    found = _named(wrong, given, right_row, samples)
    for id_, formula in other_tasks(of, question.wrt, right.derivative):
        row = _row(samples, formula)
        if samples.same(row, given) and not samples.same(row, right_row):
            found.setdefault(id_, formula)
    if not question.at:
        if is_antiderivative(answer, of, question.wrt, samples):
            found.setdefault("task.integrated", answer)
        if (spoil := spoilt(given, right_row)) is not None:
            found.setdefault(spoil[0], answer)
    elif samples.same(-right_row, given):
        found.setdefault("answer.sign", answer)
    confirmed = {id_ for id_, formula in found.items() if formula is answer or _confirmed(answer, formula, question)}
    return _ranked(confirmed)


def _numbers(at: Mapping[str, Expression]) -> dict[str, float]:
    from mmltui.notation.numeric import evaluate

    return {name: float(value) for name, expression in at.items() if (value := evaluate(expression, {})).ndim == 0}


def _row(samples: Samples, formula: Expression) -> Values:
    return samples.rows([formula])[0]


def _named(wrong: Iterable[Candidate], given: Values, right: Values, samples: Samples) -> dict[str, Expression]:
    """The slips whose candidates have the values given, and not those of the right answer."""
    listed = list(wrong)
    if not listed:
        return {}
    rows = samples.rows(candidate.derivative for candidate in listed)
    hits = samples.matching(rows, given) & ~samples.matching(rows, right)
    found: dict[str, Expression] = {}
    for candidate, hit in zip(listed, hits, strict=True):
        if hit:
            found.setdefault(candidate.slips[0].id, candidate.derivative)
    return found


def _confirmed(answer: Expression, formula: Expression, question: DerivativeQuestion) -> bool:
    """Whether certified arithmetic finds no difference either; a number is compared at its point."""
    from mmltui.grading.equality import compare

    candidate = tidy(substitute(tidy(formula), question.at))
    if not free_symbols(candidate) and free_symbols(answer):
        return False
    return not isinstance(compare(answer, candidate, question.symbols), Different)


def _ranked(ids: Iterable[str]) -> tuple[str, ...]:
    """The likeliest first, without those that the likeliest make superfluous."""
    ordered = sorted(ids, key=lambda id_: (-MISCONCEPTIONS[id_].weight, id_))
    if len(ordered) > _TOO_MANY:
        return ()
    structural = [id_ for id_ in ordered if not id_.startswith("answer.")]
    if structural and "answer.sign" not in ordered:
        ordered = structural
    return tuple(ordered[:MOST_NAMED])


