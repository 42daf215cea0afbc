"""Scalar slips in the entries of a gradient, a Jacobian or a Hessian by scalars."""

from __future__ import annotations

from mmltui.calculus.derivative import derivative
from mmltui.grading.diagnosis import DerivativeQuestion, diagnose
from mmltui.grading.unrolled import compare_with_sums
from mmltui.grading.vectors.asked import Hessian, Jacobian, Question
from mmltui.grading.verdicts import Different
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression, Matrix


def slips_of_entries(given: Expression, right: Expression, question: Question) -> tuple[str, ...]:
    """The slips that explain every wrong entry at once, likeliest in the first; none where there is no such slip."""
    asked, symbols = question.asked, question.symbols
    if not isinstance(asked, Jacobian | Hessian) or not isinstance(symbols, SymbolTable):
        return ()
    if not isinstance(given, Matrix) or not isinstance(right, Matrix):
        return ()
    functions = _functions(asked, symbols)
    if len(functions) != len(given.rows) or any(len(row) != len(asked.wrt) for row in given.rows):
        return ()
    named: list[tuple[str, ...]] = []
    for function, given_row, right_row in zip(functions, given.rows, right.rows, strict=True):
        for name, mine, theirs in zip(asked.wrt, given_row, right_row, strict=True):
            if isinstance(compare_with_sums(mine, theirs, symbols), Different):
                named.append(diagnose(mine, DerivativeQuestion(function, name, symbols, at=question.at or {})))
    return tuple(id_ for id_ in named[0] if all(id_ in ids for ids in named)) if named else ()


def _functions(asked: Jacobian | Hessian, symbols: SymbolTable) -> list[Expression]:
    """The function of each row: of a Hessian the first derivatives."""
    if isinstance(asked, Hessian):
        return [derivative(asked.of, name, symbols) for name in asked.wrt]
    if isinstance(asked.of, Matrix):
        return [row[0] for row in asked.of.rows if len(row) == 1]
    return [asked.of]
