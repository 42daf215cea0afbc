"""Displays wider than the page, broken where a reader expects it: between formulas, at relations, at sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from mmltui.typeset.boxes import Box, above_each_other, beside, blank
from mmltui.typeset.charsets import Charset
from mmltui.typeset.display import Display
from mmltui.typeset.operands import without_outer_space
from mmltui.typeset.spacing import Sides, gaps, resolve
from mmltui.typeset.tree import Glyph, Grid, Node, Row, Space

_QUAD: Final = 3
_DEEPEST_INDENT: Final = 16
_FALLBACK_INDENT: Final = 4
_HANGING: Final = 3  # under what follows the relation
_NARROWEST: Final = 16  # fractions are not broken into less
_TRIES: Final = 3
_FILLED: Final = 0.4  # a line that ends sooner looks torn

# The places in a row where a line may begin, best first.
_Places: TypeAlias = Sequence[list[int]]


class _Narrow(Display):
    """Sets fractions whose top or bottom is broken where it is wider than `room`."""

    def __init__(self, charset: Charset, room: int) -> None:
        super().__init__(charset)
        self._room = room

    def part(self, node: Node) -> Box:
        """Return the top or the bottom of a fraction, in several lines if it has to be."""
        box = self.box(node)
        if box.width <= self._room or not isinstance(node, Row):
            return box
        return _broken_row(Display(self.charset), node.items, self._room, indent=_HANGING)


def broken(tree: Node, charset: Charset, width: int | None) -> Box:
    """Return a display, in several lines if it is wider than `width` and can be broken."""
    display = Display(charset)
    box = _fitted(display, tree, width)
    if width is None:
        return box
    for _ in range(_TRIES):
        room = display.widest_fraction - (box.width - width)
        if box.width <= width or room < _NARROWEST:
            break
        display = _Narrow(charset, room)
        box = min(box, _fitted(display, tree, width), key=lambda each: each.width)
    return box


def _fitted(display: Display, tree: Node, width: int | None) -> Box:
    """Return a display, broken between its parts if it is too wide."""
    box = display.box(tree)
    if width is None or box.width <= width:
        return box
    while isinstance(tree, Row) and len(tree.items) == 1:
        tree = tree.items[0]
    if isinstance(tree, Row):
        return _broken_row(display, tree.items, width)
    if isinstance(tree, Grid) and tree.gaps[0] == 0 and not tree.left and not tree.right:
        return _broken_aligned(display, tree, width)
    return box


def _broken_row(display: Display, items: Sequence[Node], width: int, indent: int | None = None) -> Box:
    """Break a row at the best places that make it fit; an `indent` of None hangs at the first relation."""
    kinds = resolve(items, tall=True)
    if indent is None:
        indent = _hanging_indent(display, items, kinds, width)
    lines: list[Box] = []
    starts = _starts(display, items, kinds, width, indent)
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(items)], strict=True)):
        line = _line(display, items, kinds, start, end)
        lines.append(beside((blank(indent), line)) if number else line)
    return _stacked(lines)


def _starts(display: Display, items: Sequence[Node], kinds: Sequence[Sides], width: int, indent: int) -> list[int]:
    """Return where lines begin: filled as far as they go, broken at the best kind of place that fills them enough."""
    levels = _levels(items, kinds)
    ends, leads = _extents(display, items, kinds)
    starts = [0]
    while True:
        start = starts[-1]
        room = width - (indent if start else 0)
        before = leads[start]
        if ends[-1] - before <= room:
            return starts
        filled = [[place for place in level if 0 < ends[place - 1] - before <= room] for level in levels]
        within = [places for places in filled if places]
        outside = filled[:-1]  # the last level is inside parentheses
        enough = [places for places in outside if places and ends[places[-1] - 1] - before >= _FILLED * room]
        beyond = [place for level in levels for place in level if place > start and ends[place - 1] > before]
        if not beyond:
            return starts
        starts.append(enough[0][-1] if enough else within[0][-1] if within else min(beyond))


def _extents(display: Display, items: Sequence[Node], kinds: Sequence[Sides]) -> tuple[list[int], list[int]]:
    """Return the columns at which each item ends, and at which a line that began with it would begin."""
    place = 0
    ends: list[int] = []
    leads: list[int] = []
    for item, gap, kind in zip(items, gaps(items, kinds, compact=False), kinds, strict=True):
        leads.append(place + gap)
        if kind is not None:
            place += gap + display.box(item).width
        ends.append(place)
    return ends, [*leads, place]


def _levels(items: Sequence[Node], kinds: Sequence[Sides]) -> _Places:
    """Return the places to break at: after wide space, before relations, before signs, after commas."""
    spaces = [n + 1 for n, item in enumerate(items) if isinstance(item, Space) and item.cells >= _QUAD]
    depth = 0
    relations: list[int] = []
    signs: list[int] = []
    commas: list[int] = []
    inner: list[int] = []
    for place, kind in enumerate(kinds):
        if kind is None:
            continue
        if kind == ("open", "open"):
            depth += 1
        elif kind == ("close", "close"):
            depth = max(0, depth - 1)
        elif kind[0] == "rel" and not _is_bar(items[place]):
            (inner if depth else relations).append(place)
        elif kind[0] == "bin":
            (inner if depth else signs).append(place)
        elif kind[0] == "punct" and not depth:
            commas.append(place + 1)
    return (spaces, relations, signs, commas, inner)


def _is_bar(item: Node) -> bool:
    return isinstance(item, Glyph) and item.symbol.char == "|"


def _hanging_indent(display: Display, items: Sequence[Node], kinds: Sequence[Sides], width: int) -> int:
    """Return the column of the first relation, so that relations stand below each other, if that leaves room."""
    _, relations, *_ = _levels(items, kinds)
    if not relations:
        return min(4, width // 8)
    before = _line(display, items, kinds, 0, relations[0]).width + 1
    return before if before <= min(_DEEPEST_INDENT, width // 3) else 4


def _line(display: Display, items: Sequence[Node], kinds: Sequence[Sides], start: int, end: int) -> Box:
    """Return one line; a sign or relation at its beginning keeps its space to the right."""
    part = list(items[start:end])
    while part and isinstance(part[-1], Space):
        part.pop()
    return beside(display.pieces(part, kinds[start : start + len(part)]))


def _broken_aligned(display: Display, grid: Grid, width: int) -> Box:
    """Break the right-hand sides of aligned lines within what their left-hand sides leave."""
    lefts = [display.cell(row[0], relation_first=False) for row in grid.rows]
    indent = max(box.width for box in lefts)
    lines: list[Box] = []
    for row, left in zip(grid.rows, lefts, strict=True):
        right = _broken_row(display, [Row(()), *_joined(row[1:])], width - indent, indent=_HANGING)
        lines.append(beside((blank(indent - left.width), left, right)))
    box = _stacked(lines)
    if box.width <= width or indent <= _FALLBACK_INDENT:
        return box
    return _stacked([_unaligned(display, row, width) for row in grid.rows])


def _unaligned(display: Display, cells: Sequence[Node], width: int) -> Box:
    """Return an aligned line that has no room for alignment; one without a left-hand side is indented."""
    indent = 0 if cells[0] != Row(()) else _FALLBACK_INDENT - 1
    row = [*cells[:1], *_joined(cells[1:])]
    return beside((blank(indent), _broken_row(display, row, width - indent, _FALLBACK_INDENT)))


def _joined(cells: Sequence[Node]) -> list[Node]:
    """Return cells of an aligned line, from the second on, as one row, with space before every pair of columns."""
    items: list[Node] = []
    for place, cell in enumerate(cells):
        trimmed = without_outer_space(cell) if place else cell
        if place and trimmed != Row(()):
            items.append(Space(_QUAD))
        items += trimmed.items if isinstance(trimmed, Row) else (trimmed,)
    return items


def _stacked(lines: list[Box]) -> Box:
    tall = any(line.height > 1 for line in lines)
    boxes: list[Box] = []
    for line in lines:
        if boxes and tall:
            boxes.append(blank(1))
        boxes.append(line)
    return above_each_other(boxes, lines[0].baseline, "l")
