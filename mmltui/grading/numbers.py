"""Judging a number: exact, within a tolerance, or a rounding of the right value."""

from __future__ import annotations

from fractions import Fraction

import flint
from flint import arb, fmpq

from mmltui.grading.balls import Evaluator
from mmltui.grading.digits import certain_digits
from mmltui.grading.equality import ScalarVerdict, compare
from mmltui.grading.lowering import NotComparableError, lower
from mmltui.grading.program import Program, Rational
from mmltui.grading.verdicts import Different, NotInForm, Proved, Undecided, Witness
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression, Neg, Number

_LADDER = (64, 256, 2048)
_FEWEST_DIGITS_OF_A_WHOLE_NUMBER = 3


def judge_number(
    submission: Expression, reference: Expression, symbols: SymbolTable, *, tolerance: Fraction | None = None
) -> ScalarVerdict | NotInForm:
    """Compare two formulas without free symbols.

    Without a tolerance the value must be exact; a decimal that is a correct rounding of a value that does not
    terminate is `NotInForm("rounded", digits)`.
    """
    verdict = compare(submission, reference, symbols)
    if not isinstance(verdict, Different):
        return verdict
    try:
        program = lower(submission, reference, symbols)
    except (NotComparableError, RecursionError):
        return verdict
    if program.variables:
        return verdict
    if tolerance is not None:
        return _within(program, fmpq(tolerance.numerator, tolerance.denominator))
    digits = _rounded_digits(submission, program)
    return verdict if digits is None else NotInForm("rounded", digits)


def _within(program: Program, tolerance: fmpq) -> ScalarVerdict:
    is_near = _is_near(program, tolerance)
    if is_near is None:
        return Undecided("The value lies too close to the edge of the tolerance to tell.")
    if is_near:
        return Proved("within the tolerance of the exercise")
    yours = Evaluator(program).at({}, _LADDER[1])[program.submission]
    with flint.ctx.workprec(_LADDER[1]):
        return Different(Witness({}, "undefined" if yours is None else certain_digits(yours), None))


def _is_near(program: Program, distance: fmpq) -> bool | None:
    """Whether |submission - reference| <= distance; None if no precision tells."""
    instructions = program.instructions
    match instructions[program.submission], instructions[program.reference]:
        case Rational(yours), Rational(expected):
            return bool(abs(yours - expected) <= distance)
        case _:
            pass
    for bits in _LADDER:
        values = Evaluator(program).at({}, bits)
        ours, theirs = values[program.submission], values[program.reference]
        if ours is None or theirs is None:
            return False
        with flint.ctx.workprec(bits):
            gap = abs(ours - theirs) - arb(distance)
        if gap <= 0:
            return True
        if gap > 0:
            return False
    return None


def _rounded_digits(submission: Expression, program: Program) -> int | None:
    """To how many digits a typed decimal is the correct rounding of a reference that does not terminate."""
    written = submission.operand if isinstance(submission, Neg) else submission
    if not isinstance(written, Number) or written.value == 0 or _terminates(program):
        return None
    places = _decimal_places(written.value)
    digits = len(str(abs(written.value.numerator * 10**places // written.value.denominator)))
    if places == 0 and digits < _FEWEST_DIGITS_OF_A_WHOLE_NUMBER:
        return None
    return digits if _is_near(program, fmpq(1, 2 * 10**places)) else None


def _terminates(program: Program) -> bool:
    reference = program.instructions[program.reference]
    if not isinstance(reference, Rational):
        return False
    denominator = int(reference.value.q)
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1


def _decimal_places(value: Fraction) -> int:
    """Digits after the point of a terminating decimal."""
    places = 0
    while value.denominator != 1:
        value *= 10
        places += 1
    return places
