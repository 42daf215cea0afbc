"""Formulas with holes, written in the notation that learners use: `du v + u dv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from mmltui.notation.parser import parse
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression, Symbol
from mmltui.notation.walk import children, rebuild

HOLES: Final = (
    *("u", "v", "du", "dv", "p", "b", "c", "dc", "x"),
    *("outer", "whole", "outerdu", "outerx", "dlink", "dfirst", "drest", "first", "last"),
)
"""Parts and their derivatives, an exponent, a base, a constant factor and its (wrong) derivative, the variable."""

_TABLE: Final = SymbolTable.declare(dict.fromkeys(HOLES, "scalar"))


@cache
def template(text: str) -> Expression:
    """A formula over the holes."""
    return parse(text, _TABLE).expression


def fill(formula: Expression, parts: Mapping[str, Expression]) -> Expression:
    """The formula with all holes filled at once, so that letters of a question cannot clash with holes.

    Parts are shared, not copied, and keep their indices: a part put under a sum belongs to that sum.
    """
    if isinstance(formula, Symbol):
        return parts.get(formula.name, formula)
    inner = children(formula)
    return rebuild(formula, [fill(part, parts) for part in inner]) if inner else formula
