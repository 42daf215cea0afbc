"""Whole pages as they are printed, compared with those that someone has looked at."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

WRITE = runpy.run_path(str(Path(__file__).parents[1] / "golden" / "pages" / "write.py"))


@pytest.mark.parametrize("charset", ["plain", "unicode", "ascii"])
@pytest.mark.parametrize("lesson", sorted(WRITE["LESSONS"]))
def test_pages_look_as_they_did(lesson, charset):
    expected = WRITE["golden"](lesson, charset).read_text(encoding="utf-8")
    found = WRITE["pages"](WRITE["LESSONS"][lesson], charset)
    assert found == expected, "if the change is meant, run python tests/golden/pages/write.py and look at it"
