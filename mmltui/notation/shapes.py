"""Shapes with symbolic sizes (first draft: scalars)."""

from __future__ import annotations

from typing import NamedTuple

from mmltui.notation.tree import Expression
from mmltui.notation.vocabulary import Dimension, Vocabulary


class Shape(NamedTuple):
    """Rows and columns, each a number or a size letter."""

    rows: Dimension
    columns: Dimension

    @property
    def is_scalar(self) -> bool:
        """Whether it is 1 x 1."""
        return self.rows == 1 and self.columns == 1


def shape_of(expression: Expression, symbols: Vocabulary) -> Shape:
    """The shape of an expression."""
    return Shape(1, 1)
