"""Subscripts: part of a name (`theta_0`), the indices of an entry (`A_ij`), or the size of I and 1."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, NoReturn

from mmltui.notation.names import GREEK, canonical
from mmltui.notation.tokens import Scanner, TokenKind
from mmltui.notation.tree import Expression, Number, Size, Symbol
from mmltui.notation.vocabulary import Vocabulary, Word

_GREEK_CLASS: Final = "".join(GREEK)
_SCRIPT: Final = re.compile(
    rf"\s*_\s*(?:\{{(?P<braced>[^{{}}]*)\}}|(?P<bare>\d+|[A-Za-z][A-Za-z0-9]*|[{_GREEK_CLASS}]))"
)
_TWO_LETTERS: Final = re.compile(r"(?P<braced>(?!))?(?P<bare>[a-z]{2})(?![A-Za-z])")
_SCRIPTS: Final = re.compile(
    rf"(?P<name>\\?[A-Za-z]+|[{_GREEK_CLASS}∑])(?P<above>\s*\^\s*(?:\{{\s*\d+\s*\}}|\d)|(?<=sum)\s*\^\s*(?:\{{[^{{}}]*\}}|\w)"
    rf"|(?<=∑)\s*\^\s*(?:\{{[^{{}}]*\}}|\w))(?P<below>\s*_\s*(?:\{{[^{{}}]*\}}|\w))"
)
_DIGITS: Final = re.compile(r"\d+")
_PAIR: Final = re.compile(r"\s*_\s*([A-Za-z0-9])(?:,([A-Za-z0-9])(?![A-Za-z0-9_(])|([A-Za-z0-9]))")
_OF_ROW: Final = re.compile(rf"\s*\(\s*(?:[A-Za-z]|[{_GREEK_CLASS}])\s*_\s*\{{?\s*([A-Za-z0-9]+)\s*\}}?\s*\)")


def named(scanner: Scanner, word: Word, end: int) -> None:
    """A declared name: with the subscript that belongs to it, or of an array the indices of an entry."""
    kinds, text = scanner.vocabulary.kinds, scanner.text
    kind = kinds.get(word.name)
    script = _SCRIPT.match(text, end) if "_" in text else None
    if script is None:
        digits = _DIGITS.match(text, end) if text[end : end + 1].isdigit() else None
        raw, first, braced = (digits[0], end, False) if digits else ("", end, False)
    elif script["braced"] is not None:
        raw, first, braced = script["braced"], script.end(), True
    else:
        raw, first, braced = script["bare"], script.start("bare"), False
    if raw:
        for length in [len(raw)] if braced or raw.isdigit() else range(len(raw), 0, -1):
            name = canonical(f"{word.name}_{raw[:length]}")
            if name in kinds:
                role: TokenKind = "applied" if kinds[name].role == "function" else "symbol"
                scanner.put(role, name, first if braced else first + length)
                return
    if kind is None or (raw and kind.role in ("scalar", "index", "function")):
        _refuse_subscript(scanner, word.name, raw, max(first + (0 if braced else len(raw)), end))
    if kind.role == "function":
        scanner.put("applied", word.name, end)
        return
    if kind.role == "rows" and not raw:
        row = _OF_ROW.match(text, end)
        if row is None:
            scanner.refuse(
                f"'{word.name}' is one row of {kind.matrix} at a time", end, f"write {word.name}_n", "shape-error"
            )
        scanner.put("symbol", word.name, end)
        scanner.put("script", row[1], row.end(), indices=(index(scanner, row[1], row.end()),))
        return
    if kind.trait == "identity":
        scanner.put("identity", str(kind.rows), end)
    else:
        scanner.put("symbol", word.name, end)
    if raw:
        _entry(scanner, word.name, 1 if 1 in (kind.rows, kind.columns) else 2, raw, first, braced=braced)


def _entry(  # noqa: PLR0913  # the pieces of one match
    scanner: Scanner, name: str, arity: int, raw: str, first: int, *, braced: bool
) -> None:
    """The indices after an array's name."""
    pair = _PAIR.match(scanner.text, scanner.at) if arity == 2 and not braced else None
    parts = [pair[1], pair[2] or pair[3]] if pair else _items(raw, arity, exact=braced)
    end = pair.end() if pair else first if braced else first + sum(map(len, parts))
    if len(parts) != arity:
        wanted = "one index, as in x_n" if arity == 1 else "two indices, as in A_ij"
        scanner.refuse(f"an entry of {name} has {wanted}", end, kind="shape-error")
    scanner.put("script", raw, end, indices=tuple(index(scanner, part, end) for part in parts))


def lone_script(scanner: Scanner) -> None:
    """An index after a bracket: `(A x)_i`."""
    found = _SCRIPT.match(scanner.text, scanner.at)
    if found is None:
        scanner.refuse("an index is missing after '_'", scanner.at + 1, "write x_n or x_{n}")
    raw = found["braced"] if found["braced"] is not None else found["bare"]
    end = found.end()
    if found["bare"] and scanner.text.startswith("_", end) and len(raw) > 1:
        raw, end = raw[:-1], end - 1
    parts = _items(raw, 1, exact=True) if "," in raw or raw.isdigit() else list(raw.replace(" ", ""))
    if not parts:
        scanner.refuse("an index is missing after '_'", end, "write x_n or x_{n}")
    scanner.put("script", raw, end, indices=tuple(index(scanner, part, end) for part in parts))


def index(scanner: Scanner, part: str, end: int) -> Expression:
    """One index: a number, a letter, or a size for the last entry."""
    if part.isdigit() and len(part) <= 6:
        return Number(Fraction(part))
    if len(part) != 1 or not (part.isascii() and part.isalpha()):
        scanner.refuse(f"'{part}' is not an index", end, "an index is a number or one letter")
    if part in scanner.vocabulary.sizes and part not in scanner.vocabulary.kinds:
        return Size(part)
    return Symbol(part)


def _refuse_subscript(scanner: Scanner, name: str, raw: str, end: int) -> NoReturn:
    shown = f"{name}_{raw}" if raw else name
    family = [other for other in scanner.vocabulary.kinds if other.startswith(f"{name}_")]
    hint = f"known: {', '.join(family[:6])}" if family else f"there are no entries of {name}: it is a scalar"
    scanner.refuse(f"'{shown}' is not a symbol of this question", end, hint, "unknown-symbol")


def identity(scanner: Scanner, end: int) -> None:
    """`I`, `I_N`."""
    script = _SCRIPT.match(scanner.text, end)
    size = ((script["braced"] or script["bare"]) if script else "").strip()
    if size and not (size in scanner.vocabulary.sizes or size.isdigit()):
        scanner.refuse(f"'{size}' is not a size of this question", end, kind="unknown-symbol")
    scanner.put("identity", size, script.end() if script else end)


def delta(scanner: Scanner, end: int) -> None:
    """`delta_ij`, `δij`."""
    found = _SCRIPT.match(scanner.text, end) or _TWO_LETTERS.match(scanner.text, end)
    raw = (found["braced"] or found["bare"]) if found else ""
    parts = _items(raw, 2)
    if found is None or len(parts) < 2:
        scanner.refuse("delta needs two indices", end, "write delta_ij", kind="unknown-symbol")
    last = found.end() if found["braced"] is not None else found.start("bare") + 2
    scanner.put("delta", "delta", last, indices=tuple(index(scanner, part, end) for part in parts))


def entry_without_underscore(scanner: Scanner, parts: list[str]) -> bool:
    """Take `Aij` as A_ij, if that is what the parts of a run of letters are: an array and its declared indices."""
    kind = scanner.vocabulary.kind(parts[0])
    if kind is None or kind.role not in ("vector", "matrix"):
        return False
    arity = 1 if 1 in (kind.rows, kind.columns) else 2
    if len(parts) != 1 + arity or not all(_is_index(scanner, part) for part in parts[1:]):
        return False
    scanner.put("symbol", parts[0], scanner.at + len(parts[0]))
    scanner.put("script", "", scanner.at + arity, indices=tuple(Symbol(part) for part in parts[1:]))
    return True


def _is_index(scanner: Scanner, name: str) -> bool:
    kind = scanner.vocabulary.kind(name)
    return scanner.words[name].role == "index" or (kind is not None and kind.role == "index")


def subscripts_first(text: str, vocabulary: Vocabulary) -> str:
    r"""The text with `x^2_1` as `x_1^2` and `\sum^N_{n=1}` as `\sum_{n=1}^N`; an entry of a matrix power stays."""

    def swapped(found: re.Match[str]) -> str:
        kind = vocabulary.kind(canonical(found["name"]))
        stays = kind is not None and kind.role == "matrix"
        return found[0] if stays else found["name"] + found["below"] + found["above"]

    return _SCRIPTS.sub(swapped, text)


def _items(raw: str, arity: int, *, exact: bool = False) -> list[str]:
    """The parts of a subscript: `i,j`, `ij`, `12` (two for a matrix, one for a vector)."""
    if "," in raw:
        return [part.strip() for part in raw.split(",")]
    raw = raw.strip()
    if arity == 2:
        parts = raw.split() if " " in raw else list(raw)
        return parts if exact else parts[:2]
    if raw.isdigit():
        return [raw]
    return [raw] if exact else [raw[:1]]
