"""Ask `order`: lines to be put in a right order."""

from __future__ import annotations

import hashlib
import itertools
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.keys import ExerciseError
from mmltui.grading.verdicts import Different, Judgement, Proved, Unparsable

if TYPE_CHECKING:
    from mmltui.exercises.keys import Keys


def shuffle(lines: Sequence[str], seed: str = "") -> tuple[int, ...]:
    """An order to show `lines` in, as line numbers from 1: the same for the same lines and seed, never as listed."""
    digest = hashlib.sha256("\0".join([seed, *lines]).encode()).digest()
    numbers = list(range(1, len(lines) + 1))
    while numbers == sorted(numbers):
        random.Random(digest).shuffle(numbers)  # noqa: S311 - a display order is no secret
        digest = hashlib.sha256(digest).digest()
    return tuple(numbers)


@dataclass(frozen=True, slots=True)
class Order(Ask):
    """`lines` in a right order; `swaps` are pairs of lines that may change places; `shown` is the order on display."""

    lines: tuple[str, ...]
    swaps: tuple[tuple[int, int], ...]
    shown: tuple[int, ...]

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `lines`, `swaps`, and `shown` (line numbers; as listed if it is missing)."""
        lines = keys.texts("lines", at_least=2)
        swaps = keys.pairs("swaps", len(lines))
        listed = tuple(range(1, len(lines) + 1))
        shown = tuple(int(number) if number.isdecimal() else 0 for number in keys.optional_texts("shown")) or listed
        if tuple(sorted(shown)) != listed:
            raise ExerciseError(f"'shown' must hold each number from 1 to {len(lines)} once", "shown")
        return cls(lines, swaps, shown)

    @property
    def display(self) -> tuple[str, ...]:
        """The lines as the learner sees them."""
        return tuple(self.lines[number - 1] for number in self.shown)

    def judge(self, submission: str) -> Judgement:
        """Numbers of the lines as shown, in the order the learner gives them: `3 1 2`."""
        words = re.findall(r"[^\s,;>→-]+", submission)
        if sorted(words) != sorted(str(number) for number in range(1, len(self.lines) + 1)):
            return Judgement(
                Unparsable(
                    "the order must name every line once",
                    hint=f"type the numbers 1 to {len(self.lines)} in your order, such as "
                    + " ".join(str(number) for number in range(len(self.lines), 0, -1)),
                )
            )
        given = [self.shown[int(word) - 1] for word in words]
        right = _reachable(given, self.swaps)
        return Judgement(Proved("compared with the right order") if right else Different(), " ".join(words))

    def reference(self) -> str:
        """The numbers of the shown lines, in a right order."""
        return " ".join(str(self.shown.index(number) + 1) for number in range(1, len(self.lines) + 1))


def _reachable(given: list[int], swaps: tuple[tuple[int, int], ...]) -> bool:
    """Whether every pair that stands in another order than listed is one that may change places."""
    allowed = {frozenset(pair) for pair in swaps}
    return all(
        first < second or frozenset((first, second)) in allowed for first, second in itertools.combinations(given, 2)
    )
