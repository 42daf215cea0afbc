"""What is said of parts whose shapes do not fit: which they are, and the transpose that would."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from mmltui.notation.printing import plain
from mmltui.notation.refusal import ParseError
from mmltui.notation.tree import Add, Expression, Product, Transpose

if TYPE_CHECKING:
    from mmltui.notation.shapes import Shape


def described(expression: Expression, shape: Shape) -> str:
    """`A is M x N`, `y has M entries`."""
    name = plain(expression)
    if len(name) > 60:
        name = name[:57] + "..."
    if shape.columns == 1 and not shape.is_scalar:
        return f"{name} has {shape.rows} entries"
    return f"{name} is {shape}"


def refuse(message: str, expression: Expression, hint: str | None = None) -> NoReturn:
    """Raise a `shape-error` at an expression."""
    raise ParseError(message, expression.span, hint, kind="shape-error")


def refuse_sum(expression: Add, one: tuple[Expression, Shape], other: tuple[Expression, Shape]) -> NoReturn:
    """Say which two terms cannot be added, in the order in which they stand."""
    if expression.terms.index(other[0]) < expression.terms.index(one[0]):
        one, other = other, one
    hint = None
    if one[1] == other[1].transposed:
        hint = "one of them needs a transpose"
    elif other[1].is_scalar or one[1].is_scalar:
        hint = "a number cannot be added to a vector or matrix"
    refuse(f"{described(*one)} and {described(*other)}: they cannot be added", expression, hint)


def refuse_product(left: tuple[Expression, Shape], right: tuple[Expression, Shape]) -> NoReturn:
    """Say which two do not fit, and the transpose that would."""
    (first, one), (second, other) = left, right
    meant: Expression | None = None
    if not isinstance(first, Transpose) and one.rows == other.rows:
        meant = Product((Transpose(first), second))
    elif not isinstance(second, Transpose) and one.columns == other.columns:
        meant = Product((first, Transpose(second)))
    shown = plain(Product((first, second)))
    both = described(first, one) if first == second else f"{described(first, one)} and {described(second, other)}"
    raise ParseError(
        f"{both}: {shown} does not fit",
        second.span,
        f"did you mean {plain(meant)}?" if meant else f"{one.columns} columns against {other.rows} rows",
        kind="shape-error",
    )


def squared(vector: Expression) -> Expression:
    """The square of a vector's length, which v^2 may have meant."""
    return Product((Transpose(vector), vector))
