"""An exercise of the lessons by its name, `1.2/slope`, or a question of a generator by name and seed."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from mmltui.course.content import ExerciseBlock, PracticeBlock
from mmltui.course.lessons import find_lessons, load_lesson
from mmltui.course.variants import generated, variant
from mmltui.errors import MmltuiError


class NoSuchExerciseError(MmltuiError):
    """The name stands for no exercise of the lessons."""


def exercise_table(name: str, folder: Path | None = None, seed: object = None) -> Mapping[str, object]:
    """The table of `SECTION/ID`, by its id or one of its aliases; raises `MmltuiError` if there is none.

    With a seed, a whole number or its digits, it has the numbers that practice gives it; a generator needs one.
    """
    section, _, exercise = name.partition("/")
    blocks = _blocks(section, folder)
    if exercise not in blocks:
        close = difflib.get_close_matches(exercise, blocks, n=1)
        hint = f"did you mean {section}/{close[0]}?" if close else f"it has {', '.join(blocks)}"
        raise NoSuchExerciseError(f"section {section} has no exercise {exercise!r}: {hint}")
    match blocks[exercise]:
        case ExerciseBlock() as block if seed is None or not block.vary:
            return block.source
        case ExerciseBlock() as block:
            return variant(block, _whole(seed)).source
        case PracticeBlock() as generator if seed is not None:
            return generated(generator, _whole(seed)).source
        case _:
            raise NoSuchExerciseError(f'{name} makes a fresh question for each seed: say which, as "seed": 1')


def _whole(seed: object) -> int:
    if isinstance(seed, int) and not isinstance(seed, bool):
        return seed
    if isinstance(seed, str) and seed.isdecimal():
        return int(seed)
    raise NoSuchExerciseError(f"'seed' must be a whole number, not {seed!r}")


@lru_cache(maxsize=64)
def _blocks(section: str, folder: Path | None) -> Mapping[str, ExerciseBlock | PracticeBlock]:
    files = find_lessons(folder)
    found = next((file for file in files if file.id == section), None)
    if found is None:
        raise NoSuchExerciseError(f"there is no section {section!r}: there are {', '.join(file.id for file in files)}")
    lesson = load_lesson(found.path)
    blocks: list[ExerciseBlock | PracticeBlock] = [*lesson.exercises(), *lesson.practice()]
    by_alias = {alias: block for block in blocks for alias in block.aliases}
    return by_alias | {block.id: block for block in blocks}
