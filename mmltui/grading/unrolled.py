"""Sums over an index written out for data of a few lengths, where scalar comparison can decide them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mmltui.calculus.derivative import lengths
from mmltui.grading.equality import ScalarVerdict, compare
from mmltui.grading.sums import unrolled
from mmltui.grading.verdicts import Agreed, Different, Proved, ProvedOnCommonDomain
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Entry, Expression, Size, Sum
from mmltui.notation.walk import nodes

_LENGTHS: Final = (3, 4)
_DIGITS: Final = 24


def compare_with_sums(
    left: Expression, right: Expression, symbols: SymbolTable, *, domain: tuple[Expression, ...] = (), seed: str = ""
) -> ScalarVerdict:
    """Compare two scalar formulas; sums are held against each other for data of two lengths, which proves nothing."""
    formulas = (left, right, *domain)
    if not any(isinstance(node, Sum | Entry | Size) for formula in formulas for node in nodes(formula)):
        return compare(left, right, symbols, domain=domain, seed=seed)
    runs = {index: size for formula in formulas for index, size in lengths(formula, symbols).items()}
    for length in _LENGTHS:
        one, other, *where = (unrolled(formula, runs, length, {}) for formula in formulas)
        verdict = compare(one, other, symbols, domain=where, seed=seed)
        if isinstance(verdict, Different) and verdict.witness is not None and symbols.sizes:
            return Different(replace(verdict.witness, sizes=dict.fromkeys(sorted(symbols.sizes), length)))
        if not isinstance(verdict, Proved | Agreed | ProvedOnCommonDomain):
            return verdict
    return Agreed(len(_LENGTHS), _DIGITS)
