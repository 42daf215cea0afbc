"""A formula as tall as it needs to be: fractions with bars, limits above and below, grown delimiters."""

from __future__ import annotations

from typing import Final

from mmltui.typeset.boxes import Align, Box, Run, above_each_other, beside, blank, column, text_box, widened
from mmltui.typeset.charsets import SUBSCRIPTS, SUPERSCRIPTS, Charset
from mmltui.typeset.fences import fence, horizontal_brace
from mmltui.typeset.inline import Inline
from mmltui.typeset.operands import bar_places, vulgar, without_outer_space
from mmltui.typeset.symbols import ACCENTS, SYMBOLS
from mmltui.typeset.tree import (
    Accent,
    Binomial,
    Boxed,
    Brace,
    Classed,
    Fraction,
    Glyph,
    Grid,
    Node,
    Operator,
    Root,
    Row,
    Script,
    Stacked,
    Words,
)

# In ASCII a script this short is written on the line: `x_(t-1)`, `W^(l)`.
_SHORT: Final = 8


class Display(Inline):
    """Sets a formula on rows of its own."""

    tall = True

    def __init__(self, charset: Charset, *, compact: bool = False) -> None:
        super().__init__(charset, compact=compact)
        self.widest_fraction = 0

    def scripted(self, node: Node) -> Box:
        """Return a script or a limit: one row, unless it is itself a stack of rows."""
        inner = Display(self.charset, compact=True) if isinstance(node, Grid) else Inline(self.charset, compact=True)
        return inner.box(node)

    def bar(self, width: int) -> Box:
        """Return the bar of a fraction."""
        return text_box(("-" if self.charset == "ascii" else "─") * width)

    def fraction(self, node: Fraction) -> Box:
        """Return the top over a bar over the bottom."""
        if node.small and self.charset != "ascii" and (char := vulgar(node)):
            return text_box(char)
        top, bottom = self.part(node.top), self.part(node.bottom)
        width = max(top.width, bottom.width, 1)
        if _ends_in_bar(top) or _ends_in_bar(bottom):
            width += 2
        self.widest_fraction = max(self.widest_fraction, width)
        return above_each_other((top, self.bar(width), bottom), top.height)

    def part(self, node: Node) -> Box:
        """Return the top or the bottom of a fraction."""
        return self.box(node)

    # -- scripts

    def script(self, node: Script) -> Box:
        """Return scripts as characters where they exist, else raised and lowered, or as limits."""
        base = node.base
        if (isinstance(base, Operator) and base.limits) or (isinstance(base, Classed) and base.kind == "op"):
            return self.limits(self.box(base), node.sup, node.sub)
        if isinstance(base, Operator) and base.integral:
            return self.integral(base, node.sup, node.sub)
        box = self.base(base)
        sub = self.script_character(node.sub, SUBSCRIPTS)
        sup = self.script_character(node.sup, SUPERSCRIPTS)
        characters = (node.sub is None) == (sub is None) and (node.sup is None) == (sup is None)
        if characters and box.height == 1:
            return self.attached(box, sub, sup)
        if self.charset == "ascii" and box.height == 1 and self._short(node):
            return self.on_line(box, node)
        raised = (sup if characters else None) or (None if node.sup is None else self.scripted(node.sup))
        lowered = (sub if characters else None) or (None if node.sub is None else self.scripted(node.sub))
        return _beside_corner(box, raised, lowered)

    def _short(self, node: Script) -> bool:
        return all(
            part is None or (not isinstance(part, Grid) and self.written("^", part).width <= _SHORT)
            for part in (node.sub, node.sup)
        )

    def limits(self, base: Box, above: Node | None, below: Node | None) -> Box:
        """Return the base with boxes centred above and below it."""
        boxes = [base]
        baseline = base.baseline
        if above is not None:
            top = self.scripted(above)
            boxes.insert(0, top)
            baseline += top.height
        if below is not None:
            boxes.append(self.scripted(below))
        return above_each_other(boxes, baseline)

    def integral(self, node: Operator, above: Node | None, below: Node | None) -> Box:
        """Return an integral sign three rows high with its limits at its ends."""
        if self.charset == "ascii" or node.symbol.char != "∫":
            return self.limits(self.box(node), above, below)
        sign = column("⌠⎮⌡", 1)
        upper = blank(0) if above is None else self.scripted(above)
        lower = blank(0) if below is None else self.scripted(below)
        width = max(upper.width, lower.width)
        ends = above_each_other((widened(upper, width, "l"), blank(width), widened(lower, width, "l")), upper.height)
        return beside((sign, Box(ends.rows, width, 1) if ends.height == 3 else ends))

    # -- stacks

    def root(self, node: Root) -> Box:
        """Return the radicand under a bar."""
        body = self.box(node.radicand)
        if self.charset == "ascii" and body.height == 1 and node.degree is None:
            return self.root_of(body, node)
        if self.charset == "ascii":
            body = beside((blank(1), body, blank(1)))
            sign = above_each_other((blank(1), *[text_box("|")] * (body.height - 1), text_box("\\|")), 0, "r")
            roof = text_box("_" * body.width)
        elif body.height == 1:
            sign, roof = above_each_other((blank(1), text_box("√")), 0), text_box("_" * body.width)
        else:
            body = beside((blank(1), body, blank(1)))
            stem = [text_box("┌"), *[text_box("│")] * (body.height - 1), text_box("╲│")]
            sign, roof = above_each_other(stem, 0, "r"), text_box("─" * body.width)
        under = above_each_other((roof, body), body.baseline + 1, "l")
        root = beside((Box(sign.rows, sign.width, under.baseline), under))
        if node.degree is None:
            return root
        degree = Inline(self.charset, compact=True).box(node.degree)
        return beside(
            (Box([*degree.rows, *blank(degree.width, root.height - 1).rows], degree.width, root.baseline), root)
        )

    def binomial(self, node: Binomial) -> Box:
        """Return top over bottom in tall parentheses."""
        top, bottom = self.box(node.top), self.box(node.bottom)
        stack = above_each_other((top, blank(1), bottom), top.height)
        return self.between("(", stack, ")")

    def between(self, left: str, body: Box, right: str) -> Box:
        """Return the body between delimiters as tall as it is."""
        ends = [self.fence(char, body.height, body.baseline) for char in (left, right)]
        return beside((ends[0], body, ends[1]))

    def fence(self, char: str, height: int, baseline: int) -> Box:
        """Return a delimiter as tall as the content."""
        return fence(char, height, baseline, self.charset, self.delimiter(char))

    def accent(self, node: Accent) -> Box:
        """Return the accent as a combining mark, or as a row above (or below) the base."""
        if self.charset == "ascii":
            return super().accent(node)
        box = self.box(node.base)
        if (marked := self.marked(node, box)) is not None:
            return marked
        char = ACCENTS[node.name][1]
        mark = text_box(char * box.width if char == "_" else char)
        if node.name == "underline":
            return above_each_other((box, text_box("‾" * box.width)), box.baseline)
        return above_each_other((mark, box), box.baseline + 1)

    def brace(self, node: Brace) -> Box:
        """Return the base with a brace and its label."""
        body = self.box(node.base)
        boxes = [horizontal_brace(body.width, self.charset, over=node.over)]
        if node.label is not None:
            boxes.append(self.scripted(node.label))
        if not node.over:
            return above_each_other((body, *boxes), body.baseline)
        boxes.reverse()
        return above_each_other((*boxes, body), body.baseline + sum(box.height for box in boxes))

    def stacked(self, node: Stacked) -> Box:
        """Return the base with what stands above and below it."""
        base = self.box(node.base)
        if node.stretch:
            marks = [self.scripted(mark).width for mark in (node.above, node.below) if mark is not None]
            base = self._arrow(node.base, base, max(marks) + 2)
        return self.limits(base, node.above, node.below)

    def _arrow(self, node: Node, box: Box, width: int) -> Box:
        shaft = "-" if self.charset == "ascii" else "─"
        more = text_box(shaft * max(0, width - box.width))
        leftwards = isinstance(node, Glyph) and node.symbol in {SYMBOLS["leftarrow"], SYMBOLS["Leftarrow"]}
        return beside((box, more) if leftwards else (more, box))

    def boxed(self, node: Boxed) -> Box:
        """Return the body in a frame."""
        body = self.box(node.body)
        corners, across, down = ("++++", "-", "|") if self.charset == "ascii" else ("┌┐└┘", "─", "│")
        line = across * (body.width + 2)
        side = column([down] * body.height, body.baseline)
        middle = beside((side, blank(1), body, blank(1), side))
        rows = (text_box(corners[0] + line + corners[1]), middle, text_box(corners[2] + line + corners[3]))
        return above_each_other(rows, body.baseline + 1)

    # -- grids

    def grid(self, node: Grid) -> Box:
        """Return cells in columns, between delimiters."""
        relations = node.gaps[0] == 0
        rows = [
            [
                # The gap before the next pair of columns stands for the space that is written there.
                self.cell(
                    without_outer_space(cell) if relations and place > 1 else cell,
                    relation_first=relations and place % 2 == 1,
                )
                for place, cell in enumerate(row)
            ]
            for row in node.rows
        ]
        count = max(map(len, rows))
        rows = [row + [blank(0)] * (count - len(row)) for row in rows]
        widths = [max(box.width for box in column_) for column_ in zip(*rows, strict=True)]
        letters = _alignment(node, count)
        lines = [self._grid_line(node, row, widths, letters) for row in rows]
        between = self._grid_line(node, [blank(0)] * count, widths, letters)
        body = self._stacked_lines(node, lines, between)
        if not node.left and not node.right:
            return body
        padded = beside((blank(bool(node.left)), body, blank(bool(node.right))))
        return self.between(node.left, padded, node.right)

    def _grid_line(self, node: Grid, row: list[Box], widths: list[int], letters: list[Align]) -> Box:
        """Return one row of cells, with the bars that the columns ask for."""
        above = max(box.baseline for box in row)
        below = max(box.height - box.baseline for box in row)
        bar = column(["|" if self.charset == "ascii" else "│"] * (above + below), above)
        bars = bar_places(node.columns)
        boxes: list[Box] = []
        for place, (box, width, align) in enumerate(zip(row, widths, letters, strict=True)):
            if place:
                boxes.append(blank(node.gaps[(place - 1) % len(node.gaps)]))
            if place in bars:
                boxes += (bar, blank(2))
            boxes.append(widened(box, width, align))
        return beside(boxes)

    def _stacked_lines(self, node: Grid, lines: list[Box], between: Box) -> Box:
        """Stack the lines of a grid, apart where they are tall; the baseline is that of the middle line."""
        tall = any(line.height > 1 for line in lines)
        paired = len(lines) == 2 and bool(node.left or node.right)
        stack: list[Box] = []
        baselines: list[int] = []
        height = 0
        for number, line in enumerate(lines):
            parting = self.bar(line.width) if number in node.rules else between if number and (tall or paired) else None
            if parting is not None:
                stack.append(parting)
                height += 1
            baselines.append(height + line.baseline)
            stack.append(line)
            height += line.height
        middle = (baselines[(len(lines) - 1) // 2] + baselines[len(lines) // 2]) // 2
        return above_each_other(stack, middle, "l")


_ALIGN: Final[dict[str, Align]] = {"l": "l", "c": "c", "r": "r"}


def _alignment(node: Grid, count: int) -> list[Align]:
    """Return how each of `count` columns is aligned; remarks beside aligned lines begin below each other."""
    letters = [_ALIGN[letter] for letter in node.columns if letter != "|"] or ["c"]
    columns = [letters[place % len(letters)] for place in range(count)]
    if node.gaps[0] == 0:
        for place in range(2, count):
            cells = [without_outer_space(row[place]) for row in node.rows if place < len(row)]
            if all(_is_remark(cell) for cell in cells if cell != Row(())):
                columns[place] = "l"
    return columns


def _is_remark(cell: Node) -> bool:
    return isinstance(cell.items[0] if isinstance(cell, Row) else cell, Words)


def _beside_corner(base: Box, raised: Box | None, lowered: Box | None) -> Box:
    """Put scripts at the right corners of a base: above and below one row, level with the ends of a tall one."""
    width = max(box.width for box in (raised, lowered) if box is not None)
    above = below = 0
    if raised is not None:
        above = raised.height if base.height == 1 else raised.height - 1
    if lowered is not None:
        below = lowered.height if base.height == 1 else lowered.height - 1
    height = above + base.height + below
    scripts = [blank(width).rows[0]] * height
    if raised is not None:
        scripts[: raised.height] = widened(raised, width, "l").rows
    if lowered is not None:
        scripts[height - lowered.height :] = widened(lowered, width, "l").rows
    rows = [
        (base.rows[y - above] if above <= y < above + base.height else [Run(" " * base.width, "")]) + list(script)
        for y, script in enumerate(scripts)
    ]
    return Box(rows, base.width + width, above + base.baseline, base.word_left)


def _ends_in_bar(box: Box) -> bool:
    """Tell whether a box has a fraction's bar over its whole width, which a longer bar must tell apart."""
    return box.height > 1 and any("".join(run.text for run in row).strip("─-") == "" and row for row in box.rows)
