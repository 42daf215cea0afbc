"""A table of Markdown as one widget: a widget for each cell, as Textual has it, takes long to lay out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.selection import Selection
from textual.strip import Strip
from textual.widgets._markdown import MarkdownTable

from mmltui.tui.markdown_text import PlainBlock, plainly_styled, unglued
from mmltui.typeset.markdown import column_widths

_BAR: Final = " │ "
_RULE: Final = "─"
_CROSSING: Final = "─┼─"
_HEADER: Final = "bold $primary"
_LINES: Final = "$foreground 30%"


class Table(MarkdownTable, PlainBlock):
    """Set anew for every width it is given; selected, it copies its Markdown."""

    DEFAULT_CSS = """
    Table { background: transparent; }
    """

    def compose(self) -> ComposeResult:
        """Nothing: the cells are kept as they are written, for any width."""
        headers, rows = self._get_headers_and_rows()
        self._headers = [plainly_styled(cell) for cell in headers]
        self._rows = [[plainly_styled(cell) for cell in row] for row in rows]
        self._blocks.clear()
        yield from ()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Return the number of rows that the table has with `width` cells for it."""
        return _table(self._headers, self._rows, width).plain.count("\n") + 1

    def render(self) -> Content:
        """Set the table for the room it got."""
        return _table(self._headers, self._rows, self.content_size.width)

    def render_line(self, y: int) -> Strip:
        """Draw the blanks that held formulas together as blanks."""
        return unglued(super().render_line(y))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:  # noqa: ARG002 - a table is copied whole
        """Return the Markdown."""
        source = self.source
        return None if source is None else (source.rstrip("\n"), "\n\n")


def _table(headers: Sequence[Content], rows: Sequence[Sequence[Content]], width: int) -> Content:
    """The rows below the headers, every column as wide as it needs and there is room for."""
    table = [[cell.stylize(_HEADER) for cell in headers], *rows]
    widths = column_widths(
        [[cell.plain for cell in row] for row in table], max(1, width - len(_BAR) * (len(headers) - 1))
    )
    rule = Content.styled(_CROSSING.join(_RULE * room for room in widths), _LINES)
    lines = [_lines(row, widths) for row in table]
    return Content("\n").join([*lines[0], rule, *(line for row in lines[1:] for line in row)])


def _lines(row: Sequence[Content], widths: Sequence[int]) -> list[Content]:
    """A row as lines, its cells broken to the widths of their columns."""
    cells = [cell.wrap(room) for cell, room in zip(row, widths, strict=True)]
    bar = Content.styled(_BAR, _LINES)
    return [
        bar.join(part.pad_right(max(0, room - part.cell_length)) for part, room in zip(parts, widths, strict=True))
        for parts in zip_longest(*cells, fillvalue=Content())
    ]
