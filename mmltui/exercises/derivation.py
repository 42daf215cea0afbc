"""Ask `derivation`: several lines, each following from the one before, the last meeting the goal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.lines import equation, read_equations, read_formulas
from mmltui.exercises.setting import Setting, author_expression
from mmltui.exercises.value import is_correct, right_side
from mmltui.exercises.vector import is_scalar_formula
from mmltui.grading.verdicts import Different, Judgement, NotInForm, Proved, Unparsable
from mmltui.notation.parser import ParseError, Reading
from mmltui.notation.printing import plain
from mmltui.notation.shapes import shape_of
from mmltui.notation.tree import Differential, Expression, Relation
from mmltui.notation.walk import substitute

if TYPE_CHECKING:
    from mmltui.exercises.keys import Keys
    from mmltui.grading.derivation import Derivation

MOST_LINES = 30


@dataclass(frozen=True, slots=True)
class DerivationAsk(Ask):
    """A derivative worked out from `start`, or an equation solved for `wrt`."""

    setting: Setting
    start: Expression
    goal: Expression
    wrt: str

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `of` with `wrt`, or `start` (which may hold d/dx(…) or be an equation) with `wrt`; `goal`; a setting's.

        Without `goal` it is the derivative of `of`. A goal that has the value of `start` all along (an equation that
        is not solved, a formula of vectors written in another way) must be reached as it is written.
        """
        of, start, goal = (keys.optional_text(key) for key in ("of", "start", "goal"))
        wrt = keys.text("wrt")
        if (of is None) == (start is None):
            raise ExerciseError("give either 'of' or 'start'", "start" if of else "of")
        if goal is None and of is None:
            raise ExerciseError("'goal' is missing: say where a derivation from 'start' should arrive", "goal")
        setting = Setting.from_keys(keys, *(text for text in (of, start, goal, wrt) if text is not None))
        wrt = setting.name(keys, "wrt")
        if of is not None:
            first: Expression = Differential(author_expression("of", of, setting.symbols), wrt)
        else:
            first = _author_equation("start", start or "", setting)
        return cls(setting, first, cls._goal(goal, first, wrt, setting), wrt)

    @staticmethod
    def _goal(goal: str | None, first: Expression, wrt: str, setting: Setting) -> Expression:
        from mmltui.calculus.derivative import derivative
        from mmltui.calculus.uses import NotDifferentiableError
        from mmltui.calculus.vectors.derivative import jacobian

        if goal is not None:
            return _author_equation("goal", goal, setting)
        body = first.body if isinstance(first, Differential) else first
        try:
            shape_of(Differential(body, wrt), setting.symbols)
            if is_scalar_formula(substitute(body, setting.symbols.definitions), setting):
                return derivative(body, wrt, setting.symbols)
            return jacobian(body, (wrt,), setting.symbols)
        except (NotDifferentiableError, ParseError) as error:
            raise ExerciseError(f"'of' has no derivative by {wrt} that is known here: {error}", "of") from error

    def judge(self, submission: str) -> Judgement:
        """Point at the first line that does not follow; if all do, hold the last against the goal and its form."""
        from mmltui.grading.derivation import is_broken
        from mmltui.grading.diagnosis import Diagnosis
        from mmltui.grading.forms import is_in_form

        readings = self.read(submission)
        if not 1 <= len(readings) <= MOST_LINES:
            return Judgement(Unparsable(f"{len(readings)} lines found", hint=f"type 1 to {MOST_LINES} lines"))
        found = self._check(readings)
        reading = "\n".join(plain(line.expression) for line in readings)
        notes = tuple(dict.fromkeys(note for line in readings for note in line.notes))
        for number, line in enumerate(found.lines, start=1):
            if not is_correct(line.verdict):
                where = f"line {number} of {len(readings)}"
                told = " ".join(Diagnosis(line.slips).sentences) or "It does not follow from the line before."
                told = told if is_broken(line.verdict) else ""
                return Judgement(line.verdict, reading, notes, line.slips, part=where, explanation=told)
        if not is_correct(found.arrived):
            verdict = Different() if isinstance(found.arrived, Different) else found.arrived
            explanation = "Every line follows from the one before; the last is not yet what is asked."
            return Judgement(verdict, reading, notes, explanation=explanation)
        form = self.setting.form
        if form is not None and not is_in_form(right_side(readings[-1].expression), form):
            explanation = "Every line follows from the one before; the last is not yet in the form that is asked."
            return Judgement(NotInForm(form), reading, notes, explanation=explanation)
        surest = Proved("each line follows from the one before, and the last is what is asked")
        verdicts = (*(line.verdict for line in found.lines), found.arrived)
        return Judgement(next((one for one in verdicts if not isinstance(one, Proved)), surest), reading, notes)

    def hints(self) -> tuple[str, ...]:
        """Of a derivative to be worked out those for its outermost rule."""
        from mmltui.calculus.hints import hints
        from mmltui.calculus.uses import NotDifferentiableError
        from mmltui.calculus.vector_ladders import jacobian_ladder

        if not isinstance(self.start, Differential):
            return ()
        body, symbols = self.start.body, self.setting.symbols
        if is_scalar_formula(substitute(body, symbols.definitions), self.setting):
            return hints(body, self.wrt, symbols)
        try:
            return jacobian_ladder(body, (self.wrt,), symbols)
        except (NotDifferentiableError, ParseError):
            return ()

    def _check(self, readings: tuple[Reading, ...]) -> Derivation:
        from mmltui.grading.derivation import check_derivation

        lines = [reading.expression for reading in readings]
        unknown = self.wrt if self._is_solved else ""
        return check_derivation(lines, self.start, self.goal, self.setting.symbols, unknown)

    def reference(self) -> str:
        """The goal alone: a derivation of one line."""
        return plain(self.goal)

    @property
    def _is_solved(self) -> bool:
        """Whether equations are to be solved, and not a formula worked out."""
        return isinstance(self.start, Relation) or isinstance(self.goal, Relation)

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One formula or equation a line, or several with `=` or `⇒` between. Raises `ParseError` naming the line."""
        if self._is_solved:
            return read_equations(submission, self.setting.symbols, self.wrt)
        return read_formulas(submission, self.setting.symbols, self.start, self.wrt)


def _author_equation(key: str, text: str, setting: Setting) -> Expression:
    try:
        return equation(text, setting.symbols)
    except ParseError as error:
        raise ExerciseError(f"'{key}' cannot be read: {error}", key) from error
