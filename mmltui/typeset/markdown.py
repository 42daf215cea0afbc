"""Markdown with mathematics as plain lines of text, for pipes, files and readers that want no screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.dollarmath import dollarmath_plugin

from mmltui.typeset.boxes import Block, cell_width
from mmltui.typeset.charsets import Charset, to_ascii
from mmltui.typeset.tokens import TypesetError
from mmltui.typeset.typesetting import typeset

DISPLAY_INDENT: Final = 4
# Inline formulas up to this share of a line are never broken.
UNBROKEN_SHARE: Final = 0.5
INLINE_MATH: Final = frozenset({"math_inline", "math_inline_double"})
DISPLAY_MATH: Final = frozenset({"math_block", "math_block_label"})

GLUE: Final = "\ue0ff"  # a blank that no line is broken at, until it is drawn
_BREAK: Final = "\n"


def new_parser() -> MarkdownIt:
    """Return a parser of the one Markdown dialect of lessons: GitHub's, with `$…$` and `$$…$$`."""
    parser = MarkdownIt("gfm-like", {"linkify": False})
    parser.use(dollarmath_plugin, allow_digits=False, double_inline=True)
    parser.core.ruler.push("displays", _lift_displays)
    return parser


_parser: Final = cache(new_parser)


def _lift_displays(state: StateCore) -> None:
    """Let a `$$…$$` amid a paragraph part it in two, with the display as a block between them."""
    tokens: list[Token] = []
    rest = iter(state.tokens)
    for token in rest:
        if token.type == "paragraph_open":
            tokens += _parted(token, next(rest), next(rest))
        else:
            tokens.append(token)
    state.tokens = tokens


def _parted(opening: Token, inline: Token, closing: Token) -> Iterator[Token]:
    """Yield the text of a paragraph as paragraphs and the displays in it as blocks."""
    text: list[Token] = []
    for child in [*(inline.children or []), None]:
        if child is not None and not (child.type == "math_inline_double" and child.level == 0):
            text.append(child)
            continue
        if any(part.type != "softbreak" for part in text):
            yield opening
            yield Token("inline", "", 0, children=text, map=inline.map, level=inline.level, content=inline.content)
            yield closing
        if child is not None:
            yield Token("math_block", "math", 0, content=child.content, map=inline.map, level=opening.level, block=True)
        text = []


@lru_cache(maxsize=256)
def _tree(text: str) -> SyntaxTreeNode:
    """The parsed text, kept: a page is set anew for each width."""
    return SyntaxTreeNode(_parser().parse(text))


def render_markdown(text: str, width: int, charset: Charset = "plain") -> list[str]:
    """Set Markdown in lines of at most `width` cells; only a formula or code that cannot be broken is wider."""
    lines = _Renderer(charset).blocks(_tree(text).children, width)
    shown = (line.replace(GLUE, " ").rstrip() for line in lines)
    return [to_ascii(line) for line in shown] if charset == "ascii" else list(shown)


def formulas(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the LaTeX of every formula in Markdown, and whether it is a display."""
    for node in _tree(text).walk():
        if node.type in INLINE_MATH | DISPLAY_MATH:
            yield node.content.strip(), node.type != "math_inline"


def bold_names(text: str) -> tuple[str, ...]:
    """Return the names that the formulas of a text set in bold, for a legend where bold cannot be shown."""
    names: dict[str, None] = {}
    for latex, display in formulas(text):
        try:
            names.update(dict.fromkeys(typeset(latex, charset="ascii", display=display).bold))
        except TypesetError:
            continue
    return tuple(names)


def wrap(text: str, width: int) -> list[str]:
    """Break text at blanks into lines of at most `width` cells, as far as its words allow; keep line breaks."""
    lines: list[str] = []
    for part in text.split(_BREAK):
        line = ""
        for word in part.split(" "):
            if not word:
                continue
            longer = f"{line} {word}" if line else word
            if line and cell_width(longer) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


class _Renderer:
    """Walks the blocks of a document."""

    def __init__(self, charset: Charset) -> None:
        self._charset = charset
        self._ascii = charset == "ascii"

    def blocks(self, nodes: Sequence[SyntaxTreeNode], width: int, *, tight: bool = False) -> list[str]:
        """Return blocks below each other, parted by an empty line unless `tight`."""
        lines: list[str] = []
        before = ""
        for node in nodes:
            block = self._block(node, width)
            apart = not tight or node.type in DISPLAY_MATH or before in DISPLAY_MATH
            before = node.type
            if block and lines and apart:
                lines.append("")
            lines += block
        return lines

    def _block(self, node: SyntaxTreeNode, width: int) -> list[str]:
        match node.type:
            case "heading":
                return self._heading(node, width)
            case "paragraph":
                return self._paragraph(node, width)
            case "bullet_list" | "ordered_list":
                return self._list(node, width)
            case "blockquote":
                bar = "| " if self._ascii else "│ "
                return [bar + line for line in self.blocks(node.children, width - 2)]
            case "math_block" | "math_block_label":
                return self._display(node.content.strip(), width)
            case "fence" | "code_block":
                return ["    " + line for line in node.content.rstrip("\n").split("\n")]
            case "hr":
                return [("-" if self._ascii else "─") * width]
            case "table":
                return self._table(node, width)
            case "html_block":
                return wrap(node.content.strip(), width)
            case _:
                return self.blocks(node.children, width)

    def _heading(self, node: SyntaxTreeNode, width: int) -> list[str]:
        lines = wrap(self._inline(node.children[0].children, width), width)
        level = int(node.tag[1:])
        if level > 2:
            return lines
        rule = {1: ("=", "═"), 2: ("-", "─")}[level][not self._ascii]
        return [*lines, rule * min(width, max(map(cell_width, lines)))]

    def _paragraph(self, node: SyntaxTreeNode, width: int) -> list[str]:
        text = self._inline(node.children[0].children if node.children else [], width).strip()
        return wrap(text, width) if text else []

    def _inline(self, nodes: Iterable[SyntaxTreeNode], width: int) -> str:
        return "".join(self._span(node, width) for node in nodes)

    def _span(self, node: SyntaxTreeNode, width: int) -> str:
        match node.type:
            case "text":
                return node.content
            case "softbreak":
                return " "
            case "hardbreak":
                return _BREAK
            case "code_inline":
                return f"`{node.content}`".replace(" ", GLUE)
            case "math_inline" | "math_inline_double":
                return self._formula(node.content.strip(), width)
            case "image":
                return f"[{node.content}]"
            case "link":
                label = self._inline(node.children, width)
                target = str(node.attrs.get("href", ""))
                return label if label == target else f"{label} ({target})"
            case "html_inline":
                return node.content
            case _:
                return self._inline(node.children, width)

    def _formula(self, latex: str, width: int) -> str:
        try:
            text = typeset(latex, charset=self._charset, display=False).text[0]
        except TypesetError:
            return f"${latex}$".replace(" ", GLUE)
        return text.replace(" ", GLUE) if cell_width(text) <= width * UNBROKEN_SHARE else text

    def _display(self, latex: str, width: int) -> list[str]:
        try:
            block = self._block_of(latex, width)
        except TypesetError:
            return ["$$", *latex.split("\n"), "$$"]
        indent = " " * max(0, min(DISPLAY_INDENT, width - block.width))
        return [(indent + line).replace(" ", GLUE).rstrip(GLUE) for line in block.text]

    def _block_of(self, latex: str, width: int) -> Block:
        return typeset(latex, charset=self._charset, width=max(1, width - DISPLAY_INDENT))

    def _list(self, node: SyntaxTreeNode, width: int) -> list[str]:
        number = int(str(node.attrs.get("start", 1)))
        tight = all(child.hidden for item in node.children for child in item.children if child.type == "paragraph")
        lines: list[str] = []
        for item in node.children:
            bullet = "- " if self._ascii else "• "
            mark = f"{number}. " if node.type == "ordered_list" else bullet
            number += 1
            body = self.blocks(item.children, width - len(mark), tight=tight) or [""]
            if lines and not tight:
                lines.append("")
            lines.append(mark + body[0])
            lines += [" " * len(mark) + line if line else "" for line in body[1:]]
        return lines

    def _table(self, node: SyntaxTreeNode, width: int) -> list[str]:
        rows = [
            [self._inline(cell.children[0].children if cell.children else [], width) for cell in row.children]
            for section in node.children
            for row in section.children
        ]
        bar, rule, crossing = (" | ", "-", "-+-") if self._ascii else (" │ ", "─", "─┼─")
        widths = column_widths(rows, width - len(bar) * (len(rows[0]) - 1))
        lines: list[str] = []
        for number, row in enumerate(rows):
            cells = [wrap(cell, room) for cell, room in zip(row, widths, strict=True)]
            for parts in zip_longest(*cells, fillvalue=""):
                padded = (part + " " * (room - cell_width(part)) for part, room in zip(parts, widths, strict=True))
                lines.append(bar.join(padded))
            if number == 0:
                lines.append(crossing.join(rule * room for room in widths))
        return lines


def column_widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Give each column what it needs, taking from the widest while the sum exceeds `width`."""
    columns = list(zip(*rows, strict=True))
    widths = [max(1, *map(cell_width, column)) for column in columns]
    least = [max(cell_width(word) for cell in column for word in cell.split(" ")) for column in columns]
    while sum(widths) > width:
        shrinkable = [place for place, room in enumerate(widths) if room > max(1, least[place])]
        if not shrinkable:
            break
        widest = max(shrinkable, key=lambda place: widths[place])
        widths[widest] -= 1
    return widths
