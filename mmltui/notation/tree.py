"""The one expression tree: what a learner, a lesson or the engine wrote, as immutable nodes.

The tree keeps what was written (`x + x` stays two terms, `a - b` is `Add((a, Neg(b)))`), knows no shapes
and evaluates nothing. Sums and products are n-ary, in writing order: matrices do not commute. Every walk
over it is a `match` that ends in `assert_never`, so that a new node cannot be forgotten anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from mmltui.errors import Span

ConstantName = Literal["e", "pi"]
RelationOperator = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class _Node:
    """Where a node was typed takes no part in comparing trees."""

    span: Span | None = field(default=None, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Number(_Node):
    """A number as typed: non-negative, with a finite decimal expansion (`2`, `0.5`, `1e-3`), kept exact."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Constant(_Node):
    """Euler's e or pi."""

    name: ConstantName


@dataclass(frozen=True, slots=True)
class Symbol(_Node):
    """A declared letter by its one canonical name (`x`, `theta_1`): scalar, vector, matrix or index."""

    name: str


@dataclass(frozen=True, slots=True)
class Size(_Node):
    """A size letter used as a number: the N of `1/N`."""

    name: str


@dataclass(frozen=True, slots=True)
class Identity(_Node):
    """The identity matrix `I`, or `I_N` with its size; without one, the size is what its place asks for."""

    size: str | None = None


@dataclass(frozen=True, slots=True)
class Ones(_Node):
    """The column `1_N` of N ones."""

    size: str


@dataclass(frozen=True, slots=True)
class Add(_Node):
    """t1 + t2 + …, at least two terms; `a - b` is `Add((a, Neg(b)))`."""

    terms: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Neg(_Node):
    """-a."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Product(_Node):
    """f1 f2 …, at least two factors, in writing order; the matrix product where the factors are matrices."""

    factors: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Hadamard(_Node):
    """f1 .* f2 .* …, at least two factors of one shape, multiplied entry by entry."""

    factors: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Quotient(_Node):
    """numerator / denominator."""

    numerator: Expression
    denominator: Expression


@dataclass(frozen=True, slots=True)
class Power(_Node):
    """base ^ exponent: of a square matrix the matrix power, of a vector not defined."""

    base: Expression
    exponent: Expression


@dataclass(frozen=True, slots=True)
class Call(_Node):
    """A function every exercise knows, by its canonical name (`asin`, `log`, `norm`); elementwise on vectors."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Application(_Node):
    """A function the exercise declares, `f(x)`, or its derivative `f''(x)` with that many primes."""

    function: str
    arguments: tuple[Expression, ...]
    primes: int = 0


@dataclass(frozen=True, slots=True)
class Transpose(_Node):
    """aᵀ."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Entry(_Node):
    """`A_ij`, `x_1`, `(A x)_i`: one entry, its indices counted from 1; of `rows of Phi`, the n-th row as a column."""

    base: Expression
    indices: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Sum(_Node):
    """Σ over an index, which is bound in `body`; without bounds it runs over the size of what it indexes."""

    body: Expression
    index: str
    lower: Expression | None = None
    upper: Expression | None = None


@dataclass(frozen=True, slots=True)
class Delta(_Node):
    """Kronecker's δ_ij: 1 where the indices are equal, else 0."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Matrix(_Node):
    """`[a, b; c, d]` by rows of equal length; one row is a row, rows of one entry are a column."""

    rows: tuple[tuple[Expression, ...], ...]


@dataclass(frozen=True, slots=True)
class Stack(_Node):
    """`[2x_1, …, 2x_N]` (a row) or `[2x_1; …; 2x_N]` (a column): `body` for each value of `index` up to `size`."""

    body: Expression
    index: str
    size: str
    column: bool


@dataclass(frozen=True, slots=True)
class Listing(_Node):
    """`(a, b)`, `a, b` or `{a, b}`: values without an orientation; it takes the one that fits."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Differential(_Node):
    """An unevaluated derivative, d/dx(body), of the given order."""

    body: Expression
    variable: str
    order: int = 1


@dataclass(frozen=True, slots=True)
class Relation(_Node):
    """left operator right: an equation or a condition."""

    operator: RelationOperator
    left: Expression
    right: Expression


Expression: TypeAlias = (
    Number
    | Constant
    | Symbol
    | Size
    | Identity
    | Ones
    | Add
    | Neg
    | Product
    | Hadamard
    | Quotient
    | Power
    | Call
    | Application
    | Transpose
    | Entry
    | Sum
    | Delta
    | Matrix
    | Stack
    | Listing
    | Differential
    | Relation
)
