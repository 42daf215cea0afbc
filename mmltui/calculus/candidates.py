"""Differentiating wrongly on purpose: the right derivative of a question, then those that one slip gives, or two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Final

from mmltui.calculus.rules import CONSTANT, CONSTANTS_OF_A_SUM
from mmltui.calculus.templates import fill, template
from mmltui.calculus.uses import NotDifferentiableError, use
from mmltui.calculus.wrong import other_readings, two_at_a_function, wrong_ways
from mmltui.notation.tree import Expression
from mmltui.notation.walk import free_symbols

MOST_CANDIDATES: Final = 400
"""Enough for every single slip in a formula of some twenty operations; it bounds the time of a diagnosis."""


@dataclass(frozen=True, slots=True)
class Made:
    """A slip and the part of the question at which it was made; `far` if few slip so, or would read that part so."""

    id: str
    at: Expression
    far: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A derivative, untidied, and the slips in it: none if it is right."""

    derivative: Expression
    slips: tuple[Made, ...] = ()


def candidates(question: Expression, variable: str, slips: int = 1) -> Iterator[Candidate]:
    """The right derivative first, then those with at most so many slips; no more than MOST_CANDIDATES.

    Parts are shared between candidates, so that evaluating one helps the next.
    """
    found = islice(_Walk(variable).ways(question, slips), MOST_CANDIDATES)
    if slips and use(question, variable).rule is CONSTANT:  # in a sum it is the sum's slip
        wrong = (
            Candidate(fill(template(slip.wrong), {"c": question}), (Made(slip.id, question),))
            for slip in CONSTANTS_OF_A_SUM
        )
        return chain(found, wrong)
    return found


def _farther(way: Candidate) -> Candidate:
    return replace(way, slips=tuple(replace(made, far=True) for made in way.slips))


class _Walk:
    """Remembers what was found for each part and number of slips."""

    def __init__(self, variable: str) -> None:
        self.variable = variable
        self.found: dict[tuple[int, int], list[Candidate]] = {}
        self.parts: list[Expression] = []

    def of_part(self, part: Expression, slips: int) -> list[Candidate]:
        key = (id(part), slips)
        if key not in self.found:
            self.parts.append(part)  # kept alive: an id is a key only while its node lives
            self.found[key] = list(islice(self.ways(part, slips), MOST_CANDIDATES))
        return self.found[key]

    def ways(self, node: Expression, slips: int) -> Iterator[Candidate]:
        step = use(node, self.variable)
        yield from self._filled(step.formula, step.parts, step.inner, slips)
        if not slips:
            return
        for wrong in wrong_ways(node, step, self.variable):
            made = Made(wrong.id, node, wrong.rare)
            yield from self._filled(wrong.formula, {**step.parts, **wrong.parts}, step.inner, slips - 1, made)
        if slips > 1:
            for ids, formula in two_at_a_function(node, step, self.variable):
                yield Candidate(fill(formula, step.parts), tuple(Made(id_, node) for id_ in ids))
        for other, unusual in other_readings(node, self.variable):
            try:
                yield from (_farther(way) if unusual else way for way in self.ways(other, slips) if way.slips)
            except NotDifferentiableError:
                continue

    def _filled(
        self,
        formula: Expression,
        parts: Mapping[str, Expression],
        inner: Mapping[str, Expression],
        slips: int,
        made: Made | None = None,
    ) -> Iterator[Candidate]:
        """A formula with its derivatives filled in every way that leaves no more slips than allowed."""
        wanted = free_symbols(formula)
        holes = {hole: part for hole, part in inner.items() if hole in wanted}
        for slopes, below in self._choices(list(holes.items()), slips):
            yield Candidate(fill(formula, {**parts, **slopes}), (made, *below) if made else below)

    def _choices(
        self, holes: list[tuple[str, Expression]], slips: int
    ) -> Iterator[tuple[dict[str, Expression], tuple[Made, ...]]]:
        if not holes:
            yield {}, ()
            return
        (hole, part), *others = holes
        for way in self.of_part(part, slips):
            for slopes, below in self._choices(others, slips - len(way.slips)):
                yield {hole: way.derivative, **slopes}, (*way.slips, *below)
