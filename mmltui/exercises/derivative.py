"""Ask `derivative`: of a scalar by a scalar, of any order, computed by the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.setting import Setting, author_expression
from mmltui.exercises.value import Target, bind, explained, judge_text, right_side
from mmltui.notation.parser import Reading, parse
from mmltui.notation.printing import plain

if TYPE_CHECKING:
    from mmltui.exercises.boards import Line
    from mmltui.exercises.keys import Keys
    from mmltui.grading.diagnosis import Diagnosis
    from mmltui.grading.verdicts import Judgement

HIGHEST_ORDER = 4


@dataclass(frozen=True, slots=True)
class DerivativeAsk(Ask):
    """d^order `of` / d `wrt`^order, at a point where the exercise gives one."""

    target: Target
    wrt: str
    order: int

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `of`, `wrt`, `order` (1), and those of a setting."""
        from mmltui.calculus.derivative import derivative

        of, wrt = keys.text("of"), keys.text("wrt")
        order = keys.whole("order", 1, smallest=1, largest=HIGHEST_ORDER)
        setting = Setting.from_keys(keys, of, wrt)
        wrt = setting.name(keys, "wrt")
        question = author_expression("of", of, setting.symbols)
        result = question
        for _ in range(order):
            result = derivative(result, wrt, setting.symbols)
        return cls(Target(setting, bind(result, setting.at), (bind(question, setting.at),), question), wrt, order)

    def judge(self, submission: str) -> Judgement:
        """Compare by value, wherever the question is defined; say which slip gives a wrong answer."""
        return explained(judge_text(submission, self.target), lambda: self._why(submission))

    def _why(self, submission: str) -> Diagnosis:
        from mmltui.grading.diagnosis import DerivativeQuestion, explain

        target, symbols = self.target, self.target.setting.symbols
        question = DerivativeQuestion(
            target.question or target.reference, self.wrt, symbols, self.order, target.setting.at
        )
        return explain(right_side(parse(submission, symbols).expression), question)

    def hints(self) -> tuple[str, ...]:
        """By the outermost rule of what is differentiated; of a higher order up to the first derivative."""
        from mmltui.calculus.hints import hints
        from mmltui.calculus.ladders import higher_order

        of, symbols = self.target.question, self.target.setting.symbols
        if of is None:
            return ()
        return hints(of, self.wrt, symbols) if self.order == 1 else higher_order(of, self.wrt, self.order, symbols)

    def board(self) -> tuple[Line, ...]:
        """Rule by rule; of a higher order one derivative after the other."""
        from mmltui.exercises.boards import board_of_a_number

        of, setting = self.target.question, self.target.setting
        return () if of is None else board_of_a_number(of, self.wrt, setting.symbols, self.order, setting.at)

    def reference(self) -> str:
        """The engine's own derivative."""
        return plain(self.target.reference)

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One formula."""
        return (parse(submission, self.target.setting.symbols),)
