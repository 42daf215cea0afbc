"""Rows and columns with dots: `[2x_1, …, 2x_N]` is one entry, written for every index."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from mmltui.errors import Span
from mmltui.notation.refusal import ParseError
from mmltui.notation.tree import Expression, Number, Size, Stack, Symbol
from mmltui.notation.walk import children, free_symbols, rebuild

_ONE: Final = Number(Fraction(1))
_LETTERS: Final = "nijkmlpqrst"


def stack(before: list[Expression], last: Expression, span: Span, *, column: bool) -> Expression:
    """The entries written before the dots and the one after them as a `Stack`; raises ParseError if they differ.

    The first entry has 1 where the last one has the size: `2x_1` and `2x_N`.
    """
    first = before[0]
    sizes = sorted({size.name for size in _ends(first, last)})
    if len(sizes) != 1:
        raise ParseError(
            "the entries before and after the dots do not match",
            span,
            "write the first and the last entry, such as [2x_1, ..., 2x_N]",
        )
    used = free_symbols(first) | free_symbols(last)
    letters = (sizes[0].lower(), *_LETTERS)
    index = next(letter for letter in letters if letter not in used and letter != sizes[0])
    body = _general(first, last, Symbol(index))
    if body is None:
        raise ParseError("the entries before and after the dots do not match", span, "they differ in more than 1 and N")
    for number, entry in enumerate(before[1:], start=2):
        if _general(first, entry, Symbol(index), Number(Fraction(number))) != body:
            raise ParseError("the entries before the dots do not follow one pattern", span)
    return Stack(body, index, sizes[0], column, span=span)


def _ends(first: Expression, last: Expression) -> list[Size]:
    """The sizes that stand in the last entry where the first one has a 1."""
    if first == _ONE and isinstance(last, Size):
        return [last]
    ones, others = children(first), children(last)
    if type(first) is not type(last) or len(ones) != len(others):
        return []
    return [size for one, other in zip(ones, others, strict=True) for size in _ends(one, other)]


def _general(first: Expression, last: Expression, index: Symbol, end: Expression | None = None) -> Expression | None:
    """The entry with the index where the first has 1 and the last its end; None if they differ elsewhere."""
    if first == last:
        return first
    if first == _ONE and (last == end if end is not None else isinstance(last, Size)):
        return index
    ones, others = children(first), children(last)
    if type(first) is not type(last) or len(ones) != len(others) or not ones:
        return None
    parts = [_general(one, other, index, end) for one, other in zip(ones, others, strict=True)]
    body = rebuild(first, [part for part in parts if part is not None]) if None not in parts else None
    return body if body is not None and rebuild(last, children(body)) == body else None
