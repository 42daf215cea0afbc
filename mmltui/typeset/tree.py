"""A formula as a tree: what was written, independent of charset, width and of display or inline.

Every walk over it is a `match` that ends in `assert_never`, so that a new node cannot be forgotten anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from mmltui.typeset.symbols import Kind, Symbol

# "math" is the default: letters italic, everything else upright.
Font: TypeAlias = Literal["math", "roman", "bold", "italic", "bold italic", "blackboard", "script", "fraktur", "sans"]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One symbol in its font."""

    symbol: Symbol
    font: Font = "math"


@dataclass(frozen=True, slots=True)
class Words:
    r"""Upright text of several letters: `\text{if }`, `\mathrm{KL}`."""

    text: str
    font: Font = "roman"


@dataclass(frozen=True, slots=True)
class Operator:
    """A named function or a big operator; `limits` asks for its scripts above and below in a display."""

    symbol: Symbol
    limits: bool
    integral: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """At least `cells` blank cells; a negative number takes away the space that would be there."""

    cells: int


@dataclass(frozen=True, slots=True)
class Row:
    """Nodes from left to right."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    r"""`top` over `bottom`; `small` is `\tfrac`."""

    top: Node
    bottom: Node
    small: bool = False


@dataclass(frozen=True, slots=True)
class Binomial:
    """`top` over `bottom` in parentheses, without a bar."""

    top: Node
    bottom: Node


@dataclass(frozen=True, slots=True)
class Root:
    """The square root, or the root of a given degree."""

    radicand: Node
    degree: Node | None


@dataclass(frozen=True, slots=True)
class Script:
    """A base with a subscript, a superscript or both."""

    base: Node
    sub: Node | None
    sup: Node | None


@dataclass(frozen=True, slots=True)
class Fenced:
    r"""`\left … \middle … \right`: one more part than there are `middles`; an empty delimiter draws nothing."""

    left: str
    parts: tuple[Node, ...]
    middles: tuple[str, ...]
    right: str


@dataclass(frozen=True, slots=True)
class Accent:
    """A hat, bar, tilde, … over (or a line under) its base; `name` is the key in `symbols.ACCENTS`."""

    name: str
    base: Node


@dataclass(frozen=True, slots=True)
class Brace:
    """A horizontal brace over or under its base, with its label."""

    over: bool
    base: Node
    label: Node | None


@dataclass(frozen=True, slots=True)
class Stacked:
    r"""`\overset`, `\underset`, `\stackrel`; with `stretch` an arrow as long as what stands on it."""

    base: Node
    above: Node | None
    below: Node | None
    stretch: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells: a matrix, cases or aligned lines.

    `columns` holds `l`, `c`, `r` for each column and `|` between them, repeated if there are more columns; `gaps`
    are the blank cells between columns, taken in turn; `rules` are the rows with a line above them.
    """

    rows: tuple[tuple[Node, ...], ...]
    columns: str
    left: str = ""
    right: str = ""
    gaps: tuple[int, ...] = (2,)
    rules: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """The number of a displayed formula, in parentheses at its right."""

    text: str


@dataclass(frozen=True, slots=True)
class Boxed:
    """A formula in a frame."""

    body: Node


@dataclass(frozen=True, slots=True)
class Phantom:
    """Blank cells as wide as the body."""

    body: Node


@dataclass(frozen=True, slots=True)
class Classed:
    r"""A body that is spaced as `kind`: `\mathbin`, `\mathrel`, `\mathop`."""

    kind: Kind
    body: Node


@dataclass(frozen=True, slots=True)
class Unknown:
    """A command that no table knows, kept visible as its source."""

    source: str


Node: TypeAlias = (
    Glyph
    | Words
    | Operator
    | Space
    | Row
    | Fraction
    | Binomial
    | Root
    | Script
    | Fenced
    | Accent
    | Brace
    | Stacked
    | Grid
    | Tag
    | Boxed
    | Phantom
    | Classed
    | Unknown
)
