"""Ask `descent`: the points that gradient descent visits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.descent_points import MOST_STEPS, DescentOfPoints
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.listing import split_values
from mmltui.exercises.points import is_of_several
from mmltui.exercises.setting import Setting, author_expression
from mmltui.exercises.value import Target, bind, explained, judge_reading, right_side
from mmltui.exercises.whole import combine
from mmltui.grading.verdicts import Judgement, Unparsable
from mmltui.notation.parser import Reading, parse
from mmltui.notation.printing import plain
from mmltui.notation.tree import Add, Neg, Product
from mmltui.notation.walk import free_symbols

if TYPE_CHECKING:
    from mmltui.exercises.boards import Line
    from mmltui.exercises.keys import Keys
    from mmltui.grading.diagnosis import Diagnosis
    from mmltui.grading.slips.descent import DescentQuestion


def make_descent(keys: Keys) -> Ask:
    """The question by one number, or by several: where `wrt` is a vector or a list."""
    return DescentOfPoints.from_keys(keys) if is_of_several(keys) else Descent.from_keys(keys)


@dataclass(frozen=True, slots=True)
class Descent(Ask):
    """x ← x - η f'(x), starting from a number: the points after each step, exact."""

    targets: tuple[Target, ...]
    question: DescentQuestion

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `of`, `wrt`, `start`, `step_size`, `steps` (1), and those of a setting."""
        from mmltui.calculus.derivative import derivative
        from mmltui.calculus.tidy import tidy
        from mmltui.grading.slips.descent import DescentQuestion

        of, wrt, start, size = (keys.text(key) for key in ("of", "wrt", "start", "step_size"))
        steps = keys.whole("steps", 1, smallest=1, largest=MOST_STEPS)
        setting = Setting.from_keys(keys, of, wrt)
        wrt = setting.name(keys, "wrt")
        function = bind(author_expression("of", of, setting.symbols), setting.at)
        slope = derivative(function, wrt, setting.symbols)
        step_size = author_expression("step_size", size, setting.symbols)
        point = author_expression("start", start, setting.symbols)
        question = DescentQuestion(function, wrt, setting.symbols, point, step_size, steps)
        targets = []
        for _ in range(steps):
            point = tidy(Add((point, Neg(Product((step_size, bind(slope, {wrt: point})))))))
            targets.append(Target(setting, point))
        if left := sorted(free_symbols(point)):
            raise ExerciseError(f"'of' keeps {', '.join(left)} without a value: bind it in 'at'", "of")
        return cls(tuple(targets), question)

    def judge(self, submission: str) -> Judgement:
        """One value for each step, separated by commas or semicolons."""
        readings = self.read(submission)
        if len(readings) != len(self.targets):
            return Judgement(
                Unparsable(
                    f"points asked for: {len(self.targets)}; points found: {len(readings)}",
                    hint="type the point after each step, separated by commas",
                )
            )
        pairs = zip(readings, self.targets, strict=True)
        judgement = combine([judge_reading(reading, target) for reading, target in pairs], "step", separator=", ")
        return explained(judgement, lambda: self._why(readings))

    def hints(self) -> tuple[str, ...]:
        """Up to the first step, not yet worked out."""
        from mmltui.calculus.ladders import descent

        asked = self.question
        return descent(asked.of, asked.wrt, asked.start, asked.step_size, asked.symbols)

    def board(self) -> tuple[Line, ...]:
        """The slope, then each step."""
        from mmltui.exercises.boards_of_points import board_of_steps
        from mmltui.grading.vectors.path import Path

        asked = self.question
        path = Path(asked.of, (asked.wrt,), (asked.start,), asked.step_size, asked.steps)
        return board_of_steps(path, [(target.reference,) for target in self.targets])

    def _why(self, readings: tuple[Reading, ...]) -> Diagnosis:
        from mmltui.grading.diagnosis import Diagnosis
        from mmltui.grading.slips.descent import diagnose_descent

        return Diagnosis(diagnose_descent([right_side(reading.expression) for reading in readings], self.question))

    def reference(self) -> str:
        """The points in order."""
        return ", ".join(plain(target.reference) for target in self.targets)

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One formula for each step."""
        symbols = self.targets[0].setting.symbols
        return tuple(parse(piece, symbols) for piece in split_values(submission))
