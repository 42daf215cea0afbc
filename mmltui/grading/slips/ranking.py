"""Which of the explanations that fit an answer to speak of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mmltui.grading.slips.sentences import MISCONCEPTIONS
from mmltui.notation.tree import Expression

MOST_NAMED: Final = 4
FAR: Final = 4
"""A slip in a formula that one first has to write in another way is less likely by this much."""
_TOO_MANY: Final = 6
"""An answer that so many different slips would give says nothing about which one it was."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A slip that fits at the sample points; `formula` is what it gives, where that is still to be confirmed."""

    id: str
    formula: Expression | None = None
    far: bool = False

    @property
    def weight(self) -> int:
        """How likely it is, by the catalogue."""
        return MISCONCEPTIONS[self.id].weight - (FAR if self.far else 0)


def outstanding(found: Iterable[Explanation]) -> tuple[Explanation, ...]:
    """One explanation for each slip, the likeliest first; none where too many fit.

    A factor or an offset explains nothing where a slip that leads to it was found, and neither does a slip in a
    formula written in another way where one fits as it stands.
    """
    ordered = sorted(found, key=lambda slip: (-slip.weight, slip.id))
    first = {slip.id: slip for slip in reversed(ordered)}
    named = [slip for slip in ordered if first[slip.id] is slip]
    if any(not slip.id.startswith("answer.") for slip in named):
        named = [slip for slip in named if slip.id not in ("answer.factor", "answer.offset")]
    if any(not slip.far for slip in named):
        named = [slip for slip in named if not slip.far]
    return tuple(named[:MOST_NAMED]) if len(named) <= _TOO_MANY else ()


def ids_of(found: Iterable[Explanation]) -> tuple[str, ...]:
    """The ids of what stands out."""
    return tuple(slip.id for slip in outstanding(found))
