"""What every question about formulas shares: its letters, the point that it is asked at, and the form asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, cast

from mmltui.exercises.keys import ExerciseError, Keys
from mmltui.notation.names import canonical
from mmltui.notation.parser import ParseError, parse
from mmltui.notation.symbols import SymbolTable

if TYPE_CHECKING:
    from mmltui.grading.forms import AskedForm
    from mmltui.notation.tree import Expression

FORMS: Sequence[str] = ("expanded", "factored", "simplified")


@dataclass(frozen=True, slots=True)
class Setting:
    """The symbols a question declares, the values of `at` (bound after differentiating) and the form it wants."""

    symbols: SymbolTable
    at: Mapping[str, Expression]
    form: AskedForm | None

    def names(self, keys: Keys, key: str) -> tuple[str, ...]:
        """The declared symbols that a key names, by their canonical names."""
        return tuple(self._declared(key, name) for name in keys.texts(key))

    def name(self, keys: Keys, key: str) -> str:
        """The one declared symbol that a key names."""
        return self._declared(key, keys.text(key))

    def _declared(self, key: str, name: str) -> str:
        found = canonical(name)
        if found not in self.symbols.names:
            raise ExerciseError(f"'{key}' is {name!r}, which the exercise does not have", key)
        return found

    @classmethod
    def from_keys(cls, keys: Keys, *texts: str, indices: Mapping[str, str] | None = None) -> Self:
        """Read `symbols`, `define`, `at` and `form`; letters that nobody declares come from the ask's own `texts`."""
        declared, defined, at = keys.mapping("symbols"), keys.mapping("define"), keys.mapping("at")
        form = cast("AskedForm | None", keys.one_of("form", FORMS))
        try:
            if not declared:
                letters = SymbolTable.of_letters(*texts, *defined.values()).names
                declared = dict.fromkeys(letters - defined.keys(), "scalar")
            symbols = SymbolTable.declare(declared, define=defined, indices=indices or {})
        except ParseError as error:
            raise ExerciseError(str(error), "define" if defined else "symbols") from error
        bound = {canonical(name): author_expression(f"at.{name}", text, symbols) for name, text in at.items()}
        for name in bound:
            if name not in symbols.names:
                raise ExerciseError(f"'at' binds {name}, which the exercise does not have", "at")
        return cls(symbols, bound, form)


def author_expression(key: str, text: str, symbols: SymbolTable) -> Expression:
    """Parse a formula that the exercise gives; an unreadable one is the author's error, at `key`."""
    try:
        return parse(text, symbols).expression
    except ParseError as error:
        raise ExerciseError(f"'{key}' cannot be read: {error}", key.partition(".")[0]) from error
