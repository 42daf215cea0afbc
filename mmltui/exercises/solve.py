"""Ask `solve`: where a loss is stationary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mmltui.exercises.ask import Ask
from mmltui.exercises.elements import match_all
from mmltui.exercises.listing import by_coordinates, split_values
from mmltui.exercises.setting import Setting, author_expression
from mmltui.exercises.value import Target, bind, explained, is_correct, judge_reading, right_side
from mmltui.exercises.vector import VectorAsk, VectorTarget, is_scalar_formula, vector_target
from mmltui.grading.vectors.asked import Stationary
from mmltui.grading.verdicts import BadExercise, Judgement, NotAnAnswer, Verdict
from mmltui.notation.parser import Reading, parse
from mmltui.notation.printing import plain
from mmltui.notation.tree import Neg, Relation, Symbol
from mmltui.notation.walk import free_symbols, substitute

if TYPE_CHECKING:
    from mmltui.exercises.boards import Line
    from mmltui.exercises.keys import Keys
    from mmltui.grading.diagnosis import Diagnosis
    from mmltui.notation.tree import Expression


def make_solve(keys: Keys) -> Ask:
    """Keys: `of` (a loss), `wrt`, and those of a setting. The loss is a formula of scalars, or has vectors in it."""
    of, names = keys.text("of"), keys.texts("wrt")
    setting = Setting.from_keys(keys, of, *names)
    loss = substitute(author_expression("of", of, setting.symbols), setting.symbols.definitions)
    wrt = setting.names(keys, "wrt")
    if len(wrt) == 1 and is_scalar_formula(loss, setting):
        return Solve(setting, bind(loss, setting.at), wrt[0])
    asked = Stationary(loss, wrt)
    target = vector_target(setting, asked, question=loss)
    return SolveVector(PointTarget(target.setting, target.asked, target.question), asked)


@dataclass(frozen=True, slots=True)
class Solve(Ask):
    """The values of a scalar where the derivative of a loss is zero; SymPy finds them."""

    setting: Setting
    loss: Expression
    wrt: str

    def judge(self, submission: str) -> Judgement:
        """One value is compared as a formula, several as a set."""
        from mmltui.calculus.stationary import NotSolvedError

        try:
            values = self._values()
        except NotSolvedError as error:
            return Judgement(BadExercise(str(error), "of"))
        readings = self.read(submission)
        if any(_is_unsolved(reading.expression, self.wrt) for reading in readings):
            unsolved = NotAnAnswer(
                "That equation is still to be solved", hint=f"type what {self.wrt} is: {self.wrt} = …"
            )
            return Judgement(unsolved, ", ".join(plain(reading.expression) for reading in readings))
        if len(values) == 1 and len(readings) == 1:
            judgement = judge_reading(readings[0], Target(self.setting, values[0], question=self.loss))
            return explained(judgement, lambda: self._why(readings[0], values))
        verdict = match_all([reading.expression for reading in readings], values, self.setting)
        notes = tuple(dict.fromkeys(note for reading in readings for note in reading.notes))
        return Judgement(verdict, ", ".join(plain(reading.expression) for reading in readings), notes)

    def hints(self) -> tuple[str, ...]:
        """Up to the equation that says that the slope is zero."""
        from mmltui.calculus.ladders import stationary

        return stationary(self.loss, self.wrt, self.setting.symbols)

    def board(self) -> tuple[Line, ...]:
        """The slope, and where it is zero."""
        from mmltui.exercises.boards import board_of_a_flat_point

        setting = self.setting
        return board_of_a_flat_point(self.loss, self.wrt, setting.symbols, setting.at, self._values())

    def _why(self, reading: Reading, values: tuple[Expression, ...]) -> Diagnosis:
        from mmltui.grading.diagnosis import Diagnosis
        from mmltui.grading.slips.extrema import SolutionQuestion, diagnose_solution

        question = SolutionQuestion(self.loss, self.wrt, self.setting.symbols, values)
        return Diagnosis(diagnose_solution(right_side(reading.expression), question))

    def _values(self) -> tuple[Expression, ...]:
        from mmltui.calculus.stationary import stationary_values

        return stationary_values(self.loss, self.wrt, self.setting.symbols)

    def reference(self) -> str:
        """All stationary values."""
        return ", ".join(plain(value) for value in self._values())

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One formula for each value."""
        return tuple(parse(piece, self.setting.symbols) for piece in split_values(submission))


def _is_unsolved(submitted: Expression, wrt: str) -> bool:
    """Whether it is an equation in the unknown that does not give it yet."""
    match submitted:
        case Relation(left=left, right=right) if Symbol(wrt) in (left, right):
            return {left, right} == {Symbol(wrt)} or wrt in free_symbols(right if left == Symbol(wrt) else left)
        case Relation():
            return wrt in free_symbols(submitted)
        case _:
            return False


@dataclass(frozen=True)
class PointTarget(VectorTarget):
    """Where a loss is stationary; of a loss that is not quadratic an answer is put into the gradient."""

    def compare(self, value: Expression) -> Verdict:
        """Against the one stationary point if it is known."""
        from mmltui.grading.vectors.flat import compare_flat

        asked = self.asked.asked
        if isinstance(asked, Stationary) and not self.samples.general:
            return compare_flat(value, asked, self.asked)
        return VectorTarget.compare(self, value)


@dataclass(frozen=True)
class SolveVector(VectorAsk):
    """The one stationary point of a quadratic loss, or the normal equations that it solves."""

    asked: Stationary

    def judge(self, submission: str) -> Judgement:
        """A formula is compared with the point; an equation must have the point as its only solution."""
        (reading,) = self.read(submission)
        match reading.expression:
            case Relation(operator="=", left=left) as equation if left != Symbol(self.asked.wrt[0]):
                return self._judge_equation(reading, equation)
            case _:
                judgement = judge_reading(reading, self.target)
                return explained(judgement, lambda: self._why_this_point(reading, judgement.verdict))

    def read(self, submission: str) -> tuple[Reading, ...]:
        """One formula, or the point by its coordinates: `x_1 = 2, x_2 = -1`."""
        return VectorAsk.read(self, by_coordinates(submission, self.asked.wrt) or submission)

    def _why_this_point(self, reading: Reading, verdict: Verdict) -> Diagnosis:
        from mmltui.grading.diagnosis import Diagnosis
        from mmltui.grading.slips.extrema import SolutionQuestion, diagnose_solution

        symbols, wrt = self.target.setting.symbols, self.asked.wrt[0]
        kind = symbols.kind(wrt)
        slips: tuple[str, ...] = ()
        if kind is not None and kind.role == "scalar" and len(self.asked.wrt) == 1:
            slips = diagnose_solution(right_side(reading.expression), SolutionQuestion(self.asked.of, wrt, symbols))
        return Diagnosis(slips) if slips else self._why(reading.expression, verdict)

    def _judge_equation(self, reading: Reading, equation: Relation) -> Judgement:
        from mmltui.grading.vectors.equations import compare_equation

        written = substitute(equation, self.target.setting.symbols.definitions)
        verdict: Verdict = NotAnAnswer(
            "That is an equation between other things", hint="solve for the symbol asked for"
        )
        if isinstance(written, Relation) and free_symbols(written) & set(self.asked.wrt):
            verdict = compare_equation(written, self.asked, self.target.samples)
        judgement = Judgement(verdict, plain(reading.expression), reading.notes)
        return explained(judgement, lambda: self._why_this_equation(written))

    def _why_this_equation(self, equation: Expression) -> Diagnosis:
        """Whether the equation holds where the letters asked for have the other sign."""
        from mmltui.grading.diagnosis import Diagnosis
        from mmltui.grading.vectors.equations import compare_equation

        turned = substitute(equation, {name: Neg(Symbol(name)) for name in self.asked.wrt})
        if isinstance(turned, Relation) and is_correct(compare_equation(turned, self.asked, self.target.samples)):
            return Diagnosis(("residual.sign",))
        return Diagnosis()
