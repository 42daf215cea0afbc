"""Slips in the value of a sum of squares: not squared, added before squaring, divided by the number of terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from math import isclose, isfinite
from typing import Final

from mmltui.calculus.derivative import lengths
from mmltui.grading.slips.ranking import Explanation, ids_of
from mmltui.notation.numeric import evaluate
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Add, Call, Expression, Number, Power, Product, Quotient, Size, Sum
from mmltui.notation.walk import children, rebuild

_TWO: Final = Number(Fraction(2))
_TOLERANCE: Final = 1e-9


def diagnose_value(
    submission: Expression, formula: Expression, at: Mapping[str, Expression], symbols: SymbolTable
) -> tuple[str, ...]:
    """Ids of the slips that give this value of a loss, most likely first; empty if none stands out. Total."""
    given, right = (_value(part, at, symbols) for part in (submission, formula))
    if not isfinite(given) or isclose(given, right, rel_tol=_TOLERANCE):
        return ()
    slipped = ((id_, _value(wrong, at, symbols)) for id_, wrong in _changed(formula, lengths(formula, symbols)))
    return ids_of(
        Explanation(id_)
        for id_, value in slipped
        if isclose(value, given, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE) and not isclose(value, right)
    )


def _value(expression: Expression, at: Mapping[str, Expression], symbols: SymbolTable) -> float:
    value = evaluate(expression, {name: evaluate(given, {}) for name, given in at.items()}, symbols)
    return float(value) if value.ndim == 0 else float("nan")


def _changed(node: Expression, runs: Mapping[str, Expression]) -> Iterator[tuple[str, Expression]]:
    """The formula with one of its sums of squares taken wrongly."""
    match node:
        case Sum(body=Power(base=residual, exponent=exponent), index=index, upper=upper) if exponent == _TWO:
            added = replace(node, body=residual)
            yield "loss.no-square", replace(node, body=Call("abs", (residual,)))
            count = upper or runs.get(index) or Size(index)
            yield from _taken_wrongly(node, added, count)
        case Add(terms=terms) if all(isinstance(term, Power) and term.exponent == _TWO for term in terms):
            residuals = tuple(term.base for term in terms if isinstance(term, Power))
            added_up = Add(residuals)
            yield "loss.no-square", Add(tuple(Call("abs", (residual,)) for residual in residuals))
            yield from _taken_wrongly(node, added_up, Number(Fraction(len(terms))))
        case Quotient(numerator=Sum() as squares) | Product(factors=(Number() | Quotient(), Sum() as squares)):
            yield "loss.mean", squares
        case Power(base=Call(function="norm") as length, exponent=exponent) if exponent == _TWO:
            yield "loss.no-square", length
        case _:
            pass
    parts = children(node)
    for place, part in enumerate(parts):
        for id_, changed in _changed(part, runs):
            yield id_, rebuild(node, [*parts[:place], changed, *parts[place + 1 :]])


def _taken_wrongly(squares: Expression, added: Expression, count: Expression) -> Iterator[tuple[str, Expression]]:
    yield "loss.no-square", added
    yield "loss.sum-then-square", Power(added, _TWO)
    yield "loss.mean", Quotient(squares, count)
