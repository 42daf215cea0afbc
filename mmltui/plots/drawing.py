"""What a plot becomes: rows of inked text, with the map from cells back to numbers. No numpy, no terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import TypeAlias


class Ink(IntEnum):
    """What a piece of text stands for; the widget turns it into a colour, plain text does without."""

    TEXT = 0
    FRAME = 1
    FAINT = 2
    MARK = 3
    SERIES_1 = 4
    SERIES_2 = 5
    SERIES_3 = 6
    SERIES_4 = 7
    SERIES_5 = 8
    SERIES_6 = 9


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring cells of one ink."""

    text: str
    ink: Ink = Ink.TEXT


Row = tuple[Run, ...]


Values: TypeAlias = Callable[[float, float], Sequence[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Pane:
    """The cells `column … column + width` by `row … row + height` show `x0 … x1` by `y0 … y1` (y upwards).

    `values` gives what stands beside x for whom points there: what curves say at x, or y and a map's height.
    """

    column: int
    row: int
    width: int
    height: int
    x: tuple[float, float]
    y: tuple[float, float]
    names: tuple[str, str] = ("x", "y")
    values: Values | None = field(default=None, compare=False, repr=False)

    def at(self, column: int, row: int) -> tuple[float, float] | None:
        """The numbers at the middle of a cell, or None outside of this pane."""
        across, down = column - self.column, row - self.row
        if not (0 <= across < self.width and 0 <= down < self.height):
            return None
        share, depth = (across + 0.5) / self.width, (down + 0.5) / self.height
        return (
            self.x[0] * (1 - share) + self.x[1] * share,
            self.y[1] * (1 - depth) + self.y[0] * depth,
        )


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture in cells. `caption` says in words what the knobs stand at; `rows` have it at their foot."""

    rows: tuple[Row, ...]
    panes: tuple[Pane, ...] = ()
    caption: str = ""

    def text(self) -> list[str]:
        """The picture as plain lines, without spaces at their ends."""
        return ["".join(run.text for run in row).rstrip() for row in self.rows]

    def reading(self, column: int, row: int) -> str:
        """What a cell stands for (`w = 1.5   L = 0.25`), empty outside of the axes."""
        for pane in self.panes:
            numbers = pane.at(column, row)
            if numbers is not None:
                parts = list(zip(pane.names, numbers, strict=True))
                if pane.values is not None:
                    parts = [parts[0], *pane.values(*numbers)]
                return "   ".join(f"{name} = {short(number)}" for name, number in parts)
        return ""


def short(number: float, digits: int = 4) -> str:
    """A number for a caption: `digits` significant digits, no `-0`, and a word where there is no number."""
    if number != number:  # noqa: PLR0124 - the plain test for NaN
        return "undefined"
    if number in (float("inf"), float("-inf")):
        return "infinite" if number > 0 else "minus infinite"
    return f"{number + 0.0:.{digits}g}" if number else "0"


def row_width(row: Row) -> int:
    """Cells in a row: every character we draw takes one."""
    return sum(len(run.text) for run in row)


def text_drawing(lines: Sequence[str | Row], width: int, height: int) -> Drawing:
    """Lines of text as a drawing of exactly `width` x `height`: cut and padded."""
    rows = [_fitted((Run(line),) if isinstance(line, str) else line, width) for line in lines[:height]]
    rows += [(Run(" " * width),)] * (height - len(rows))
    return Drawing(tuple(rows))


def beside(left: Drawing, right: Drawing, gap: int = 2) -> Drawing:
    """Two drawings of one height next to each other."""
    space = Run(" " * gap)
    start = row_width(left.rows[0]) + gap if left.rows else 0
    rows = tuple((*a, space, *b) for a, b in zip(left.rows, right.rows, strict=True))
    return Drawing(rows, left.panes + tuple(replace(pane, column=pane.column + start) for pane in right.panes))


def stacked(upper: Drawing, lower: Drawing) -> Drawing:
    """Two drawings of one width above each other."""
    moved = tuple(replace(pane, row=pane.row + len(upper.rows)) for pane in lower.panes)
    return Drawing(upper.rows + lower.rows, upper.panes + moved)


def _fitted(row: Row, width: int) -> Row:
    cut: list[Run] = []
    left = width
    for run in row:
        piece = run.text[:left]
        if piece:
            cut.append(Run(piece, run.ink))
        left -= len(piece)
    return (*cut, Run(" " * left)) if left else tuple(cut)
