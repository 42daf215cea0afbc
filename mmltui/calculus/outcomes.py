"""Which answers the slips of differentiation give to a question, told apart by their values.

An answer that two different slips give can name neither, and a slip that gives the right answer shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final, TypeAlias

from mmltui.calculus.candidates import Candidate, Made, candidates
from mmltui.calculus.sentences import RULE_MISCONCEPTIONS
from mmltui.notation.numeric import evaluate
from mmltui.notation.walk import free_symbols

if TYPE_CHECKING:
    from mmltui.notation.tree import Expression

LIKELY: Final = 5
"""The weight in the catalogue from which a slip is common."""

SAME_MISTAKE: Final = (
    frozenset({"minus.lost", "sum.sign", "table.sign", "product.minus", "quotient.swapped", "quotient.plus"}),
    frozenset({"sum.term-dropped", "product.first-only", "product.second-only", "constant.factor-killed"}),
    frozenset({"chain.no-inner", "constant.factor-dropped"}),
    frozenset({"power.not-lowered", "power.raised"}),
    frozenset({"quotient.no-square", "quotient.no-denominator"}),
    frozenset({"constant.kept", "constant.one"}),
    frozenset({"exp.as-power", "exp.lowered"}),
    frozenset({"table.sign", "table.tan", "table.tanh", "table.sigmoid"}),
)
"""Slips that a learner could both name: a sign that is wrong, a term that is missing, the 3 of `sin(3 x)` lost,
an exponent that did not go down, a denominator without its square."""

_POINTS: Final = ((0.7, 1.9, 0.4), (1.3, 0.6, 2.3), (2.1, 1.4, 0.8), (0.35, 2.7, 1.7), (1.7, 0.9, 1.1))
_DIGITS: Final = 9

Values: TypeAlias = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value that some slips give; `answer` is the formula of the first of them, untidied."""

    answer: Expression
    made: tuple[Made, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The slips by their ids."""
        return tuple(dict.fromkeys(made.id for made in self.made))

    @property
    def is_far(self) -> bool:
        """Whether only few would slip so."""
        return all(made.far for made in self.made)

    @property
    def meeting(self) -> tuple[tuple[str, str], ...]:
        """The pairs of slips of different families that cannot be told apart by this answer."""
        return tuple(pair for pair in combinations(self.ids, 2) if not alike(*pair))


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What one slip gives: answers that are wrong, and the slips that stay `hidden`, for they give the right one."""

    right: Expression
    wrong: tuple[Outcome, ...]
    hidden: tuple[str, ...]

    @property
    def telling(self) -> bool:
        """Whether each common slip can be seen, and told from those of other families."""
        met = {slip for outcome in self.wrong for pair in outcome.meeting if all(map(is_likely, pair)) for slip in pair}
        return not met and not any(map(is_likely, self.hidden))


def outcomes(question: Expression, wrt: str) -> Outcomes:
    """The right derivative and those with one slip, by their values at a few points of all letters.

    Slips that few would make are left out where a common way to slip gives the same: nobody would name them.
    """
    right, *slipped = candidates(question, wrt)
    names = sorted(free_symbols(question) | {wrt})
    near: dict[Values, list[Candidate]] = {}
    far: dict[Values, list[Candidate]] = {}
    for candidate in slipped:
        found = far if candidate.slips[0].far else near
        found.setdefault(_values(candidate.derivative, names), []).append(candidate)
    met = far | near
    hidden = met.pop(_values(right.derivative, names), [])
    wrong = tuple(Outcome(same[0].derivative, _made(same)) for same in met.values())
    return Outcomes(right.derivative, wrong, tuple(dict.fromkeys(made.id for made in _made(hidden))))


def _made(same: Iterable[Candidate]) -> tuple[Made, ...]:
    return tuple(candidate.slips[0] for candidate in same)


def alike(one: str, other: str) -> bool:
    """Whether two slips are of one family (`chain` of `chain.no-inner`), or the same mistake seen from two sides."""
    return one.partition(".")[0] == other.partition(".")[0] or same_mistake(one, other)


def same_mistake(one: str, other: str) -> bool:
    """Whether two slips are one, or could both be named for one mistake."""
    return one == other or any({one, other} <= group for group in SAME_MISTAKE)


def is_likely(slip: str) -> bool:
    """Whether a slip is common."""
    return RULE_MISCONCEPTIONS[slip].weight >= LIKELY


def _values(formula: Expression, names: list[str]) -> Values:
    import numpy as np

    points = np.array(_POINTS)
    columns = {name: points[:, place % points.shape[1]] + place // points.shape[1] for place, name in enumerate(names)}
    found = np.broadcast_to(evaluate(formula, columns), (len(_POINTS),))
    return tuple(_rounded(found))


def _rounded(values: Iterable[float]) -> Iterator[float | None]:
    for value in values:
        yield float(f"{value:.{_DIGITS}g}") if abs(value) < float("inf") else None
