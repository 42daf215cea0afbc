"""Reading a plot's TOML table key by key: every value typed, every unknown key named with its nearest neighbour."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping, Sequence

from mmltui.errors import LearnerError, MmltuiError
from mmltui.plots.formula import Formula, constant, formula


class PlotError(MmltuiError):
    """A plot is unusable: `key` names the key to blame (`curves[0].expr`), None if it is the table as a whole."""

    def __init__(self, message: str, key: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.key = key


def nearest(word: str, allowed: Sequence[str]) -> str:
    """A sentence part that names the nearest allowed word, or all of them where none is near."""
    close = difflib.get_close_matches(word, allowed, n=1)
    listed = f"allowed: {', '.join(sorted(allowed))}"
    return f"did you mean '{close[0]}'? ({listed})" if close else listed


class Keys:
    """A table whose keys are taken one at a time; `finish` refuses those that nobody took.

    `inside` is the path of the table within the plot (`curves[0].`), for errors.
    """

    def __init__(self, table: Mapping[str, object], inside: str = "") -> None:
        self._table, self._inside = table, inside
        self._known: list[str] = []

    def finish(self) -> None:
        """Raise PlotError for the first key that nobody asked for."""
        for key in self._table:
            if key not in self._known:
                raise self.refused(key, f"'{key}' is no key here: {nearest(key, self._known)}")

    def refused(self, key: str, message: str) -> PlotError:
        """An error that names the key by its whole path."""
        return PlotError(message, self._inside + key)

    def has(self, key: str) -> bool:
        """Whether the author wrote this key; it counts as known from now on."""
        return self._take(key) is not None

    def _take(self, key: str) -> object | None:
        if key not in self._known:
            self._known.append(key)
        return self._table.get(key)

    def _wrong(self, key: str, wanted: str) -> PlotError:
        if key not in self._table:
            return self.refused(key, f"'{key}' is missing: it must be {wanted}")
        return self.refused(key, f"'{key}' must be {wanted}, not {self._table[key]!r}")

    def text(self, key: str, default: str | None = None) -> str:
        """A piece of text; required where there is no default. A bare number counts as its text."""
        value = self._take(key)
        if value is None and default is not None:
            return default
        if isinstance(value, int | float) and not isinstance(value, bool):
            return repr(value)
        if not isinstance(value, str):
            raise self._wrong(key, "text")
        return value

    def word(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of some words."""
        value = self.text(key, default)
        if value not in allowed:
            raise self.refused(key, f"'{key}' cannot be '{value}': {nearest(value, allowed)}")
        return value

    def words(self, key: str, allowed: Sequence[str], default: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of words, each one of those allowed."""
        chosen = self.texts(key, default)
        for word in chosen:
            if word not in allowed:
                raise self.refused(key, f"'{key}' cannot have '{word}': {nearest(word, allowed)}")
        return chosen

    def texts(self, key: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self._take(key)
        if value is None and default is not None:
            return tuple(default)
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._wrong(key, "a list of texts")
        return tuple(value)

    def number(self, key: str, default: float | None = None) -> float:
        """A finite number, or a text such as '-pi'; required where there is no default."""
        value = self._take(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, int | float | str) or isinstance(value, bool):
            raise self._wrong(key, "a number")
        return self._bound(key, value)

    def whole(self, key: str, default: int | None = None, *, least: int = 1, most: int = 1000) -> int:
        """A whole number between `least` and `most`."""
        value = self._take(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self._wrong(key, f"a whole number from {least} to {most}")
        return value

    def numbers(self, key: str, default: Sequence[float] | None = None, *, count: int | None = None) -> list[float]:
        """A list of finite numbers, of exactly `count` if that is given."""
        value = self._take(key)
        wanted = "a list of numbers" if count is None else f"a list of {count} numbers"
        if value is None and default is not None:
            return list(default)
        if not isinstance(value, list) or (count is not None and len(value) != count):
            raise self._wrong(key, wanted)
        if not all(isinstance(item, int | float | str) and not isinstance(item, bool) for item in value):
            raise self._wrong(key, wanted)
        return [self._bound(key, item) for item in value]

    def range(self, key: str, default: tuple[float, float] | None = None) -> tuple[float, float]:
        """Two numbers, the smaller first; texts such as '-pi' count as numbers."""
        pair = self.numbers(key, default, count=2)
        if not pair[0] < pair[1]:
            raise self.refused(key, f"'{key}' must go from a smaller to a larger number, not {pair}")
        return pair[0], pair[1]

    def in_pi(self, key: str) -> bool:
        """Whether a range was written in multiples of pi."""
        value = self._take(key)
        return isinstance(value, list) and any(isinstance(item, str) and "pi" in item for item in value)

    def pairs(self, key: str) -> list[tuple[float, float]]:
        """A list of points, `[[1, 2], [2, 3]]`."""
        value = self._take(key)
        if not isinstance(value, list) or not value:
            raise self._wrong(key, "a list of points [x, y]")
        rows = [
            Keys({"point": point}, f"{self._inside}{key}[{at}].").numbers("point", count=2)
            for at, point in enumerate(value)
        ]
        return [(row[0], row[1]) for row in rows]

    def matrix(self, key: str) -> list[list[float]]:
        """A square matrix of two rows."""
        value = self._take(key)
        if not isinstance(value, list) or len(value) != 2:
            raise self._wrong(key, "a 2 x 2 matrix [[a, b], [c, d]]")
        return [Keys({key: row}, self._inside).numbers(key, count=2) for row in value]

    def flag(self, key: str) -> bool:
        """True or false; false where the key is missing."""
        value = self._take(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self._wrong(key, "true or false")

    def tables(self, key: str, *, required: bool = False) -> list[Keys]:
        """A list of tables within this one."""
        value = self._take(key)
        if value is None and not required:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value) or (required and not value):
            raise self._wrong(key, "a list of tables { … }")
        return [Keys(item, f"{self._inside}{key}[{at}].") for at, item in enumerate(value)]

    def formula(self, key: str, names: Sequence[str], default: str | None = None) -> Formula:
        """An expression in the given scalar names."""
        text = self.text(key, default)
        try:
            return formula(text, names)
        except LearnerError as error:
            raise self.refused(key, f"'{key}' cannot be read: {error}") from error

    def _bound(self, key: str, value: float | str) -> float:
        if isinstance(value, str):
            try:
                number = constant(value)
            except LearnerError as error:
                raise self.refused(key, f"'{key}' has '{value}', which is no number: {error.message}") from error
        else:
            number = float(value)
        if not math.isfinite(number):
            raise self.refused(key, f"'{key}' must be finite, not {value!r}")
        return number
