"""What the asks about vectors and matrices share: their samples, and the judging of one formula against them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from mmltui.exercises.ask import Ask
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.listing import split_at
from mmltui.exercises.setting import Setting
from mmltui.exercises.value import Target, bind, explained, is_correct, judge_reading, right_side
from mmltui.grading.vectors.asked import Asked, Question, UnfitQuestionError, Value, shape_asked
from mmltui.grading.verdicts import Ambiguous, Different, Judgement, Transposed, Verdict, WrongShape
from mmltui.notation.parser import ParseError, Reading, parse
from mmltui.notation.printing import plain
from mmltui.notation.tree import (
    Delta,
    Entry,
    Expression,
    Hadamard,
    Identity,
    Listing,
    Matrix,
    Ones,
    Size,
    Stack,
    Sum,
    Transpose,
)
from mmltui.notation.walk import nodes, substitute

if TYPE_CHECKING:
    from mmltui.exercises.boards import Line
    from mmltui.grading.diagnosis import Diagnosis
    from mmltui.grading.vectors.samples import Samples

_ROWS = re.compile(r"\[([^\[\],]*;[^\[\],]*)\]")
_ARRAYS = (Matrix, Stack, Listing, Ones, Identity, Transpose, Hadamard, Sum, Entry, Delta, Size)


def is_scalar_formula(expression: Expression, setting: Setting) -> bool:
    """Whether a formula has nothing but numbers and scalar letters in it."""
    kinds = setting.symbols.kinds
    plain_letters = all(
        kind.role == "scalar" for name, kind in kinds.items() if name not in setting.symbols.definitions
    )
    return plain_letters and not any(isinstance(node, _ARRAYS) for node in nodes(expression))


@dataclass(frozen=True)  # no slots: the samples are drawn with the first answer and kept
class VectorTarget:
    """A question about vectors; `scalar` is the same question for answers that are plain scalar formulas."""

    setting: Setting
    asked: Question
    question: Expression | None = None
    scalar: Target | None = None

    @cached_property
    def samples(self) -> Samples:
        """Where answers are compared."""
        from mmltui.grading.vectors.samples import Samples

        return Samples(self.asked)

    def compare(self, value: Expression) -> Verdict:
        """Shapes, then several sizes, then equal forms."""
        from mmltui.grading.vectors.compare import compare

        verdict = compare(value, self.samples)
        if is_correct(verdict) and self.scalar is not None and is_scalar_formula(value, self.setting):
            surer = self.scalar.compare(value)
            return surer if is_correct(surer) else verdict
        return verdict


@dataclass(frozen=True)
class VectorAsk(Ask):
    """An ask whose answer is one formula, compared at several sizes with the exact value of what is asked."""

    target: VectorTarget

    def judge(self, submission: str) -> Judgement:
        """Shapes, then several sizes, then why not."""
        (reading,) = self.read(submission)
        judgement = judge_reading(reading, self.target)
        if isinstance(judgement.verdict, WrongShape) and (meant := self._with_long_entries(submission)) is not None:
            closer = judge_reading(meant, self.target)
            if is_correct(closer.verdict):
                ambiguous = Ambiguous(as_read=judgement.reading or "", as_meant=closer.reading or "")
                return replace(judgement, verdict=ambiguous)
            if isinstance(closer.verdict, Transposed | Different):
                reading, judgement = meant, closer
        return explained(judgement, lambda: self._why(reading.expression, judgement.verdict))

    def _with_long_entries(self, submission: str) -> Reading | None:
        """Rows with spaces in them read as one entry each; None where there are none, or they cannot be read."""
        match = _ROWS.fullmatch(submission.strip())
        if match is None:
            return None
        rows = "; ".join(f"({row.strip()})" for row in match[1].split(";"))
        try:
            return parse(f"[{rows}]", self.target.setting.symbols)
        except ParseError:
            return None

    def _why(self, submitted: Expression, verdict: Verdict) -> Diagnosis:
        from mmltui.grading.diagnosis import Diagnosis
        from mmltui.grading.vector_diagnosis import vector_slips

        value = substitute(right_side(submitted), self.target.setting.symbols.definitions)
        return Diagnosis(vector_slips(value, verdict, self.target.samples))

    def hints(self) -> tuple[str, ...]:
        """By the shape and the rule; empty for what has no formula without indices."""
        from mmltui.calculus.uses import NotDifferentiableError
        from mmltui.grading.vectors.ladder import ladder_asked

        try:
            return ladder_asked(self.target.asked)
        except (NotDifferentiableError, ParseError):
            return ()

    def board(self) -> tuple[Line, ...]:
        """By the parts of the formula, or letter by letter."""
        from mmltui.exercises.boards import board_of_vectors

        return board_of_vectors(self.target.asked)

    def reference(self) -> str:
        """The engine's own formula."""
        from mmltui.grading.vectors.formula import formula_asked

        return plain(formula_asked(self.target.asked))

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One formula; entries may be separated by `;` without brackets."""
        return (parse(_bracketed(submission), self.target.setting.symbols),)


def _bracketed(submission: str) -> str:
    """Several pieces as a list, which takes the orientation that fits; with commas inside, as the rows of a matrix."""
    name, equals, text = submission.rpartition("=")
    pieces = split_at(text, ";\n")
    if len(pieces) < 2:
        return submission
    is_matrix = any(len(split_at(piece, ",")) > 1 for piece in pieces)
    return f"{name}{equals}" + (f"[{'; '.join(pieces)}]" if is_matrix else f"({', '.join(pieces)})")


def vector_target(  # noqa: PLR0913 - what a question may have
    setting: Setting,
    asked: Asked,
    *,
    key: str = "of",
    indices: tuple[str, ...] = (),
    question: Expression | None = None,
    scalar: Target | None = None,
) -> VectorTarget:
    """A target whose question has a meaning; raises `ExerciseError` at `key` where it has none."""
    try:
        shape_asked(asked, setting.symbols)
    except (UnfitQuestionError, ParseError) as error:
        raise ExerciseError(str(error), key) from error
    seed = f"{asked}{sorted(setting.symbols.kinds.items())}"
    return VectorTarget(setting, Question(asked, setting.symbols, indices, setting.at, seed), question, scalar)


def value_target(setting: Setting, reference: Expression, key: str, indices: tuple[str, ...]) -> Target | VectorTarget:
    """A formula to be met: of scalars alone, or with vectors and index letters in it."""
    written = substitute(reference, setting.symbols.definitions)
    if is_scalar_formula(written, setting):
        return Target(setting, bind(written, setting.at))
    return vector_target(setting, Value(written), key=key, indices=indices)
