"""Ask `blank`: a formula with gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.setting import Setting, author_expression
from mmltui.exercises.value import Target, judge_reading
from mmltui.exercises.vector import VectorTarget, value_target
from mmltui.exercises.whole import combine
from mmltui.grading.verdicts import Judgement, Unparsable
from mmltui.notation.parser import Reading, parse
from mmltui.notation.printing import plain

if TYPE_CHECKING:
    from mmltui.exercises.keys import Keys
    from mmltui.notation.tree import Expression

GAP = "__"


@dataclass(frozen=True, slots=True)
class Blank(Ask):
    """A template in which each `__` is a gap, with the formula that belongs in each."""

    template: str
    setting: Setting
    answers: tuple[Expression, ...]
    targets: tuple[Target | VectorTarget, ...]

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `template`, `answers` (one for each gap), `indices`, and those of a setting."""
        template, answers = keys.text("template"), keys.texts("answers")
        if template.count(GAP) != len(answers):
            raise ExerciseError(
                f"'template' has {template.count(GAP)} gaps ({GAP}) for {len(answers)} answers", "answers"
            )
        indices = keys.mapping("indices")
        setting = Setting.from_keys(keys, *answers, indices=indices)
        parsed = tuple(author_expression("answers", answer, setting.symbols) for answer in answers)
        targets = tuple(value_target(setting, answer, "answers", tuple(indices)) for answer in parsed)
        return cls(template, setting, parsed, targets)

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
        return "; ".join(plain(answer) for answer in self.answers)

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One formula for each gap."""
        return tuple(parse(text, self.setting.symbols) for text in submission.split(";"))
