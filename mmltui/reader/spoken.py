"""Markdown with mathematics as lines of words: every formula as one would read it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it.tree import SyntaxTreeNode

from mmltui.typeset import TypesetError, speak
from mmltui.typeset.markdown import DISPLAY_MATH, INLINE_MATH, new_parser, wrap

WIDTH = 78


def spoken(markdown: str, width: int = WIDTH) -> list[str]:
    """The text in lines of at most `width` cells, an empty line between paragraphs."""
    lines: list[str] = []
    for block in _blocks(SyntaxTreeNode(new_parser().parse(markdown)).children):
        if lines:
            lines.append("")
        lines += (line for part in block for line in wrap(part, width))
    return lines


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> Iterator[list[str]]:
    """The paragraphs, each as its lines before they are broken."""
    for node in nodes:
        match node.type:
            case "heading" | "paragraph":
                yield [_words(node)]
            case "bullet_list":
                yield [f"- {item}" for item in _items(node)]
            case "ordered_list":
                first = int(str(node.attrs.get("start", 1)))
                yield [f"{number}. {item}" for number, item in enumerate(_items(node), first)]
            case "table":
                yield list(_rows(node))
            case "fence" | "code_block":
                yield node.content.rstrip("\n").split("\n")
            case "html_block":
                yield [node.content.strip()]
            case kind if kind in DISPLAY_MATH:
                yield [_formula(node.content)]
            case _:
                yield from _blocks(node.children)


def _items(node: SyntaxTreeNode) -> Iterator[str]:
    for item in node.children:
        yield " ".join(part for block in _blocks(item.children) for part in block)


def _rows(table: SyntaxTreeNode) -> Iterator[str]:
    """Each row by itself, with the head of its column before each cell, so that none has to be remembered."""
    heads, *rows = [[_words(cell) for cell in row.children] for section in table.children for row in section.children]
    for row in rows:
        yield "; ".join(f"{head}: {cell}" if head else cell for head, cell in zip(heads, row, strict=True))


def _words(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text" | "code_inline" | "html_inline":
            return node.content
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "image":
            return f"Picture: {node.content}"
        case "link":
            label, target = "".join(map(_words, node.children)), str(node.attrs.get("href", ""))
            return label if label == target else f"{label} ({target})"
        case kind if kind in INLINE_MATH:
            return _formula(node.content)
        case _:
            return "".join(map(_words, node.children))


def _formula(latex: str) -> str:
    try:
        return speak(latex.strip())
    except TypesetError:
        return latex.strip()
