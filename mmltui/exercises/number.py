"""Ask `number`: an exact value, or one within a tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.setting import Setting, author_expression
from mmltui.exercises.value import Target, bind, explained, judge_text, right_side
from mmltui.exercises.vector import is_scalar_formula
from mmltui.notation.parser import Reading, parse
from mmltui.notation.printing import plain
from mmltui.notation.walk import free_symbols, substitute

if TYPE_CHECKING:
    from mmltui.exercises.boards import Line
    from mmltui.exercises.keys import Keys
    from mmltui.grading.diagnosis import Diagnosis
    from mmltui.grading.verdicts import Judgement
    from mmltui.notation.tree import Expression


def _written_out(key: str, formula: Expression, setting: Setting) -> Expression:
    """The formula with the values put in, sums and vectors written out; raises `ExerciseError` if it is no number."""
    from mmltui.calculus.vectors.explicit import NotExplicitError, explicit, sizes_of
    from mmltui.grading.sums import written_out_sums

    if is_scalar_formula(formula, setting):
        return written_out_sums(bind(formula, setting.at))
    symbols = setting.symbols
    try:
        rows = explicit(
            substitute(formula, symbols.definitions), symbols, bound=setting.at, sizes=sizes_of(setting.at, symbols)
        )
    except NotExplicitError as error:
        raise ExerciseError(f"'{key}' cannot be written out in numbers: {error}", key) from error
    if (len(rows), len(rows[0])) != (1, 1):
        raise ExerciseError(f"'{key}' is no number: it has {len(rows)} x {len(rows[0])} entries", key)
    return rows[0][0]


@dataclass(frozen=True, slots=True)
class NumberAsk(Ask):
    """A number, given as such or as the value of a formula at a point."""

    target: Target
    formula: Expression

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `answer`, or `of` with `at`; `tolerance`; and those of a setting."""
        answer, of = keys.optional_text("answer"), keys.optional_text("of")
        if (answer is None) == (of is None):
            raise ExerciseError("give either 'answer', or 'of' with 'at'", "of" if answer else "answer")
        key, text = ("answer", answer) if answer is not None else ("of", of or "")
        setting = Setting.from_keys(keys, text)
        formula = author_expression(key, text, setting.symbols)
        value = _written_out(key, formula, setting)
        if left := sorted(free_symbols(value)):
            raise ExerciseError(f"'{key}' is no number: {', '.join(left)} has no value, bind it in 'at'", key)
        target = Target(setting, value, question=formula if of else None, tolerance=keys.positive("tolerance"))
        return cls(target, formula)

    def judge(self, submission: str) -> Judgement:
        """Exact, unless the exercise has a tolerance."""
        return explained(judge_text(submission, self.target), lambda: self._why(submission))

    def _why(self, submission: str) -> Diagnosis:
        """A number alone has no structure: its slips can be told where the exercise gives the formula behind it."""
        from mmltui.grading.diagnosis import Diagnosis
        from mmltui.grading.slips.losses import diagnose_value

        setting = self.target.setting
        given = right_side(parse(submission, setting.symbols).expression)
        return Diagnosis(diagnose_value(given, self.formula, setting.at, setting.symbols))

    def hints(self) -> tuple[str, ...]:
        """Up to the formula with its values put in; none for a number without a formula."""
        from mmltui.calculus.ladders import value

        at = self.target.setting.at
        return value(self.formula, at, self.target.reference) if self.target.question is not None and at else ()

    def board(self) -> tuple[Line, ...]:
        """The formula with its values put in; none for a number without a formula."""
        from mmltui.exercises.boards_of_points import board_of_a_value

        target = self.target
        return () if target.question is None else board_of_a_value(self.formula, target.reference, target.setting.at)

    def reference(self) -> str:
        """The value, as the formula that gives it."""
        return plain(self.target.reference)

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One formula."""
        return (parse(submission, self.target.setting.symbols),)
