"""Why an answer is wrong: the slips that would give exactly this answer, found without any work by the author.

Order: one slip at one rule, or one of a whole answer; then two slips, which are only a guess. A false diagnosis
hurts more than none: nothing is said where the answer is right, where nothing fits, or where too much does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mmltui.calculus.candidates import Candidate, candidates
from mmltui.calculus.derivative import derivative, written_out
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.grading.slips.derivatives import is_antiderivative, other_tasks, spoilt
from mmltui.grading.slips.samples import Samples
from mmltui.grading.slips.sentences import MISCONCEPTIONS
from mmltui.grading.verdicts import Different
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression
from mmltui.notation.walk import substitute

if TYPE_CHECKING:
    from mmltui.grading.slips.samples import Values


_CLOSE: Final = 1
"""Explanations this much less likely than the first are not mentioned beside it."""
_FAR: Final = 4
"""A slip in a formula that one first has to write in another way is less likely by this much."""
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
            found.append(_Found(id_, formula))
    if not question.at:
        if is_antiderivative(answer, of, question.wrt, samples):
            found.append(_Found("task.integrated"))
        if (spoil := spoilt(given, right_row)) is not None:
            found.append(_Found(spoil[0]))
    elif samples.same(-right_row, given):
        found.append(_Found("answer.sign"))
    return tuple(_likeliest(found, answer, question))


@dataclass(frozen=True, slots=True)
class _Found:
    """A slip that fits at the sample points; `formula` is what it would give, where that is still to be confirmed."""

    id: str
    formula: Expression | None = None
    far: bool = False

    @property
    def weight(self) -> int:
        return MISCONCEPTIONS[self.id].weight - (_FAR if self.far else 0)


def _numbers(at: Mapping[str, Expression]) -> dict[str, float]:
    from mmltui.notation.numeric import evaluate

    return {name: float(value) for name, expression in at.items() if (value := evaluate(expression, {})).ndim == 0}


def _row(samples: Samples, formula: Expression) -> Values:
    row: Values = samples.rows([formula])[0]
    return row


def _named(wrong: Sequence[Candidate], given: Values, right: Values, samples: Samples) -> list[_Found]:
    """The slips whose candidates have the values given, and not those of the right answer."""
    if not wrong:
        return []
    rows = samples.rows(candidate.derivative for candidate in wrong)
    hits = samples.matching(rows, given) & ~samples.matching(rows, right)
    return [
        _Found(candidate.slips[0].id, candidate.derivative, candidate.slips[0].far)
        for candidate, hit in zip(wrong, hits, strict=True)
        if hit
    ]


def _likeliest(found: list[_Found], answer: Expression, question: DerivativeQuestion) -> Iterator[str]:
    """The slips that stand out, each confirmed by certified arithmetic; none where too many fit."""
    if any(not slip.id.startswith("answer.") for slip in found):
        found = [slip for slip in found if slip.id not in ("answer.factor", "answer.offset")]
    ordered = sorted(found, key=lambda slip: (-slip.weight, slip.id))
    ids = dict.fromkeys(slip.id for slip in ordered)
    if len(ids) > _TOO_MANY:
        return
    named: set[str] = set()
    for slip in ordered:
        if slip.id not in named and slip.weight >= ordered[0].weight - _CLOSE and _confirmed(answer, slip, question):
            named.add(slip.id)
            yield slip.id


def _confirmed(answer: Expression, slip: _Found, question: DerivativeQuestion) -> bool:
    """Whether certified arithmetic finds no difference either; a number is compared at its point."""
    from mmltui.grading.equality import compare

    if slip.formula is None:
        return True
    return not isinstance(compare(answer, substitute(slip.formula, question.at), question.symbols), Different)
