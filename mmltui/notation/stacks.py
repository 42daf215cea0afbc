"""Rows and columns with dots: `[2x_1, …, 2x_N]` is one entry, written for every index."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from mmltui.errors import Span
from mmltui.notation.bounds import MAX_ENTRIES
from mmltui.notation.refusal import ParseError
from mmltui.notation.tree import Expression, Matrix, Number, Size, Stack, Symbol
from mmltui.notation.walk import children, free_symbols, rebuild, substitute

_ONE: Final = Number(Fraction(1))
_LETTERS: Final = "nijkmlpqrst"


def stack(before: list[Expression], last: Expression, span: Span, *, column: bool) -> Expression:
    """The entries written before the dots and the one after them; raises ParseError if they do not match.

    The first entry has 1 where the last one has the size: `2x_1` and `2x_N` make a `Stack`, `2x_1` and `2x_3` a
    matrix with all its entries.
    """
    first = before[0]
    ends = _ends(first, last)
    if len(ends) != 1:
        hint = "write the first and the last entry, such as [2x_1, ..., 2x_N]"
        raise ParseError("the entries before and after the dots do not match", span, hint)
    end = ends.pop()
    used = free_symbols(first) | free_symbols(last)
    letters = (end.name.lower(), *_LETTERS) if isinstance(end, Size) else _LETTERS
    index = Symbol(next(letter for letter in letters if letter not in used and Size(letter) != end))
    body = _general(first, last, index, end)
    if body is None:
        raise ParseError("the entries before and after the dots do not match", span, "they differ in more than 1 and N")
    for number, entry in enumerate(before[1:], start=2):
        if _general(first, entry, index, Number(Fraction(number))) != body:
            raise ParseError("the entries before the dots do not follow one pattern", span)
    if isinstance(end, Size):
        return Stack(body, index.name, end.name, column, span=span)
    entries = tuple(substitute(body, {index.name: Number(Fraction(place))}) for place in range(1, int(end.value) + 1))
    return Matrix(tuple((entry,) for entry in entries) if column else (entries,), span=span)


def _ends(first: Expression, last: Expression) -> set[Size | Number]:
    """What stands in the last entry where the first one has a 1: a size, or a number that a list may be long."""
    if first == _ONE and (isinstance(last, Size) or (isinstance(last, Number) and last != _ONE and _is_length(last))):
        return {last}
    ones, others = children(first), children(last)
    if type(first) is not type(last) or len(ones) != len(others):
        return set()
    return {end for one, other in zip(ones, others, strict=True) for end in _ends(one, other)}


def _is_length(number: Number) -> bool:
    return number.value.denominator == 1 and number.value <= MAX_ENTRIES


def _general(first: Expression, last: Expression, index: Symbol, end: Size | Number) -> Expression | None:
    """The entry with the index where the first has 1 and the last its end; None if they differ elsewhere."""
    if first == last:
        return first
    if first == _ONE and last == end:
        return index
    ones, others = children(first), children(last)
    if type(first) is not type(last) or len(ones) != len(others) or not ones:
        return None
    parts = [_general(one, other, index, end) for one, other in zip(ones, others, strict=True)]
    found = [part for part in parts if part is not None]
    body = rebuild(first, found) if len(found) == len(parts) else None
    return body if body is not None and rebuild(last, found) == body else None
