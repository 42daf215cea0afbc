"""Why an answer is wrong: the slips that would give exactly this answer, found without any work by the author.

Order: one slip at one rule, or one of a whole answer; then two slips, which are only a guess. A false diagnosis
hurts more than none: nothing is said where the answer is right, where nothing fits, or where too much does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from mmltui.calculus.candidates import Candidate, candidates
from mmltui.calculus.derivative import derivative, untidy_derivative, written_out
from mmltui.calculus.outcomes import same_mistake
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.grading.slips.derivatives import is_antiderivative, other_tasks, spoilt
from mmltui.grading.slips.ranking import FAR, Explanation, outstanding
from mmltui.grading.slips.repair import Repair, repair
from mmltui.grading.slips.samples import Samples
from mmltui.grading.slips.sentences import MISCONCEPTIONS, sentence
from mmltui.grading.verdicts import Different
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression
from mmltui.notation.walk import substitute

if TYPE_CHECKING:
    from mmltui.grading.slips.samples import Values


_MANY_SLIPS: Final = 50
"""Where single slips are this many, pairs of them are too many to be told apart."""


@dataclass(frozen=True, slots=True)
class DerivativeQuestion:
    """d^order `of` / d `wrt`^order, where `at` binds symbols after differentiating."""

    of: Expression
    wrt: str
    symbols: SymbolTable
    order: int = 1
    at: Mapping[str, Expression] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What explains a wrong answer, most likely first; `guess` if it takes two slips together.

    Without any, `repair` may say where one small change would make the answer right.
    """

    slips: tuple[str, ...] = ()
    guess: bool = False
    repair: Repair | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to tell the learner; it never contains the right answer."""
        if self.repair is not None:
            return (self.repair.sentence,)
        told = tuple(text for id_ in self.slips if (text := sentence(id_)) is not None)
        return (f"Perhaps two things at once: {' '.join(told)}",) if self.guess else told[:1]


def diagnose(submission: Expression, question: DerivativeQuestion) -> tuple[str, ...]:
    """Ids of the slips that explain a wrong answer, most likely first; empty if none stands out. Total."""
    return explain(submission, question).slips


def explain(submission: Expression, question: DerivativeQuestion) -> Diagnosis:
    """Why an answer is wrong; says nothing where it is right, or where no explanation stands out. Total."""
    try:
        return _explain(submission, question)
    except (NotDifferentiableError, RecursionError):
        return Diagnosis()


def explain_formula(submission: Expression, right: Expression, symbols: SymbolTable) -> Diagnosis:
    """Why a formula is not the right one, where no question says how it came about: a factor, or one place. Total."""
    try:
        answer, wanted = (written_out(formula, symbols) for formula in (submission, right))
        samples = Samples(symbols, (answer, wanted))
        given, row = _row(samples, answer), _row(samples, wanted)
        if samples.same(row, given):
            return Diagnosis()
        if (spoil := spoilt(given, row)) is not None:
            return Diagnosis((spoil[0],))
        return Diagnosis(repair=repair(answer, row, samples))
    except (NotDifferentiableError, RecursionError):
        return Diagnosis()


def _explain(submission: Expression, question: DerivativeQuestion) -> Diagnosis:
    symbols = question.symbols
    of = written_out(question.of, symbols)
    for _ in range(question.order - 1):
        of = derivative(of, question.wrt, symbols)
    answer = written_out(submission, symbols)
    samples = Samples(symbols, (of, answer), _numbers(question.at), domain=of)
    given = _row(samples, answer)
    right, *wrong = _candidates(of, question.wrt, 1)
    wrong += _earlier_slips(question)
    if is_zero := samples.is_zero(answer):  # which says little: only a slip at the outermost rule explains it
        wrong = [candidate for candidate in wrong if candidate.slips[0].at == of]
    right_row = _row(samples, right.derivative)
    if not samples.differ(right_row, given) or samples.differ(right_row, right_row):  # right, or hardly anywhere known
        return Diagnosis()
    found = _single(wrong, given, right_row, samples)
    found += _other_tasks(of, answer, question, right.derivative, samples)
    if question.at:
        found += [Explanation("answer.sign")] if samples.same(-right_row, given) else []
        return Diagnosis(tuple(_stands_out(found, answer, question)))
    if (spoil := spoilt(given, right_row)) is not None:
        found.append(Explanation(spoil[0]))
    if slips := tuple(_stands_out(found, answer, question)):
        return Diagnosis(slips)
    if (place := repair(answer, right_row, samples)) is not None:
        return Diagnosis(repair=place)
    if is_zero or len(wrong) > _MANY_SLIPS:
        return Diagnosis()
    pair = _two_at_once(of, question.wrt, given, right_row, samples)
    return Diagnosis(pair, guess=bool(pair))


@lru_cache(maxsize=64)
def _candidates(of: Expression, wrt: str, slips: int) -> tuple[Candidate, ...]:
    """Kept, for a question gets many wrong answers: from one learner, and from the checks of a lesson."""
    return tuple(candidates(of, wrt, slips))


def _earlier_slips(question: DerivativeQuestion) -> Iterator[Candidate]:
    """A slip in the first derivative, the others taken rightly."""
    if question.order == 1:
        return
    for candidate in candidates(written_out(question.of, question.symbols), question.wrt):
        if not candidate.slips:
            continue
        slope = candidate.derivative
        for _ in range(question.order - 1):
            slope = untidy_derivative(slope, question.wrt)
        yield Candidate(slope, candidate.slips)


def _other_tasks(
    of: Expression, answer: Expression, question: DerivativeQuestion, right: Expression, samples: Samples
) -> Iterator[Explanation]:
    """Whether the answer does another task than the one asked."""
    given = _row(samples, answer)
    for id_, formula in other_tasks(of, question.wrt, right):
        row = _row(samples, formula)
        if samples.same(row, given) and not samples.same(row, _row(samples, right)):
            yield Explanation(id_, formula)
    if not question.at and is_antiderivative(answer, of, question.wrt, samples):
        yield Explanation("task.integrated")


def _two_at_once(of: Expression, wrt: str, given: Values, right: Values, samples: Samples) -> tuple[str, ...]:
    """The likeliest pair of slips that gives this answer; nothing if others do that are not the same mistakes."""
    double = [
        candidate
        for candidate in _candidates(of, wrt, 2)
        if len(candidate.slips) == 2 and not any(made.far for made in candidate.slips)
    ]
    pairs = {tuple(sorted(made.id for made in pair.slips)) for pair in _fitting(double, given, right, samples)}
    if not pairs:
        return ()
    # Who slips twice mostly slips in the same way; after that the likelier slips come first.
    weights = {pair: sum(MISCONCEPTIONS[id_].weight for id_ in pair) for pair in pairs}
    first, *others = sorted(pairs, key=lambda pair: (len(set(pair)), -weights[pair], pair))
    near = (pair for pair in others if weights[pair] > weights[first] - FAR)
    stands_out = all(any(same_mistake(id_, seen) for seen in first) for pair in near for id_ in pair)
    return tuple(dict.fromkeys(first)) if stands_out else ()


def _numbers(at: Mapping[str, Expression]) -> dict[str, float]:
    from mmltui.notation.numeric import evaluate

    return {name: float(value) for name, expression in at.items() if (value := evaluate(expression, {})).ndim == 0}


def _row(samples: Samples, formula: Expression) -> Values:
    row: Values = samples.rows([formula])[0]
    return row


def _single(wrong: Sequence[Candidate], given: Values, right: Values, samples: Samples) -> list[Explanation]:
    """The single slips that fit at the sample points."""
    return [
        Explanation(candidate.slips[0].id, candidate.derivative, candidate.slips[0].far)
        for candidate in _fitting(wrong, given, right, samples)
    ]


def _fitting(wrong: Sequence[Candidate], given: Values, right: Values, samples: Samples) -> list[Candidate]:
    """The candidates that have the values given, and not those of the right answer."""
    if not wrong:
        return []
    rows = samples.rows(candidate.derivative for candidate in wrong)
    hits = samples.matching(rows, given) & ~samples.matching(rows, right)
    return [candidate for candidate, hit in zip(wrong, hits, strict=True) if hit]


def _stands_out(found: list[Explanation], answer: Expression, question: DerivativeQuestion) -> Iterator[str]:
    """What stands out, each confirmed by certified arithmetic."""
    return (slip.id for slip in outstanding(found) if _confirmed(answer, slip, question))


def _confirmed(answer: Expression, slip: Explanation, question: DerivativeQuestion) -> bool:
    """Whether certified arithmetic finds no difference either; a number is compared at its point."""
    from mmltui.grading.unrolled import compare_with_sums

    if slip.formula is None:
        return True
    return not isinstance(compare_with_sums(answer, substitute(slip.formula, question.at), question.symbols), Different)
