"""Prose in portions that are laid out one after the other, so that keys and paints come in between."""

from __future__ import annotations

from functools import cache
from typing import Final

from markdown_it import MarkdownIt

from mmltui.typeset.markdown import new_parser

_ENOUGH: Final = 300  # characters: about five lines
# What may begin a portion: blocks without an empty line of their own above, which would be one too many there.
_BEGINNINGS: Final = frozenset({"paragraph_open", "bullet_list_open", "ordered_list_open"})


@cache
def _parser() -> MarkdownIt:
    """A parser that looks at blocks and not at what is in their lines."""
    parser = new_parser()
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def portions(markdown: str) -> list[str]:
    """The Markdown cut between blocks, each portion but the last of some length."""
    if len(markdown) <= _ENOUGH:
        return [markdown]
    lines = markdown.split("\n")
    found: list[str] = []
    start = 0
    for token in _parser().parse(markdown):
        if token.level or token.type not in _BEGINNINGS or token.map is None:
            continue
        line = token.map[0]
        portion = "\n".join(lines[start:line])
        if len(portion) >= _ENOUGH and not lines[line - 1].strip():
            found.append(portion.strip("\n"))
            start = line
    return [*found, "\n".join(lines[start:])]
