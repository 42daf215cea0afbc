"""A wrong answer, and several remarks of which one names the slip that gave it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from random import Random
from typing import Final

from mmltui.course.families.build import with_powers_of_e
from mmltui.course.families.derivative import telling_function
from mmltui.course.families.functions import FUNCTIONS, variable_of
from mmltui.course.families.item import Item, Maker

_LETTERS: Final = "abcd"
_LONGEST_ANSWER: Final = 60


def _which_slip(source: Random, *, kind: str) -> Item | None:
    from mmltui.calculus.planted import which_slip
    from mmltui.calculus.sentences import RULE_MISCONCEPTIONS
    from mmltui.notation.printing import latex, plain
    from mmltui.notation.symbols import SymbolTable

    function, wrt = telling_function(source, kind), variable_of(kind)
    if function is None:
        return None
    found = which_slip(function, wrt, SymbolTable.of_letters(plain(function)), source.randrange(1000), len(_LETTERS))
    if found is None or len(plain(found.answer)) > _LONGEST_ANSWER:
        return None
    ids = source.sample((found.slip, *found.others), len(_LETTERS))
    options = [RULE_MISCONCEPTIONS[id_].sentence for id_ in ids]
    right = _LETTERS[ids.index(found.slip)]
    question = (
        f"Someone differentiates $f({wrt}) = {latex(function)}$ by ${wrt}$ and gets\n\n"
        f"$${latex(with_powers_of_e(found.answer))}$$\n\nWhich remark fits this answer?"
    )
    hints = (
        "Differentiate it yourself, then look for the first place where the two part.",
        "Read each remark as an instruction: what would the answer be if just that had been ignored?",
    )
    solution = rf"{right}) {RULE_MISCONCEPTIONS[found.slip].sentence} The derivative is ${latex(found.right)}$."
    return Item(question, {"ask": "choice", "options": options, "right": right}, hints, solution)


KINDS: Final[Mapping[str, Maker]] = {kind: partial(_which_slip, kind=kind) for kind in FUNCTIONS}
