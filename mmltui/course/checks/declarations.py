"""Check 9: what an exercise promises about itself: a number that can be typed, components of its own section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from mmltui.course.checks.formulas import target_of
from mmltui.course.checks.item import Check, Finding
from mmltui.course.content import ExerciseBlock
from mmltui.exercises.number import NumberAsk

_ASKS_FOR_EXACT = re.compile(r"\b(?:exact|exactly|fraction|in terms of|as a root)\b", re.IGNORECASE)


def declaration_checks(block: ExerciseBlock) -> Iterator[Check]:
    """A `number` that never ends as a decimal needs a tolerance, or a question that asks for it exactly."""
    if isinstance(block.exercise.ask, NumberAsk) and "tolerance" not in block.source:
        line = block.table.line_of("answer" if "answer" in block.source else "of")
        yield Check("typable", line, partial(_typable, block))


def _typable(block: ExerciseBlock) -> Finding:
    target = target_of(block.exercise.ask)
    if target is None or _ASKS_FOR_EXACT.search(block.question):
        return None
    import sympy

    from mmltui.notation.to_sympy import to_sympy

    value = sympy.nsimplify(to_sympy(target.reference, target.setting.symbols))
    if value.is_Rational and not _other_primes(int(value.q)):
        return None
    return "the value has no finite decimal: ask for it exactly ('as a fraction'), or give a 'tolerance'"


def _other_primes(number: int) -> bool:
    for prime in (2, 5):
        while number % prime == 0:
            number //= prime
    return number != 1
