"""What can be asked about vectors and matrices, and the shape of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from mmltui.notation.shapes import Shape, shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression
from mmltui.notation.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a formula."""

    formula: Expression


@dataclass(frozen=True, slots=True)
class Jacobian:
    """d of / d wrt in numerator layout; `wrt` is one symbol, or several scalars in the order of the columns."""

    of: Expression
    wrt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hessian:
    """The second derivatives of a scalar."""

    of: Expression
    wrt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Directional:
    """(d of / d wrt) v, or vᵀ H v where `order` is 2; v is taken as it is given."""

    of: Expression
    wrt: tuple[str, ...]
    along: Expression
    order: int


@dataclass(frozen=True, slots=True)
class Stationary:
    """The one point where the derivative of a quadratic loss is zero."""

    of: Expression
    wrt: tuple[str, ...]


Derivative: TypeAlias = Jacobian | Hessian | Directional | Stationary
Asked: TypeAlias = Value | Derivative


class UnfitQuestionError(ValueError):
    """The question has no meaning: a second derivative of a vector, a vector by a matrix."""


def shape_asked(asked: Asked, symbols: Vocabulary) -> Shape:
    """The shape of the answer; raises `UnfitQuestionError`, or `ParseError` where the question's parts do not fit."""
    if isinstance(asked, Value):
        return shape_of(asked.formula, symbols)
    outputs = shape_of(asked.of, symbols)
    inputs = _shape_of_inputs(asked.wrt, symbols)
    if not outputs.is_scalar and not isinstance(asked, Jacobian | Directional):
        raise UnfitQuestionError(f"only a number has a Hessian or a stationary point here, and this is {outputs}")
    match asked:
        case Jacobian():
            return _shape_of_jacobian(outputs, inputs)
        case Hessian():
            if inputs.columns != 1:
                raise UnfitQuestionError("a Hessian by a matrix has four indices")
            return Shape(inputs.rows, inputs.rows)
        case Directional():
            return outputs
        case Stationary():
            return inputs
        case _:
            assert_never(asked)


def _shape_of_inputs(wrt: tuple[str, ...], symbols: Vocabulary) -> Shape:
    kinds = [symbols.kind(name) for name in wrt]
    if len(kinds) > 1 and any(kind is None or kind.role != "scalar" for kind in kinds):
        raise UnfitQuestionError("several names in 'wrt' must be scalars")
    kind = kinds[0]
    if kind is None or kind.role not in ("scalar", "vector", "matrix"):
        raise UnfitQuestionError(f"nothing can be differentiated by {wrt[0]}")
    return Shape(len(wrt), 1) if kind.role == "scalar" else Shape(kind.rows, kind.columns)


def _shape_of_jacobian(outputs: Shape, inputs: Shape) -> Shape:
    shape = outputs.derivative_by(inputs)
    if shape is None:
        raise UnfitQuestionError(f"the derivative of {outputs} by {inputs} has more than two indices")
    return shape


@dataclass(frozen=True)
class Question:
    """What is asked, with the free index letters of the answer and the values that the exercise binds."""

    asked: Asked
    symbols: SymbolTable
    indices: tuple[str, ...] = ()
    at: Mapping[str, Expression] | None = None
    seed: str = ""
