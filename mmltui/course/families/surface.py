"""Random polynomials in x_1, x_2 (and x_3) whose derivatives are worked out here, in whole numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final, Self

from mmltui.course.families.build import number, plus, power, scaled, times

if TYPE_CHECKING:
    from mmltui.notation.tree import Expression

COEFFICIENTS: Final = (-4, -3, -2, -1, 1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Surface:
    """A sum of `coefficient x_1^a x_2^b …` in `size` variables: a term is its coefficient and its exponents."""

    terms: tuple[tuple[int, tuple[int, ...]], ...]
    size: int = 2

    @classmethod
    def draw(cls, source: Random, shapes: Sequence[tuple[int, ...]], count: int) -> Self:
        """So many terms with these exponents, the first of them positive."""
        chosen = sorted(source.sample(shapes, count), reverse=True)
        first, *rest = (source.choice(COEFFICIENTS) for _ in chosen)
        return cls(tuple(zip((abs(first), *rest), chosen, strict=True)), len(chosen[0]))

    def partial(self, place: int) -> Surface:
        """The partial derivative by the variable at a place, counted from 0; without terms if it is 0."""
        kept = (
            (factor * exponents[place], (*exponents[:place], exponents[place] - 1, *exponents[place + 1 :]))
            for factor, exponents in self.terms
            if exponents[place]
        )
        return Surface(tuple(kept), self.size)

    def row(self) -> tuple[Surface, ...]:
        """All partial derivatives."""
        return tuple(self.partial(place) for place in range(self.size))

    def at(self, point: Sequence[int]) -> int:
        """The value at a point of whole numbers."""
        return sum(factor * math.prod(map(pow, point, exponents)) for factor, exponents in self.terms)

    def depends_on(self, place: int) -> bool:
        """Whether the variable occurs."""
        return any(exponents[place] for _, exponents in self.terms)

    def tree(self) -> Expression:
        """The formula; 0 where there are no terms."""
        if not self.terms:
            return number(0)
        return plus(*(scaled(factor, _powers(exponents)) for factor, exponents in self.terms))

    def plain(self) -> str:
        """The formula as one types it."""
        from mmltui.notation.printing import plain

        return plain(self.tree())

    def latex(self) -> str:
        """The formula in LaTeX."""
        from mmltui.notation.printing import latex

        return latex(self.tree())


def _powers(exponents: Sequence[int]) -> Expression:
    from mmltui.notation.tree import Symbol

    return times(*(power(Symbol(f"x_{place}"), exponent) for place, exponent in enumerate(exponents, start=1)))
