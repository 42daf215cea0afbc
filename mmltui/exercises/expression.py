"""Ask `expression`: a formula equal to the one given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.setting import Setting, author_expression
from mmltui.exercises.value import Target, bind, judge_text
from mmltui.notation.parser import Reading, parse
from mmltui.notation.printing import plain

if TYPE_CHECKING:
    from mmltui.exercises.keys import Keys
    from mmltui.grading.verdicts import Judgement


@dataclass(frozen=True, slots=True)
class ExpressionAsk(Ask):
    """Any formula equal to the target's reference."""

    target: Target

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `answer`, `indices`, and those of a setting."""
        answer, indices = keys.text("answer"), keys.mapping("indices")
        setting = Setting.from_keys(keys, answer, indices=indices)
        reference = bind(author_expression("answer", answer, setting.symbols), setting.at)
        return cls(Target(setting, reference))

    def judge(self, submission: str) -> Judgement:
        """Compare by value."""
        return judge_text(submission, self.target)

    def reference(self) -> str:
        """The answer as the author wrote it."""
        return plain(self.target.reference)

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One formula."""
        return (parse(submission, self.target.setting.symbols),)
