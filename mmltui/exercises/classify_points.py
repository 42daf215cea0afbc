"""Ask `classify` in several numbers: stationary points of a surface, with what the Hessian says of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.elements import EMPTY
from mmltui.exercises.kinds import split_kind
from mmltui.exercises.matching import Match, judge_matches
from mmltui.exercises.points import Space
from mmltui.exercises.value import explained, is_correct
from mmltui.grading.verdicts import (
    BadExercise,
    Different,
    Judgement,
    Proved,
    Undecided,
    Unparsable,
    Verdict,
    WrongShape,
)
from mmltui.notation.parser import Reading, parse
from mmltui.notation.printing import plain

if TYPE_CHECKING:
    from mmltui.calculus.vectors.hessian_tools import SurfaceKind, SurfacePoint
    from mmltui.exercises.boards import Line
    from mmltui.exercises.keys import Keys
    from mmltui.grading.diagnosis import Diagnosis
    from mmltui.notation.tree import Expression

_WORDS: Mapping[str, SurfaceKind] = {
    "min": "min",
    "minimum": "min",
    "max": "max",
    "maximum": "max",
    "saddle": "saddle",
    "neither": "saddle",
    "undecided": "undecided",
    "inconclusive": "undecided",
    "semidefinite": "undecided",
}


@dataclass(frozen=True, slots=True)
class ClassifyPoints(Ask):
    """All stationary points, each with its kind."""

    space: Space
    function: Expression

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `of`, `wrt` (a vector or a list of scalars), and those of a setting."""
        return cls(*Space.from_keys(keys))

    def judge(self, submission: str) -> Judgement:
        """Points with kinds, in any order: `(1, 0) min; (-1, 0) saddle`."""
        from mmltui.calculus.stationary import NotSolvedError

        try:
            wanted = self._points()
        except NotSolvedError as error:
            return Judgement(BadExercise(str(error), "of"))
        if submission.strip().lower() in EMPTY:
            return Judgement(Different() if wanted else Proved("the gradient is zero nowhere"), "none")
        given: list[tuple[Reading, SurfaceKind]] = []
        for piece in self.space.pieces(submission):
            point, kind = split_kind(piece, _WORDS)
            if kind is None or not point:
                hint = "such as: (1, 0) min; (-1, 0) saddle"
                return Judgement(Unparsable(f"'{piece}' needs a point and its kind", hint=hint))
            given.append((parse(point, self.space.setting.symbols), kind))
        matches = [self._match(reading, kind, wanted) for reading, kind in given]
        verdict = judge_matches(matches, len(wanted), "each point and its kind is right, and none is missing")
        judgement = Judgement(verdict, "; ".join(match.text for match in matches))
        return explained(judgement, lambda: self._why(given, wanted))

    def hints(self) -> tuple[str, ...]:
        """Up to the equations of the stationary points."""
        from mmltui.calculus.derivative import untidy_derivative
        from mmltui.calculus.ladders import kinds_of_points
        from mmltui.calculus.tidy import tidy

        letters = self.space.letters
        return kinds_of_points([tidy(untidy_derivative(self.function, letter)) for letter in letters], letters)

    def board(self) -> tuple[Line, ...]:
        """The slopes, and the Hessian where they are zero."""
        from mmltui.exercises.boards_of_points import board_of_surface_kinds

        return board_of_surface_kinds(self.function, self.space.letters, self._points())

    def _why(self, given: list[tuple[Reading, SurfaceKind]], wanted: tuple[SurfacePoint, ...]) -> Diagnosis:
        from mmltui.grading.diagnosis import Diagnosis

        swapped: Mapping[SurfaceKind, SurfaceKind] = {"min": "max", "max": "min"}
        kinds = {self._place(reading, wanted)[0]: kind for reading, kind in given}
        exchanged = {place: swapped.get(point.kind, point.kind) for place, point in enumerate(wanted)}
        is_exchanged = kinds == exchanged and any(point.kind in swapped for point in wanted)
        if is_exchanged:
            return Diagnosis(("extremum.swapped",))
        called_min = [wanted[place] for place, kind in kinds.items() if place is not None and kind == "min"]
        is_misread = any(point.kind == "saddle" and self._curves_up_everywhere(point) for point in called_min)
        return Diagnosis(("definite.entries-positive",) if is_misread else ())

    def _curves_up_everywhere(self, point: SurfacePoint) -> bool:
        """Whether all entries of the Hessian are positive there."""
        from mmltui.calculus.derivative import untidy_derivative
        from mmltui.notation.numeric import evaluate

        letters = self.space.letters
        at = {letter: evaluate(value, {}) for letter, value in zip(letters, point.at, strict=True)}
        slopes = [untidy_derivative(self.function, letter) for letter in letters]
        return all(evaluate(untidy_derivative(slope, letter), at) > 0 for slope in slopes for letter in letters)

    def _place(self, reading: Reading, wanted: tuple[SurfacePoint, ...]) -> tuple[int | None, Verdict]:
        """Which of the stationary points was given, with the verdict on it."""
        verdict: Verdict = Different()
        for place, point in enumerate(wanted):
            found = self.space.compare(reading, point.at)
            if is_correct(found):
                return place, found
            if isinstance(found, Undecided | WrongShape):
                verdict = found
        return None, verdict

    def _match(self, reading: Reading, kind: SurfaceKind, wanted: tuple[SurfacePoint, ...]) -> Match:
        point = plain(reading.expression)
        place, verdict = self._place(reading, wanted)
        if place is not None and not wanted[place].may_be(kind):
            place, verdict = None, Different()
        elif place is not None and wanted[place].kind != kind:
            verdict = Undecided(f"At {point} the Hessian is only semidefinite, which does not tell the kind.")
        return Match(f"{point} {kind}", place, verdict)

    def _points(self) -> tuple[SurfacePoint, ...]:
        from mmltui.calculus.vectors.hessian_tools import stationary_points_of

        return stationary_points_of(self.function, self.space.letters)

    def reference(self) -> str:
        """All points with their kinds."""
        return "; ".join(f"{plain(self.space.written(point.at))} {point.kind}" for point in self._points()) or "none"

    def read(self, submission: str) -> tuple[Reading, ...]:
        """The points, where each piece has one."""
        pieces = () if submission.strip().lower() in EMPTY else self.space.pieces(submission)
        bare = (split_kind(piece, _WORDS)[0] for piece in pieces)
        return tuple(parse(point, self.space.setting.symbols) for point in bare if point)
