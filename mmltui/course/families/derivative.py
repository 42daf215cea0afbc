"""Derivatives of random functions in which each common slip shows and can be told from the others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Final

from mmltui.course.families.functions import FUNCTIONS, variable_of
from mmltui.course.families.item import Item, Maker

if TYPE_CHECKING:
    from mmltui.notation.tree import Expression

_LONGEST: Final = 32
_LONGEST_ANSWER: Final = 75


def telling_function(source: Random, kind: str) -> Expression | None:
    """A function of a kind, None if its derivative is too plain or too long, or slips hide in it or collide."""
    from mmltui.calculus.outcomes import outcomes
    from mmltui.calculus.tidy import tidy
    from mmltui.notation.printing import plain
    from mmltui.notation.walk import free_symbols

    function, wrt = FUNCTIONS[kind](source), variable_of(kind)
    if len(plain(function)) > _LONGEST:
        return None
    found = outcomes(function, wrt)
    answer = tidy(found.right)
    plain_answer = wrt not in free_symbols(answer) or len(plain(answer)) > _LONGEST_ANSWER
    return None if plain_answer or not found.telling else function


def _derivative(source: Random, *, kind: str) -> Item | None:
    from mmltui.notation.printing import latex, plain

    function, wrt = telling_function(source, kind), variable_of(kind)
    if function is None:
        return None
    if kind == "parameters":
        question = rf"Differentiate $L(w) = {latex(function)}$ by $w$; every other letter is a constant."
    else:
        question = rf"Differentiate $f(x) = {latex(function)}$."
    return Item(question, {"ask": "derivative", "of": plain(function), "wrt": wrt})


def _second(source: Random) -> Item | None:
    """Twice in a row, where each time is short."""
    from mmltui.calculus.derivative import derivative
    from mmltui.notation.printing import latex, plain
    from mmltui.notation.symbols import SymbolTable
    from mmltui.notation.walk import free_symbols

    function = FUNCTIONS[source.choice(("powers", "table", "product", "chain", "reciprocals"))](source)
    symbols = SymbolTable.of_letters("x")
    first = derivative(function, "x", symbols)
    second = derivative(first, "x", symbols)
    if len(plain(first)) > 26 or len(plain(second)) > 40 or "x" not in free_symbols(second):
        return None
    table = {"ask": "derivative", "of": plain(function), "wrt": "x", "order": 2}
    hints = ("Differentiate, tidy, and differentiate again.", f"The first time it gives ${latex(first)}$.")
    solution = rf"$f'(x) = {latex(first)}$, and once more $f''(x) = {latex(second)}$"
    return Item(rf"Find $f''(x)$ for $f(x) = {latex(function)}$.", table, hints, solution)


KINDS: Final[Mapping[str, Maker]] = {
    **{kind: partial(_derivative, kind=kind) for kind in FUNCTIONS},
    "second": _second,
}
