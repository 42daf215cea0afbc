"""What the app draws, as lines: a page, a question, a verdict, the contents, what has been done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, assert_never

from mmltui.course.content import Block, ExerciseBlock, Page, PlotBlock, Prose
from mmltui.course.questions import question_markdown
from mmltui.reader.commands import MEANINGS
from mmltui.reader.spoken import spoken
from mmltui.tui.marks import Mark
from mmltui.tui.work import is_optional

if TYPE_CHECKING:
    from mmltui.study.standing import State
    from mmltui.tui.outline import Row
    from mmltui.tui.summary import SectionProgress
    from mmltui.tui.work import Result, Work

_STATES: Mapping[str, str] = {"new": "", "tried": " (begun)", "seen": " (solution seen)", "solved": " (solved)"}
_MARKS: Mapping[Mark, str] = {Mark.NONE: "", Mark.NEW: "", Mark.BEGUN: " (begun)", Mark.DONE: " (solved)"}
_HEADS: Mapping[str, str] = {
    "correct": "Right.",
    "incorrect": "Not yet.",
    "invalid": "This cannot be read as an answer; it costs nothing.",
    "undecided": "This cannot be decided; it does not count.",
}
_BEGUN: Mapping[State, str] = {"tried": "not solved yet, on page", "seen": "solution seen, on page"}


def page_lines(page: Page, where: str, works: Mapping[str, Work]) -> list[str]:
    """A page from its title on, each question where it stands."""
    lines = [where, *spoken(page.title)]
    numbers = {block.id: number for number, block in enumerate(questions(page), start=1)}
    for block in page.blocks:
        lines += ["", *_block_lines(block, numbers, works)]
    return lines


def questions(page: Page) -> list[ExerciseBlock]:
    """The questions of a page, in their order."""
    return [block for block in page.blocks if isinstance(block, ExerciseBlock)]


def _block_lines(block: Block, numbers: Mapping[str, int], works: Mapping[str, Work]) -> list[str]:
    match block:
        case Prose(markdown, _):
            return spoken(markdown)
        case PlotBlock(plot=plot):
            return spoken(f"Plot. {plot.title}. {plot.alt}")
        case ExerciseBlock():
            return question_lines(block, f"Question {numbers[block.id]} of {len(numbers)}", works[block.id])
    assert_never(block)


def question_lines(block: ExerciseBlock, name: str, work: Work) -> list[str]:
    """One question, with what belongs to its kind: options, lines, gaps."""
    state = " (changed since you solved it)" if work.changed else _STATES[work.state]
    passed = " (may be skipped)" if is_optional(block) else ""
    title = f". {block.title}" if block.title else ""
    return [*spoken(f"{name}{title}{state or passed}"), *spoken(question_markdown(block))]


def verdict_lines(result: Result) -> list[str]:
    """Whether it is right, how that is known, and where the text could not be read."""
    lines = [] if _says_so(result) else [_HEADS[result.verdict]]
    if result.columns is not None:
        first, end = result.columns
        piece = result.submission[first - 1 : end - 1]
        lines.append(f"At character {first}: {piece}" if piece.strip() else f"At character {first}.")
    return [*lines, *spoken(result.feedback), *(spoken(result.remark) if result.remark else [])]


def _says_so(result: Result) -> bool:
    """Whether the feedback begins with the verdict itself."""
    heads = {"correct": ("Right",), "incorrect": ("Not yet", "Nearly", "Almost")}
    return result.feedback.startswith(heads.get(result.verdict, ("Cannot",)))


def contents_lines(rows: Iterable[Row]) -> list[str]:
    """The sections, and the pages of the open one with the words that lead to them."""
    return [
        f"Section {row.section}: {' '.join(spoken(row.title))}"
        if row.page is None
        else f"  {row.section}/{row.page + 1} {' '.join(spoken(row.title))}{_MARKS[row.mark]}"
        for row in rows
    ]


def progress_lines(sections: Sequence[SectionProgress], path: str) -> list[str]:
    """What has been done in each section, what is to be done again, and where that is kept."""
    lines = []
    for section in sections:
        title = " ".join(spoken(section.title))
        lines.append(f"Section {section.section}, {title}: {section.solved} of {section.total} solved")
        lines += [
            f"  {_BEGUN[question.state]} {section.section}/{question.page}: {' '.join(spoken(question.title))}"
            for question in section.unsolved
        ]
        lines += [f"  to review: {' '.join(spoken(skill.title))}" for skill in section.due]
    return [*lines, f"Kept in {path}"]


def help_lines() -> list[str]:
    """Every command word, and what is not one."""
    words = [f"{word}: {meaning}" for word, meaning in MEANINGS.items()]
    return [
        "A line that is one of these words is a command. Every other line is an answer to the question at hand.",
        *words,
    ]
