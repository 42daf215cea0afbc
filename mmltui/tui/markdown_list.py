"""Lists of Markdown with one widget for each item: Textual takes three, which take long to lay out."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.geometry import Region
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets._markdown import MarkdownBulletList, MarkdownListItem, MarkdownOrderedList

from mmltui.tui.markdown_text import PlainBlock


class Item(Widget):
    """The blocks of an item, its symbol in the margin before the first of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"item--symbol"}
    DEFAULT_CSS = """
    Item {
        width: 1fr;
        height: auto;
        layout: vertical;
        & > .item--symbol { color: $text-primary; }
        &:light > .item--symbol { color: $text-secondary; }
    }
    """

    def __init__(self, symbol: str, *blocks: Widget) -> None:
        super().__init__(*blocks)
        self._symbol = symbol
        self.styles.padding = (0, 0, 0, cell_len(symbol))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the symbol over the margin of the first line."""
        strips = super().render_lines(crop)
        if crop.y == 0 and strips:
            symbol = Strip([Segment(self._symbol, self.get_component_rich_style("item--symbol"))])
            whole = Strip.join([symbol.crop(crop.x, crop.right), strips[0].crop(max(0, symbol.cell_length - crop.x))])
            return [whole, *strips[1:]]
        return strips

    def get_selection(self, selection: Selection) -> tuple[str, str]:  # noqa: ARG002 - the blocks tell what is in them
        """Return the symbol."""
        return self._symbol, ""


class BulletList(MarkdownBulletList, PlainBlock):
    """Items with bullets."""

    def compose(self) -> ComposeResult:
        """The items."""
        for block in self._blocks:
            if isinstance(block, MarkdownListItem):
                yield Item(block.bullet, *block.compose())
        self._blocks.clear()


class OrderedList(MarkdownOrderedList, PlainBlock):
    """Items with numbers, which end below each other."""

    def compose(self) -> ComposeResult:
        """The items."""
        items = [block for block in self._blocks if isinstance(block, MarkdownListItem)]
        start = int(items[0].bullet) if items else 1
        numbers = [f"{number}. " for number in range(start, start + len(items))]
        widest = max(map(len, numbers), default=0)
        for number, item in zip(numbers, items, strict=True):
            yield Item(number.rjust(widest + 1), *item.compose())
        self._blocks.clear()
