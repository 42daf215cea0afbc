"""A formula on one row: fractions with a slash, scripts raised where Unicode can, else `_(…)` and `^(…)`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, assert_never
from unicodedata import normalize

from mmltui.typeset.boxes import EMPTY, Box, Run, beside, blank, text_box, would_run_together
from mmltui.typeset.charsets import SUBSCRIPTS, SUPERSCRIPTS, Charset, glyph, to_ascii, words
from mmltui.typeset.operands import (
    bar_places,
    is_atomic,
    is_differential,
    is_function,
    is_mark,
    is_parenthesised,
    is_prime,
    is_product,
    is_thin,
    is_word,
    vulgar,
    without_outer_space,
)
from mmltui.typeset.spacing import Sides, gaps, is_full_stop, resolve
from mmltui.typeset.symbols import ACCENTS, CHARACTERS
from mmltui.typeset.tree import (
    Accent,
    Binomial,
    Boxed,
    Brace,
    Classed,
    Fenced,
    Fraction,
    Glyph,
    Grid,
    Node,
    Operator,
    Phantom,
    Root,
    Row,
    Script,
    Space,
    Stacked,
    Tag,
    Unknown,
    Words,
)

_JUXTAPOSED: Final = frozenset({"ord", "op", "open", "inner"})


class Inline:
    """Sets every node one row high. `Display` overrides what may be taller."""

    tall = False

    def __init__(self, charset: Charset, *, compact: bool = False) -> None:
        self.charset = charset
        self.compact = compact

    def box(self, node: Node) -> Box:
        """Return the box of a node."""
        match node:
            case Glyph():
                return glyph(node.symbol, node.font, self.charset)
            case Row():
                return self.row(node.items)
            case Script():
                return self.script(node)
            case Operator():
                return glyph(node.symbol, "roman", self.charset)
            case Words():
                return words(node.text, node.font, self.charset)
            case Space():
                return blank(max(0, node.cells))
            case Fraction():
                return self.fraction(node)
            case Fenced():
                return self.fenced(node)
            case Accent():
                return self.accent(node)
            case Root():
                return self.root(node)
            case Grid():
                return self.grid(node)
            case Brace():
                return self.brace(node)
            case Stacked():
                return self.stacked(node)
            case Binomial():
                return self.binomial(node)
            case Boxed():
                return self.boxed(node)
            case Classed():
                return self.box(node.body)
            case Phantom():
                return blank(self.box(node.body).width)
            case Tag():
                return self.mark(f"({node.text})")
            case Unknown():
                source = node.source
                return text_box(to_ascii(source) if self.charset == "ascii" else source, "unknown")
            case _:
                assert_never(node)

    def mark(self, text: str) -> Box:
        """Return upright text of our own."""
        return text_box(to_ascii(text) if self.charset == "ascii" else text)

    def delimiter(self, char: str) -> Box:
        """Return a delimiter one row high."""
        if not char:
            return EMPTY
        if self.charset == "ascii" and char in CHARACTERS:
            return text_box(CHARACTERS[char].ascii)
        return self.mark(char)

    def row(self, items: Sequence[Node]) -> Box:
        """Return items from left to right with the space their kinds ask for."""
        return beside(self.pieces(items, resolve(items, tall=self.tall)))

    def pieces(self, items: Sequence[Node], kinds: Sequence[Sides]) -> list[Box]:
        """Return the boxes of a row, blanks among them."""
        boxes: list[Box] = []
        last = EMPTY
        places = enumerate(zip(items, kinds, gaps(items, kinds, compact=self.compact), strict=True))
        for place, (item, kind, asked) in places:
            if kind is None:
                continue
            box = self.box(item)
            if not self.tall and isinstance(item, Fraction) and self._stands_in_product(place, items, kinds):
                box = self.in_parentheses(box)
            if not box.width:
                continue
            gap = asked
            if boxes and not gap and (last.word_right or box.word_left) and would_run_together(last, box):
                gap = 1
            if gap:
                boxes.append(blank(gap))
            boxes.append(box)
            last = box
        if items and isinstance(items[-1], Space) and items[-1].cells > 1:
            boxes.append(blank(items[-1].cells))
        return boxes

    def _stands_in_product(self, place: int, items: Sequence[Node], kinds: Sequence[Sides]) -> bool:
        """Tell whether something is written right beside the fraction at `place`, so that its slash would mislead."""
        if self.charset != "ascii" and vulgar(items[place]):
            return False
        before, after = place - 1, place + 1
        while before >= 0 and kinds[before] is None and is_thin(items[before]):
            before -= 1
        while after < len(items) and kinds[after] is None and is_thin(items[after]):
            after += 1
        left = kinds[before] if before >= 0 else None
        right = kinds[after] if after < len(items) else None
        sign = before >= 0 and isinstance(item := items[before], Glyph) and item.symbol.char in "+−±∓"
        follows = left is not None and not sign and left[1] in {"ord", "close", "inner"}
        function = before >= 0 and is_function(items[before])
        ends = after < len(items) and is_full_stop(items[after])
        return follows or function or (right is not None and right[0] in _JUXTAPOSED and not ends)

    def in_parentheses(self, box: Box) -> Box:
        """Return the box between parentheses."""
        return beside((text_box("("), box, text_box(")")))

    def tight(self, node: Node) -> Box:
        """Return a node as an operand of `/`, `√`: in parentheses unless it cannot be misread."""
        box = self.box(node)
        return box if is_atomic(node) else self.in_parentheses(box)

    # -- scripts

    def script(self, node: Script) -> Box:
        """Return base, subscript, superscript on one row."""
        return self.on_line(self.base(node.base), node)

    def on_line(self, base: Box, node: Script) -> Box:
        """Return the scripts of `node` written after their base."""
        sub = self.script_character(node.sub, SUBSCRIPTS)
        sup = self.script_character(node.sup, SUPERSCRIPTS)
        if (node.sub is None) == (sub is None) and (node.sup is None) == (sup is None):
            return self.attached(base, sub, sup)
        lowered = None if node.sub is None else self.written("_", node.sub)
        if node.sub is not None and node.sup is not None and sup is not None and is_mark(node.sup):
            return self.attached(base, lowered, sup)
        raised = None if node.sup is None else self.written("^", node.sup)
        joined = beside(box for box in (base, lowered, raised) if box is not None)
        return Box(joined.rows, joined.width, joined.baseline, base.word_left, word_right=True)

    def attached(self, base: Box, sub: Box | None, sup: Box | None) -> Box:
        """Return a base with scripts that are characters; `x*` keeps a cell from the next letter."""
        boxes = [box for box in (base, sub, sup) if box is not None]
        row = [run for box in boxes for run in box.rows[0]]
        last = row[-1].text[-1:] if row else ""
        word = last in {"*", "⋆"} or (base.word_right and sub is None and sup is None)
        return Box((row,), sum(box.width for box in boxes), 0, base.word_left, word or (sup or sub or base).word_right)

    def base(self, node: Node) -> Box:
        """Return what scripts are attached to."""
        inner = node.items[0] if isinstance(node, Row) and len(node.items) == 1 else node
        box = self.box(inner)
        return self.in_parentheses(box) if isinstance(inner, Fraction) and not self.tall else box

    def written(self, sign: str, node: Node) -> Box:
        """Return `_i`, `_max` or `^(i + 1)`; letters side by side are a name below, but a product above."""
        inner = Inline(self.charset, compact=True).box(node)
        text = inner.text
        word = text.isalnum() and (is_word(node) if sign == "_" else isinstance(node, Glyph | Words) or text.isdigit())
        bare = word or len(text) == 1 or (text[:1] in "-−" and text[1:].isdigit()) or is_parenthesised(text)
        return beside((text_box(sign), inner if bare else self.in_parentheses(inner)))

    def script_character(self, node: Node | None, table: Mapping[str, str]) -> Box | None:
        """Return the script in characters that are raised or lowered themselves; None if there are none for it."""
        if node is None:
            return None
        if self.charset == "ascii":
            prime = table is SUPERSCRIPTS and is_prime(node)
            return Inline(self.charset).box(node) if prime else None
        runs: list[Run] = []
        return Box((runs,), len(runs)) if self._collect(node, table, runs) else None

    def _collect(self, node: Node, table: Mapping[str, str], runs: list[Run]) -> bool:
        match node:
            case Row():
                return all(self._collect(item, table, runs) for item in node.items)
            case Glyph():
                styled = node.font not in {"math", "roman", "italic"}
                if (char := table.get(node.symbol.char)) is None or (styled and self.charset == "unicode"):
                    return False
                if node.font in {"blackboard", "script", "fraktur"}:
                    return False
                runs.append(Run(char, "bold" if styled else ""))
                return True
            case Words() | Operator():
                text = node.text if isinstance(node, Words) else node.symbol.char
                if not all(char in table for char in text):
                    return False
                runs.extend(Run(table[char], "") for char in text)
                return True
            case Fenced() if not node.middles and node.left == "(" and node.right == ")":
                runs.append(Run(table["("], ""))
                inside = self._collect(node.parts[0], table, runs)
                runs.append(Run(table[")"], ""))
                return inside
            case _:
                return False

    # -- what is taller in a display

    def fraction(self, node: Fraction) -> Box:
        """Return `a/b`, or a character such as ½."""
        if self.charset != "ascii" and (char := vulgar(node)):
            return text_box(char)
        bottom = self.box(node.bottom) if is_differential(node.bottom) else self.tight(node.bottom)
        top = self.box(node.top) if is_product(node.top) else self.tight(node.top)
        return beside((top, text_box("/"), bottom))

    def root(self, node: Root) -> Box:
        """Return `√x`, `√(x + 1)`, `root(3, x)`."""
        if node.degree is not None:
            return beside(
                (self.mark("root("), self.box(node.degree), text_box(", "), self.box(node.radicand), text_box(")"))
            )
        return self.root_of(self.box(node.radicand), node)

    def root_of(self, inner: Box, node: Root) -> Box:
        """Return the square root of a radicand one row high."""
        simple = self.charset != "ascii" and is_atomic(node.radicand)
        joined = beside((self.radical(), inner if simple else self.in_parentheses(inner)))
        return joined._replace(word_right=True)

    def radical(self) -> Box:
        """Return the sign of the square root on one row."""
        return text_box("sqrt" if self.charset == "ascii" else "√")

    def fence(self, char: str, height: int, baseline: int) -> Box:  # noqa: ARG002 - a display has tall ones
        """Return a delimiter for content of this height."""
        return self.delimiter(char)

    def fenced(self, node: Fenced) -> Box:
        """Return the parts between delimiters as tall as the tallest part."""
        parts = [self.box(without_outer_space(part) if node.middles else part) for part in node.parts]
        above = max(part.baseline for part in parts)
        height = above + max(part.height - part.baseline for part in parts)
        boxes = [self.fence(node.left, height, above), parts[0]]
        for middle, part in zip(node.middles, parts[1:], strict=True):
            boxes += [blank(1), self.fence(middle, height, above), blank(1), part]
        return beside((*boxes, self.fence(node.right, height, above)))

    def accent(self, node: Accent) -> Box:
        """Return a letter with a combining mark; anything wider by name: `hat(x y)`."""
        box = self.box(node.base)
        if (marked := self.marked(node, box)) is not None:
            return marked
        return beside((text_box(ACCENTS[node.name][2]), self.in_parentheses(box)))

    def marked(self, node: Accent, box: Box) -> Box | None:
        """Return a one-cell base with the accent as a combining mark, where the charset has it."""
        if self.charset == "ascii" or box.width != 1 or len(box.rows) != 1 or len(box.rows[0]) != 1:
            return None
        run = box.rows[0][0]
        return text_box(normalize("NFC", run.text + ACCENTS[node.name][0]), run.style)

    def brace(self, node: Brace) -> Box:
        """Return the braced part with its label in brackets."""
        body = self.box(node.base)
        if node.label is None:
            return body
        return beside((self.in_parentheses(body), text_box("["), self.box(node.label), text_box("]")))

    def stacked(self, node: Stacked) -> Box:
        """Return what is stacked as scripts: `→^d`."""
        return self.script(Script(node.base, node.below, node.above))

    def binomial(self, node: Binomial) -> Box:
        """Return `binom(n, k)`."""
        return beside((text_box("binom("), self.box(node.top), text_box(", "), self.box(node.bottom), text_box(")")))

    def boxed(self, node: Boxed) -> Box:
        """Return the body in brackets."""
        return beside((text_box("["), self.box(node.body), text_box("]")))

    def grid(self, node: Grid) -> Box:
        """Return a matrix as `[a, b; c, d]`; aligned lines follow each other."""
        aligned = node.gaps[0] == 0
        bars = bar_places(node.columns)
        boxes: list[Box] = [self.delimiter(node.left)]
        for number, cells in enumerate(node.rows):
            if number:
                boxes.append(text_box(" " if aligned and _ends_in_comma(boxes[-1]) else "; "))
            for place, cell in enumerate(cells):
                box = self.cell(cell, relation_first=aligned and place % 2 == 1 and cells[place - 1] != Row(()))
                if place and box.width and not (aligned and place % 2 == 1):
                    comma = " " if _ends_in_comma(boxes[-1]) else ", "
                    boxes.append(text_box(" | " if place in bars else comma))
                boxes.append(box)
        return beside((*boxes, self.delimiter(node.right)))

    def cell(self, node: Node, *, relation_first: bool) -> Box:
        """Return a cell of a grid; after `&` of aligned lines a relation keeps its space to the left."""
        items = node.items if isinstance(node, Row) else (node,)
        if relation_first:
            items = (Row(()), *items)
        return self.row(items)


def _ends_in_comma(box: Box) -> bool:
    return box.text.rstrip()[-1:] in {",", ";"}
