"""Ask `number`: an exact value, or one within a tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.setting import Setting, author_expression
from mmltui.exercises.value import Target, bind, judge_text
from mmltui.notation.parser import Reading, parse
from mmltui.notation.printing import plain
from mmltui.notation.walk import free_symbols

if TYPE_CHECKING:
    from mmltui.exercises.keys import Keys
    from mmltui.grading.verdicts import Judgement


@dataclass(frozen=True, slots=True)
class NumberAsk(Ask):
    """A number, given as such or as the value of a formula at a point."""

    target: Target

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `answer`, or `of` with `at`; `tolerance`; and those of a setting."""
        answer, of = keys.optional_text("answer"), keys.optional_text("of")
        if (answer is None) == (of is None):
            raise ExerciseError("give either 'answer', or 'of' with 'at'", "of" if answer else "answer")
        key, text = ("answer", answer) if answer is not None else ("of", of or "")
        setting = Setting.from_keys(keys, text)
        formula = author_expression(key, text, setting.symbols)
        value = bind(formula, setting.at)
        if left := sorted(free_symbols(value)):
            raise ExerciseError(f"'{key}' is no number: {', '.join(left)} has no value, bind it in 'at'", key)
        return cls(Target(setting, value, question=formula if of else None, tolerance=keys.positive("tolerance")))

    def judge(self, submission: str) -> Judgement:
        """Exact, unless the exercise has a tolerance."""
        return judge_text(submission, self.target)

    def reference(self) -> str:
        """The value, as the formula that gives it."""
        return plain(self.target.reference)

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One formula."""
        return (parse(submission, self.target.setting.symbols),)
