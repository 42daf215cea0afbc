"""Rows of power series in balls: numbers that carry their first two derivatives along one direction.

An entry a + b t + c t² holds a value, its derivative b and half its second derivative c along the direction t.
Everything is a table, a scalar one of 1 x 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from flint import arb, arb_series, fmpq

TERMS = 3
"""Coefficients that a series keeps: up to the second derivative."""

Series: TypeAlias = arb_series


class NoValueError(ArithmeticError):
    """Something has no value here: a division by zero, a logarithm of a negative number, parts that do not fit."""


def constant(value: arb | fmpq | int) -> Series:
    """A number that does not move."""
    return arb_series([value], TERMS)


def moving(value: arb | fmpq | int, speed: arb | fmpq | int) -> Series:
    """A number that moves along the direction with this speed."""
    return arb_series([value, speed], TERMS)


ZERO, ONE = constant(0), constant(1)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length."""

    rows: tuple[tuple[Series, ...], ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.rows), len(self.rows[0])

    @property
    def is_scalar(self) -> bool:
        """Whether it is 1 x 1."""
        return len(self.rows) == 1 and len(self.rows[0]) == 1

    @property
    def entries(self) -> list[Series]:
        """All entries, row by row."""
        return list(chain.from_iterable(self.rows))

    @property
    def transposed(self) -> Table:
        """Rows and columns exchanged."""
        return Table(tuple(zip(*self.rows, strict=True)))

    def each(self, function: Callable[[Series], Series]) -> Table:
        """The table with a function of every entry."""
        return Table(tuple(tuple(map(function, row)) for row in self.rows))


def table(rows: Iterable[Iterable[Series]]) -> Table:
    """A table of these rows."""
    return Table(tuple(map(tuple, rows)))


def scalar(value: Series) -> Table:
    """A table of one entry."""
    return Table(((value,),))


def column(entries: Iterable[Series]) -> Table:
    """A table of one column."""
    return Table(tuple((entry,) for entry in entries))


def identity(size: int) -> Table:
    """The identity matrix."""
    return table((ONE if row == place else ZERO for place in range(size)) for row in range(size))


def both(function: Callable[[Series, Series], Series], left: Table, right: Table) -> Table:
    """Entry by entry; a scalar meets every entry of the other."""
    if left.is_scalar and not right.is_scalar:
        value = left.rows[0][0]
        return right.each(lambda entry: function(value, entry))
    if right.is_scalar and not left.is_scalar:
        value = right.rows[0][0]
        return left.each(lambda entry: function(entry, value))
    if left.shape != right.shape:
        raise NoValueError
    return Table(tuple(tuple(map(function, one, other)) for one, other in zip(left.rows, right.rows, strict=True)))


def times(left: Table, right: Table) -> Table:
    """The matrix product; a scalar scales."""
    if left.is_scalar or right.is_scalar:
        return both(lambda a, b: a * b, left, right)
    if left.shape[1] != right.shape[0]:
        raise NoValueError
    columns = tuple(zip(*right.rows, strict=True))
    return Table(tuple(tuple([_dot(row, entries) for entries in columns]) for row in left.rows))


def _dot(left: Sequence[Series], right: Sequence[Series]) -> Series:
    total = left[0] * right[0]
    for a, b in zip(left[1:], right[1:], strict=True):
        total = total + a * b
    return total


def total(entries: Iterable[Series]) -> Series:
    """The sum of entries; zero where there is none."""
    result = ZERO
    for entry in entries:
        result = result + entry
    return result


def quotient(above: Series, below: Series) -> Series:
    """Raises `NoValueError` where the denominator may be zero."""
    if below[0].contains(0):
        raise NoValueError
    return above / below


def inverse(square: Table) -> Table:
    """The inverse matrix, by elimination; raises `NoValueError` where it may be singular."""
    size = _size(square)
    wide = [[*row, *unit] for row, unit in zip(square.rows, identity(size).rows, strict=True)]
    _eliminate(wide, size)
    for place in range(size):
        pivot = wide[place][place]
        wide[place] = [quotient(entry, pivot) for entry in wide[place]]
        for row in range(place):
            wide[row] = _minus_multiple(wide[row], wide[place], wide[row][place])
    return table(row[size:] for row in wide)


def determinant(square: Table) -> Series:
    """The determinant, by elimination; raises `NoValueError` where it may be zero."""
    size = _size(square)
    rows = [list(row) for row in square.rows]
    result = _eliminate(rows, size)
    for place in range(size):
        result = result * rows[place][place]
    return result


def _eliminate(rows: list[list[Series]], size: int) -> Series:
    """Bring the first columns to upper triangular form; returns the sign of the exchanges of rows."""
    sign = ONE
    for place in range(size):
        best = max(range(place, size), key=lambda row: abs(rows[row][place][0]).abs_lower())
        if rows[best][place][0].contains(0):
            raise NoValueError
        if best != place:
            rows[place], rows[best] = rows[best], rows[place]
            sign = -sign
        for row in range(place + 1, size):
            factor = quotient(rows[row][place], rows[place][place])
            rows[row] = _minus_multiple(rows[row], rows[place], factor)
    return sign


def _minus_multiple(row: list[Series], other: list[Series], factor: Series) -> list[Series]:
    return [a - factor * b for a, b in zip(row, other, strict=True)]


def _size(square: Table) -> int:
    rows, columns = square.shape
    if rows != columns:
        raise NoValueError
    return rows


def is_finite(entry: Series) -> bool:
    """Whether the value and the derivatives that it carries are known."""
    return all(coefficient.is_finite() for coefficient in entry.coeffs())
