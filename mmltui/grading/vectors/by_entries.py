"""Vectors and matrices whose entries are formulas of numbers: they are proved to be equal entry by entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import assert_never

from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.derivative import jacobian
from mmltui.calculus.vectors.explicit import NotExplicitError, Rows, explicit, letters, sizes_of
from mmltui.grading.equality import compare
from mmltui.grading.vectors.asked import Directional, Hessian, Jacobian, Question, Stationary, Value
from mmltui.grading.vectors.formula import formula_asked
from mmltui.grading.verdicts import Proved
from mmltui.notation.shapes import shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression, Matrix, Number
from mmltui.notation.vocabulary import Kind
from mmltui.notation.walk import free_symbols, substitute

_MOST_ENTRIES = 64
_ZERO = Number(Fraction(0))


def is_proved_by_entries(submission: Expression, question: Question) -> bool:
    """Whether all can be written out without vectors, and each entry is proved to equal its counterpart.

    Of a stationary point that is the gradient there, and zero.
    """
    symbols, at = question.symbols, question.at or {}
    try:
        yours, wanted, where = _sides(submission, question)
        sizes = sizes_of(at, symbols)
        one, other, of = (_flat(explicit(side, symbols, bound=at, sizes=sizes)) for side in (yours, wanted, where))
    except (NotExplicitError, NotDifferentiableError):
        return False
    if len(one) != len(other) or len(one) > _MOST_ENTRIES:
        return False
    entries = _with_entries(symbols, sizes)
    used = {name for entry in (*one, *other, *of) for name in free_symbols(entry)}
    if any((kind := entries.kind(name)) is None or kind.role != "scalar" for name in used):
        return False
    pairs = zip(one, other, strict=True)
    return all(isinstance(compare(mine, right, entries, domain=of), Proved) for mine, right in pairs)


def _with_entries(symbols: SymbolTable, sizes: Mapping[str, int]) -> SymbolTable:
    """The symbols, and the entries of vectors of known length as letters of their own."""
    found = dict(symbols.kinds)
    for name, kind in symbols.kinds.items():
        if kind.role == "vector" and (isinstance(kind.rows, int) or kind.rows in sizes):
            for letter in letters(name, symbols, sizes):
                found.setdefault(letter, Kind("scalar", positive=kind.positive))
    return SymbolTable(MappingProxyType(found))


def _sides(submission: Expression, question: Question) -> tuple[Expression, Expression, Expression]:
    """What is to be equal entry by entry, and the formula whose domain counts."""
    match question.asked:
        case Value(formula=formula):
            return submission, formula, formula
        case Stationary(of=of, wrt=wrt):
            entries = [entry for row in submission.rows for entry in row] if isinstance(submission, Matrix) else []
            point = dict(zip(wrt, entries, strict=False)) if len(wrt) > 1 else {wrt[0]: submission}
            slope = jacobian(of, wrt, question.symbols)
            size = shape_of(slope, question.symbols).columns
            zero = Matrix(((_ZERO,) * (int(size) if str(size).isdigit() else len(entries)),))
            return substitute(slope, point), zero, substitute(of, point)
        case Jacobian(of=of) | Hessian(of=of) | Directional(of=of):
            return submission, formula_asked(replace(question, at=None)), of
        case _:
            assert_never(question.asked)


def _flat(rows: Rows) -> tuple[Expression, ...]:
    return tuple(entry for row in rows for entry in row)
