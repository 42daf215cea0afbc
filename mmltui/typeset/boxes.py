"""Rectangles of cells with a baseline, and the ways to join them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from mmltui.typeset.tokens import TypesetError

# "script" is calligraphic, "unknown" a command that no table knows.
Style: TypeAlias = Literal["", "italic", "bold", "bold italic", "script", "unknown"]
Align: TypeAlias = Literal["l", "c", "r"]

LARGEST: Final = 200_000  # cells of one box


class Run(NamedTuple):
    """Neighbouring cells of one row in one style."""

    text: str
    style: Style


Line: TypeAlias = list[Run]


class Box(NamedTuple):
    """Rows of equal cell width; `baseline` is the row that stands on the line of its neighbours.

    `word_left` and `word_right` say that the box begins or ends with a name of several letters, or with a script
    written on the line, which must not run into a letter beside it.
    """

    rows: Sequence[Line]
    width: int
    baseline: int = 0
    word_left: bool = False
    word_right: bool = False

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @property
    def text(self) -> str:
        """The rows as plain text."""
        return "\n".join("".join(run.text for run in row) for row in self.rows)


EMPTY: Final = Box(([],), 0)


@lru_cache(maxsize=1024)
def blank(width: int, height: int = 1, baseline: int = 0) -> Box:
    """Return blank cells."""
    _check_size(width, height)
    return Box(tuple([Run(" " * width, "")] for _ in range(height)), width, baseline)


def column(chars: Sequence[str], baseline: int) -> Box:
    """Stack strings of equal width, one a row."""
    return Box(tuple([Run(char, "")] for char in chars), len(chars[0]), baseline)


@lru_cache(maxsize=4096)
def text_box(text: str, style: Style = "") -> Box:
    """Return one row of text. Raises `TypesetError` for characters that have no cells of their own."""
    if not text.isascii() or not text.isprintable():
        _check_characters(text)
    word = len(text) > 1
    return Box(([Run(text, style)],), cell_width(text), 0, word and text[0].isalnum(), word and text[-1].isalnum())


def _check_characters(text: str) -> None:
    for place, char in enumerate(text):
        mark = place > 0 and ("\u0300" <= char <= "\u036f" or char == "\u20d7")
        joins = "\U0001f3fb" <= char <= "\U0001f3ff" or "\U0001f1e6" <= char <= "\U0001f1ff"
        if not mark and (not char.isprintable() or joins or cell_width(char) < 1):
            raise TypesetError(f"the character U+{ord(char):04X} cannot be set in cells", None, "write it as a command")


def cell_width(text: str) -> int:
    """Count the cells that `text` takes in a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def beside(boxes: Iterable[Box]) -> Box:
    """Join boxes at their baselines, from left to right."""
    row = [box for box in boxes if box.width]
    if len(row) <= 1:
        return row[0] if row else EMPTY
    word_left, word_right = row[0].word_left, row[-1].word_right
    row = _joined_on_one_line(row)
    if len(row) == 1:
        return row[0]._replace(word_left=word_left, word_right=word_right)
    width = above = below = 0
    for box in row:
        width += box.width
        above = max(above, box.baseline)
        below = max(below, len(box.rows) - box.baseline)
    _check_size(width, above + below)
    lines: list[Line] = []
    for y in range(-above, below):
        line: Line = []
        missing = 0
        for box in row:
            place = y + box.baseline
            if 0 <= place < len(box.rows):
                if missing:
                    line.append(Run(" " * missing, ""))
                    missing = 0
                line += box.rows[place]
            else:
                missing += box.width
        if missing:
            line.append(Run(" " * missing, ""))
        lines.append(line)
    return Box(lines, width, above, word_left, word_right)


def _joined_on_one_line(row: list[Box]) -> list[Box]:
    """Join neighbours that are one row high, so that taller rows need not look at each."""
    joined: list[Box] = []
    runs: Line = []
    width = 0
    for box in row:
        if len(box.rows) == 1:
            runs += box.rows[0]
            width += box.width
            continue
        if width:
            joined.append(Box((runs,), width))
            runs, width = [], 0
        joined.append(box)
    if width:
        joined.append(Box((runs,), width))
    return joined


def would_run_together(left: Box, right: Box) -> bool:
    """Tell whether a name or a script written on the line needs a blank before the letter beside it."""
    if not (left.word_right or right.word_left):
        return False
    before = left.rows[left.baseline][-1].text[-1:]
    after = right.rows[right.baseline][0].text[:1]
    return (before.isalnum() or before in "*⋆)+" or "\u0300" <= before <= "\u036f") and (
        after.isalnum() or after in "√∂∇"
    )


def above_each_other(boxes: Sequence[Box], baseline: int, align: Align = "c") -> Box:
    """Stack boxes; `baseline` counts rows from the top of the first."""
    width = max(box.width for box in boxes)
    _check_size(width, sum(len(box.rows) for box in boxes))
    rows = [row for box in boxes for row in widened(box, width, align).rows]
    return Box(rows, width, baseline)


def widened(box: Box, width: int, align: Align = "c") -> Box:
    """Pad a box with blanks to `width` cells."""
    missing = width - box.width
    if missing <= 0:
        return box
    left = {"l": 0, "c": missing // 2, "r": missing}[align]
    before = [Run(" " * left, "")] if left else []
    after = [Run(" " * (missing - left), "")] if left < missing else []
    return Box([[*before, *row, *after] for row in box.rows], width, box.baseline)


def _check_size(width: int, height: int) -> None:
    if width * height > LARGEST:
        raise TypesetError("the formula is too large to set", None, "write it in several formulas")


@dataclass(frozen=True, slots=True)
class Block:
    """A typeset formula: lines of styled runs, each `width` cells wide; `baseline` counts lines from the top."""

    lines: tuple[tuple[Run, ...], ...]
    width: int
    baseline: int

    @property
    def text(self) -> list[str]:
        """The lines without their styles."""
        return ["".join(run.text for run in line) for line in self.lines]

    @property
    def bold(self) -> tuple[str, ...]:
        """The names set in bold, for a legend where styles cannot be shown."""
        names = (run.text.strip() for line in self.lines for run in line if run.style.startswith("bold"))
        return tuple(dict.fromkeys(name for name in names if name))


def to_block(box: Box) -> Block:
    """Freeze a box, with neighbouring runs of one style joined."""
    lines: list[tuple[Run, ...]] = []
    for row in box.rows:
        line: Line = []
        texts: list[str] = []
        last: Style = ""
        for text, style in row:
            if style != last and texts:
                line.append(Run("".join(texts), last))
                texts = []
            last = style
            texts.append(text)
        if joined := "".join(texts):
            line.append(Run(joined, last))
        lines.append(tuple(line))
    return Block(tuple(lines), box.width, box.baseline)
