"""SymPy's attempt at a proof, where our own normal forms fail: nested roots above all.

Only a yes counts: what SymPy does not turn into 0 is not thereby different. It is asked about short formulas
only, and only for rewriting whose work is bounded by their length; it is imported when first needed.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any

from mmltui.notation.symbols import SymbolTable
from mmltui.notation.to_sympy import to_sympy
from mmltui.notation.tree import Add, Expression, Neg, Number, Power, Product, Quotient
from mmltui.notation.walk import children, nodes

MAX_NODES = 36
MAX_DEGREE = 12
MAX_NUMBER = 10**6


def sympy_proves(submission: Expression, reference: Expression, symbols: SymbolTable) -> bool:
    """Whether SymPy turns the difference of two scalars into 0."""
    if not _is_small(Add((submission, reference))):
        return False
    import sympy

    attempts: tuple[Callable[[Any], Any], ...] = (sympy.sqrtdenest, sympy.radsimp, sympy.expand_trig, sympy.expand_log)
    try:
        difference = to_sympy(submission, symbols) - to_sympy(reference, symbols)
        return any(sympy.expand(attempt(difference)) == 0 for attempt in attempts)
    except (ValueError, TypeError, ArithmeticError, AttributeError, NotImplementedError, RecursionError):
        return False


def _is_small(expression: Expression) -> bool:
    """Whether multiplying it out is little work: SymPy cannot be interrupted."""
    count = 0
    for node in nodes(expression):
        count += 1
        if isinstance(node, Number) and max(node.value.numerator, node.value.denominator) > MAX_NUMBER:
            return False
    return count <= MAX_NODES and _degree(expression) <= MAX_DEGREE


def _degree(expression: Expression) -> int:
    """A bound on the degree in whatever stands in the formula, as written."""
    below = [_degree(part) for part in children(expression)]
    match expression:
        case Power(_, Number(exponent)):
            return max(1, below[0] * ceil(exponent))
        case Power(_, Neg(Number(exponent))):
            return max(1, below[0] * ceil(exponent))
        case Power(_, Quotient() | Neg(Quotient())):
            return below[0]
        case Power():
            return MAX_DEGREE + 1 if isinstance(expression.exponent, Power) else sum(below)
        case Product() | Quotient():
            return sum(below)
        case _:
            return max(below, default=1)
