"""Check 12: an exercise with fresh numbers passes what the exercise passes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from mmltui.course.checks.item import Check, Finding
from mmltui.course.content import ExerciseBlock
from mmltui.course.variants import variant
from mmltui.errors import LearnerError
from mmltui.exercises.keys import ExerciseError


def variant_checks(
    block: ExerciseBlock, judging: Callable[[ExerciseBlock], Iterator[Check]], *, seeds: int
) -> Iterator[Check]:
    """One check for each variant: the first thing that is wrong with it."""
    if block.vary:
        for seed in range(1, seeds + 1):
            yield Check(f"variant-{seed}", block.table.line_of("vary"), partial(_sound, block, judging, seed))


def _sound(block: ExerciseBlock, judging: Callable[[ExerciseBlock], Iterator[Check]], seed: int) -> Finding:
    try:
        fresh = variant(block, seed)
    except (ExerciseError, LearnerError) as error:
        return f"no variant can be made: {error}"
    originals = {check.name: check for check in judging(block)}
    for check in judging(fresh):
        finding = check.run()
        original = originals.get(check.name)
        said_already = finding is not None and original is not None and original.run() is not None
        if finding is not None and not said_already:
            values = fresh.source.get("at")
            given = ", ".join(f"{name} = {value}" for name, value in values.items()) if isinstance(values, dict) else ""
            return f"with {given}, {check.name}: {finding}"
    return None
