"""Ask `expression`: a formula equal to the one given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.setting import Setting, author_expression
from mmltui.exercises.value import Target, bind, explained, judge_text, right_side
from mmltui.exercises.vector import VectorTarget, value_target
from mmltui.grading.vectors.asked import Value
from mmltui.notation.parser import Reading, parse
from mmltui.notation.printing import plain

if TYPE_CHECKING:
    from mmltui.exercises.keys import Keys
    from mmltui.grading.diagnosis import Diagnosis
    from mmltui.grading.verdicts import Judgement


@dataclass(frozen=True, slots=True)
class ExpressionAsk(Ask):
    """Any formula equal to the target's reference."""

    target: Target | VectorTarget

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `answer`, `indices`, and those of a setting."""
        answer, indices = keys.text("answer"), keys.mapping("indices")
        setting = Setting.from_keys(keys, answer, indices=indices)
        reference = author_expression("answer", answer, setting.symbols)
        return cls(value_target(setting, reference, "answer", tuple(indices)))

    def judge(self, submission: str) -> Judgement:
        """Compare by value."""
        return explained(judge_text(submission, self.target), lambda: self._why(submission))

    def _why(self, submission: str) -> Diagnosis:
        from mmltui.grading.diagnosis import Diagnosis, explain_formula

        symbols = self.target.setting.symbols
        if not isinstance(self.target, Target):
            return Diagnosis()
        return explain_formula(right_side(parse(submission, symbols).expression), self.target.reference, symbols)

    def reference(self) -> str:
        """The answer as the author wrote it."""
        match self.target:
            case Target(reference=reference):
                return plain(reference)
            case VectorTarget(asked=question):
                asked = question.asked
                return plain(bind(asked.formula, question.at or {})) if isinstance(asked, Value) else ""

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One formula."""
        return (parse(submission, self.target.setting.symbols),)
