"""Ask `choice`: letters of options; `predict`: the letter of a plot; `find-error`: the number of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.keys import ExerciseError
from mmltui.grading.verdicts import Different, Judgement, NotAnAnswer, Proved, Unparsable

if TYPE_CHECKING:
    from mmltui.exercises.keys import Keys

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BY_COMPARISON = Proved("compared with the right choice")


def _labels(keys: Keys, key: str, allowed: list[str]) -> frozenset[str]:
    labels = frozenset(label.strip().lower() for label in keys.texts(key))
    for label in labels - set(allowed):
        raise ExerciseError(f"'{key}' names {label!r}, which is none of {', '.join(allowed)}", key)
    return labels


@dataclass(frozen=True, slots=True)
class Choice(Ask):
    """Options labelled a, b, c …; `right` are those that are right, all of them wanted where `several`."""

    options: tuple[str, ...]
    right: frozenset[str]
    several: bool

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `options`, `right` (a letter or several), `several`."""
        options = keys.texts("options", at_least=2)
        if len(options) > len(LETTERS):
            raise ExerciseError(f"'options' has more than {len(LETTERS)} entries: ask less at once", "options")
        return cls(options, _labels(keys, "right", list(LETTERS[: len(options)])), keys.flag("several"))

    @property
    def labels(self) -> str:
        """The letters that there are, in order."""
        return LETTERS[: len(self.options)]

    def judge(self, submission: str) -> Judgement:
        """Letters in any order, with commas, spaces or brackets between; an option's own words count as its letter."""
        for label, option in zip(self.labels, self.options, strict=True):
            if submission.strip().casefold() == option.strip().casefold():
                return self._compare(frozenset({label}))
        pieces = re.findall(r"[^\s,;.()&+]+", re.sub(r"\band\b", ",", submission.lower()))
        letters = [letter for piece in pieces for letter in (piece if self._are_letters(piece) else (piece,))]
        strange = next((letter for letter in letters if letter not in self.labels or len(letter) != 1), None)
        if strange is not None:
            return Judgement(
                Unparsable(
                    f"'{strange}' is no option of this question", hint=f"type a letter from a to {self.labels[-1]}"
                )
            )
        return self._compare(frozenset(letters))

    def _are_letters(self, piece: str) -> bool:
        """Whether several letters were typed as one word, `acd`, where several may be right."""
        return self.several and set(piece) <= set(self.labels) and len(set(piece)) == len(piece)

    def _compare(self, chosen: frozenset[str]) -> Judgement:
        reading = ", ".join(sorted(chosen))
        if not self.several and len(chosen) > 1:
            return Judgement(NotAnAnswer("This question wants one letter", hint="type the one you trust most"), reading)
        right = chosen == self.right if self.several else chosen <= self.right
        return Judgement(_BY_COMPARISON if right else Different(), reading)

    def reference(self) -> str:
        """The right letters."""
        return ", ".join(sorted(self.right)) if self.several else min(self.right)


@dataclass(frozen=True, slots=True)
class Predict(Choice):
    """Plots instead of options: the learner says beforehand which it will be."""

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `plots` (a list of captions or of plot names), `right`."""
        plots = keys.texts("plots", at_least=2)
        if len(plots) > len(LETTERS):
            raise ExerciseError(f"'plots' has more than {len(LETTERS)} entries: show fewer at once", "plots")
        return cls(plots, _labels(keys, "right", list(LETTERS[: len(plots)])), several=False)


@dataclass(frozen=True, slots=True)
class FindError(Ask):
    """Numbered lines, of which one does not follow from those before it."""

    lines: tuple[str, ...]
    wrong: int

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `lines`, `wrong` (the number of the first line that does not follow, counted from 1)."""
        lines = keys.texts("lines", at_least=2)
        return cls(lines, keys.whole("wrong", None, smallest=1, largest=len(lines)))

    def judge(self, submission: str) -> Judgement:
        """A line number, with or without words such as `line 2`."""
        match = re.fullmatch(r"\s*(?:line|no\.?|number|#)?\s*\(?(\d{1,4})\)?\s*[.)]?\s*", submission, re.IGNORECASE)
        if match is None or not 1 <= int(match[1]) <= len(self.lines):
            return Judgement(
                Unparsable("this is no line of the derivation", hint=f"type a number from 1 to {len(self.lines)}")
            )
        right = int(match[1]) == self.wrong
        return Judgement(_BY_COMPARISON if right else Different(), f"line {int(match[1])}")

    def reference(self) -> str:
        """The number of the wrong line."""
        return str(self.wrong)
