"""Answers to the question for a derivative that do another task, or do the right one and then spoil it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from mmltui.calculus.derivative import untidy_derivative
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.wrong import slopes_by_letters
from mmltui.grading.slips.samples import Samples
from mmltui.notation.tree import Expression

if TYPE_CHECKING:
    from mmltui.grading.slips.samples import Values

_LARGEST_FACTOR: Final = 12
"""A factor or an offset of small whole numbers was lost on the way; another one is no explanation."""


def other_tasks(question: Expression, variable: str, right: Expression) -> Iterator[tuple[str, Expression]]:
    """Slips under their ids, and the formula that each would give; the right derivative untidied."""
    yield "task.unchanged", question
    with suppress(NotDifferentiableError):
        yield "task.second-derivative", untidy_derivative(right, variable)
    for slope in slopes_by_letters(question, besides=variable):
        yield "task.other-variable", slope


def is_antiderivative(submission: Expression, question: Expression, variable: str, samples: Samples) -> bool:
    """Whether differentiating the submission gives the question back."""
    try:
        slope = untidy_derivative(submission, variable)
    except NotDifferentiableError:
        return False
    return samples.same(samples.of(slope), samples.of(question))


def spoilt(submission: Values, right: Values) -> tuple[str, Fraction] | None:
    """Right up to a sign, a factor or an offset, which is then given; both rows hold a value for each point."""
    import numpy as np

    known = np.isfinite(submission) & np.isfinite(right) & (right != 0)
    if known.sum() < 5 or float(np.ptp(right[known])) < 1e-9:
        return None  # a constant answer is a factor and an offset away from any other
    factor = _constant(submission[known] / right[known])
    if factor is not None and factor != 0:
        return ("answer.sign" if factor == -1 else "answer.factor"), factor
    offset = _constant(submission[known] - right[known])
    return ("answer.offset", offset) if offset else None


def _constant(values: Values) -> Fraction | None:
    """The one small rational number that all of the values are."""
    middle = float(values.mean())
    if float(abs(values - middle).max()) > 1e-8 * (1 + abs(middle)):
        return None
    nearest = Fraction(middle).limit_denominator(_LARGEST_FACTOR)
    small = abs(nearest.numerator) <= _LARGEST_FACTOR and abs(float(nearest) - middle) < 1e-8
    return nearest if small else None
