"""Judging one formula against another, as every ask with a formula for an answer does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from mmltui.grading.verdicts import (
    Agreed,
    Ambiguous,
    Different,
    Judgement,
    NotAnAnswer,
    NotInForm,
    Proved,
    ProvedOnCommonDomain,
    SpecialCase,
    Transposed,
    Undecided,
    Verdict,
    WrongShape,
)
from mmltui.notation.parser import ParseError, parse
from mmltui.notation.printing import plain
from mmltui.notation.shapes import SCALAR_SHAPE, Shape
from mmltui.notation.tree import (
    Differential,
    Expression,
    Listing,
    Matrix,
    Number,
    Relation,
    Stack,
    Symbol,
    Transpose,
)
from mmltui.notation.walk import free_symbols, nodes, substitute

if TYPE_CHECKING:
    from mmltui.exercises.setting import Setting
    from mmltui.grading.diagnosis import Diagnosis
    from mmltui.notation.parser import Reading


class Comparable(Protocol):
    """What an answer is held against. Handing back `question`, the formula that the question shows, is no answer."""

    @property
    def setting(self) -> Setting:
        """The question's symbols and the form it wants."""

    @property
    def question(self) -> Expression | None:
        """The formula that the question shows."""

    def compare(self, value: Expression) -> Verdict:
        """Judge a value; raises `ParseError` where its parts do not fit."""


@dataclass(frozen=True, slots=True)
class Target:
    """A scalar `reference`, wherever all of `domain` is defined; a number may lie within `tolerance` of it."""

    setting: Setting
    reference: Expression
    domain: tuple[Expression, ...] = ()
    question: Expression | None = None
    tolerance: Fraction | None = None

    def compare(self, value: Expression) -> Verdict:
        """Refuted, proved or agreed; raises `ParseError` for a list where one value is asked."""
        # The number types behind judging are loaded with the first answer, not with the lesson.
        from mmltui.grading.numbers import judge_number
        from mmltui.grading.unrolled import compare_with_sums

        symbols, reference = self.setting.symbols, self.reference
        match value:
            case Listing(items=items):
                advice = "a decimal has a point, not a comma" if all(map(_is_digits, items)) else "type one formula"
                raise ParseError(f"one value is asked, and these are {len(items)}", hint=advice, kind="shape-error")
            case Matrix(rows=rows) if (len(rows), len(rows[0])) != (1, 1):
                return WrongShape(str(Shape(len(rows), len(rows[0]))), str(SCALAR_SHAPE))
            case _:
                pass
        if not free_symbols(reference):
            return judge_number(value, reference, symbols, tolerance=self.tolerance)
        return compare_with_sums(value, reference, symbols, domain=self.domain, seed=plain(reference))


def judge_text(submission: str, target: Comparable) -> Judgement:
    """Parse and judge; raises `ParseError` where the text cannot be read."""
    return judge_reading(parse(submission, target.setting.symbols), target)


def judge_reading(reading: Reading, target: Comparable) -> Judgement:
    """Judge what was read, with the other reading of the text in mind."""
    verdict = judge_expression(reading.expression, target)
    if reading.alternative is not None and not is_correct(verdict):
        meant = judge_expression(reading.alternative, target)
        if is_correct(meant):
            verdict = Ambiguous(as_read=plain(reading.expression), as_meant=plain(reading.alternative))
    return Judgement(verdict, plain(reading.expression), reading.notes)


def judge_expression(submitted: Expression, target: Comparable) -> Verdict:
    """Judge a tree: value first, then the form asked for."""
    match submitted:
        case Relation(operator="=", left=Symbol(name=name), right=right) if name not in free_symbols(right):
            return judge_expression(right, target)
        case Relation(operator="=", left=left, right=Symbol(name=name)) if name not in free_symbols(left):
            return judge_expression(left, target)
        case Relation(operator="=", left=left, right=right):
            verdict = judge_expression(right, target)
            return judge_expression(left, target) if is_correct(verdict) else verdict
        case Relation():
            return NotAnAnswer("That is a condition, not a value", hint="type the value alone")
        case _:
            return _judge_value(submitted, target)


def _judge_value(submitted: Expression, target: Comparable) -> Verdict:
    open_ = NotAnAnswer("A derivative is still to be taken there", hint="carry it out and type the result")
    if any(isinstance(node, Differential) for node in nodes(submitted)):
        return open_
    verdict = target.compare(substitute(submitted, target.setting.symbols.definitions))
    if isinstance(verdict, Different | Undecided) and submitted == target.question:
        return NotAnAnswer("That is the question itself", hint="type what you get from it")
    if isinstance(verdict, Different) and _has_a_prime(submitted, target.setting):
        return open_
    form = target.setting.form
    if form is not None and is_correct(verdict):
        from mmltui.grading.forms import is_in_form

        return verdict if is_in_form(submitted, form) else NotInForm(form)
    return verdict


def _is_digits(item: Expression) -> bool:
    return isinstance(item, Number) and item.value.denominator == 1 and item.value >= 0


def is_correct(verdict: Verdict) -> bool:
    """Whether the verdict is one of the correct kinds."""
    return isinstance(verdict, Proved | Agreed | ProvedOnCommonDomain)


def bind(expression: Expression, values: Mapping[str, Expression]) -> Expression:
    """The expression with the values of `at` put in."""
    return substitute(expression, values) if values else expression


def _has_a_prime(submitted: Expression, setting: Setting) -> bool:
    """Whether (u)' stands there in a question of numbers alone: nobody means a transpose by that."""
    return all(kind.role in ("scalar", "index") for kind in setting.symbols.kinds.values()) and any(
        isinstance(node, Transpose) and not any(isinstance(part, Matrix | Stack | Listing) for part in nodes(node))
        for node in nodes(submitted)
    )


def explained(judgement: Judgement, why: Callable[[], Diagnosis]) -> Judgement:
    """The same judgement; where the answer is wrong, with the way to the slips that explain it."""
    if not isinstance(judgement.verdict, Different | Transposed | WrongShape | SpecialCase):
        return judgement
    return replace(judgement, why=why)


def right_side(submitted: Expression) -> Expression:
    """The value that an answer names: of `a = 2` the 2."""
    return submitted.right if isinstance(submitted, Relation) else submitted
