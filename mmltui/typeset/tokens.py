"""The tokens of TeX: commands, single characters and braces, each with its column."""

from __future__ import annotations

import re
from typing import Final

from mmltui.errors import LearnerError, Span

_TOKEN: Final = re.compile(r"(?:\s|%[^\n]*)*(\\(?:[a-zA-Z]+\*?|.)|\S)", re.DOTALL)
_REACH: Final = 400
_ENDS: Final = frozenset({"&", "\\\\", "\\cr", "\\left", "\\right", "\\middle", "\\begin", "\\end"})
END: Final = ""  # what `peek` returns after the last token


class TypesetError(LearnerError):
    """The formula cannot be read (`span` says where) or is too large to set."""


class Tokens:
    """A place in the tokens of `latex[start:end]`; white space and comments between them are skipped."""

    def __init__(self, latex: str, start: int = 0, end: int | None = None) -> None:
        self._latex = latex
        self._end = len(latex) if end is None else end
        matches = list(_TOKEN.finditer(latex, start, self._end))
        self._texts = [match[1] for match in matches]
        self._starts = [match.start(1) for match in matches]
        self._texts.append(END)
        self._starts.append(self._end)
        self._place = 0

    def peek(self) -> str:
        """Return the next token, `END` after the last."""
        return self._texts[self._place]

    def take(self, what: str = "more") -> str:
        """Return the next token and step over it; `what` names what is missing at the end."""
        text = self._texts[self._place]
        if text == END:
            raise self.error(f"{what} is missing at the end of the formula", at=self._place)
        self._place += 1
        return text

    def accept(self, text: str) -> bool:
        """Step over the next token if it is `text`."""
        if self._texts[self._place] != text:
            return False
        self._place += 1
        return True

    @property
    def last(self) -> int:
        """The number of the token taken last, for errors that come later."""
        return self._place - 1

    def follows_directly(self) -> bool:
        """Tell whether nothing, not even a blank, stands between the token taken last and the next."""
        last = self._place - 1
        return last < 0 or self._starts[last] + len(self._texts[last]) == self._starts[self._place]

    def closes(self, openers: frozenset[str], closers: frozenset[str]) -> bool:
        """Tell whether one of `closers` comes before the group, cell or row ends, among the next tokens."""
        depth = nested = 0
        for text in self._texts[self._place : self._place + _REACH]:
            if text == "{":
                depth += 1
            elif text == "}":
                depth -= 1
            elif depth == 0 and text in openers:
                nested += 1
            elif depth == 0 and text in closers:
                nested -= 1
            elif depth == 0 and text in _ENDS:
                return False
            if depth < 0 or nested < 0:
                return depth == 0
        return False

    def raw(self, command: str) -> tuple[int, int]:
        r"""Step over `{…}` and return where its content is; without a brace, over one token."""
        self.take(f"the {{…}} of {command}")
        opening = self._place - 1
        start = self._starts[opening]
        if self._texts[opening] != "{":
            return start, start + len(self._texts[opening])
        depth = 1
        for place in range(self._place, len(self._texts) - 1):
            text = self._texts[place]
            depth += (text == "{") - (text == "}")
            if depth == 0:
                self._place = place + 1
                return start + 1, self._starts[place]
        raise self.error("this brace is never closed", "add }", opening)

    def source(self, start: int, end: int) -> str:
        """Return a part of the source."""
        return self._latex[start:end]

    def part(self, start: int, end: int) -> Tokens:
        """Return the tokens of a part of the source, with their columns."""
        return Tokens(self._latex, start, end)

    def raw_text(self, command: str) -> str:
        """Step over `{…}` and return its source."""
        start, end = self.raw(command)
        return self._latex[start:end]

    def skip_length(self) -> None:
        r"""Step over the `[4pt]` of `\\[4pt]`, but not over a bracket that begins the next row."""
        if self.follows_directly() and (length := _LENGTH.match(self._latex, self._starts[self._place])) is not None:
            while self._starts[self._place] < min(length.end(), self._end):
                self._place += 1

    def error(self, message: str, hint: str | None = None, at: int | None = None) -> TypesetError:
        """Return an error at token number `at`, the one taken last by default."""
        place = self._place - 1 if at is None else at
        start = self._starts[place]
        return TypesetError(message, Span(start, start + len(self._texts[place])), hint)


_LENGTH: Final = re.compile(r"\[\s*-?[\d.]+\s*[a-z]{2}\s*\]")
