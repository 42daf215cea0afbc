"""Check 7, for authors who ask for it: an answer that two different slips would give cannot name either of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import combinations, islice
from typing import TYPE_CHECKING

from mmltui.course.checks.formulas import same_values, target_of
from mmltui.course.checks.item import Check, Finding
from mmltui.course.checks.mutants import slip_question
from mmltui.course.content import ExerciseBlock

if TYPE_CHECKING:
    from mmltui.notation.symbols import SymbolTable
    from mmltui.notation.tree import Expression

MOST = 16


def collision_checks(block: ExerciseBlock) -> Iterator[Check]:
    """A warning where slips of different families meet."""
    question, target = slip_question(block), target_of(block.exercise.ask)
    if question and target:
        run = partial(_apart, *question, target.setting.symbols)
        yield Check("slips-apart", block.table.line_of("of"), run, warns=True)


def _apart(of: Expression, wrt: str, symbols: SymbolTable) -> Finding:
    from mmltui.calculus.candidates import candidates

    slips = [(one.slips[0].id, one.derivative) for one in islice(candidates(of, wrt), MOST) if one.slips]
    met = [
        f"{left} and {right}"
        for (left, first), (right, second) in combinations(slips, 2)
        if _family(left) != _family(right) and same_values(first, second, symbols)
    ]
    return f"the same answer comes from {'; '.join(dict.fromkeys(met))}" if met else None


def _family(slip: str) -> str:
    return slip.partition(".")[0]
