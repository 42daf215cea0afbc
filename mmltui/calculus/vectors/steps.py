"""A worked derivation by a vector, as a composition: name the inside, differentiate both, multiply, put it back."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from mmltui.calculus.steps import Step
from mmltui.calculus.vectors.derivative import jacobian
from mmltui.calculus.vectors.terms import product
from mmltui.notation.printing import plain
from mmltui.notation.shapes import Shape, shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import (
    Add,
    Call,
    Entry,
    Expression,
    Identity,
    Matrix,
    Neg,
    Power,
    Product,
    Quotient,
    Relation,
    Stack,
    Sum,
    Symbol,
)
from mmltui.notation.vocabulary import Kind
from mmltui.notation.walk import children, free_symbols, nodes, rebuild, substitute

_NAMES = ("e", "u", "h", "z", "r", "p", "q")
_MOST_LEVELS = 4
NAMED = "name the inside"
"""The rule of a first line that gives the inside a letter."""
_TABLE = {
    "logdet": "table of derivatives: d log det A = tr(A^-1 dA)",
    "det": "table of derivatives: d det A = det A tr(A^-1 dA)",
    "inv": "table of derivatives: d A^-1 = -A^-1 dA A^-1",
    "tr": "table of derivatives: d tr A = tr dA, and tr(A B) = tr(B A)",
}


def vector_derivation(of: Expression, wrt: tuple[str, ...], symbols: SymbolTable, level: int = 0) -> tuple[Step, ...]:
    """The steps to d of / d wrt, each with the shape of its line; at least one.

    Raises NotDifferentiableError where the derivative has no form without indices.
    """
    of = substitute(of, symbols.definitions)
    result = jacobian(of, wrt, symbols)
    shape = str(shape_of_derivative(of, wrt, symbols))
    layer = _layer(of, wrt, symbols) if level < _MOST_LEVELS else None
    if layer is None:
        return (Step(_rule(of, wrt), result, shape),)
    name, inside, by = layer.name, layer.inside, ", ".join(wrt)
    inner = vector_derivation(inside, wrt, layer.symbols, level + 1)
    chained = product((layer.slope, inner[-1].expression))
    steps = [
        Step(NAMED, Relation("=", Symbol(name), inside), str(shape_of(inside, symbols))),
        Step(f"outer derivative, by {name}", layer.slope, str(layer.shape)),
        *inner[:-1],
        Step(f"inner derivative, d{name}/d{by}", inner[-1].expression, str(shape_of_derivative(inside, wrt, symbols))),
    ]
    if chained != result and not isinstance(inner[-1].expression, Identity):
        steps.append(Step("chain rule", chained, "the outer derivative stands on the left"))
    return (*steps, Step(f"put {plain(inside)} back for {name}", result, shape))


@dataclass(frozen=True, slots=True)
class _Layer:
    """A formula as `outside` of `name`, which stands for `inside`; `slope` is d outside / d name."""

    name: str
    inside: Expression
    outside: Expression
    slope: Expression
    symbols: SymbolTable

    @property
    def shape(self) -> Shape:
        """That of the outer derivative."""
        return shape_of_derivative(self.outside, (self.name,), self.symbols)


def _layer(of: Expression, wrt: tuple[str, ...], symbols: SymbolTable) -> _Layer | None:
    """The largest inside worth a name: a column first, else a number; None where there is none."""
    if len(wrt) > 1 or any(isinstance(node, Matrix | Stack | Sum | Entry) for node in nodes(of)):
        return None
    parts = [part for node in nodes(of) for part in children(node) if wrt[0] in free_symbols(part)]
    columns = [part for part in parts if shape_of(part, symbols).columns == 1 != shape_of(part, symbols).rows]
    numbers = [part for part in parts if shape_of(part, symbols).is_scalar and not _is_norm(part)]
    for part in (*columns, *numbers):
        if not isinstance(part, Symbol) and (found := _named(of, part, wrt[0], symbols)) is not None:
            return found
    return None


def _named(of: Expression, inside: Expression, wrt: str, symbols: SymbolTable) -> _Layer | None:
    """The formula with its inside named, if that leaves nothing else to differentiate and is not trivial."""
    name = next(letter for letter in _NAMES if letter not in symbols.kinds)
    shape = shape_of(inside, symbols)
    kind = Kind("scalar") if shape.is_scalar else Kind("vector", shape.rows)
    named = SymbolTable(MappingProxyType({**symbols.kinds, name: kind}), symbols.definitions)
    outside = _replaced(of, inside, Symbol(name))
    if wrt in free_symbols(outside):
        return None
    slope = jacobian(outside, (name,), named)
    return _Layer(name, inside, outside, slope, named) if name in free_symbols(slope) else None


def _is_norm(part: Expression) -> bool:
    """A norm is squared more often than not, and its square is the simpler function."""
    return isinstance(part, Call) and part.function == "norm"


def _replaced(expression: Expression, old: Expression, new: Expression) -> Expression:
    if expression == old:
        return new
    parts = children(expression)
    return rebuild(expression, [_replaced(part, old, new) for part in parts]) if parts else expression


def _rule(of: Expression, wrt: tuple[str, ...]) -> str:
    """The name of what is done in one step."""
    moving = [part for part in children(of) if any(name in free_symbols(part) for name in wrt)]
    match of:
        case Add():
            return "sum rule"
        case Neg() | Product() | Quotient() if len(moving) == 1:
            return "a constant factor stays"
        case Product():
            return "product rule"
        case Quotient():
            return "quotient rule"
        case Power():
            return "power rule"
        case Call(function=function):
            return _TABLE.get(function, "table of derivatives")
        case _:
            return "table of derivatives"


def shape_of_derivative(of: Expression, wrt: tuple[str, ...], symbols: SymbolTable) -> Shape:
    """The shape of d of / d wrt in numerator layout."""
    outputs, kind = shape_of(of, symbols), symbols.kinds[wrt[0]]
    if len(wrt) > 1:
        return Shape(outputs.rows, len(wrt))
    if kind.role == "scalar":
        return outputs
    return Shape(kind.columns, kind.rows) if outputs.is_scalar else Shape(outputs.rows, kind.rows)
