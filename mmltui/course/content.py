"""What a lesson file holds, once read: pages of prose, plots and exercises, each with its line in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from mmltui.course.toml_fence import Table
from mmltui.errors import AuthorError, MmltuiError

if TYPE_CHECKING:
    from mmltui.exercises import Exercise
    from mmltui.plots.plot import Plot


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown as the author wrote it, headings below the page's own included."""

    markdown: str
    line: int


@dataclass(frozen=True, slots=True)
class PlotBlock:
    """A plot with the table that it was read from."""

    table: Table
    plot: Plot
    line: int


@dataclass(frozen=True, slots=True)
class Rejection:
    """An answer that must be judged wrong; `because` is the misconception's id, `say` what to tell the learner."""

    answer: str
    because: str | None
    say: str | None


@dataclass(frozen=True, slots=True)
class ExerciseBlock:
    """An exercise with its words: `question`, `hints` and `solution` are Markdown.

    `title` is the `###` heading that it stands under, None where it stands among the page's prose.
    `solution` is None where the engine's derivation stands in. `vary` gives letters the values that variants take.
    """

    id: str
    title: str | None
    table: Table
    exercise: Exercise
    question: str
    hints: tuple[str, ...]
    solution: str | None
    line: int
    teaches: tuple[str, ...]
    aliases: tuple[str, ...]
    accept: tuple[str, ...]
    reject: tuple[Rejection, ...]
    invalid: tuple[str, ...]
    vary: Mapping[str, tuple[str, ...]]
    hint_lines: tuple[int, ...]
    solution_line: int | None

    @property
    def source(self) -> Mapping[str, object]:
        """The table as written: what `mmltui grade` and the grading process take."""
        return self.table.values


@dataclass(frozen=True, slots=True)
class PracticeBlock:
    """A source of fresh questions: a family of generators, and which of its kinds. No page shows it, practice does."""

    id: str
    table: Table
    family: str
    kinds: tuple[str, ...]
    teaches: tuple[str, ...]
    aliases: tuple[str, ...]
    line: int


Block: TypeAlias = Prose | PlotBlock | ExerciseBlock


@dataclass(frozen=True, slots=True)
class Page:
    """One `##` heading and what stands below it; `practice` are the generators among it."""

    title: str
    blocks: tuple[Block, ...]
    line: int
    practice: tuple[PracticeBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """A section of the course; `id` is permanent, for progress is keyed on it."""

    path: Path
    id: str
    title: str
    needs: tuple[str, ...]
    goals: tuple[str, ...]
    pages: tuple[Page, ...]

    def exercises(self) -> Iterator[ExerciseBlock]:
        """Every exercise, in reading order."""
        return (block for page in self.pages for block in page.blocks if isinstance(block, ExerciseBlock))

    def practice(self) -> Iterator[PracticeBlock]:
        """Every generator of practice questions, in reading order."""
        return (block for page in self.pages for block in page.practice)

    def plots(self) -> Iterator[PlotBlock]:
        """Every plot, in reading order."""
        return (block for page in self.pages for block in page.blocks if isinstance(block, PlotBlock))


class LessonErrors(MmltuiError):  # noqa: N818 - the one that holds several
    """A lesson cannot be read: every mistake found in it, in the order of their lines."""

    def __init__(self, errors: Sequence[AuthorError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda error: error.line))
        super().__init__("\n".join(map(str, self.errors)))
