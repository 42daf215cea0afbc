"""Ask `classify`: stationary points with their kinds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.classify_points import ClassifyPoints
from mmltui.exercises.kinds import split_kind
from mmltui.exercises.listing import split_values
from mmltui.exercises.matching import Match, judge_matches
from mmltui.exercises.points import is_of_several
from mmltui.exercises.setting import Setting, author_expression
from mmltui.exercises.value import Target, bind, explained, is_correct, judge_expression
from mmltui.grading.verdicts import BadExercise, Different, Judgement, Undecided, Unparsable, Verdict
from mmltui.notation.parser import Reading, parse
from mmltui.notation.printing import plain

if TYPE_CHECKING:
    from mmltui.calculus.stationary import PointKind, StationaryPoint
    from mmltui.exercises.boards import Line
    from mmltui.exercises.keys import Keys
    from mmltui.grading.diagnosis import Diagnosis
    from mmltui.notation.tree import Expression

_WORDS: Mapping[str, PointKind] = {
    "min": "min",
    "minimum": "min",
    "max": "max",
    "maximum": "max",
    "saddle": "neither",
    "inflection": "neither",
    "neither": "neither",
    "none": "neither",
}


def make_classify(keys: Keys) -> Ask:
    """The question by one number, or by several: where `wrt` is a vector or a list."""
    return ClassifyPoints.from_keys(keys) if is_of_several(keys) else Classify.from_keys(keys)


@dataclass(frozen=True, slots=True)
class Classify(Ask):
    """All stationary points of a function of one symbol, each with its kind."""

    setting: Setting
    function: Expression
    wrt: str

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `of`, `wrt`, and those of a setting."""
        of, wrt = keys.text("of"), keys.text("wrt")
        setting = Setting.from_keys(keys, of, wrt)
        wrt = setting.name(keys, "wrt")
        return cls(setting, bind(author_expression("of", of, setting.symbols), setting.at), wrt)

    def judge(self, submission: str) -> Judgement:
        """Points with kinds, in any order: `1 min; -1 max`."""
        from mmltui.calculus.stationary import NotSolvedError

        try:
            wanted = self._points()
        except NotSolvedError as error:
            return Judgement(BadExercise(str(error), "of"))
        given: list[tuple[Reading, PointKind]] = []
        for piece in self._pieces(submission):
            point, kind = split_kind(piece, _WORDS)
            if kind is None or not point:
                return Judgement(Unparsable(f"'{piece}' needs a point and its kind", hint="such as: 1 min; -1 max"))
            given.append((parse(point, self.setting.symbols), kind))
        matches = [self._match(reading, kind, wanted) for reading, kind in given]
        verdict = judge_matches(matches, len(wanted), "each point and its kind is right, and none is missing")
        judgement = Judgement(verdict, "; ".join(match.text for match in matches))
        return explained(judgement, lambda: self._why(given, wanted))

    def hints(self) -> tuple[str, ...]:
        """Up to the first and the second derivative."""
        from mmltui.calculus.ladders import kinds

        return kinds(self.function, self.wrt, self.setting.symbols)

    def board(self) -> tuple[Line, ...]:
        """Where the slope is zero, and how it bends there."""
        from mmltui.exercises.boards_of_points import board_of_kinds

        return board_of_kinds(self.function, self.wrt, self.setting.symbols, self._points())

    def _why(self, given: list[tuple[Reading, PointKind]], wanted: tuple[StationaryPoint, ...]) -> Diagnosis:
        from mmltui.grading.diagnosis import Diagnosis
        from mmltui.grading.slips.extrema import diagnose_kinds

        placed = [(self._place(reading, wanted)[0], kind) for reading, kind in given]
        return Diagnosis(diagnose_kinds(placed, [point.kind for point in wanted]))

    def _place(self, reading: Reading, wanted: tuple[StationaryPoint, ...]) -> tuple[int | None, Verdict]:
        """Which of the stationary points a value is, and how that is known."""
        verdict: Verdict = Different()
        for place, point in enumerate(wanted):
            found = judge_expression(reading.expression, Target(self.setting, point.at))
            if is_correct(found):
                return place, found
            verdict = verdict if isinstance(verdict, Undecided) else found
        return None, verdict

    def _match(self, reading: Reading, kind: PointKind, wanted: tuple[StationaryPoint, ...]) -> Match:
        text = f"{plain(reading.expression)} {kind}"
        place, verdict = self._place(reading, wanted)
        if place is not None and wanted[place].kind != kind:
            return Match(text, None, Different())
        return Match(text, place, verdict)

    def _points(self) -> tuple[StationaryPoint, ...]:
        from mmltui.calculus.stationary import stationary_points

        return stationary_points(self.function, self.wrt, self.setting.symbols)

    def reference(self) -> str:
        """All points with their kinds."""
        return "; ".join(f"{plain(point.at)} {point.kind}" for point in self._points())

    def read(self, submission: str) -> tuple[Reading, ...]:
        """The points, where each piece has one."""
        bare = (split_kind(piece, _WORDS)[0] for piece in self._pieces(submission))
        return tuple(parse(point, self.setting.symbols) for point in bare if point)

    def _pieces(self, submission: str) -> list[str]:
        if ";" in submission or "\n" in submission:
            return [piece.strip() for piece in re.split(r"[;\n]", submission) if piece.strip()]
        return split_values(submission)
