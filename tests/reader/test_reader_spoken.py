"""Markdown as lines of words."""

from __future__ import annotations

import pytest

from mmltui.reader.spoken import spoken

CASES = [
    ("A slope of $0.25$ at $x = 10$.", ["A slope of 0.25 at x equals 10."]),
    ("First.\n\n$$\\frac{1}{N}$$\n\nLast.", ["First.", "", "1 over N", "", "Last."]),
    ("- one\n- $x^2$", ["- one", "- x squared"]),
    ("3. one\n4. two", ["3. one", "4. two"]),
    ("| h | quotient |\n|---|---|\n| 1 | $7$ |\n| 2 | $8$ |", ["h: 1; quotient: 7", "h: 2; quotient: 8"]),
    ("Type `2x`, see [here](page).", ["Type 2x, see here (page)."]),
    ("> quoted", ["quoted"]),
    ("```\na  b\n```", ["a b"]),
    ("$\\frac{1$", ["\\frac{1"]),
]


@pytest.mark.parametrize(("markdown", "lines"), CASES)
def test_markdown_is_said_line_by_line(markdown: str, lines: list[str]) -> None:
    assert spoken(markdown) == lines


def test_lines_are_broken_at_blanks() -> None:
    assert spoken("one two three", width=8) == ["one two", "three"]
