"""The space between neighbours, from their kinds: the table of the TeXbook (chapter 18) in whole cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias, assert_never

from mmltui.typeset.symbols import Kind
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

# How a node looks to its left neighbour and to its right one; None for space, which is looked through.
Sides: TypeAlias = tuple[Kind, Kind] | None

_PARTED: Final = frozenset(
    {
        ("ord", "op"), ("ord", "inner"), ("op", "ord"), ("op", "op"), ("op", "inner"), ("close", "op"),
        ("close", "inner"), ("inner", "ord"), ("inner", "op"), ("inner", "open"), ("inner", "inner"),
    }
)  # fmt: skip
_BEFORE_SIGN: Final = frozenset({"bin", "op", "rel", "open", "punct"})
# Kinds that braces around a single symbol take away.
_MADE_ORDINARY: Final = frozenset({("bin", "bin"), ("rel", "rel"), ("punct", "punct")})
_BEFORE_TAG: Final = 4
_BARS: Final = frozenset("|‖")


def sides(node: Node, *, tall: bool) -> Sides:
    """Return how a node looks from either side; `tall` fractions and grids keep a cell from what is beside them."""
    match node:
        case Glyph():
            return (node.symbol.kind, node.symbol.kind)
        case Space():
            return None
        case Operator():
            return ("op", "op")
        case Script():
            return sides(node.base, tall=tall) or ("ord", "ord")
        case Stacked():
            return sides(node.base, tall=tall)
        case Classed():
            return (node.kind, node.kind)
        case Fenced():
            return ("open", "close")
        case Row() if len(node.items) == 1:
            inner = sides(node.items[0], tall=tall)
            return ("ord", "ord") if inner in _MADE_ORDINARY else inner
        case Fraction() | Brace() | Boxed():
            return ("inner", "inner") if tall else ("ord", "ord")
        case Grid():
            return ("open" if node.left else "inner", "close" if node.right else "inner")
        case Tag():
            return ("inner", "inner")
        case Unknown():
            return ("inner", "inner")
        case Words() | Row() | Binomial() | Root() | Accent() | Phantom():
            return ("ord", "ord")
        case _:
            assert_never(node)


def resolve(items: Sequence[Node], *, tall: bool) -> list[Sides]:
    """Return the sides of every item in its row: a sign that joins no two things is no binary operator."""
    kinds: list[Sides] = []
    previous: Kind | None = None  # the right side of the item before
    last = -1  # its place
    bars: list[str] = []
    for place, item in enumerate(items):
        if isinstance(item, Glyph):
            left = right = item.symbol.kind
            if left == "ord" and item.symbol.char in _BARS:
                left, right = _bar(item.symbol.char, previous, bars)
        elif (seen := sides(item, tall=tall)) is None:
            kinds.append(None)
            continue
        else:
            left, right = seen
            if bars and _is_bar(item, bars[-1]):
                bars.pop()
                left = right = "close"
        if left == right == "bin" and (previous is None or previous in _BEFORE_SIGN):
            left = right = "ord"
        if left in {"rel", "close", "punct"} and previous == "bin":
            kinds[last] = ("ord", "ord")
        kinds.append((left, right))
        previous, last = right, place
    if previous == "bin":
        kinds[last] = ("ord", "ord")
    return kinds


def _is_bar(item: Node, char: str) -> bool:
    """Tell whether an item is this bar with scripts, as at the end of a squared norm."""
    return isinstance(item, Script) and isinstance(item.base, Glyph) and item.base.symbol.char == char


def _bar(char: str, previous: Kind | None, bars: list[str]) -> tuple[Kind, Kind]:
    """Tell the opening bar of |x| from the closing one, so that the sign in |-x| is a sign."""
    if bars and bars[-1] == char:
        bars.pop()
        return ("close", "close")
    if previous is None or previous in _BEFORE_SIGN:
        bars.append(char)
        return ("open", "open")
    return ("ord", "ord")


def gaps(items: Sequence[Node], kinds: Sequence[Sides], *, compact: bool) -> list[int]:
    """Return the blank cells before each item; `compact` is the tighter spacing of scripts."""
    table = _COMPACT if compact else _LOOSE
    cells: list[int] = []
    previous: Kind | None = None
    before: Node = Row(())
    asked = 0
    for item, seen in zip(items, kinds, strict=True):
        if seen is None:
            asked += item.cells if isinstance(item, Space) else 0
            cells.append(0)
            continue
        left, right = seen
        natural = 0
        if previous is not None and (natural := table[previous][left]):
            sign = left == "op" and previous == "ord" and _is_sign_of(before, item)
            if sign or (left == "ord" and is_full_stop(item)):
                natural = 0
            elif left == "inner" and isinstance(item, Tag):
                natural = _BEFORE_TAG
        elif left == "open" and previous == "op" and _stands_apart(before, item):
            natural = 1
        cells.append(max(natural, asked) if asked >= 0 else max(0, natural + asked))
        previous, before, asked = right, item, 0
    return cells


def is_full_stop(item: Node) -> bool:
    """Tell whether an item is a full stop, which ends a sentence or parts the digits of a number."""
    return isinstance(item, Glyph) and item.symbol.char == "."


def _is_sign_of(sign: Node, item: Node) -> bool:
    """Tell whether `sign` is the minus in -sin x (it keeps a cell from big operators and fractions), or a slash."""
    function = item.base if isinstance(item, Script) else item
    named = isinstance(function, Operator) and function.symbol.char[:1].isalpha()
    return isinstance(sign, Glyph) and (sign.symbol.char == "/" or (named and sign.symbol.kind == "bin"))


def _stands_apart(operator: Node, opening: Node) -> bool:
    """Tell whether an operator keeps a cell from an opening delimiter: all but functions before parentheses do."""
    if isinstance(operator, Script):
        return isinstance(operator.base, Operator) and operator.base.limits
    if isinstance(operator, Operator) and not operator.symbol.char.isalpha():
        return True
    return isinstance(opening, Glyph) and opening.symbol.char in _BARS


def _natural(left: Kind, right: Kind, *, compact: bool) -> int:
    if (left, right) in _PARTED:
        return 1
    if compact:
        return 0
    if "rel" in (left, right):
        return int(left not in (right, "open") and right not in ("close", "punct"))
    if "bin" in (left, right):
        return 1
    return int(left == "punct" and right not in ("punct", "close"))


_KINDS: Final[tuple[Kind, ...]] = ("ord", "op", "bin", "rel", "open", "close", "punct", "inner")
_LOOSE: Final = {left: {right: _natural(left, right, compact=False) for right in _KINDS} for left in _KINDS}
_COMPACT: Final = {left: {right: _natural(left, right, compact=True) for right in _KINDS} for left in _KINDS}
