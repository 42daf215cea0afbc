"""Where an answer and its reference are compared: places with the exact value that is asked there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

import flint

from mmltui.calculus.uses import NotDifferentiableError
from mmltui.grading.vectors.asked import Directional, Question, Value
from mmltui.grading.vectors.exact import Place, places, value_asked
from mmltui.grading.vectors.formula import formula_asked
from mmltui.grading.vectors.instances import DataKind, Instance, instances, small_instances
from mmltui.grading.vectors.tables import NoValueError, Table, is_finite, scalar
from mmltui.notation.tree import Expression
from mmltui.notation.walk import free_symbols

BITS = 128
_SMALL_TRIES = 24

# Data with signs where the question allows it; else positive, and inside (0, 1/2) for arcsine and its kind.
_KINDS: tuple[DataKind, ...] = ("any", "positive", "below one")


@dataclass(frozen=True, slots=True)
class Sample:
    """A place and the value of the reference there."""

    place: Place
    reference: Table


class Drawn:
    """Samples that are worked out when they are first asked for, and kept: most wrong answers need only one."""

    def __init__(self, source: Iterator[Sample]) -> None:
        self._source = source
        self._known: list[Sample] = []

    def __iter__(self) -> Iterator[Sample]:
        for place in count():
            if place == len(self._known) and not self._more():
                return
            yield self._known[place]

    def __bool__(self) -> bool:
        return bool(self._known) or self._more()

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _more(self) -> bool:
        found = next(self._source, None)
        if found is not None:
            self._known.append(found)
        return found is not None


class Samples:
    """The samples of one question, each worked out once."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.general = Drawn(self._sampled(symmetric=False))
        self.small = Drawn(self._small())

    @cached_property
    def formula(self) -> Expression | None:
        """The engine's own answer as a formula, None where it has none."""
        try:
            return formula_asked(self.question)
        except NotDifferentiableError:
            return None

    @property
    def names(self) -> frozenset[str]:
        """The symbols that the question itself uses."""
        asked = self.question.asked
        used = free_symbols(asked.formula if isinstance(asked, Value) else asked.of)
        if isinstance(asked, Directional):
            used |= free_symbols(asked.along)
        return used

    @property
    def varies_with(self) -> frozenset[str]:
        """The symbols and indices that the right value depends on, none if it is one fixed value."""
        used = self.names if self.formula is None else free_symbols(self.formula)
        return used.union(self.question.indices).difference(self.question.at or {})

    @cached_property
    def symmetric(self) -> Drawn:
        """Samples in which every square matrix is symmetric."""
        return Drawn(self._sampled(symmetric=True))

    def _small(self) -> Iterator[Sample]:
        """Samples of small whole numbers, for a learner to look at."""
        question = self.question
        for found in small_instances(question.symbols, question.seed, _SMALL_TRIES):
            yield from self._tried(found)

    def _sampled(self, *, symmetric: bool) -> Iterator[Sample]:
        """The samples of the first kind of data that gives any."""
        question = self.question
        for data in _KINDS:
            drawn = instances(question.symbols, question.seed, data, symmetric=symmetric)
            found = False
            for sample in (sample for tries in drawn for sample in next(filter(None, map(self._tried, tries)), [])):
                found = True
                yield sample
            if found:
                return

    def _tried(self, found: Instance) -> list[Sample]:
        """The samples at an instance; none where the question has no value there."""
        try:
            with flint.ctx.workprec(BITS):
                return self._at(found)
        except NoValueError:
            return []

    def _at(self, found: Instance) -> list[Sample]:
        question = self.question
        found = bind(found, question)
        if not question.indices:
            return [Sample(Place(found, {}), _checked(value_asked(question.asked, found, question.symbols)))]
        everywhere = places(found, question.symbols, question.indices)
        if isinstance(question.asked, Value):
            formula = question.asked.formula
            return [Sample(place, _checked(place.evaluate(formula, question.symbols))) for place in everywhere]
        whole = _checked(value_asked(question.asked, found, question.symbols))
        return [Sample(place, _entry(whole, list(place.indices.values()))) for place in everywhere]


def bind(found: Instance, question: Question) -> Instance:
    """The instance with the values that the exercise gives."""
    if not question.at:
        return found
    place = Place(found, {})
    given = {name: place.evaluate(value, question.symbols) for name, value in question.at.items()}
    return replace(found, values={**found.values, **given})


def _checked(found: Table) -> Table:
    if not all(is_finite(entry) for entry in found.entries):
        raise NoValueError
    return found


def _entry(whole: Table, indices: list[int]) -> Table:
    """The entry with these indices; of a row or a column one index is enough."""
    if len(indices) == 1:
        return scalar(whole.entries[indices[0] - 1])
    return scalar(whole.rows[indices[0] - 1][indices[1] - 1])
