"""The two things that can be wrong with what a person wrote: a lesson, or an input.

MmltuiError
├── AuthorError    a lesson file is wrong: where (file:line), which key, what to do
└── LearnerError   something typed is wrong: which columns, why, what to do
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters `[start, end)` of the text as typed, counted from 0."""

    start: int
    end: int


class MmltuiError(Exception):
    """Anything this program tells a person about what they wrote."""


class LearnerError(MmltuiError):
    """An input is refused: `message` says what is wrong, `span` where, `hint` what to do."""

    def __init__(self, message: str, span: Span | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.hint = hint

    def __str__(self) -> str:
        """One line: the column (counted from 1), the message and the hint."""
        where = f"column {self.span.start + 1}: " if self.span else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}{self.message}{hint}"


class AuthorError(MmltuiError):
    """A lesson is wrong at `path:line` (lines count from 1); `key` names the TOML key, if one is to blame."""

    def __init__(self, path: Path, line: int, message: str, key: str | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.line = line
        self.message = message
        self.key = key

    def __str__(self) -> str:
        """`file:line: message`, as editors and compilers write it."""
        return f"{self.path}:{self.line}: {self.message}"
