"""The symbol table of an exercise: its vocabulary together with the names that stand for expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mmltui.notation.characters import clean
from mmltui.notation.names import ALIASES, GREEK, GREEK_NAMES, NOT_ANSWERS, canonical
from mmltui.notation.parser import parse
from mmltui.notation.refusal import ParseError
from mmltui.notation.shapes import shape_of
from mmltui.notation.tree import Expression
from mmltui.notation.vocabulary import SCALAR, Dimension, Kind, Vocabulary, dimension, kind_of
from mmltui.notation.walk import substitute

_LETTERS = re.compile(
    rf"\\?(?P<word>[A-Za-z]+|[{''.join(GREEK)}])\s*(?:_\{{(?P<braced>\w+)\}}|_(?P<digits>\d+|[A-Za-z])|(?P<glued>\d+))?"
)
_FUNCTION_NAMES = re.compile("|".join(sorted({*ALIASES, "sum"}, key=len, reverse=True)))

_DERIVATIVE = re.compile(
    r"(?<![A-Za-z])(?:d|∂|\\partial)\s*(?:\^\s*\{?\d\}?\s*)?(?:/|\}\s*\{)\s*(?:d|∂|\\partial)\s*(?=[^\W\d_]|\\)"
)
"""The d/d of an unevaluated derivative, which is no letter."""


@dataclass(frozen=True)
class SymbolTable(Vocabulary):
    """Names, their kinds, and the names that stand for expressions (`definitions`, fully written out)."""

    definitions: Mapping[str, Expression] = field(default_factory=dict)

    @classmethod
    def declare(
        cls, symbols: Mapping[str, str], *, define: Mapping[str, str] = {}, indices: Mapping[str, str] = {}
    ) -> SymbolTable:
        """The table of an exercise's keys; raises ParseError naming a declaration that cannot be used.

        A definition may use the symbols and the definitions before it.
        """
        kinds: dict[str, Kind] = {}
        for spelled, declaration in symbols.items():
            kind = kind_of(declaration)
            if kind is None:
                raise ParseError(
                    f"'{declaration}' is not a kind of symbol ({spelled})",
                    hint="scalar, positive, N, 2, N positive, M x N, N x N symmetric, N x N positive definite, "
                    "D x D identity, rows of Phi, function",
                )
            kinds[canonical(spelled)] = kind
        for name, kind in list(kinds.items()):
            if kind.role == "rows":
                kinds[name] = _rows_of(name, kind.matrix, kinds)
        for name, size in indices.items():
            kinds[name] = Kind("index", dimension(size.strip()))
        table = cls(MappingProxyType(dict(kinds)))
        for spelled, text in define.items():
            table = table.with_definition(canonical(spelled), text)
        return table

    def with_definition(self, name: str, text: str) -> SymbolTable:
        """This table with one more name, which stands for the expression of `text`."""
        expression = substitute(parse(text, self).expression, self.definitions)
        shape = shape_of(expression, self)
        kind = Kind("scalar") if shape.is_scalar else Kind("vector" if shape.columns == 1 else "matrix", *shape)
        kinds = MappingProxyType({**self.kinds, name: kind})
        return SymbolTable(kinds, MappingProxyType({**self.definitions, name: expression}))

    @classmethod
    def of_letters(cls, *texts: str) -> SymbolTable:
        """Each single letter of the texts is a real scalar: Greek names included, optionally indexed."""
        kinds: dict[str, Kind] = {}
        for text in texts:
            for found in _LETTERS.finditer(_DERIVATIVE.sub(" ", clean(text).text)):
                word = found["word"]
                if found[0].startswith("\\") and canonical(word) not in GREEK_NAMES:
                    continue
                tail = found["braced"] or found["digits"] or found["glued"] or ""
                for head in _letters_of(canonical(found["word"])):
                    kinds[canonical(f"{head}_{tail}") if tail else head] = SCALAR
        return cls(MappingProxyType(kinds))


def _rows_of(name: str, matrix: str, kinds: Mapping[str, Kind]) -> Kind:
    of = kinds.get(canonical(matrix))
    if of is None or of.role != "matrix":
        raise ParseError(f"'{name}' is declared as the rows of {matrix}, which is not a declared matrix")
    columns: Dimension = of.columns
    return Kind("rows", columns, 1, matrix=canonical(matrix))


def _letters_of(word: str) -> tuple[str, ...]:
    """The letters that a run of letters declares: a Greek name is one, a function is none, `xy` is two."""
    if len(word) == 1:
        return () if word == "e" else (word,)
    if word in GREEK_NAMES:
        return () if word == "pi" else (word,)
    if word in NOT_ANSWERS:
        return ()
    return tuple(letter for letter in _FUNCTION_NAMES.sub("", word) if letter != "e")
