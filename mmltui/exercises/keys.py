"""Reading an exercise table key by key: every value typed, every unknown key named with its nearest neighbour."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from mmltui.errors import MmltuiError

if TYPE_CHECKING:
    from mmltui.exercises.ask import Ask

# What a lesson file may add to an exercise and `mmltui grade` passes over: course/ reads these.
LESSON_KEYS = frozenset({"id", "teaches", "accept", "reject", "invalid", "vary", "aliases", "shuffle"})


class ExerciseError(MmltuiError):
    """An exercise is unusable: `key` names the key to blame, None if it is the table as a whole."""

    def __init__(self, message: str, key: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.key = key


def nearest(word: str, allowed: Sequence[str]) -> str:
    """A sentence part that names the nearest allowed word, or all of them where none is near."""
    close = difflib.get_close_matches(word, allowed, n=1)
    return f"did you mean '{close[0]}'?" if close else f"allowed: {', '.join(sorted(allowed))}"


class Keys:
    """A table whose keys are taken one at a time; `finish` refuses those that nobody took.

    `make_ask` turns a table within the table into a question of its own.
    """

    def __init__(self, table: Mapping[str, object], make_ask: Callable[[Mapping[str, object]], Ask]) -> None:
        self._table = table
        self._make_ask = make_ask
        self._known: set[str] = set(LESSON_KEYS)

    def _take(self, key: str) -> object | None:
        self._known.add(key)
        return self._table.get(key)

    def _wrong(self, key: str, wanted: str) -> ExerciseError:
        if key not in self._table:
            return ExerciseError(f"'{key}' is missing: it must be {wanted}", key)
        return ExerciseError(f"'{key}' must be {wanted}, not {self._table[key]!r}", key)

    def text(self, key: str) -> str:
        """A required piece of text; a bare number counts as its text."""
        value = self.optional_text(key)
        if value is None:
            raise self._wrong(key, "text")
        return value

    def optional_text(self, key: str) -> str | None:
        """A piece of text, or None where the key is missing."""
        value = self._take(key)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return repr(value)
        raise self._wrong(key, "text")

    def one_of(self, key: str, allowed: Sequence[str]) -> str | None:
        """One of some words, or None where the key is missing."""
        value = self.optional_text(key)
        if value is not None and value not in allowed:
            raise ExerciseError(f"'{key}' cannot be '{value}': {nearest(value, allowed)}", key)
        return value

    def texts(self, key: str, *, at_least: int = 1) -> tuple[str, ...]:
        """A required list of texts; a single text counts as a list of one."""
        value = self._take(key)
        items = [value] if isinstance(value, str | int | float) and not isinstance(value, bool) else value
        if not isinstance(items, Sequence) or len(items) < at_least:
            raise self._wrong(key, "a list of texts" if at_least < 2 else f"a list of at least {at_least} texts")
        if not all(isinstance(item, str | int | float) and not isinstance(item, bool) for item in items):
            raise self._wrong(key, "a list of texts")
        return tuple(item if isinstance(item, str) else repr(item) for item in items)

    def optional_texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where the key is missing."""
        return self.texts(key, at_least=0) if self._take(key) is not None else ()

    def mapping(self, key: str) -> Mapping[str, str]:
        """A table of texts by name, empty where the key is missing."""
        value = self._take(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            raise self._wrong(key, "a table of texts such as { x = '2' }")
        return {str(name): self._item_text(key, item) for name, item in value.items()}

    def _item_text(self, key: str, item: object) -> str:
        if isinstance(item, str):
            return item
        if isinstance(item, int | float) and not isinstance(item, bool):
            return repr(item)
        raise self._wrong(key, "a table of texts such as { x = '2' }")

    def whole(self, key: str, default: int | None, *, smallest: int, largest: int) -> int:
        """A whole number within bounds; required where there is no default."""
        value = self._take(key)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not smallest <= value <= largest:
            raise self._wrong(key, f"a whole number from {smallest} to {largest}")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where the key is missing."""
        value = self._take(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def positive(self, key: str) -> Fraction | None:
        """A positive number, exact, or None where the key is missing."""
        text = self.optional_text(key)
        if text is None:
            return None
        try:
            value = Fraction(text)
        except (ValueError, ZeroDivisionError):
            raise self._wrong(key, "a positive number such as 0.01") from None
        if value <= 0:
            raise self._wrong(key, "a positive number such as 0.01")
        return value

    def pairs(self, key: str, largest: int) -> tuple[tuple[int, int], ...]:
        """A list of pairs of line numbers, counted from 1."""
        value = self._take(key)
        if value is None:
            return ()
        wanted = f"a list of pairs of line numbers from 1 to {largest}, such as [[1, 2]]"
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise self._wrong(key, wanted)
        pairs = []
        for pair in value:
            if not isinstance(pair, Sequence) or len(pair) != 2:
                raise self._wrong(key, wanted)
            left, right = pair
            if not (
                isinstance(left, int) and isinstance(right, int) and 1 <= left <= largest and 1 <= right <= largest
            ):
                raise self._wrong(key, wanted)
            pairs.append((left, right))
        return tuple(pairs)

    def asks(self, key: str) -> tuple[Ask, ...]:
        """A required list of exercise tables, each made into its question."""
        value = self._take(key)
        if not isinstance(value, Sequence) or isinstance(value, str) or not value:
            raise self._wrong(key, "a list of exercises")
        asks = []
        for number, table in enumerate(value, start=1):
            if not isinstance(table, Mapping):
                raise self._wrong(key, "a list of exercises")
            try:
                asks.append(self._make_ask(table))
            except ExerciseError as error:
                raise ExerciseError(f"number {number} of '{key}': {error.message}", key) from error
        return tuple(asks)

    def finish(self) -> None:
        """Raise for the first key that no reader asked for."""
        for key in self._table:
            if key not in self._known:
                raise ExerciseError(f"unknown key '{key}': {nearest(key, sorted(self._known - LESSON_KEYS))}", key)
