"""An equation as the answer to where a loss is stationary, such as the normal equations."""

from __future__ import annotations

from dataclasses import replace

import flint

from mmltui.grading.vectors.asked import Jacobian, Stationary
from mmltui.grading.vectors.compare import AGREEING_DIGITS, common_factor
from mmltui.grading.vectors.exact import inputs_of, named, value_asked
from mmltui.grading.vectors.samples import BITS, Sample, Samples
from mmltui.grading.vectors.tables import NoValueError, both, column, inverse, times
from mmltui.grading.verdicts import Agreed, Different, Undecided
from mmltui.notation.shapes import shape_of
from mmltui.notation.tree import Add, Expression, Neg, Relation


def compare_equation(equation: Relation, asked: Stationary, samples: Samples) -> Agreed | Different | Undecided:
    """Whether an equation has the stationary point as its only solution, at every sample.

    Raises `ParseError` (`shape-error`) where its sides do not fit.
    """
    shape_of(equation, samples.question.symbols)
    residual = Add((equation.left, Neg(equation.right)))
    if not samples.general:
        return _compare_with_gradient(residual, asked, samples)
    with flint.ctx.workprec(BITS):
        try:
            solved = all(is_solved_by(sample, residual, asked, samples) for sample in samples.general)
        except NoValueError:
            return Different()
    return Agreed(len(samples.general), AGREEING_DIGITS) if solved else Different()


def _compare_with_gradient(residual: Expression, asked: Stationary, samples: Samples) -> Agreed | Undecided:
    """Of a loss that is not quadratic: whether the equation says that a multiple of the gradient is zero."""
    question = samples.question
    gradient = Samples(replace(question, asked=Jacobian(asked.of, asked.wrt))).general
    with flint.ctx.workprec(BITS):
        for turned in (False, True):
            if common_factor(residual, gradient, question.symbols, transposed=turned) is not None:
                return Agreed(len(gradient), AGREEING_DIGITS)
    return Undecided(
        "the loss is not quadratic, so that its stationary points are not known, "
        "and the equation is not its gradient set to zero"
    )


def is_solved_by(sample: Sample, residual: Expression, asked: Stationary, samples: Samples) -> bool:
    """One Newton step from a random point must land on the stationary point, and the residual vanish there.

    Raises `NoValueError` where there are not as many equations as unknowns.
    """
    if not vanishes(sample, residual, asked, samples):
        return False
    symbols = samples.question.symbols
    start = sample.place.instance
    slope = value_asked(Jacobian(residual, asked.wrt), start, symbols)
    away = column(sample.place.evaluate(residual, symbols).entries)
    step = times(inverse(slope), away)
    landed = both(lambda at, by: at - by, inputs_of(asked.wrt, start), step)
    return all(gap[0].contains(0) for gap in both(lambda a, b: a - b, landed, sample.reference).entries)


def is_isolated(sample: Sample, residual: Expression, asked: Stationary, samples: Samples) -> bool:
    """Whether the stationary point is the residual's only zero, and the unknown stands in it times a number.

    Raises `NoValueError` where there are not as many equations as unknowns.
    """
    if not is_solved_by(sample, residual, asked, samples):
        return False
    slope = value_asked(Jacobian(residual, asked.wrt), sample.place.instance, samples.question.symbols).rows
    wanted = ((i, j, slope[0][0][0] if i == j else 0) for i in range(len(slope)) for j in range(len(slope)))
    return all((slope[i][j][0] - number).contains(0) for i, j, number in wanted)


def vanishes(sample: Sample, residual: Expression, asked: Stationary, samples: Samples) -> bool:
    """Whether a residual is zero at the stationary point."""
    start = sample.place.instance
    there = replace(start, values={**start.values, **named(asked.wrt, sample.reference)})
    rest = replace(sample.place, instance=there).evaluate(residual, samples.question.symbols)
    return all(entry[0].contains(0) for entry in rest.entries)
