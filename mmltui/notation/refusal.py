"""Why a text is refused: one exception with the kind that a verdict names."""

from __future__ import annotations

from typing import Literal

from mmltui.errors import LearnerError, Span

RefusalKind = Literal["unparsable", "unknown-symbol", "shape-error", "too-large", "not-an-answer"]


class ParseError(LearnerError):
    """A text that cannot be read as an answer; `kind` is the word that the verdict uses."""

    def __init__(
        self, message: str, span: Span | None = None, hint: str | None = None, *, kind: RefusalKind = "unparsable"
    ) -> None:
        super().__init__(message, span, hint)
        self.kind: RefusalKind = kind
