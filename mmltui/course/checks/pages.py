"""Check 11: each page can be shown at three widths in three charsets, with nothing cut off and nothing unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mmltui.course.checks.item import Check, Finding
from mmltui.course.checks.words import formulas
from mmltui.course.content import Block, ExerciseBlock, Lesson, Page, PlotBlock, Prose
from mmltui.course.questions import question_markdown
from mmltui.course.text import block_lines

if TYPE_CHECKING:
    from mmltui.typeset import Charset

WIDTHS = (60, 80, 120)
CHARSETS: tuple[Charset, ...] = ("plain", "unicode", "ascii")


def page_checks(lesson: Lesson) -> Iterator[Check]:
    """For each page: its formulas, and its look in each charset."""
    for number, page in enumerate(lesson.pages, start=1):
        yield Check(f"page-{number}-formulas", page.line, partial(formulas_known, page))
        for charset in CHARSETS:
            yield Check(f"page-{number}-{charset}", page.line, partial(fits, page, lesson.id, charset))


def formulas_known(page: Page) -> Finding:
    """A finding where a formula has a command that cannot be shown."""
    from mmltui.typeset import unknown_commands

    for block in page.blocks:
        for markdown, line in _markdown(block):
            for formula in formulas(re.sub(r"`[^`]*`", "", markdown)):
                unknown = unknown_commands(formula)
                if unknown:
                    return f"near line {line}: {', '.join(sorted(unknown))} is no LaTeX command that can be shown"
    return None


def _markdown(block: Block) -> Iterator[tuple[str, int]]:
    match block:
        case Prose(markdown, line):
            yield markdown, line
        case ExerciseBlock():
            yield question_markdown(block), block.line
            yield from zip(block.hints, block.hint_lines, strict=True)
            if block.solution and block.solution_line:
                yield block.solution, block.solution_line
        case PlotBlock():
            return


def fits(page: Page, section: str, charset: Charset) -> Finding:
    """A finding where a line is too wide, or not ASCII where it must be."""
    from rich.cells import cell_len

    for width in WIDTHS:
        for block in page.blocks:
            for line in block_lines(block, section, width, charset):
                if cell_len(line) > width:
                    return f"near line {block.line}: {cell_len(line)} cells do not fit into {width}: {line.strip()}"
                if charset == "ascii" and not line.isascii():
                    return f"near line {block.line}: not ASCII: {line.strip()}"
    return None
