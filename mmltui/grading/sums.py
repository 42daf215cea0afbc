"""Sums over an index, term by term."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from mmltui.notation.tree import Add, Entry, Expression, Matrix, Number, Size, Sum, Symbol
from mmltui.notation.walk import children, nodes, rebuild

_LONGEST: Final = 12


def written_out_sums(expression: Expression) -> Expression:
    """Sums over the entries of given columns and matrices, term by term; other sums stay."""
    runs: dict[str, Expression] = {}
    for node in nodes(expression):
        if isinstance(node, Entry) and isinstance(node.base, Matrix):
            counts = (len(node.base.rows), len(node.base.rows[0]))
            for index, count in zip(node.indices, counts if len(node.indices) > 1 else (max(counts),), strict=False):
                if isinstance(index, Symbol):
                    runs[index.name] = Number(Fraction(count))
    return unrolled(expression, runs, 0, {}) if runs else expression


def unrolled(node: Expression, runs: Mapping[str, Expression], length: int, bound: Mapping[str, int]) -> Expression:
    """The formula with each sum written out and each entry a letter of its own."""
    match node:
        case Sum(body=body, index=index, lower=lower, upper=upper):
            first = 1 if lower is None else _whole(unrolled(lower, runs, length, bound))
            end = runs.get(index, Size(index)) if upper is None else upper
            last = _whole(unrolled(end, runs, length, bound))
            if first is None or last is None or last - first >= _LONGEST:
                return node
            terms = tuple(unrolled(body, runs, length, {**bound, index: place}) for place in range(first, last + 1))
            return terms[0] if len(terms) == 1 else Add(terms) if terms else Number(Fraction(0))
        case Entry(base=Symbol(name=name), indices=indices):
            places = [_whole(unrolled(index, runs, length, bound)) for index in indices]
            return node if None in places else Symbol("_".join([name, *map(str, places)]))
        case Entry(base=Matrix(rows=rows), indices=indices):
            places = [_whole(unrolled(index, runs, length, bound)) for index in indices]
            return _entry(rows, [place for place in places if place is not None]) or node
        case Symbol(name=name) if name in bound:
            return Number(Fraction(bound[name]))
        case Size():
            return Number(Fraction(length))
        case _:
            parts = children(node)
            return rebuild(node, [unrolled(part, runs, length, bound) for part in parts]) if parts else node


def _entry(rows: tuple[tuple[Expression, ...], ...], places: list[int]) -> Expression | None:
    """The entry of a matrix with these indices, or the one of a row or a column."""
    entries = rows if len(places) == 2 else (tuple(entry for row in rows for entry in row),)
    row, column = places if len(places) == 2 else (1, *places[:1]) if places else (0, 0)
    inside = 1 <= row <= len(entries) and 1 <= column <= len(entries[row - 1])
    return entries[row - 1][column - 1] if inside else None


def _whole(expression: Expression) -> int | None:
    """The value of a whole number."""
    match expression:
        case Number(value=value) if value.denominator == 1:
            return int(value)
        case _:
            return None
