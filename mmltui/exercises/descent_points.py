"""Ask `descent` in several numbers: the points that gradient descent visits on a surface."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.points import Space
from mmltui.exercises.setting import author_expression
from mmltui.exercises.value import bind, explained
from mmltui.exercises.whole import combine
from mmltui.grading.verdicts import BadExercise, Judgement, Unparsable
from mmltui.notation.numeric import evaluate
from mmltui.notation.parser import Reading, parse
from mmltui.notation.printing import plain

if TYPE_CHECKING:
    from mmltui.exercises.boards import Line
    from mmltui.exercises.keys import Keys
    from mmltui.grading.diagnosis import Diagnosis
    from mmltui.grading.vectors.path import Path
    from mmltui.notation.tree import Expression

MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class DescentOfPoints(Ask):
    """θ ← θ - η (df/dθ)ᵀ, starting from a point: the points after each step, exact."""

    space: Space
    path: Path
    points: tuple[tuple[Expression, ...], ...]

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `of`, `wrt` (a vector or a list of scalars), `start`, `step_size`, `steps` (1), and a setting's."""
        from mmltui.grading.vectors.path import Path, walked

        start, size = keys.text("start"), keys.text("step_size")
        steps = keys.whole("steps", 1, smallest=1, largest=MOST_STEPS)
        space, function = Space.from_keys(keys)
        symbols = space.setting.symbols
        begin = space.entries(author_expression("start", start, symbols))
        if begin is None:
            raise ExerciseError(f"'start' must be a point of {len(space.letters)} numbers, such as [2; 1]", "start")
        path = Path(
            function, space.letters, begin, bind(author_expression("step_size", size, symbols), space.setting.at), steps
        )
        return cls(space, path, walked(path))

    def hints(self) -> tuple[str, ...]:
        """Up to the gradient."""
        from mmltui.calculus.ladders import descent_of_points
        from mmltui.grading.vectors.path import gradient

        return descent_of_points(gradient(self.path), self.path.letters, self.path.start, self.path.step_size)

    def board(self) -> tuple[Line, ...]:
        """The slopes, then each step."""
        from mmltui.exercises.boards_of_points import board_of_steps

        return board_of_steps(self.path, self.points)

    def judge(self, submission: str) -> Judgement:
        """One point for each step."""
        if not all(math.isfinite(float(evaluate(entry, {}))) for point in self.points for entry in point):
            return Judgement(BadExercise("'of' has no gradient at one of the points that are visited", "start"))
        readings = self.read(submission)
        if len(readings) != len(self.points):
            return Judgement(
                Unparsable(
                    f"there must be a point for each step, {len(self.points)} in all; {len(readings)} found",
                    hint="type the point after each step in brackets, with semicolons between: [1; 2]; [3; 4]",
                )
            )
        pairs = zip(readings, self.points, strict=True)
        judgement = combine([self.space.judge(reading, point) for reading, point in pairs], "step", separator="; ")
        return explained(judgement, lambda: self._why(readings))

    def _why(self, readings: tuple[Reading, ...]) -> Diagnosis:
        from mmltui.grading.diagnosis import Diagnosis
        from mmltui.grading.slips.path import diagnose_path

        given = [self.space.entries(reading.expression) for reading in readings]
        known = [point for point in given if point is not None]
        return Diagnosis(diagnose_path(known, self.path) if len(known) == len(given) else ())

    def reference(self) -> str:
        """The points in order."""
        return "; ".join(plain(self.space.written(point)) for point in self.points)

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One point for each step."""
        symbols = self.space.setting.symbols
        return tuple(parse(piece, symbols) for piece in self.space.pieces(submission, len(self.points)))
