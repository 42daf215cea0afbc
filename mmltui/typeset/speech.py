"""A formula in words, for screen readers and the text of pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, assert_never

from mmltui.typeset.operands import is_atomic, is_differential
from mmltui.typeset.parser import parse
from mmltui.typeset.spacing import Sides, resolve
from mmltui.typeset.symbols import ACCENTS, CHARACTERS
from mmltui.typeset.tree import (
    Accent,
    Binomial,
    Boxed,
    Brace,
    Classed,
    Fenced,
    Font,
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

_FONTS: Final[dict[Font, str]] = {
    "bold": "bold ", "bold italic": "bold ", "blackboard": "blackboard ", "script": "script ", "fraktur": "fraktur ",
}  # fmt: skip
_POWERS: Final = {
    "2": "squared", "3": "cubed", "′": "prime", "⊤": "transpose", "⊺": "transpose", "*": "star", "⋆": "star",
    "T": "transpose", "†": "dagger", "+": "plus",
}  # fmt: skip


_BARS: Final = {"|": "absolute value", "‖": "norm"}
# No blank inside parentheses, nor before commas and full stops.
_TIGHT: Final = re.compile(r"(?<=[(\[{]) | (?=[)\]},;.])")


def speak(latex: str) -> str:
    """Return a formula in words on one line. Raises `TypesetError`, and nothing else."""
    said = " ".join(_say(parse(latex)).split())
    return _TIGHT.sub("", said)


def _say(node: Node) -> str:
    match node:
        case Glyph():
            return _glyph(node)
        case Words():
            return node.text
        case Operator():
            return node.symbol.spoken
        case Space() | Phantom():
            return " "
        case Row():
            return _row(node)
        case Fraction():
            return f"{_operand(node.top)} over {_operand(node.bottom)}"
        case Binomial():
            return f"{_operand(node.top)} choose {_operand(node.bottom)}"
        case Root(degree=None):
            return f"the square root of {_operand(node.radicand)}"
        case Root():
            return f"the root of degree {_say(node.degree or node.radicand)} of {_operand(node.radicand)}"
        case Script():
            return _script(node)
        case Fenced():
            inside = f" {'such that' if node.left == '{' else 'given'} ".join(_say(part) for part in node.parts)
            return f"{_delimiter(node.left, opens=True)} {inside} {_delimiter(node.right, opens=False)}"
        case Accent():
            return f"{_operand(node.base)} {ACCENTS[node.name][2]}"
        case Brace():
            label = "" if node.label is None else f" (labelled {_say(node.label)})"
            return f"{_say(node.base)}{label}"
        case Stacked():
            marks = " ".join(_say(mark) for mark in (node.above, node.below) if mark is not None)
            return f"{_say(node.base)} (labelled {marks})"
        case Grid():
            return _grid(node)
        case Tag():
            return f"(formula {node.text})"
        case Boxed() | Classed():
            return _say(node.body)
        case Unknown():
            return node.source
        case _:
            assert_never(node)


def _glyph(node: Glyph) -> str:
    char, spoken = node.symbol.char, node.symbol.spoken
    if char in "()[]{}":
        return char
    return f"{_FONTS.get(node.font, '')}{spoken}" if char.isalnum() or node.font == "bold" else spoken


def _row(node: Row) -> str:
    """Join what is said of the items; the digits of a number are said as one."""
    said = ""
    before: Node | None = None
    for item, words in zip(node.items, map(_item, node.items, resolve(node.items, tall=False)), strict=True):
        said += words if before is None or (_is_of_number(before) and _is_of_number(item)) else f" {words}"
        before = item
    return said


def _is_of_number(node: Node) -> bool:
    return isinstance(node, Glyph) and (node.symbol.char == "." or node.symbol.char.isdecimal())


def _item(node: Node, kinds: Sides) -> str:
    """Return an item of a row; only its neighbours tell whether a bar opens, closes or stands alone."""
    if isinstance(node, Glyph) and node.symbol.char in _BARS and kinds in {("open", "open"), ("close", "close")}:
        name = _BARS[node.symbol.char]
        return f"the {name} of" if kinds == ("open", "open") else f"end {name}"
    return _say(node)


def _operand(node: Node) -> str:
    simple = is_atomic(node) or is_differential(node)
    return _say(node) if simple else f"({_say(node)})"


def _script(node: Script) -> str:
    if isinstance(node.base, Operator):
        return _operator(node.base, node)
    words = [_say(node.base)]
    if node.sub is not None:
        words.append(f"sub {_operand(node.sub)}")
    if node.sup is not None:
        words.append(_power(node.sup))
    return " ".join(words)


def _operator(operator: Operator, node: Script) -> str:
    words = [operator.symbol.spoken]
    if node.sub is not None:
        ranged = operator.integral or (operator.limits and node.sup is not None)
        words.append(f"{'from' if ranged else 'over' if operator.limits else 'sub'} {_say(node.sub)}")
    if node.sup is not None:
        words.append(f"to {_say(node.sup)}" if operator.limits or operator.integral else _power(node.sup))
    return " ".join([*words, "of"])


def _power(node: Node) -> str:
    inner = node.items if isinstance(node, Row) else (node,)
    if all(isinstance(item, Glyph) and item.symbol.char in _POWERS for item in inner) and inner:
        chars = [item.symbol.char for item in inner if isinstance(item, Glyph)]
        if len(chars) == 1 or set(chars) == {"′"}:
            return " ".join(_POWERS[char] for char in chars)
    if _is_inverse(inner):
        return "inverse"
    return f"to the power {_operand(node)}"


def _is_inverse(items: Sequence[Node]) -> bool:
    return [item.symbol.char for item in items if isinstance(item, Glyph)] == ["−", "1"] and len(items) == 2


def _delimiter(char: str, *, opens: bool) -> str:
    if char in _BARS:
        return f"the {_BARS[char]} of" if opens else f"end {_BARS[char]}"
    symbol = CHARACTERS.get(char)
    return char if symbol is None or char in "()[]{}" else symbol.spoken


def _grid(node: Grid) -> str:
    rows = [", ".join(said for cell in row if (said := _say(cell).strip(" ,;"))) for row in node.rows]
    if node.left == "{":
        return f"by cases: {'; '.join(rows)}"
    if node.gaps[0] == 0:
        return "; ".join(" ".join(_say(cell) for cell in row) for row in node.rows)
    return f"the matrix with rows: {'; '.join(rows)}; end matrix"
