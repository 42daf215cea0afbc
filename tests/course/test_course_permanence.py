"""Progress hangs on the ids of exercises and generators: one that was published is kept, as an id or as an alias."""

from __future__ import annotations

from pathlib import Path

import pytest

from mmltui.course.lessons import list_lessons, load_lesson

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "tests" / "golden" / "pages" / "exercise-ids.txt"


@pytest.mark.parametrize("file", list_lessons(ROOT / "lessons"), ids=lambda file: file.id)
def test_published_ids_are_kept(file):
    lesson = load_lesson(file.path)
    blocks = (*lesson.exercises(), *lesson.practice())
    names = {f"{file.id}/{name}" for block in blocks for name in (block.id, *block.aliases)}
    published = {name for name in PUBLISHED.read_text().split() if name.startswith(f"{file.id}/")}
    assert published - names == set(), "give the exercise its old id as one of its 'aliases'"
    assert names - published == set(), f"a new exercise or generator: add its name to {PUBLISHED.name}"
