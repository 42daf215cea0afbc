"""The hint ladder for what is asked about vectors."""

from __future__ import annotations

from typing import assert_never

from mmltui.calculus.vector_ladders import (
    directional_ladder,
    entry_ladder,
    hessian_ladder,
    jacobian_ladder,
    stationary_ladder,
)
from mmltui.grading.vectors.asked import Directional, Hessian, Jacobian, Question, Stationary, Value


def ladder_asked(question: Question) -> tuple[str, ...]:
    """Four hints, none for a value; raises NotDifferentiableError where there is no formula to hint at."""
    symbols, asked = question.symbols, question.asked
    match asked:
        case Value():
            return ()
        case Jacobian(of=of, wrt=(name,)) if question.indices:
            return entry_ladder(of, name, question.indices, symbols)
        case Jacobian(of=of, wrt=wrt):
            return jacobian_ladder(of, wrt, symbols)
        case Hessian(of=of, wrt=wrt):
            return hessian_ladder(of, wrt, symbols)
        case Directional(of=of, wrt=wrt, along=along, order=order):
            return directional_ladder(of, wrt, along, order, symbols)
        case Stationary(of=of, wrt=wrt):
            return stationary_ladder(of, wrt, symbols)
        case _:
            assert_never(asked)
