"""The parts of a node, for walks that look at a whole formula."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

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


def children(node: Node) -> tuple[Node, ...]:
    """Return the parts a node is made of, in reading order."""
    match node:
        case Glyph() | Words() | Operator() | Space() | Tag() | Unknown():
            return ()
        case Row():
            return node.items
        case Fraction() | Binomial():
            return (node.top, node.bottom)
        case Root():
            return _present(node.degree, node.radicand)
        case Script():
            return _present(node.base, node.sub, node.sup)
        case Fenced():
            return node.parts
        case Accent():
            return (node.base,)
        case Brace():
            return _present(node.base, node.label)
        case Stacked():
            return _present(node.above, node.base, node.below)
        case Grid():
            return tuple(cell for row in node.rows for cell in row)
        case Boxed() | Phantom() | Classed():
            return (node.body,)
        case _:
            assert_never(node)


def descendants(node: Node) -> Iterator[Node]:
    """Yield a node and everything in it."""
    yield node
    for child in children(node):
        yield from descendants(child)


def _present(*nodes: Node | None) -> tuple[Node, ...]:
    return tuple(node for node in nodes if node is not None)
