"""Derivatives of expressions in vectors and matrices, with letters and sizes that change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from random import Random
from typing import Final

from mmltui.course.families.item import Item, Maker

_VECTORS: Final = ("x", "w", "u", "v", "z")
_MATRICES: Final = ("A", "B", "C", "W")
_CONSTANTS: Final = ("a", "b", "c", "y")

# `x` is the variable, `A` a matrix, `a` a constant of the size of x, `b` one of the size of A x; in LaTeX `~` stands
# for the bold letter.
_LINEAR: Final = (
    ("a^T x", r"~a^\top ~x"),
    ("A x", "~A ~x"),
    ("A x + b", "~A ~x + ~b"),
    ("b^T A x", r"~b^\top ~A ~x"),
    ("b - A x", "~b - ~A ~x"),
)
_SQUARES: Final = (
    ("||x||^2", r"\|~x\|^2"),
    ("||x - a||^2", r"\|~x - ~a\|^2"),
    ("1/2 ||x - a||^2", r"\frac12 \|~x - ~a\|^2"),
    ("||A x||^2", r"\|~A ~x\|^2"),
    ("||A x - b||^2", r"\|~A ~x - ~b\|^2"),
    ("1/2 ||b - A x||^2", r"\frac12 \|~b - ~A ~x\|^2"),
    ("1/2 ||A x - b||^2", r"\frac12 \|~A ~x - ~b\|^2"),
)
_FORMS: Final = (
    ("x^T S x", r"~x^\top ~S ~x"),
    ("1/2 x^T S x", r"\frac12 ~x^\top ~S ~x"),
    ("x^T S x + a^T x", r"~x^\top ~S ~x + ~a^\top ~x"),
    ("a^T S x", r"~a^\top ~S ~x"),
    ("x^T S a", r"~x^\top ~S ~a"),
    ("1/2 x^T S x - a^T x", r"\frac12 ~x^\top ~S ~x - ~a^\top ~x"),
)
_ELEMENTWISE: Final = (
    ("tanh(A x)", r"\tanh(~A ~x)"),
    ("b^T tanh(A x)", r"~b^\top \tanh(~A ~x)"),
    ("tanh(A x + b)", r"\tanh(~A ~x + ~b)"),
    ("sin(x)", r"\sin(~x)"),
    ("exp(x)", r"\exp(~x)"),
    ("a^T exp(x)", r"~a^\top \exp(~x)"),
    ("b^T sin(A x)", r"~b^\top \sin(~A ~x)"),
)
_HINTS: Final[Mapping[str, str]] = {
    "linear": "A linear map is its own slope; a constant part leaves nothing.",
    "squares": r"Name the inside $\mathbf e$: $\|\mathbf e\|^2$ has the row $2 \mathbf e^\top$, and then comes the "
    "inner Jacobian.",
    "forms": "The variable may stand in two places: each gets its turn, and the matrix need not be symmetric.",
    "elementwise": "An elementwise function has a diagonal Jacobian, with its derivative on the diagonal.",
}


def _expression(source: Random, *, kind: str, pool: Sequence[tuple[str, str]]) -> Item:
    text, shown = source.choice(pool)
    letters = {
        "x": source.choice(_VECTORS),
        "A": (matrix := source.choice(_MATRICES)),
        "S": matrix,
        **dict(zip("ab", source.sample(_CONSTANTS, 2), strict=True)),
    }
    rows, columns = source.choice((("M", "N"), ("N", "D"), ("K", "M"), ("N", "K")))
    kinds = {"x": columns, "A": f"{rows} x {columns}", "S": f"{columns} x {columns}", "a": columns, "b": rows}
    used = [name for name in kinds if f"~{name}" in shown]
    of, latex = _renamed(text, letters), _renamed(shown, letters)
    sizes = ", ".join(rf"$\mathbf {letters[name]} \in \mathbb R^{{{_space(kinds[name])}}}$" for name in used)
    x = letters["x"]
    return Item(
        rf"Find $\frac{{df}}{{d\mathbf {x}}}$ of $f(\mathbf {x}) = {latex}$, with {sizes}.",
        {"ask": "jacobian", "of": of, "wrt": x, "symbols": {letters[name]: kinds[name] for name in used}},
        ("How many rows and columns has the answer?", _HINTS[kind]),
    )


def _renamed(text: str, letters: Mapping[str, str]) -> str:
    """Each letter that stands alone, or behind its `~`, by the one drawn for it."""

    def drawn(found: re.Match[str]) -> str:
        letter = letters.get(found[2], found[2])
        return rf"\mathbf {letter}" if found[1] else letter

    return re.sub(r"(~?)(?<![A-Za-z\\])([A-Za-z])(?![A-Za-z])", drawn, text)


def _space(kind: str) -> str:
    return kind.replace(" x ", r" \times ")


KINDS: Final[Mapping[str, Maker]] = {
    kind: partial(_expression, kind=kind, pool=pool)
    for kind, pool in (
        ("linear", _LINEAR),
        ("squares", _SQUARES),
        ("forms", _FORMS),
        ("elementwise", _ELEMENTWISE),
    )
}
