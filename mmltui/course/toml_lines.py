r"""Where each key of a TOML text stands, which `tomllib` does not tell, and strings that swallow LaTeX.

A path is a tuple such as `('reject', 1, 'answer')`; array elements count from 0, lines from 1. The text is
assumed to be what `tomllib` accepts: of anything else the lines are only a good guess, never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""(?P<string>"{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
    r"""|(?P<comment>\#[^\n]*)|(?P<newline>\n)|(?P<space>[ \t\r]+)|(?P<mark>[\[\]{},=.])"""
    r"""|(?P<bare>[^\s\[\]{},=.\#"']+|.)""",
    re.DOTALL,
)
# An escape followed by a letter: TOML takes "\nabla" for a newline and "abla", "\theta" for a tab and "heta".
_SWALLOWED = re.compile(r"\\(?:\\|(?P<command>[A-Za-z]+)|.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def _tokens(source: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(source):
        kind = str(match.lastgroup)
        if kind not in {"space", "comment"}:
            yield _Token(kind, match[0], line)
        line += match[0].count("\n")


def swallowed_latex(source: str) -> Iterator[tuple[int, str]]:
    r"""Each double-quoted string with a backslash before a letter: its line and the command (`\nabla`)."""
    for token in _tokens(source):
        if token.kind == "string" and token.text.startswith('"'):
            for match in _SWALLOWED.finditer(token.text):
                if match["command"]:
                    yield token.line + token.text[: match.start()].count("\n"), "\\" + match["command"]
                    break


def single_quoted(source: str) -> str:
    """The text with every string that swallows LaTeX put in single quotes, as its author meant it."""

    def repair(match: re.Match[str]) -> str:
        text = match[0]
        commands = any(found["command"] for found in _SWALLOWED.finditer(text))
        plain = match["string"] and text.startswith('"') and not text.startswith('""') and "'" not in text
        return f"'{text[1:-1]}'" if plain and commands else text

    return _TOKEN.sub(repair, source)


def key_lines(source: str) -> dict[KeyPath, int]:
    """The line of each key and of each array element of a TOML text."""
    return _Scanner(source).document()


class _Scanner:
    """A descent through tables, arrays and inline tables that notes lines and skips values."""

    def __init__(self, source: str) -> None:
        self._tokens = list(_tokens(source))
        self._place = 0
        self._lines: dict[KeyPath, int] = {}
        self._tables: dict[KeyPath, int] = {}

    def document(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self._place < len(self._tokens):
            if self._take("\n"):
                continue
            if self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    def _peek(self) -> str | None:
        return self._tokens[self._place].text if self._place < len(self._tokens) else None

    def _take(self, text: str) -> bool:
        found = self._peek() == text
        self._place += found
        return found

    def _skip_newlines(self) -> None:
        while self._take("\n"):
            pass

    def _header(self) -> KeyPath:
        line = self._tokens[self._place].line
        self._take("[")
        element = self._take("[")
        path = self._key(())
        if element and path and isinstance(path[-1], int):
            path = path[:-1]  # one more element of a list that has some
        while self._take("]"):
            pass
        self._lines.setdefault(path, line)
        if element:
            self._tables[path] = self._tables.get(path, -1) + 1
            path = (*path, self._tables[path])
            self._lines[path] = line
        return path

    def _key(self, prefix: KeyPath) -> KeyPath:
        path = prefix
        while self._place < len(self._tokens) and self._tokens[self._place].kind in {"bare", "string"}:
            path = (*path, self._tokens[self._place].text.strip("\"'"))
            if path in self._tables:
                path = (*path, self._tables[path])
            self._place += 1
            if not self._take("."):
                break
        return path

    def _pair(self, prefix: KeyPath) -> None:
        start = self._place
        path = self._key(prefix)
        for length in range(len(prefix) + 1, len(path) + 1):
            self._lines.setdefault(path[:length], self._tokens[start].line)
        if self._take("="):
            self._value(path)
        elif self._place == start:
            self._place += 1

    def _value(self, path: KeyPath) -> None:
        if self._take("["):
            self._elements(path)
        elif self._take("{"):
            self._inline_table(path)
        else:
            while self._peek() not in {None, ",", "]", "}", "\n"}:
                self._place += 1

    def _elements(self, path: KeyPath) -> None:
        index = 0
        self._skip_newlines()
        while self._peek() not in {None, "]"}:
            element = (*path, index)
            self._lines[element] = self._tokens[self._place].line
            start = self._place
            self._value(element)
            self._skip_newlines()
            index += self._take(",")
            self._skip_newlines()
            self._place += self._place == start
        self._take("]")

    def _inline_table(self, path: KeyPath) -> None:
        self._skip_newlines()
        while self._peek() not in {None, "}"}:
            start = self._place
            self._pair(path)
            self._skip_newlines()
            self._take(",")
            self._skip_newlines()
            self._place += self._place == start
        self._take("}")
