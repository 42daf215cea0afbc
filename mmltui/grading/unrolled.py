"""Sums over an index written out for data of a few lengths, where scalar comparison can decide them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from mmltui.calculus.derivative import lengths
from mmltui.grading.equality import ScalarVerdict, compare
from mmltui.grading.verdicts import Agreed, Proved, ProvedOnCommonDomain
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Add, Entry, Expression, Number, Size, Sum, Symbol
from mmltui.notation.walk import children, nodes, rebuild

_LENGTHS: Final = (3, 4)
_DIGITS: Final = 24
_LONGEST: Final = 12


def compare_with_sums(
    left: Expression, right: Expression, symbols: SymbolTable, *, domain: tuple[Expression, ...] = (), seed: str = ""
) -> ScalarVerdict:
    """Compare two scalar formulas; sums are held against each other for data of two lengths, which proves nothing."""
    formulas = (left, right, *domain)
    if not any(isinstance(node, Sum | Entry | Size) for formula in formulas for node in nodes(formula)):
        return compare(left, right, symbols, domain=domain, seed=seed)
    runs = {index: size for formula in formulas for index, size in lengths(formula, symbols).items()}
    for length in _LENGTHS:
        one, other, *where = (_unrolled(formula, runs, length, {}) for formula in formulas)
        verdict = compare(one, other, symbols, domain=where, seed=seed)
        if not isinstance(verdict, Proved | Agreed | ProvedOnCommonDomain):
            return verdict
    return Agreed(len(_LENGTHS), _DIGITS)


def _unrolled(node: Expression, runs: Mapping[str, Expression], length: int, bound: Mapping[str, int]) -> Expression:
    """The formula with each sum written out and each entry a letter of its own."""
    match node:
        case Sum(body=body, index=index, lower=lower, upper=upper):
            first = 1 if lower is None else _whole(_unrolled(lower, runs, length, bound))
            end = runs.get(index, Size(index)) if upper is None else upper
            last = _whole(_unrolled(end, runs, length, bound))
            if first is None or last is None or last - first >= _LONGEST:
                return node
            terms = tuple(_unrolled(body, runs, length, {**bound, index: place}) for place in range(first, last + 1))
            return terms[0] if len(terms) == 1 else Add(terms) if terms else Number(Fraction(0))
        case Entry(base=Symbol(name=name), indices=indices):
            places = [_whole(_unrolled(index, runs, length, bound)) for index in indices]
            return node if None in places else Symbol("_".join([name, *map(str, places)]))
        case Symbol(name=name) if name in bound:
            return Number(Fraction(bound[name]))
        case Size():
            return Number(Fraction(length))
        case _:
            parts = children(node)
            return rebuild(node, [_unrolled(part, runs, length, bound) for part in parts]) if parts else node


def _whole(expression: Expression) -> int | None:
    """The value of a whole number."""
    match expression:
        case Number(value=value) if value.denominator == 1:
            return int(value)
        case _:
            return None
