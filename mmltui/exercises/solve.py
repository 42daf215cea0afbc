"""Ask `solve`: where a loss is stationary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.elements import match_all
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.listing import split_values
from mmltui.exercises.setting import Setting, author_expression
from mmltui.exercises.value import Target, bind, judge_reading
from mmltui.grading.verdicts import BadExercise, Judgement
from mmltui.notation.parser import Reading, parse
from mmltui.notation.printing import plain

if TYPE_CHECKING:
    from mmltui.exercises.keys import Keys
    from mmltui.notation.tree import Expression


@dataclass(frozen=True, slots=True)
class Solve(Ask):
    """The values of `wrt` where the derivative of `of` is zero."""

    setting: Setting
    loss: Expression
    wrt: str

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `of`, `wrt`, and those of a setting."""
        of, wrt = keys.text("of"), keys.text("wrt")
        setting = Setting.from_keys(keys, of, wrt)
        if wrt not in setting.symbols.names:
            raise ExerciseError(f"'wrt' is {wrt!r}, which the exercise does not have", "wrt")
        return cls(setting, bind(author_expression("of", of, setting.symbols), setting.at), wrt)

    def judge(self, submission: str) -> Judgement:
        """One value is compared as a formula, several as a set."""
        from mmltui.calculus.stationary import NotSolvedError

        try:
            values = self._values()
        except NotSolvedError as error:
            return Judgement(BadExercise(str(error), "of"))
        readings = self.read(submission)
        if len(values) == 1 and len(readings) == 1:
            return judge_reading(readings[0], Target(self.setting, values[0], question=self.loss))
        verdict = match_all([reading.expression for reading in readings], values, self.setting)
        notes = tuple(dict.fromkeys(note for reading in readings for note in reading.notes))
        return Judgement(verdict, ", ".join(plain(reading.expression) for reading in readings), notes)

    def _values(self) -> tuple[Expression, ...]:
        from mmltui.calculus.stationary import stationary_values

        return stationary_values(self.loss, self.wrt, self.setting.symbols)

    def reference(self) -> str:
        """All stationary values."""
        return ", ".join(plain(value) for value in self._values())

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One formula for each value."""
        return tuple(parse(piece, self.setting.symbols) for piece in split_values(submission))
