"""Whether a formula makes a loss stationary, where the loss is not quadratic and its stationary points not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import flint

from mmltui.grading.vectors.asked import Jacobian, Question, Stationary, shape_asked
from mmltui.grading.vectors.compare import AGREEING_BITS, AGREEING_DIGITS, oriented
from mmltui.grading.vectors.exact import Place, named, value_asked
from mmltui.grading.vectors.instances import DataKind, Instance, instances
from mmltui.grading.vectors.samples import BITS, bind
from mmltui.grading.vectors.tables import NoValueError
from mmltui.grading.verdicts import Agreed, Different, Undecided, WrongShape
from mmltui.notation.shapes import shape_of
from mmltui.notation.tree import Expression
from mmltui.notation.walk import free_symbols

_KINDS: tuple[DataKind, ...] = ("any", "positive")


def compare_flat(
    submission: Expression, asked: Stationary, question: Question
) -> Agreed | Different | WrongShape | Undecided:
    """Put the formula into the gradient at several sizes: it must be zero there.

    That shows a stationary point, not that there is no other one. Raises `ParseError` (`shape-error`) where the
    formula's parts do not fit.
    """
    wanted = shape_asked(asked, question.symbols)
    submission = oriented(submission, wanted)
    given = shape_of(submission, question.symbols)
    if given != wanted:
        return WrongShape(str(given), str(wanted))
    if free_symbols(submission) & set(asked.wrt):
        return Different()
    gradient = Jacobian(asked.of, asked.wrt)
    count = 0
    with flint.ctx.workprec(BITS):
        for drawn in chain.from_iterable(_instances(question)):
            try:
                instance = bind(drawn, question)
                point = Place(instance, {}).evaluate(submission, question.symbols)
                there = replace(instance, values={**instance.values, **named(asked.wrt, point)})
                slope = value_asked(gradient, there, question.symbols)
            except NoValueError:
                continue
            if any(not entry[0].contains(0) for entry in slope.entries):
                return Different()
            if any(abs(entry[0]) * 2**AGREEING_BITS > 1 for entry in slope.entries):
                continue
            count += 1
    if count:
        return Agreed(count, AGREEING_DIGITS)
    return Undecided("the loss is not quadratic, and its gradient has no value at your point")


def _instances(question: Question) -> Iterator[Iterator[Instance]]:
    """Sizes both ways round, and data of both signs, then positive: many a loss is defined for some of them only."""
    for data in _KINDS:
        yield from instances(question.symbols, question.seed, data)
