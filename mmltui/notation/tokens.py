"""The tokens of a text, and the scanner that collects them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal, NamedTuple, NoReturn

from mmltui.errors import Span
from mmltui.notation.refusal import ParseError, RefusalKind
from mmltui.notation.tree import Expression
from mmltui.notation.vocabulary import Vocabulary, Word

TokenKind = Literal[
    "number",
    "symbol",
    "constant",
    "size",
    "identity",
    "ones",
    "function",
    "applied",
    "sum",
    "delta",
    "differential",
    "script",
    "transpose",
    "frac",
    "root",
    "ellipsis",
    "op",
    "end",
]


_ZERO: Final = Fraction(0)


class Bounds(NamedTuple):
    """One index under a sum sign, with its lower bound if that was written."""

    letter: str
    lower: Expression | None


class Token(NamedTuple):
    """A token: `text` is its canonical name or sign, `spaced` tells of white space before it."""

    kind: TokenKind
    text: str
    start: int
    end: int
    spaced: bool
    value: Fraction = _ZERO
    indices: tuple[Expression, ...] = ()
    bounds: tuple[Bounds, ...] = ()
    order: int = 1

    @property
    def span(self) -> Span:
        """Where it was typed."""
        return Span(self.start, self.end)


class Scanner:
    """Where reading stands in a cleaned text, and the tokens so far."""

    def __init__(self, text: str, origin: Sequence[int], vocabulary: Vocabulary) -> None:
        self.text = text
        self.origin = origin
        self.vocabulary = vocabulary
        self.words: Mapping[str, Word] = vocabulary.words
        self.tokens: list[Token] = []
        self.as_typed = isinstance(origin, range)
        self.at = 0
        self.spaced = False

    def put(  # noqa: PLR0913  # one keyword for each thing that a token can carry
        self,
        kind: TokenKind,
        text: str,
        end: int,
        *,
        value: Fraction = _ZERO,
        indices: tuple[Expression, ...] = (),
        bounds: tuple[Bounds, ...] = (),
        order: int = 1,
    ) -> None:
        """Take the characters up to `end` as one token."""
        start, last = self.at, end
        if not self.as_typed:
            origin = self.origin
            start, last = origin[start], origin[end - 1] + 1 if end > start else origin[end]
        self.tokens.append(Token(kind, text, start, last, self.spaced, value, indices, bounds, order))
        self.at, self.spaced = end, False

    def put_sign(self, sign: str, end: int) -> None:
        """Take one sign: what `put` does, for the commonest of all tokens."""
        if self.as_typed:
            self.tokens.append(Token("op", sign, self.at, end, self.spaced))
            self.at, self.spaced = end, False
        else:
            self.put("op", sign, end)

    def refuse(self, message: str, end: int, hint: str | None = None, kind: RefusalKind = "unparsable") -> NoReturn:
        """Refuse the characters from here up to `end`."""
        raise ParseError(message, self.span(end), hint, kind=kind)

    def span(self, end: int) -> Span:
        """From here up to `end`, as positions of the text as typed."""
        return Span(self.origin[self.at], self.origin[max(end - 1, self.at)] + 1)

    def bind(self, index: str) -> None:
        """From here on the letter may stand alone, as in `sum_n n x_n`."""
        if index not in self.words:
            self.words = {**self.words, index: Word("index", index)}
