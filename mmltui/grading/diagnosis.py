"""Why an answer is wrong: the slips that would give exactly this answer, found without any work by the author.

Order: one slip at one rule, or one of a whole answer; then two slips, which are only a guess. A false diagnosis
hurts more than none: nothing is said where the answer is right, where nothing fits, or where too much does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mmltui.calculus.candidates import Candidate, candidates
from mmltui.calculus.derivative import derivative, written_out
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.grading.slips.derivatives import is_antiderivative, other_tasks, spoilt
from mmltui.grading.slips.ranking import Explanation, outstanding
from mmltui.grading.slips.samples import Samples
from mmltui.grading.verdicts import Different
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression
from mmltui.notation.walk import substitute

if TYPE_CHECKING:
    from mmltui.grading.slips.samples import Values


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
            found.append(Explanation(id_, formula))
    if not question.at:
        if is_antiderivative(answer, of, question.wrt, samples):
            found.append(Explanation("task.integrated"))
        if (spoil := spoilt(given, right_row)) is not None:
            found.append(Explanation(spoil[0]))
    elif samples.same(-right_row, given):
        found.append(Explanation("answer.sign"))
    return tuple(_stands_out(found, answer, question))


def _numbers(at: Mapping[str, Expression]) -> dict[str, float]:
    from mmltui.notation.numeric import evaluate

    return {name: float(value) for name, expression in at.items() if (value := evaluate(expression, {})).ndim == 0}


def _row(samples: Samples, formula: Expression) -> Values:
    row: Values = samples.rows([formula])[0]
    return row


def _named(wrong: Sequence[Candidate], given: Values, right: Values, samples: Samples) -> list[Explanation]:
    """The slips whose candidates have the values given, and not those of the right answer."""
    if not wrong:
        return []
    rows = samples.rows(candidate.derivative for candidate in wrong)
    hits = samples.matching(rows, given) & ~samples.matching(rows, right)
    return [
        Explanation(candidate.slips[0].id, candidate.derivative, candidate.slips[0].far)
        for candidate, hit in zip(wrong, hits, strict=True)
        if hit
    ]


def _stands_out(found: list[Explanation], answer: Expression, question: DerivativeQuestion) -> Iterator[str]:
    """What stands out, each confirmed by certified arithmetic."""
    named: set[str] = set()
    for slip in outstanding(found):
        if slip.id not in named and _confirmed(answer, slip, question):
            named.add(slip.id)
            yield slip.id


def _confirmed(answer: Expression, slip: Explanation, question: DerivativeQuestion) -> bool:
    """Whether certified arithmetic finds no difference either; a number is compared at its point."""
    from mmltui.grading.equality import compare

    if slip.formula is None:
        return True
    return not isinstance(compare(answer, substitute(slip.formula, question.at), question.symbols), Different)
