"""Expressions of plots: read by the one parser, worked out on whole arrays, differentiated by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from mmltui.errors import LearnerError
from mmltui.notation.tree import Expression

if TYPE_CHECKING:
    from mmltui.notation.symbols import SymbolTable
    from mmltui.plots.trace import Floats


@dataclass(frozen=True, slots=True)
class Formula:
    """A real-valued expression of the scalars `names`."""

    text: str
    expression: Expression = field(hash=False)  # the text tells formulas apart well enough
    names: tuple[str, ...]

    def __call__(self, values: Mapping[str, float | Floats]) -> Floats:
        """Its value, NaN outside of its domain; arrays are arrays of points and broadcast."""
        import numpy as np

        from mmltui.notation.numeric import evaluate

        value = np.asarray(evaluate(self.expression, values), np.float64)
        shape = np.broadcast_shapes(*(np.shape(given) for given in values.values()))
        return np.broadcast_to(value, shape) if value.shape != shape else value

    @property
    def pretty(self) -> str:
        """The expression as one writes it by hand."""
        from mmltui.notation.printing import unicode

        return unicode(self.expression)

    def at(self, values: Mapping[str, float]) -> float:
        """Its value at one point."""
        return float(self(values))

    def along(self, name: str, fixed: Mapping[str, float] | None = None) -> Along:
        """The same as a function of one of its names; the others are fixed, what it does not depend on is left out."""
        kept = {other: value for other, value in (fixed or {}).items() if other != name and other in self.names}
        return Along(self, name, tuple(kept.items()))

    def derivative(self, name: str) -> Formula:
        """Its derivative by one of its names, by the rules; LearnerError where they do not reach."""
        return _derivative(self, name)


@dataclass(frozen=True, slots=True)
class Along:
    """A function of one number. Equal ones are equal keys, so what was worked out for one can be kept."""

    formula: Formula
    name: str
    fixed: tuple[tuple[str, float], ...]

    def __call__(self, x: Floats) -> Floats:
        """Its values."""
        return self.formula({**dict(self.fixed), self.name: x})

    def at(self, x: float) -> float:
        """Its value at one point."""
        return float(self.formula({**dict(self.fixed), self.name: x}))


@lru_cache(maxsize=256)
def _derivative(of: Formula, name: str) -> Formula:
    from mmltui.calculus.derivative import derivative

    return Formula(f"d/d{name} ({of.text})", derivative(of.expression, name, _table(of.names)), of.names)


def formula(text: str, names: Sequence[str]) -> Formula:
    """An expression in the given scalar names; raises LearnerError where it cannot be read or is no scalar."""
    from mmltui.notation.parser import parse
    from mmltui.notation.shapes import shape_of

    symbols = _table(tuple(names))
    expression = parse(text, symbols).expression
    if not shape_of(expression, symbols).is_scalar:
        raise LearnerError(f"'{text}' is no single number, so it cannot be drawn", hint="write a scalar expression")
    return Formula(text, expression, tuple(names))


def canonical_name(text: str) -> str:
    """The one spelling of a name: `x1` and `x_1` are the same."""
    from mmltui.notation.names import canonical

    return canonical(text)


def constant(text: str) -> float:
    """A number written as text: `-pi`, `1e3`, `sqrt(2)/2`; LearnerError if it is none."""
    return formula(text, ()).at({})


def _table(names: tuple[str, ...]) -> SymbolTable:
    from mmltui.notation.symbols import SymbolTable

    return SymbolTable.declare(dict.fromkeys(names, "scalar"))
