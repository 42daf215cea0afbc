"""Which of the explanations that fit an answer to speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mmltui.grading.slips.sentences import MISCONCEPTIONS
from mmltui.notation.tree import Expression

_CLOSE: Final = 1
"""Explanations this much less likely than the first are not mentioned beside it."""
_FAR: Final = 4
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
        return MISCONCEPTIONS[self.id].weight - (_FAR if self.far else 0)


def outstanding(found: Iterable[Explanation]) -> Iterator[Explanation]:
    """The likeliest first and, once for each slip, those as likely; none where too many fit.

    A factor or an offset explains nothing where a slip that leads to it was found.
    """
    ordered = sorted(found, key=lambda slip: (-slip.weight, slip.id))
    if any(not slip.id.startswith("answer.") for slip in ordered):
        ordered = [slip for slip in ordered if slip.id not in ("answer.factor", "answer.offset")]
    ids = {slip.id for slip in ordered}
    if len(ids) > _TOO_MANY:
        return
    yield from (slip for slip in ordered if slip.weight >= ordered[0].weight - _CLOSE)


def ids_of(found: Iterable[Explanation]) -> tuple[str, ...]:
    """The ids of what stands out, each once."""
    return tuple(dict.fromkeys(slip.id for slip in outstanding(found)))
