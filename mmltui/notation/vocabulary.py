"""What a letter is: the kinds of declared names, the sizes that they mention, and the words that a text may use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from mmltui.notation.names import ALIASES, GREEK_NAMES

Dimension: TypeAlias = int | str
"""A number of rows or columns: a number, or a size letter."""
Role = Literal["scalar", "vector", "matrix", "rows", "function", "index"]
Trait = Literal["", "symmetric", "positive definite", "identity"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a name stands for.

    A vector is rows x 1, an index runs from 1 to `rows`, of `rows of Phi` the shape is that of one row
    written as a column and `matrix` is the name of Phi; a function has no shape.
    """

    role: Role
    rows: Dimension = 1
    columns: Dimension = 1
    positive: bool = False
    trait: Trait = ""
    matrix: str = ""


SCALAR = Kind("scalar")
FUNCTION = Kind("function")

_TRAITS: dict[str, Trait] = {
    "symmetric": "symmetric",
    "positive definite": "positive definite",
    "identity": "identity",
}
_SIZE = r"(?:[A-Za-z]|\d+)"
_KIND = re.compile(rf"({_SIZE})(?:\s*[x×]\s*({_SIZE}))?(?:\s+(positive definite|positive|symmetric|identity))?")


def dimension(text: str) -> Dimension:
    """A size as declared: `3` is a number, `N` a letter."""
    return int(text) if text.isdigit() else text


def kind_of(declaration: str) -> Kind | None:
    """A kind as the key `symbols` spells it (`M x N`, `N positive`), or None if it is none of them."""
    words = " ".join(declaration.split())
    match words:
        case "scalar" | "":
            return SCALAR
        case "positive" | "scalar positive" | "positive scalar":
            return Kind("scalar", positive=True)
        case "function":
            return FUNCTION
        case _ if words.startswith("rows of ") and words[8:].isidentifier():
            return Kind("rows", matrix=words[8:])
    found = _KIND.fullmatch(words)
    if found is None:
        return None
    rows, columns, trait = found.groups()
    if columns is None:
        return Kind("vector", dimension(rows), 1, trait == "positive") if trait in (None, "positive") else None
    if trait in _TRAITS:
        return Kind("matrix", dimension(rows), dimension(columns), trait=_TRAITS[trait]) if rows == columns else None
    return Kind("matrix", dimension(rows), dimension(columns), trait == "positive")


@dataclass(frozen=True, slots=True)
class Word:
    """What a run of letters means: its role in the text and the name it stands for."""

    role: Literal["symbol", "applied", "function", "constant", "size", "identity", "sum", "delta", "head", "index"]
    name: str


_EVERYWHERE: Mapping[str, Word] = {
    **{alias: Word("function", name) for alias, name in ALIASES.items()},
    "e": Word("constant", "e"),
    "pi": Word("constant", "pi"),
    "delta": Word("delta", "delta"),
    "sum": Word("sum", "sum"),
    "Sum": Word("sum", "sum"),
}


@dataclass(frozen=True)  # no slots: the words are worked out once and kept
class Vocabulary:
    """The declared names of an exercise with their kinds."""

    kinds: Mapping[str, Kind]

    def kind(self, name: str) -> Kind | None:
        """The kind of a name, None if it is not declared."""
        return self.kinds.get(name)

    def is_positive(self, name: str) -> bool:
        """Whether a name is declared to be positive (of a vector: every entry)."""
        kind = self.kinds.get(name)
        return kind is not None and kind.positive

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every declared name, in the order of declaration."""
        return tuple(self.kinds)

    @cached_property
    def sizes(self) -> frozenset[str]:
        """The letters that stand for sizes, such as the N of `N` and `M x N`."""
        shapes = [size for kind in self.kinds.values() for size in (kind.rows, kind.columns)]
        return frozenset(size for size in shapes if isinstance(size, str))

    @cached_property
    def has_arrays(self) -> bool:
        """Whether anything declared is a vector or a matrix."""
        return any(kind.role in ("vector", "matrix", "rows") for kind in self.kinds.values())

    @cached_property
    def words(self) -> Mapping[str, Word]:
        """Every run of letters that means something here; what the exercise declares comes before all else."""
        words = dict(_EVERYWHERE)
        if "sigma" not in self.kinds:
            words["sigma"] = Word("function", "sigmoid")
        if self.has_arrays:
            words["I"] = Word("identity", "I")
        words |= {size: Word("size", size) for size in self.sizes}
        for name in self.kinds:
            head, _, tail = name.partition("_")
            if tail and head not in self.kinds:
                words[head] = Word("head", head)
        for alias in () if self.has_arrays else ("tr", "Tr", "tg", "dot", "inner"):
            if all(letter in self.kinds for letter in alias):  # without arrays no trace, but perhaps t times r
                del words[alias]
        for name, kind in self.kinds.items():
            if "_" not in name:
                words[name] = Word("applied" if kind.role == "function" else "symbol", name)
        return words

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """Every word, for the nearest one to a misspelt name."""
        return (*self.kinds, *(word for word in self.words if len(word) > 1 or word in GREEK_NAMES))
