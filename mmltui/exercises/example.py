"""Ask `example`: any value that meets all conditions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.setting import Setting, author_expression
from mmltui.grading.verdicts import Different, Judgement, Proved, Transposed, Verdict, WrongShape
from mmltui.notation.parser import ParseError, Reading, parse
from mmltui.notation.printing import plain
from mmltui.notation.shapes import Shape, shape_of
from mmltui.notation.tree import Relation, Transpose
from mmltui.notation.walk import free_symbols, substitute

if TYPE_CHECKING:
    from mmltui.exercises.keys import Keys


@dataclass(frozen=True, slots=True)
class Example(Ask):
    """A value of `wrt` for which every condition holds."""

    setting: Setting
    conditions: tuple[Relation, ...]
    wrt: str

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `where` (a list of conditions such as `v^T H v = 0` and `v != 0`), `wrt`, and those of a setting."""
        texts, name = keys.texts("where"), keys.text("wrt")
        setting = Setting.from_keys(keys, *texts, name)
        wrt = setting.name(keys, "wrt")
        conditions = []
        for text in texts:
            condition = author_expression("where", text, setting.symbols)
            if not isinstance(condition, Relation):
                raise ExerciseError(f"'{text}' is no condition: write it with =, !=, <, <=, > or >=", "where")
            written = substitute(condition, setting.symbols.definitions)
            if left := sorted(free_symbols(written) - {wrt} - setting.at.keys()):
                raise ExerciseError(f"'{text}' keeps {', '.join(left)} without a value: bind it in 'at'", "where")
            conditions.append(written)
        return cls(setting, tuple(r for r in conditions if isinstance(r, Relation)), wrt)

    def judge(self, submission: str) -> Judgement:
        """Put the value into every condition."""
        from mmltui.grading.vectors.compare import oriented
        from mmltui.grading.vectors.conditions import first_broken, fits

        (reading,) = self.read(submission)
        value = reading.expression
        if isinstance(value, Relation) and value.operator == "=" and plain(value.left) == self.wrt:
            value = value.right
        kind = self.setting.symbols.kinds[self.wrt]
        wanted = Shape(kind.rows, kind.columns)
        given = shape_of(oriented(value, wanted), self.setting.symbols)
        is_lying = not fits(given, wanted) and fits(given.transposed, wanted)
        if not is_lying and not fits(given, wanted):
            return Judgement(WrongShape(str(given), str(wanted)), plain(value), reading.notes)
        upright = Transpose(value) if is_lying else value
        if broken := first_broken(self.conditions, self.wrt, upright, self.setting.at, self.setting.symbols):
            told = f"With your value `{plain(broken)}` does not hold."
            return Judgement(Different(), plain(value), reading.notes, explanation=told)
        verdict: Verdict = Proved("each condition was checked with your value")
        if is_lying:
            verdict = Transposed(str(given), str(given.transposed))
        return Judgement(verdict, plain(value), reading.notes)

    def reference(self) -> str:
        """The conditions: there is no one right answer."""
        return " and ".join(plain(condition) for condition in self.conditions)

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One value of the right shape; raises `ParseError`."""
        reading = parse(submission, self.setting.symbols)
        kind = self.setting.symbols.kinds[self.wrt]
        if free_symbols(reading.expression) - {self.wrt}:
            raise ParseError("this still has letters in it", hint="type numbers, such as [1; -2]")
        if kind.role == "vector" and shape_of(reading.expression, self.setting.symbols).is_scalar:
            raise ParseError(f"{self.wrt} is a vector", hint="type it as [1; -2]", kind="shape-error")
        return (reading,)
