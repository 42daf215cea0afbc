"""What is asked, as the engine's own formula."""

from __future__ import annotations

from typing import assert_never

from mmltui.calculus.vectors.derivative import directional, hessian, jacobian
from mmltui.calculus.vectors.solution import solution, stationary_point
from mmltui.grading.vectors.asked import Directional, Hessian, Jacobian, Question, Stationary, Value
from mmltui.notation.tree import Entry, Expression, Symbol, Transpose
from mmltui.notation.walk import substitute


def formula_asked(question: Question) -> Expression:
    """The right answer as a formula; raises NotDifferentiableError where it has none without indices."""
    symbols, asked = question.symbols, question.asked
    match asked:
        case Value(formula=formula):
            return formula if not question.at else substitute(formula, question.at)
        case Jacobian(of=of, wrt=wrt):
            found = jacobian(of, wrt, symbols)
        case Hessian(of=of, wrt=wrt):
            found = hessian(of, wrt, symbols)
        case Directional(of=of, wrt=wrt, along=along, order=order):
            found = directional(of, wrt, along, order, symbols)
        case Stationary(of=of, wrt=(name,)):
            found = solution(of, name, symbols)
        case Stationary(of=of, wrt=wrt):
            return stationary_point(substitute(of, question.at or {}), wrt)
        case _:
            assert_never(asked)
    if question.indices:
        base = found.operand if isinstance(found, Transpose) and len(question.indices) == 1 else found
        found = Entry(base, tuple(Symbol(index) for index in question.indices))
    return found if not question.at else substitute(found, question.at)
