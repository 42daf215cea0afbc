"""Derivations with one slip planted in them: which line is the first that does not follow."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from random import Random
from typing import Final

from mmltui.course.families.build import with_powers_of_e
from mmltui.course.families.derivative import telling_function
from mmltui.course.families.functions import FUNCTIONS, variable_of
from mmltui.course.families.hessian_lines import hessian_lines
from mmltui.course.families.item import Item, Maker

_SHORTEST, _LONGEST = 3, 7
_WIDEST: Final = 60


def _find_error(source: Random, *, kind: str) -> Item | None:
    from mmltui.calculus.planted import plant
    from mmltui.calculus.sentences import RULE_MISCONCEPTIONS
    from mmltui.notation.printing import latex, plain
    from mmltui.notation.symbols import SymbolTable

    function, wrt = telling_function(source, kind), variable_of(kind)
    if function is None:
        return None
    planted = plant(function, wrt, SymbolTable.of_letters(plain(function)), source.randrange(1000))
    if planted is None or not _SHORTEST <= len(planted.lines) <= _LONGEST:
        return None
    if max(len(plain(line)) for line in planted.lines) > _WIDEST:
        return None
    lines = [f"${latex(with_powers_of_e(line))}$" for line in planted.lines]
    number = planted.wrong + 1
    solution = (
        f"Line {number} does not follow from line {number - 1}. {RULE_MISCONCEPTIONS[planted.slip].sentence} "
        f"Rightly it would be ${latex(planted.mended)}$."
    )
    hints = (
        "Hold each line only against the one above it: what follows from a wrong line can be right.",
        "Which rule leads from each line to the next? Take them one by one.",
    )
    question = (
        f"Someone differentiates by ${wrt}$, line by line. Which is the first line that does not follow from the "
        f"one before it?"
    )
    return Item(question, {"ask": "find-error", "lines": lines, "wrong": number}, hints, solution)


KINDS: Final[Mapping[str, Maker]] = {
    **{kind: partial(_find_error, kind=kind) for kind in FUNCTIONS},
    "hessian": hessian_lines,
}
