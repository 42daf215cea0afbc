"""Ask `parts`: several questions in one exercise, each answered on its own line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.whole import combine
from mmltui.grading.verdicts import Judgement, Unparsable

if TYPE_CHECKING:
    from mmltui.exercises.keys import Keys
    from mmltui.notation.parser import Reading


@dataclass(frozen=True, slots=True)
class Parts(Ask):
    """Exercises without a page of their own."""

    parts: tuple[Ask, ...]

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `parts`, a list of exercise tables."""
        parts = keys.asks("parts")
        if any(isinstance(part, Parts) for part in parts):
            raise ExerciseError("'parts' cannot hold parts of parts: write them in one list", "parts")
        return cls(parts)

    def judge(self, submission: str) -> Judgement:
        """One line for each part; a submission of one line may separate them by `;`."""
        lines = self._lines(submission)
        if len(lines) != len(self.parts):
            return Judgement(
                Unparsable(
                    f"this exercise has {len(self.parts)} parts; answers found: {len(lines)}",
                    hint="type one answer a line",
                )
            )
        judgements = [part.judge(line) for part, line in zip(self.parts, lines, strict=True)]
        return combine(judgements, "part", separator="\n")

    def reference(self) -> str:
        """The parts' references, one a line."""
        return "\n".join(part.reference() for part in self.parts)

    def read(self, submission: str) -> tuple[Reading, ...]:
        """The formulas of all parts."""
        pairs = zip(self.parts, self._lines(submission), strict=False)
        return tuple(reading for part, line in pairs for reading in part.read(line))

    def _lines(self, submission: str) -> list[str]:
        lines = [line.strip() for line in submission.splitlines() if line.strip()]
        if len(lines) == 1 and len(self.parts) > 1:
            return [piece.strip() for piece in lines[0].split(";") if piece.strip()]
        return lines
