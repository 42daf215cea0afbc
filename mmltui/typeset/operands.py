"""What a node on one row is to its neighbours: whether a slash, a root or a script would tear it apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, assert_never

from mmltui.typeset.spacing import resolve
from mmltui.typeset.symbols import SYMBOLS
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

_VULGAR: Final = {("1", "2"): "½", ("1", "3"): "⅓", ("2", "3"): "⅔", ("1", "4"): "¼", ("3", "4"): "¾"}
# Kinds of what may stand in a product without being torn apart by a slash after it.
_FACTORS: Final = frozenset({"ord", "open", "close"})
_DIFFERENTIALS: Final = frozenset("dD∂")
_RAISED_ANYWAY: Final = frozenset("′*⋆")


def is_atomic(node: Node) -> bool:
    """Tell whether a node on one row needs no parentheses as an operand."""
    match node:
        case Row():
            if len(node.items) == 1:
                return is_atomic(node.items[0])
            digits = all(isinstance(item, Glyph) and item.symbol.char in "0123456789." for item in node.items)
            return bool(node.items) and (digits or _is_closed_at_the_end(node.items) or _is_call(node.items))
        case Script():
            return is_atomic(node.base)
        case Glyph() | Words() | Operator() | Fenced() | Accent() | Root() | Binomial() | Unknown() | Phantom():
            return True
        case Grid():
            return bool(node.left)
        case Space() | Fraction() | Brace() | Stacked() | Tag() | Boxed() | Classed():
            return False
        case _:
            assert_never(node)


def is_word(node: Node) -> bool:
    """Tell whether a node is a run of letters and digits, without operators spelled in letters."""
    items = node.items if isinstance(node, Row) else (node,)
    return all(
        isinstance(item, Words | Operator) or (isinstance(item, Glyph) and item.symbol.kind == "ord") for item in items
    )


def is_differential(node: Node) -> bool:
    """Tell whether a node is `dx`, `∂xᵢ` or `dx²`."""
    if not isinstance(node, Row) or len(node.items) != 2:
        return False
    head, body = node.items
    head = head.base if isinstance(head, Script) else head
    letter = head.symbol.char if isinstance(head, Glyph) else head.text if isinstance(head, Words) else ""
    return letter in _DIFFERENTIALS and is_atomic(body)


def _parenthesis(node: Node) -> int:
    """Return 1 for an opening parenthesis, -1 for a closing one (with its scripts), 0 for anything else."""
    glyph = node.base if isinstance(node, Script) else node
    if not isinstance(glyph, Glyph):
        return 0
    return (glyph.symbol.char == "(") - (glyph.symbol.char == ")")


def _is_closed_at_the_end(items: Sequence[Node]) -> bool:
    """Tell whether the parenthesis that the items begin with is closed by their last."""
    depth = 0
    for place, item in enumerate(items):
        depth += _parenthesis(item)
        if depth == 0:
            return 0 < place == len(items) - 1
    return False


def _is_call(items: Sequence[Node]) -> bool:
    """Tell whether items are `f(x)`, `p(y | x)`, `g(x)^2`."""
    if len(items) < 3 or _parenthesis(items[0]) != 0:
        return False
    name = items[0].base if isinstance(items[0], Script) else items[0]
    big = isinstance(name, Operator) and not name.symbol.char[:1].isalpha()
    return not big and is_atomic(name) and _is_closed_at_the_end(items[1:])


def is_product(node: Node) -> bool:
    """Tell whether a node is a plain product, which a slash does not tear apart."""
    items = node.items if isinstance(node, Row) else (node,)
    depth = 0
    for item, kind in zip(items, resolve(items, tall=False), strict=True):
        depth += _parenthesis(item)
        if depth > 0 or (kind is None and is_thin(item)):
            continue
        if kind is None or not _FACTORS.issuperset(kind) or is_fraction(item):
            return False
    return bool(items)


def is_fraction(node: Node) -> bool:
    """Tell whether a node is a fraction, which is a slash on one row."""
    return isinstance(node, Fraction)


def is_function(node: Node) -> bool:
    """Tell whether a node is `log` or `sin²`, whose argument a slash would split."""
    operator = node.base if isinstance(node, Script) else node
    return isinstance(operator, Operator) and not operator.limits and not operator.integral


def is_thin(node: Node) -> bool:
    """Tell whether a node is a space that does not part what is beside it."""
    return isinstance(node, Space) and node.cells <= 1


def vulgar(node: Node) -> str | None:
    """Return the character of a fraction such as ½, if there is one."""
    if not isinstance(node, Fraction) or not isinstance(node.top, Glyph) or not isinstance(node.bottom, Glyph):
        return None
    return _VULGAR.get((node.top.symbol.char, node.bottom.symbol.char))


def is_prime(node: Node) -> bool:
    """Tell whether a node is nothing but primes."""
    items = node.items if isinstance(node, Row) else (node,)
    return all(isinstance(item, Glyph) and item.symbol == SYMBOLS["prime"] for item in items)


def is_mark(node: Node) -> bool:
    """Tell whether a node is a mark that stands raised by itself on any line."""
    return isinstance(node, Glyph) and node.symbol.char in _RAISED_ANYWAY


def is_parenthesised(text: str) -> bool:
    """Tell whether a text is one pair of parentheses."""
    return text[:1] == "(" and text.endswith(")") and text.count("(") == 1


def bar_places(columns: str) -> set[int]:
    """Return the columns of a grid that have a bar at their left, the outermost bars aside."""
    places: set[int] = set()
    seen = 0
    for letter in columns:
        if letter == "|":
            places.add(seen)
        else:
            seen += 1
    return places - {0, seen}


def without_outer_space(node: Node) -> Node:
    """Return a row without the space at its ends, where a delimiter brings its own."""
    if not isinstance(node, Row):
        return node
    items = list(node.items)
    while items and isinstance(items[-1], Space):
        items.pop()
    while items and isinstance(items[0], Space):
        items.pop(0)
    return Row(tuple(items))
