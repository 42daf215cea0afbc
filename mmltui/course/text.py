"""A section as plain text: what `mmltui show` prints, and what the checks measure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from mmltui.course.content import Block, ExerciseBlock, Page, PlotBlock, Prose
from mmltui.course.lessons import find_lesson, load_lesson
from mmltui.course.questions import question_markdown
from mmltui.errors import MmltuiError

if TYPE_CHECKING:
    from mmltui.plots.charsets import Charset as PlotCharset
    from mmltui.typeset import Charset

WIDEST_PLOT = 78
PLOT_CHARSETS: Mapping[str, PlotCharset] = {"unicode": "braille", "plain": "braille", "ascii": "ascii"}


def show_section(
    section: str, *, lessons: Path | None = None, page: int | None = None, width: int = 80, charset: Charset = "plain"
) -> list[str]:
    """The lines of a section, or of one of its pages (counted from 1).

    Raises `NoLessonsError` for an unknown section, `LessonErrors` for a broken one.
    """
    lesson = load_lesson(find_lesson(section, lessons).path)
    if page is not None and not 1 <= page <= len(lesson.pages):
        raise MmltuiError(f"section {section} has pages 1 to {len(lesson.pages)}, not {page}")
    pages = lesson.pages if page is None else lesson.pages[page - 1 : page]
    lines = _underlined(f"{lesson.id} {lesson.title}", "=", width, charset) if page is None else []
    for each in pages:
        lines += (
            ["", *page_lines(each, lesson.id, width, charset)] if lines else page_lines(each, lesson.id, width, charset)
        )
    return lines


def page_lines(page: Page, section: str, width: int, charset: Charset) -> list[str]:
    """A page of a section, none of its lines wider than `width` cells unless a formula cannot be broken."""
    lines = _underlined(page.title, "-", width, charset)
    for block in page.blocks:
        lines += ["", *block_lines(block, section, width, charset)]
    return lines + (_legend(page, width) if charset == "ascii" else [])


def _legend(page: Page, width: int) -> list[str]:
    """What is bold on the page, which plain ASCII cannot show, set apart by an empty line; nothing if nothing is."""
    from mmltui.typeset.markdown import bold_names, wrap

    names = bold_names("\n\n".join(_words(block) for block in page.blocks))
    return ["", *wrap(f"(In bold: {', '.join(names)}.)", width)] if names else []


def _words(block: Block) -> str:
    match block:
        case Prose(markdown, _):
            return markdown
        case PlotBlock():
            return block.plot.alt
        case ExerciseBlock():
            return question_markdown(block)
        case _:
            assert_never(block)


def block_lines(block: Block, section: str, width: int, charset: Charset) -> list[str]:
    """One block: prose typeset, a plot as a still with its caption, an exercise with its question and name."""
    from mmltui.typeset.markdown import render_markdown

    match block:
        case Prose(markdown, _):
            return render_markdown(markdown, width, charset)
        case PlotBlock():
            return _plot_lines(block, width, charset)
        case ExerciseBlock():
            title = block.title or "Exercise"
            name = f"[{section}/{block.id}]"
            lines = render_markdown(f"{title} {name}", width, charset)
            body = render_markdown(question_markdown(block), width - 2, charset)
            return [*lines, "", *(f"  {line}".rstrip() for line in body)]
        case _:
            assert_never(block)


def _plot_lines(block: PlotBlock, width: int, charset: Charset) -> list[str]:
    from mmltui.plots.plot import draw
    from mmltui.typeset.markdown import render_markdown

    drawing = draw(block.plot, min(width, WIDEST_PLOT), block.plot.rows, PLOT_CHARSETS[charset])
    return [*(line.rstrip() for line in drawing.text()), *render_markdown(block.plot.alt, width, charset)]


def _underlined(title: str, rule: str, width: int, charset: Charset) -> list[str]:
    from rich.cells import cell_len

    from mmltui.typeset.markdown import render_markdown

    lines = [line.rstrip() for line in render_markdown(title, width, charset)]
    mark = rule if charset == "ascii" else {"=": "═", "-": "─"}[rule]
    return [*lines, mark * max(map(cell_len, lines), default=0)]
