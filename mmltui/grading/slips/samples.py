"""Formulas by their values at a few fixed points: which candidates are worth a closer look.

Parts that formulas share are worked out once. Values are floats: agreement here is a hint, never a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from math import e, pi
from random import Random
from typing import TYPE_CHECKING, Any, Final, TypeAlias, assert_never

from mmltui.notation.real_functions import NoValueError, real_function
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import (
    Add,
    Application,
    Call,
    Constant,
    Delta,
    Differential,
    Entry,
    Expression,
    Hadamard,
    Identity,
    Listing,
    Matrix,
    Neg,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Relation,
    Size,
    Stack,
    Sum,
    Symbol,
    Transpose,
)
from mmltui.notation.walk import free_symbols

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Values: TypeAlias = NDArray[np.float64]
    Flags: TypeAlias = NDArray[np.bool_]

Regions: TypeAlias = tuple[tuple[float, float], ...]

POINTS: Final = 18
_REGIONS: Final = ((0.15, 0.95), (1.1, 2.6), (0.15, 2.6))
"""Where points are drawn in turn, all names at once; the last third is negative. Each holds enough points alone."""
_NARROW: Final = (0.01, 0.3)
_FAR: Final = (3.0, 9.0)
"""Where points are drawn besides, if a question is undefined at some of those."""
_POOL: Final = 10 * POINTS
FEWEST_SHARED: Final = 5
TOLERANCE: Final = 1e-9
_LENGTH: Final = 4
"""Indices run from 1 to this, whatever the size letter: sums of four terms tell formulas apart."""


class Samples:
    """Values of formulas at the same points, which depend on nothing but the names in `formulas` and on `domain`.

    Where `domain` is undefined at some of the points, others are sought at which it has a value.
    """

    def __init__(
        self,
        symbols: SymbolTable,
        formulas: Iterable[Expression],
        at: Mapping[str, float] = {},
        domain: Expression | None = None,
    ) -> None:
        import numpy as np

        self._np = np
        self._symbols = symbols
        self._known: dict[tuple[int, tuple[int, ...]], Values] = {}
        self._kept: list[Expression] = []
        self._bound: dict[str, int] = {}
        self._points: dict[str, Values] = {}
        names = sorted(frozenset[str]().union(*(free_symbols(formula) for formula in formulas)) | set(symbols.names))
        self._draw(names, at, POINTS, _REGIONS)
        if domain is not None and not np.isfinite(self.of(domain)).all():
            self._draw(names, at, _POOL, (*_REGIONS, _NARROW, _FAR))
            defined = np.isfinite(np.broadcast_to(self.of(domain), (_POOL,)))
            chosen = np.argsort(~defined, kind="stable")[:POINTS]
            self._points = {name: values[..., chosen] for name, values in self._points.items()}
            self._known.clear()

    def _draw(self, names: Iterable[str], at: Mapping[str, float], count: int, regions: Regions) -> None:
        """So many points for each name, the same whenever they are drawn."""
        generator = Random(5)  # noqa: S311 - sample points, no secrets
        self._known.clear()
        for name in names:
            self._points[name] = self._drawn(name, generator, at.get(name), count, regions)

    def _drawn(self, name: str, generator: Random, value: float | None, each: int, regions: Regions) -> Values:
        """One row of points for a scalar, one for each index for a vector, one for each pair for a matrix."""
        np = self._np
        kind = self._symbols.kind(name)
        axes = {"vector": 1, "matrix": 2, "rows": 1}.get(kind.role, 0) if kind else 0
        count = _LENGTH**axes * each
        positive = kind is not None and kind.positive
        drawn = [
            generator.uniform(*regions[place % len(regions)])
            * (-1 if place % len(regions) == 2 and not positive else 1)
            for place in range(count)
        ]
        numbers: Values = np.array([value] * count if value is not None else drawn)
        return numbers.reshape(*(_LENGTH,) * axes, each)

    def of(self, expression: Expression) -> Values:
        """The values of a scalar formula; nan where it has none."""
        with self._np.errstate(all="ignore"):
            values: Values = self._value(expression)
        return values

    def rows(self, expressions: Iterable[Expression]) -> Values:
        """The values of several formulas, one row for each."""
        np = self._np
        values: Values = np.array([np.broadcast_to(self.of(expression), (POINTS,)) for expression in expressions])
        return values

    def same(self, left: Values, right: Values) -> bool:
        """Whether two rows agree wherever both are known, at enough points."""
        return bool(self.matching(self._np.broadcast_to(left, (1, POINTS)), right)[0])

    def differ(self, left: Values, right: Values) -> bool:
        """Whether two rows differ where both are known, or are hardly anywhere known together."""
        np = self._np
        left, right = (np.broadcast_to(row, (POINTS,)) for row in (left, right))
        known = np.isfinite(left) & np.isfinite(right)
        gap = np.abs(left[known] - right[known])
        scale = TOLERANCE * (1e-3 + np.abs(left[known]) + np.abs(right[known]))
        return bool(known.sum() < FEWEST_SHARED or (gap > scale).any())

    def is_zero(self, expression: Expression) -> bool:
        """Whether a formula vanishes at all points, without being undefined at most."""
        np = self._np
        values = np.broadcast_to(self.of(expression), (POINTS,))
        known = np.isfinite(values)
        return bool(known.sum() >= FEWEST_SHARED and (np.abs(values[known]) < TOLERANCE).all())

    def matching(self, rows: Values, values: Values) -> Flags:
        """Which rows agree with the values, over most of the points where these are known."""
        np = self._np
        known = np.isfinite(rows) & np.isfinite(values)
        with np.errstate(all="ignore"):
            close = np.abs(rows - values) <= TOLERANCE * (1e-3 + np.abs(rows) + np.abs(values))
        shared = known.sum(axis=1)
        enough = (shared >= FEWEST_SHARED) & (shared >= 0.8 * np.isfinite(values).sum())
        result: Flags = (close | ~known).all(axis=1) & enough
        return result

    def _value(self, node: Expression) -> Values:
        key = (id(node), tuple(self._bound.values()))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._np.asarray(self._computed(node))
            self._kept.append(node)  # kept alive: an id is a key only while its node lives
        return known

    def _computed(self, node: Expression) -> Any:
        np = self._np
        match node:
            case Number(value=value):
                return np.float64(value)
            case Constant(name=name):
                return np.float64(e if name == "e" else pi)
            case Size():
                return np.float64(_LENGTH)
            case Symbol(name=name):
                values = np.float64(self._bound[name]) if name in self._bound else self._points.get(name)
                return values if values is not None and values.ndim <= 1 else np.float64("nan")
            case Add(terms=terms):
                return reduce(np.add, (self._value(term) for term in terms))
            case Neg(operand=operand):
                return np.negative(self._value(operand))
            case Product(factors=factors) | Hadamard(factors=factors):
                return reduce(np.multiply, (self._value(factor) for factor in factors))
            case Quotient(numerator=above, denominator=below):
                return np.divide(self._value(above), self._value(below))
            case Power(base=base, exponent=exponent):
                return np.float_power(self._value(base), self._value(exponent))
            case Call(function=name, arguments=arguments):
                return self._call(name, [self._value(argument) for argument in arguments])
            case Application(function=name, arguments=arguments, primes=primes):
                phase = sum(map(ord, name)) + primes * pi / 2  # some smooth function, and its derivatives
                return np.sin(reduce(np.add, (self._value(argument) for argument in arguments), np.float64(phase)))
            case Entry(base=base, indices=indices):
                return self._entry(base, indices)
            case Delta(left=left, right=right):
                return np.where(self._value(left) == self._value(right), 1.0, 0.0)
            case Sum():
                return self._sum(node)
            case Identity() | Ones() | Transpose() | Matrix() | Stack() | Listing() | Differential() | Relation():
                return np.float64("nan")
            case _:
                assert_never(node)

    def _call(self, name: str, arguments: list[Values]) -> Any:
        np = self._np
        if name in ("max", "min"):
            return reduce(np.fmax if name == "max" else np.fmin, arguments)
        if len(arguments) != 1:
            return np.float64("nan")
        try:
            return real_function("abs" if name == "norm" else name)(arguments[0])
        except NoValueError:
            return np.float64("nan")

    def _entry(self, base: Expression, indices: tuple[Expression, ...]) -> Any:
        np = self._np
        if not isinstance(base, Symbol) or base.name not in self._points:
            return np.float64("nan")
        array = self._points[base.name]
        places = [self._value(index) for index in indices]
        if array.ndim != len(places) + 1 or any(place.ndim for place in places):
            return np.float64("nan")
        chosen = tuple(int(place) - 1 for place in places if np.isfinite(place) and 1 <= place <= _LENGTH)
        return array[chosen] if len(chosen) == len(places) else np.float64("nan")

    def _sum(self, node: Sum) -> Any:
        np = self._np
        ends = [self._value(bound) if bound is not None else None for bound in (node.lower, node.upper)]
        if any(end is not None and (end.ndim or not np.isfinite(end) or abs(end) > 50) for end in ends):
            return np.float64("nan")
        first = 1 if ends[0] is None else int(ends[0])
        last = _LENGTH if ends[1] is None else int(ends[1])
        outside = self._bound.get(node.index)
        total: Values = np.float64(0)
        for place in range(first, last + 1):
            self._bound[node.index] = place
            total = np.add(total, self._value(node.body))
        del self._bound[node.index]
        if outside is not None:
            self._bound[node.index] = outside
        return total
