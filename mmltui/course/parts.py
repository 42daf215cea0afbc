"""A lesson's Markdown, cut at what means something here: headings, TOML fences and `<details>`.

Everything between two cuts is kept word for word, so that nothing an author writes can be lost. CommonMark
decides where a heading or a fence begins; display maths is one block, whatever its lines look like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Report: TypeAlias = Callable[[int, str], None]

_OPENING = re.compile(r"\s*<details>\s*<summary>([^<]*)</summary>\s*")
_CLOSING = re.compile(r"\s*</details>\s*")


@dataclass(frozen=True, slots=True)
class Heading:
    """`#`, `##` or `###` with its text."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Fence:
    """A fence marked `toml KIND`; `line` is that of its backticks."""

    kind: str
    body: str
    line: int


@dataclass(frozen=True, slots=True)
class Details:
    """A folded piece of Markdown with its summary; `line` is that of the summary, `body_line` of its first word."""

    summary: str
    markdown: str
    line: int
    body_line: int


@dataclass(frozen=True, slots=True)
class Text:
    """Any other Markdown."""

    markdown: str
    line: int


Part: TypeAlias = Heading | Fence | Details | Text


_PERHAPS_HTML = re.compile(r"<[A-Za-z/!?]")


@cache
def _markdown(*, inline: bool) -> MarkdownIt:
    """The parser; without `inline` it only finds blocks, in half the time."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark").enable("table")
    parser.use(dollarmath_plugin, allow_digits=False, double_inline=True)
    return parser if inline else parser.disable("inline")


def split(source: str, report: Report) -> list[Part]:
    """Cut the text of a lesson into its parts, in order; `report(line, message)` hears of what cannot stand there."""
    return list(_Splitter(source, report).parts())


class _Splitter:
    """Walks the tokens with one open `<details>` at most."""

    def __init__(self, source: str, report: Report) -> None:
        self._source = source
        self._lines = source.split("\n")
        self._report = report
        self._cursor = 0  # the first line that belongs to no part yet, counted from 0
        self._open: tuple[str, int] | None = None  # summary and line of the open <details>

    def parts(self) -> Iterator[Part]:
        tokens = _markdown(inline=False).parse(self._source)
        for index, token in enumerate(tokens):
            self._refuse_html(token)
            self._refuse_nested(token)
            if token.level or not token.map:
                continue
            start, end = token.map
            if token.type == "heading_open" and token.tag in {"h1", "h2", "h3"}:
                yield from self._before(start)
                yield Heading(int(token.tag[1]), tokens[index + 1].content, start + 1)
            elif token.type == "fence" and token.info.split()[:1] == ["toml"]:
                yield from self._before(start)
                yield Fence(" ".join(token.info.split()[1:]), token.content, start + 1)
                self._refuse_unclosed(token, end)
            elif token.type == "html_block":
                yield from self._html(token, start)
            else:
                continue
            self._cursor = end
        yield from self._before(len(self._lines))

    def _before(self, end: int) -> Iterator[Part]:
        """What was collected up to a cut; a `<details>` still open there is the author's error."""
        if self._open:
            self._report(self._open[1], "this <details> is never closed: write </details> on a line of its own")
            self._open = None
            self._cursor = end
            return
        text, line = self._slice(end)
        if text:
            yield Text(text, line)

    def _slice(self, end: int) -> tuple[str, int]:
        chunk = self._lines[self._cursor : end]
        blank = next((place for place, line in enumerate(chunk) if line.strip()), 0)
        return "\n".join(chunk[blank:]).rstrip(), self._cursor + blank + 1

    def _html(self, token: Token, start: int) -> Iterator[Part]:
        opening = _OPENING.fullmatch(token.content)
        if opening:
            yield from self._before(start)
            self._open = (" ".join(opening[1].split()), start + 1)
        elif _CLOSING.fullmatch(token.content) and self._open:
            text, line = self._slice(start)
            summary, summary_line = self._open
            self._open = None
            yield Details(summary, text, summary_line, line)
        elif _CLOSING.fullmatch(token.content):
            self._report(start + 1, "this </details> closes nothing")
        elif _OPENING.match(token.content):
            yield from self._before(start)
            self._report(start + 1, "leave a blank line after </summary> and before </details>, as Markdown needs it")
        else:
            yield from self._before(start)
            self._report(start + 1, "HTML is not shown in a lesson, except <details><summary>Hint</summary>")

    def _refuse_html(self, token: Token) -> None:
        if token.type != "inline" or not _PERHAPS_HTML.search(token.content):
            return
        inner = (child for found in _markdown(inline=True).parseInline(token.content) for child in found.children or ())
        for child in inner:
            if child.type == "html_inline" and token.map:
                offset = token.content.partition(child.content)[0].count("\n")
                message = f"{child.content} is HTML, which is not shown in a lesson: write Markdown or `code`"
                self._report(token.map[0] + offset + 1, message)

    def _refuse_nested(self, token: Token) -> None:
        if token.level and token.map and token.type == "fence" and token.info.split()[:1] == ["toml"]:
            self._report(token.map[0] + 1, "a toml fence must not be indented or stand in a list or a quote")

    def _refuse_unclosed(self, token: Token, end: int) -> None:
        closed = end > 0 and self._lines[end - 1].strip().startswith(token.markup) and end - 1 > (token.map or [0])[0]
        if not closed:
            self._report((token.map or [0])[0] + 1, "this fence is never closed: write ``` on a line of its own")
