"""Ask `blank`: a formula with gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.setting import Setting, author_expression
from mmltui.exercises.value import Target, judge_reading
from mmltui.exercises.whole import combine
from mmltui.grading.verdicts import Judgement, Unparsable
from mmltui.notation.parser import Reading, parse
from mmltui.notation.printing import plain

if TYPE_CHECKING:
    from mmltui.exercises.keys import Keys

GAP = "__"


@dataclass(frozen=True, slots=True)
class Blank(Ask):
    """A template in which each `__` is a gap, with the formula that belongs in each."""

    template: str
    targets: tuple[Target, ...]

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `template`, `answers` (one for each gap), `indices`, and those of a setting."""
        template, answers = keys.text("template"), keys.texts("answers")
        if template.count(GAP) != len(answers):
            raise ExerciseError(
                f"'template' has {template.count(GAP)} gaps ({GAP}) for {len(answers)} answers", "answers"
            )
        setting = Setting.from_keys(keys, *answers, indices=keys.mapping("indices"))
        references = [author_expression("answers", answer, setting.symbols) for answer in answers]
        return cls(template, tuple(Target(setting, reference) for reference in references))

    def judge(self, submission: str) -> Judgement:
        """The gaps' contents separated by `;`, each compared by value."""
        readings = self.read(submission)
        if len(readings) != len(self.targets):
            return Judgement(
                Unparsable(
                    f"{len(self.targets)} gaps are to be filled, {len(readings)} found",
                    hint="type what belongs in each gap, separated by ;",
                )
            )
        pairs = zip(readings, self.targets, strict=True)
        return combine([judge_reading(reading, target) for reading, target in pairs], "gap", separator="; ")

    def reference(self) -> str:
        """What belongs in each gap."""
        return "; ".join(plain(target.reference) for target in self.targets)

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One formula for each gap."""
        return tuple(parse(text, self.targets[0].setting.symbols) for text in submission.split(";"))
