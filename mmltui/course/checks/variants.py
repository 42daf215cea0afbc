"""Check 12: an exercise with fresh numbers passes what the exercise passes, and so do questions that are generated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from mmltui.course.checks.item import Check, Finding
from mmltui.course.checks.pages import CHARSETS, fits, formulas_known
from mmltui.course.checks.words import word_checks
from mmltui.course.content import ExerciseBlock, Page, PracticeBlock
from mmltui.course.families.registry import NothingFoundError
from mmltui.course.variants import generated, variant
from mmltui.errors import LearnerError
from mmltui.exercises.keys import ExerciseError


def variant_checks(
    block: ExerciseBlock, judging: Callable[[ExerciseBlock], Iterator[Check]], *, seeds: int
) -> Iterator[Check]:
    """One check for each variant: the first thing that is wrong with it."""
    if block.vary:
        for seed in range(1, seeds + 1):
            yield Check(f"variant-{seed}", block.table.line_of("vary"), partial(_sound, block, judging, seed))


def practice_checks(
    block: PracticeBlock, judging: Callable[[ExerciseBlock], Iterator[Check]], *, seeds: int
) -> Iterator[Check]:
    """One check for each question of a generator: the first thing that is wrong with it."""
    for seed in range(1, seeds + 1):
        yield Check(f"variant-{seed}", block.line, partial(_sound_question, block, judging, seed))


def _sound_question(block: PracticeBlock, judging: Callable[[ExerciseBlock], Iterator[Check]], seed: int) -> Finding:
    try:
        fresh = generated(block, seed)
    except (ExerciseError, NothingFoundError) as error:
        return f"no question can be made with seed {seed}: {error}"
    for check in (*judging(fresh), *_shown(fresh)):
        finding = check.run()
        if finding is not None:
            return f"with seed {seed} ({' '.join(fresh.question.split())}), {check.name}: {finding}"
    return None


def _shown(fresh: ExerciseBlock) -> Iterator[Check]:
    """The words of a question, and that a page has room for it; hints of a derivative are the engine's."""
    yield from (check for check in word_checks(fresh) if check.name != "hint" or fresh.exercise.kind != "derivative")
    page = Page("", (fresh,), fresh.line)
    yield Check("formulas", fresh.line, partial(formulas_known, page))
    for charset in CHARSETS:
        yield Check(charset, fresh.line, partial(fits, page, "9.9", charset))


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
