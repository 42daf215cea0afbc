"""A formula as a tree: what was written, independent of charset, width and of display or inline.

Every walk over it is a `match` that ends in `assert_never`, so that a new node cannot be forgotten anywhere. Nodes are
named tuples, since the classes are made six times as fast as dataclasses when the program starts.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from mmltui.typeset.symbols import Kind, Symbol

# "math" is the default: letters italic, everything else upright.
Font: TypeAlias = Literal["math", "roman", "bold", "italic", "bold italic", "blackboard", "script", "fraktur", "sans"]


class Glyph(NamedTuple):
    """One symbol in its font."""

    symbol: Symbol
    font: Font = "math"


class Words(NamedTuple):
    r"""Upright text of several letters: `\text{if }`, `\mathrm{KL}`."""

    text: str
    font: Font = "roman"


class Operator(NamedTuple):
    """A named function or a big operator; `limits` asks for its scripts above and below in a display."""

    symbol: Symbol
    limits: bool
    integral: bool = False


class Space(NamedTuple):
    """At least `cells` blank cells; a negative number takes away the space that would be there."""

    cells: int


class Row(NamedTuple):
    """Nodes from left to right."""

    items: tuple[Node, ...]


class Fraction(NamedTuple):
    r"""`top` over `bottom`; `small` is `\tfrac`."""

    top: Node
    bottom: Node
    small: bool = False


class Binomial(NamedTuple):
    """`top` over `bottom` in parentheses, without a bar."""

    top: Node
    bottom: Node


class Root(NamedTuple):
    """The square root, or the root of a given degree."""

    radicand: Node
    degree: Node | None


class Script(NamedTuple):
    """A base with a subscript, a superscript or both."""

    base: Node
    sub: Node | None
    sup: Node | None


class Fenced(NamedTuple):
    r"""`\left … \middle … \right`: one more part than there are `middles`; an empty delimiter draws nothing."""

    left: str
    parts: tuple[Node, ...]
    middles: tuple[str, ...]
    right: str


class Accent(NamedTuple):
    """A hat, bar, tilde, … over (or a line under) its base; `name` is the key in `symbols.ACCENTS`."""

    name: str
    base: Node


class Brace(NamedTuple):
    """A horizontal brace over or under its base, with its label."""

    over: bool
    base: Node
    label: Node | None


class Stacked(NamedTuple):
    r"""`\overset`, `\underset`, `\stackrel`; with `stretch` an arrow as long as what stands on it."""

    base: Node
    above: Node | None
    below: Node | None
    stretch: bool = False


class Grid(NamedTuple):
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


class Tag(NamedTuple):
    """The number of a displayed formula, in parentheses at its right."""

    text: str


class Boxed(NamedTuple):
    """A formula in a frame."""

    body: Node


class Phantom(NamedTuple):
    """Blank cells as wide as the body."""

    body: Node


class Classed(NamedTuple):
    r"""A body that is spaced as `kind`: `\mathbin`, `\mathrel`, `\mathop`."""

    kind: Kind
    body: Node


class Unknown(NamedTuple):
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
