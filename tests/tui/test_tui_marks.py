from __future__ import annotations

import pytest

from mmltui.tui.marks import Mark, combine, glyph
from mmltui.tui.outline import Row, matching

NONE, NEW, BEGUN, DONE = Mark.NONE, Mark.NEW, Mark.BEGUN, Mark.DONE


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], NONE),
        ([NONE], NONE),
        ([NEW, NEW], NEW),
        ([NEW, NONE], NEW),
        ([DONE, NEW], BEGUN),
        ([BEGUN], BEGUN),
        ([DONE, DONE, NONE], DONE),
    ],
)
def test_a_whole_is_marked_by_its_parts(parts: list[Mark], whole: Mark) -> None:
    assert combine(parts) is whole


@pytest.mark.parametrize("charset", ["plain", "unicode", "ascii"])
def test_each_mark_is_one_cell_of_its_own(charset) -> None:
    glyphs = [glyph(mark, charset) for mark in Mark]
    assert len(set(glyphs)) == len(Mark)
    assert all(len(each) == 1 for each in glyphs)
    assert charset != "ascii" or "".join(glyphs).isascii()


ROWS = (
    Row("1.1", None, "Lines", NONE),
    Row("1.2", None, "Slopes", NONE),
    Row("1.2", 0, "Product rule", NEW),
    Row("1.2", 1, "Chain rule", DONE),
)


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("", ["Lines", "Slopes", "Product rule", "Chain rule"]),
        ("chain", ["Slopes", "Chain rule"]),
        ("RULE pro", ["Slopes", "Product rule"]),
        ("lines", ["Lines"]),
        ("1.1", ["Lines"]),
        ("nothing of the kind", []),
    ],
)
def test_the_filter_keeps_pages_with_every_word_and_their_section(words: str, titles: list[str]) -> None:
    assert [row.title for row in matching(ROWS, words)] == titles
