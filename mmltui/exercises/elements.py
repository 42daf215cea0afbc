"""Ask `set`: all the elements that are asked for, in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.listing import split_values
from mmltui.exercises.matching import Match, judge_matches
from mmltui.exercises.setting import Setting, author_expression
from mmltui.exercises.value import Target, bind, is_correct, judge_expression
from mmltui.grading.verdicts import Different, Judgement, Proved, Undecided, Verdict
from mmltui.notation.parser import Reading, parse
from mmltui.notation.printing import plain

if TYPE_CHECKING:
    from mmltui.exercises.keys import Keys
    from mmltui.notation.tree import Expression

EMPTY = frozenset({"{}", r"\{\}", "∅", r"\emptyset", "none", "empty"})


@dataclass(frozen=True, slots=True)
class SetAsk(Ask):
    """A finite set, by its elements."""

    setting: Setting
    elements: tuple[Expression, ...]

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `answer` (a list, which may be empty), and those of a setting."""
        answers = keys.texts("answer", at_least=0)
        setting = Setting.from_keys(keys, *answers)
        parsed = (author_expression("answer", answer, setting.symbols) for answer in answers)
        return cls(setting, tuple(bind(element, setting.at) for element in parsed))

    def judge(self, submission: str) -> Judgement:
        """Each element given must be one of the set's, and each of the set's must be given."""
        if submission.strip().lower() in EMPTY:
            return Judgement(Different() if self.elements else Proved("the set is empty"), "{}")
        readings = self.read(submission)
        verdict = match_all([reading.expression for reading in readings], self.elements, self.setting)
        notes = tuple(dict.fromkeys(note for reading in readings for note in reading.notes))
        return Judgement(verdict, "{" + ", ".join(plain(reading.expression) for reading in readings) + "}", notes)

    def reference(self) -> str:
        """All elements."""
        return "{" + ", ".join(plain(element) for element in self.elements) + "}"

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One formula for each element."""
        return tuple(parse(piece, self.setting.symbols) for piece in split_values(submission))


def match_all(given: Sequence[Expression], wanted: Sequence[Expression], setting: Setting) -> Verdict:
    """Compare two lists as sets, element by element."""
    matches = [_match(element, wanted, setting) for element in given]
    return judge_matches(matches, len(wanted), "each element is proved equal to one of the set, and none is missing")


def _match(element: Expression, wanted: Sequence[Expression], setting: Setting) -> Match:
    verdict: Verdict = Different()
    for place, reference in enumerate(wanted):
        found = judge_expression(element, Target(setting, reference))
        if is_correct(found):
            return Match(plain(element), place, found)
        verdict = verdict if isinstance(verdict, Undecided) else found
    return Match(plain(element), None, verdict)
