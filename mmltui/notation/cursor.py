"""Where the parser stands in its tokens, and the bracket it stands in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NoReturn, TypeVar

from mmltui.errors import Span
from mmltui.notation.bounds import MAX_DEPTH, too_large
from mmltui.notation.refusal import ParseError, RefusalKind
from mmltui.notation.tokens import Token
from mmltui.notation.tree import Expression
from mmltui.notation.walk import depth

OPENING: Final = frozenset(["(", "[", "{", "set(", r"\begin", "lvert"])
CLOSING: Final = frozenset([")", "]", "}", "set)", r"\end", "rvert"])
BARS: Final = frozenset(["|", "‖"])
_SHOWN: Final = {"set(": r"\{", "set)": r"\}", "lvert": r"\lvert", "rvert": r"\rvert"}

_Read = TypeVar("_Read")


class Cursor:
    """Reads one list of tokens from left to right."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.innermost = ""
        self.spaces_separate = False
        self.below_a_line = False

    @property
    def next(self) -> Token:
        """The token to be read."""
        return self.tokens[self.at]

    def take(self) -> Token:
        """Read one token."""
        token = self.tokens[self.at]
        if token.kind != "end":
            self.at += 1
        return token

    def is_sign(self, *signs: str) -> bool:
        """Whether one of these signs comes next."""
        token = self.tokens[self.at]
        return token.kind == "op" and token.text in signs

    def span_from(self, start: int) -> Span:
        """From a position of the text to the end of the last token read."""
        return Span(start, self.tokens[self.at - 1].end)

    def close(self, sign: str, opened: Token) -> None:
        """Read a closing bracket, or point at the one that it should close."""
        if self.is_sign(sign):
            self.take()
            return
        token = self.next
        opening, closing = _SHOWN.get(opened.text, opened.text), _SHOWN.get(sign, sign)
        if token.kind == "end":
            raise ParseError(f"'{opening}' is never closed", opened.span, f"add '{closing}'")
        self.refuse(
            f"'{token.text}' where '{closing}' should close the '{opening}' of column {opened.start + 1}", token
        )

    def refuse(self, message: str, token: Token, hint: str | None = None, kind: RefusalKind = "unparsable") -> NoReturn:
        """Refuse the text because of one token."""
        raise ParseError(message, token.span, hint, kind=kind)

    def inside(self, opened: Token | None, read: Callable[[], _Read], *, spaces_separate: bool = False) -> _Read:
        """What `read` reads within brackets, where everything starts anew: spaces multiply, no fraction is near."""
        saved = self.spaces_separate, self.below_a_line, self.innermost
        self.spaces_separate, self.below_a_line = spaces_separate, False
        if opened is not None:
            self.innermost = opened.text
        result = read()
        self.spaces_separate, self.below_a_line, self.innermost = saved
        return result

    def shallow(self, expression: Expression) -> Expression:
        """The expression, if walks over it stay within bounds."""
        if depth(expression) > MAX_DEPTH:
            raise too_large("the expression is nested too deeply", MAX_DEPTH, "levels", expression.span)
        return expression
