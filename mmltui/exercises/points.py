"""Points as answers: `[1; 2]`, `(1, 2)`, `x = (1, 2)`, several of them between semicolons or on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.calculus.vectors.explicit import NotExplicitError, Rows, explicit, letters, sizes_of
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.listing import split_at
from mmltui.exercises.setting import Setting, author_expression
from mmltui.exercises.value import Target, is_correct, judge_expression, right_side
from mmltui.grading.verdicts import Agreed, Judgement, Proved, Transposed, Verdict, WrongShape
from mmltui.notation.names import canonical
from mmltui.notation.printing import plain
from mmltui.notation.shapes import Shape, shape_of
from mmltui.notation.tree import Expression, Listing, Matrix
from mmltui.notation.vocabulary import kind_of
from mmltui.notation.walk import free_symbols, substitute

if TYPE_CHECKING:
    from mmltui.exercises.keys import Keys
    from mmltui.notation.parser import Reading

_BRACKETED = re.compile(r"[\[({]")


def is_of_several(keys: Keys) -> bool:
    """Whether `wrt` is a list of several letters, or a vector."""
    names = keys.texts("wrt")
    declared = {canonical(name.strip()): kind for name, kind in keys.mapping("symbols").items()}
    kind = kind_of(declared.get(canonical(names[0].strip()), "scalar"))
    return len(names) > 1 or (kind is not None and kind.role == "vector")


@dataclass(frozen=True, slots=True)
class Space:
    """The numbers that a function depends on: the entries of one vector, or several scalars."""

    setting: Setting
    letters: tuple[str, ...]
    is_vector: bool
    sizes: Mapping[str, int]

    @classmethod
    def from_keys(cls, keys: Keys) -> tuple[Self, Expression]:
        """Read `of`, `wrt` and a setting's keys; returns the function as a formula of the letters alone."""
        of, names = keys.text("of"), keys.texts("wrt")
        setting = Setting.from_keys(keys, of, *names)
        wrt = setting.names(keys, "wrt")
        is_vector = setting.symbols.kinds[wrt[0]].role == "vector"
        if is_vector and len(wrt) > 1:
            raise ExerciseError("'wrt' is one vector, or a list of scalars", "wrt")
        sizes = sizes_of(setting.at, setting.symbols)
        formula = substitute(author_expression("of", of, setting.symbols), setting.symbols.definitions)
        try:
            shape_of(formula, setting.symbols)
            entries = tuple(letter for name in wrt for letter in letters(name, setting.symbols, sizes))
            space = cls(setting, entries, is_vector, sizes)
            rows = space.rows(formula)
        except NotExplicitError as error:
            raise ExerciseError(f"'of' cannot be written out in numbers: {error}", "of") from error
        if (len(rows), len(rows[0])) != (1, 1):
            raise ExerciseError("'of' must be a number for each point", "of")
        if left := sorted(free_symbols(rows[0][0]) - set(entries)):
            raise ExerciseError(f"'of' keeps {', '.join(left)} without a value: bind it in 'at'", "of")
        return space, rows[0][0]

    def rows(self, expression: Expression) -> Rows:
        """A formula written out entry by entry."""
        return explicit(expression, self.setting.symbols, bound=self.setting.at, sizes=self.sizes)

    def entries(self, point: Expression) -> tuple[Expression, ...] | None:
        """The numbers of a point, whichever way it lies; None if it is none of this space."""
        try:
            rows = self.rows(substitute(right_side(point), self.setting.symbols.definitions))
        except NotExplicitError:
            return None
        found = tuple(entry for row in rows for entry in row)
        return found if len(found) == len(self.letters) and 1 in (len(rows), len(rows[0])) else None

    def written(self, entries: Sequence[Expression]) -> Expression:
        """The point with these entries, as one would type it."""
        if self.is_vector:
            return Matrix(tuple((entry,) for entry in entries))
        return Listing(tuple(entries))

    def pieces(self, submission: str, points: int | None = None) -> tuple[str, ...]:
        """The texts of the points: between commas too where each stands in brackets; `points` if so many are due."""
        pieces = split_at(submission, ",;\n")
        if pieces and all(_BRACKETED.search(piece) for piece in pieces):
            return tuple(pieces)
        if points == 1 and len(pieces) == len(self.letters):
            return (f"({', '.join(pieces)})",)
        return tuple(split_at(submission, ";\n"))

    def compare(self, reading: Reading, wanted: Sequence[Expression]) -> Verdict:
        """Number by number; a row where a column is asked is transposed if its numbers are right."""
        point = right_side(reading.expression)
        given, size = self.entries(point), len(self.letters)
        if given is None:
            shape = shape_of(point, self.setting.symbols)
            return WrongShape(str(shape), str(Shape(size, 1)) if self.is_vector else f"{size} numbers")
        surest: Verdict = Proved("each number of the point was compared")
        for yours, reference in zip(given, wanted, strict=True):
            verdict = judge_expression(yours, Target(self.setting, reference))
            if not is_correct(verdict):
                return verdict
            surest = verdict if isinstance(verdict, Agreed) else surest
        if self.is_vector and isinstance(point, Matrix) and len(point.rows) == 1:
            return Transposed(str(Shape(1, size)), str(Shape(size, 1)))
        return surest

    def judge(self, reading: Reading, wanted: Sequence[Expression]) -> Judgement:
        """The verdict on one point, with its reading."""
        return Judgement(self.compare(reading, wanted), plain(right_side(reading.expression)), reading.notes)
