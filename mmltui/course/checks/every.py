"""All checks of a lesson, in the order in which its author reads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from mmltui.course.checks.agreement import agreement_checks
from mmltui.course.checks.answers import answer_checks
from mmltui.course.checks.collisions import collision_checks
from mmltui.course.checks.declarations import declaration_checks
from mmltui.course.checks.item import Check
from mmltui.course.checks.mutants import mutant_checks
from mmltui.course.checks.pages import page_checks
from mmltui.course.checks.plots import plot_checks
from mmltui.course.checks.printing import printing_checks
from mmltui.course.checks.variants import practice_checks, variant_checks
from mmltui.course.checks.vectors import vector_checks
from mmltui.course.checks.words import word_checks
from mmltui.course.content import ExerciseBlock, Lesson, PracticeBlock

FEW, MANY = 3, 20


def exercise_checks(block: ExerciseBlock, *, thorough: bool = False) -> Iterator[Check]:
    """Every check of one exercise; `thorough` takes more variants, and warns of slips that look alike."""
    return chain(
        judging_checks(block),
        word_checks(block),
        declaration_checks(block),
        variant_checks(block, judging_checks, seeds=MANY if thorough else 1),
        collision_checks(block) if thorough else (),
    )


def generator_checks(block: PracticeBlock, *, thorough: bool = False) -> Iterator[Check]:
    """Every check of a generator: a few of its questions, each checked as an exercise is."""
    return practice_checks(block, judging_checks, seeds=MANY if thorough else FEW)


def judging_checks(block: ExerciseBlock) -> Iterator[Check]:
    """The checks of how answers are judged, which every variant of an exercise must pass as well."""
    return chain(
        answer_checks(block),
        printing_checks(block),
        agreement_checks(block),
        mutant_checks(block),
        vector_checks(block),
    )


def lesson_checks(lesson: Lesson) -> Iterator[Check]:
    """The checks that belong to no exercise."""
    return chain(plot_checks(lesson), page_checks(lesson))
