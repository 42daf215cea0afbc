"""An exercise of the lessons by its name, `1.2/slope`."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from mmltui.course.content import ExerciseBlock
from mmltui.course.lessons import find_lessons, load_lesson
from mmltui.errors import MmltuiError


class NoSuchExerciseError(MmltuiError):
    """The name stands for no exercise of the lessons."""


def exercise_table(name: str, folder: Path | None = None) -> Mapping[str, object]:
    """The table of `SECTION/ID`, by its id or one of its aliases; raises `MmltuiError` if there is none."""
    section, _, exercise = name.partition("/")
    exercises = _exercises(section, folder)
    if exercise not in exercises:
        close = difflib.get_close_matches(exercise, exercises, n=1)
        hint = f"did you mean {section}/{close[0]}?" if close else f"it has {', '.join(exercises)}"
        raise NoSuchExerciseError(f"section {section} has no exercise {exercise!r}: {hint}")
    return exercises[exercise].source


@lru_cache(maxsize=64)
def _exercises(section: str, folder: Path | None) -> Mapping[str, ExerciseBlock]:
    files = find_lessons(folder)
    found = next((file for file in files if file.id == section), None)
    if found is None:
        raise NoSuchExerciseError(f"there is no section {section!r}: there are {', '.join(file.id for file in files)}")
    blocks = list(load_lesson(found.path).exercises())
    by_alias = {alias: block for block in blocks for alias in block.aliases}
    return by_alias | {block.id: block for block in blocks}
