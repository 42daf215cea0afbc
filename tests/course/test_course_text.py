"""A section as plain text: every page in three charsets, within its width."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from mmltui.course.lessons import NoLessonsError
from mmltui.course.text import show_section
from mmltui.errors import MmltuiError

HERE = Path(__file__).parent
LESSONS = HERE / "lessons"


def shown(**options) -> str:
    return "\n".join(show_section("9.2", lessons=LESSONS, **options))


def test_a_section_has_its_title_pages_and_named_exercises():
    text = shown()
    assert text.splitlines()[0] == "9.2 Every kind of question"
    assert [title in text for title in ("Formulas\n─", "Sets and points\n─", "Letters and lines\n─")] == [True] * 3
    assert "Derivative [9.2/derivative]" in text
    assert "Find the second derivative of x³." in text


def test_options_lines_and_gaps_belong_to_the_question():
    text = shown(page=3)
    assert "a) x²" in text
    assert "c) cos x" in text
    assert "__" in shown(page=1)


def test_lines_to_be_ordered_are_not_shown_in_their_order():
    right = ["choose a start", "compute the slope", "choose a step size", "step against the slope"]
    text = shown(page=3)
    places = [text.index(f") {line}") for line in right]
    assert places != sorted(places)


@pytest.mark.parametrize("charset", ["plain", "unicode", "ascii"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_asked(charset, width):
    text = shown(charset=charset, width=width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert text.isascii() or charset != "ascii"


@pytest.mark.parametrize(("page", "says"), [(0, "pages 1 to 5"), (6, "pages 1 to 5")])
def test_a_page_that_is_not_there_is_named(page, says):
    with pytest.raises(MmltuiError, match=says):
        shown(page=page)


def test_a_section_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(NoLessonsError, match=r"no section '7\.7': there are 9\.2"):
        show_section("7.7", lessons=LESSONS)
