"""Sizes and data to compare at: random, but the same for the same seed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from flint import fmpq

from mmltui.grading.vectors.tables import Table, constant, identity, table, times
from mmltui.notation.vocabulary import Dimension, Kind, Vocabulary

# Three tuples of sizes, each with distinct entries of at least 3 and of both parities: with odd sizes alone
# det(-A) = -det(A) would pass, with equal ones a transpose would.
_SIZES = ((3, 5, 4, 7, 6, 8), (4, 7, 3, 6, 5, 9), (6, 4, 5, 3, 8, 7))
_SMALL = 2

DataKind = Literal["any", "positive", "below one", "small whole"]
"""What entries are drawn: quarters of both signs, positive quarters, parts of one, or whole numbers up to 3."""


@dataclass(frozen=True, slots=True)
class Instance:
    """Numbers for the size letters and tables for the symbols."""

    sizes: Mapping[str, int]
    values: Mapping[str, Table]


def instances(
    symbols: Vocabulary, seed: str, data: DataKind, *, symmetric: bool = False
) -> Iterator[Iterator[Instance]]:
    """For each tuple of sizes the instances to try in turn; `symmetric` makes every square matrix so.

    The second has the sizes the other way round: a matrix of full column rank cannot be wide.
    """
    letters = sorted(symbols.sizes)
    for number, sizes in enumerate(_SIZES):
        lengths = {letter: sizes[place % len(sizes)] for place, letter in enumerate(letters)}
        turned = dict(zip(letters, reversed(lengths.values()), strict=True))
        tried = [lengths] if turned == lengths else [lengths, turned]
        yield (instance(symbols, one, f"{seed}/{number}", data, symmetric=symmetric) for one in tried)


def small_instances(symbols: Vocabulary, seed: str, count: int) -> Iterator[Instance]:
    """Instances to show: small whole numbers, all sizes 2 and then 2 and 3 in turn."""
    letters = sorted(symbols.sizes)
    for number in range(count):
        mixed = number >= count // 2
        lengths = {letter: _SMALL + ((place + number) % 2 if mixed else 0) for place, letter in enumerate(letters)}
        data: DataKind = "positive" if number % 4 == 3 else "small whole"
        yield instance(symbols, lengths, f"{seed}/small/{number}", data)


def instance(
    symbols: Vocabulary, sizes: Mapping[str, int], seed: str, data: DataKind, *, symmetric: bool = False
) -> Instance:
    """Draw a table for every symbol that has a shape."""
    digest = hashlib.sha256(f"{seed}/{data}/{sorted(sizes.items())}".encode()).digest()
    draw = _Draw(random.Random(digest), sizes, data, symmetric=symmetric)  # noqa: S311 - reproducible, no secret
    kinds = {name: kind for name, kind in symbols.kinds.items() if kind.role in ("scalar", "vector", "matrix")}
    return Instance(sizes, {name: draw.table(kind) for name, kind in sorted(kinds.items())})


class _Draw:
    """Draws tables of one instance."""

    def __init__(self, source: random.Random, sizes: Mapping[str, int], data: DataKind, *, symmetric: bool) -> None:
        self.source, self.sizes, self.data, self.symmetric = source, sizes, data, symmetric

    def table(self, kind: Kind) -> Table:
        rows, columns = self.length(kind.rows), self.length(kind.columns)
        match kind.trait:
            case "identity":
                return identity(rows)
            case "positive definite":
                root = self.entries(rows, rows, positive=False)
                unit = identity(rows)
                squared = times(root, root.transposed)
                pairs = zip(squared.rows, unit.rows, strict=True)
                return table((a + b for a, b in zip(one, other, strict=True)) for one, other in pairs)
            case _:
                drawn = self.entries(rows, columns, positive=kind.positive)
        square = kind.role == "matrix" and kind.rows == kind.columns
        if square and (self.symmetric or kind.trait == "symmetric"):
            return table((drawn.rows[max(i, j)][min(i, j)] for j in range(columns)) for i in range(rows))
        return drawn

    def length(self, size: Dimension) -> int:
        return size if isinstance(size, int) else self.sizes[size]

    def entries(self, rows: int, columns: int, *, positive: bool) -> Table:
        return table((constant(self.entry(positive=positive)) for _ in range(columns)) for _ in range(rows))

    def entry(self, *, positive: bool) -> fmpq:
        match self.data:
            case "any":
                value = fmpq(self.source.choice([-1, 1]) * self.source.randint(1, 9), 4)
            case "positive":
                value = fmpq(self.source.randint(1, 9), 4)
            case "below one":
                value = fmpq(self.source.randint(1, 15), 32)
            case "small whole":
                value = fmpq(self.source.randint(-3, 3) or 1)
        return abs(value) if positive else value
