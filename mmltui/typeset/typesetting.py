"""The typesetter's face: LaTeX in, blocks of cells out."""

from __future__ import annotations

from functools import lru_cache

from mmltui.typeset.boxes import Block, to_block
from mmltui.typeset.breaking import broken
from mmltui.typeset.charsets import Charset
from mmltui.typeset.inline import Inline
from mmltui.typeset.parser import parse
from mmltui.typeset.tree import Unknown
from mmltui.typeset.walk import descendants


@lru_cache(maxsize=128)  # a page and what is typed on it
def typeset(latex: str, *, charset: Charset = "plain", display: bool = True, width: int | None = None) -> Block:
    """Set a formula in cells.

    A display is as tall as it needs, and broken at relations and sums where it would be wider than `width` cells; the
    inline form is always one row. Raises `TypesetError`, and nothing else.
    """
    tree = parse(latex)
    if not display:
        return to_block(Inline(charset).box(tree))
    return to_block(broken(tree, charset, width))


def unknown_commands(latex: str) -> tuple[str, ...]:
    """Return the commands of a formula that no table knows, each once. Raises `TypesetError`."""
    found = (node.source for node in descendants(parse(latex)) if isinstance(node, Unknown))
    return tuple(dict.fromkeys(found))
