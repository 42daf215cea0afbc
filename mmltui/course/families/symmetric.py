"""Symmetric 2 x 2 matrices whose eigenvalues are whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Symmetric:
    """The rows, and the smaller and the larger eigenvalue."""

    rows: tuple[tuple[int, int], tuple[int, int]]
    least: int
    largest: int

    def shifted(self, by: int) -> Symmetric:
        """With a multiple of the identity added, which moves both eigenvalues."""
        (a, b), (_, d) = self.rows
        return Symmetric(((a + by, b), (b, d + by)), self.least + by, self.largest + by)


def positive_definite(source: Random) -> Symmetric:
    """[m, b; b, m] has eigenvalues m ± b; [a, b; b, d] with a - d = ±3, b = ±2 has whole ones as well."""
    middle, b = source.choice((3, 4, 5, 6)), source.choice((-2, -1, 1, 2))
    if source.random() < 0.5:
        return Symmetric(((middle, b), (b, middle)), middle - abs(b), middle + abs(b))
    low, b = source.choice((2, 3, 4)), source.choice((-2, 2))
    entries = [low, low + 3]
    source.shuffle(entries)
    return Symmetric(((entries[0], b), (b, entries[1])), low - 1, low + 4)
