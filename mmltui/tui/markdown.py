"""Markdown with mathematics as a widget: formulas in headings, lists, tables and quotes, displays set to the width."""

from __future__ import annotations

from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content, Span
from textual.geometry import Offset, Size
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownBlock

from mmltui.tui.markdown_list import BulletList, OrderedList
from mmltui.tui.markdown_table import Table
from mmltui.tui.markdown_text import PlainBlock, plainly_styled, unglued
from mmltui.typeset import Block, Charset, Run, Style, TypesetError, typeset
from mmltui.typeset.markdown import DISPLAY_MATH, GLUE, INLINE_MATH, new_parser

# Longer inline formulas may be broken at their blanks.
_UNBROKEN: Final = 24
_FORMULAS: Final = "formulas"  # key in a token's meta: pairs of what is shown and its LaTeX
_STYLES: Final[dict[Style, str]] = {
    "italic": "italic", "bold": "bold", "bold italic": "bold italic", "script": "", "unknown": "reverse",
}  # fmt: skip
_TAGS: Final[dict[Style, tuple[str, ...]]] = {
    "": (), "script": (), "italic": ("em",), "bold": ("strong",), "bold italic": ("strong", "em"), "unknown": (),
}  # fmt: skip


def to_content(block: Block) -> Content:
    """Return a typeset formula as styled text, one line a row."""
    text: list[str] = []
    spans: list[Span] = []
    place = 0
    for number, line in enumerate(block.lines):
        if number:
            text.append("\n")
            place += 1
        for run in line:
            if _STYLES.get(run.style):
                spans.append(Span(place, place + len(run.text), _STYLES[run.style]))
            text.append(run.text)
            place += len(run.text)
    return Content("".join(text), spans=spans)


@cache
def parser(charset: Charset) -> MarkdownIt:
    """Return a parser that has inline formulas typeset, as text in the styles Markdown knows."""
    parser = new_parser()

    def typeset_inline(state: StateCore) -> None:
        for token in state.tokens:
            if token.type == "inline":
                _typeset_children(token, charset)

    parser.core.ruler.push("typeset_inline", typeset_inline)
    return parser


def _typeset_children(inline: Token, charset: Charset) -> None:
    children: list[Token] = []
    formulas: list[tuple[str, str]] = []
    for child in inline.children or []:
        if child.type not in INLINE_MATH:
            children.append(child)
            continue
        latex = child.content.strip()
        runs = _runs(latex, charset)
        shown = "".join(run.text for run in runs)
        if len(shown) <= _UNBROKEN:
            runs = [Run(run.text.replace(" ", GLUE), run.style) for run in runs]
            shown = shown.replace(" ", GLUE)
        formulas.append((shown, latex))
        for run in runs:
            children += _styled(run)
    inline.children = children
    inline.meta[_FORMULAS] = tuple(formulas)


def _runs(latex: str, charset: Charset) -> list[Run]:
    try:
        return list(typeset(latex, charset=charset, display=False).lines[0])
    except TypesetError:
        return [Run(f"${latex}$", "unknown")]


def _styled(run: Run) -> list[Token]:
    if run.style == "unknown":
        return [Token("code_inline", "code", 0, content=run.text)]
    tags = _TAGS[run.style]
    opening = [Token(f"{tag}_open", tag, 1) for tag in tags]
    closing = [Token(f"{tag}_close", tag, -1) for tag in reversed(tags)]
    return [*opening, Token("text", "", 0, content=run.text), *closing]


class _WithFormulas(PlainBlock):
    """A block of text that keeps short formulas on one line and copies formulas as LaTeX."""

    _formulas: tuple[tuple[str, str], ...] = ()

    def build_from_token(self, token: Token) -> None:
        """Keep what the formulas stand for, then build the text."""
        self._formulas = token.meta.get(_FORMULAS, ())
        super().build_from_token(token)

    def set_content(self, content: Content) -> None:
        """Show the text with styles that need no looking up."""
        super().set_content(plainly_styled(content))

    def render_line(self, y: int) -> Strip:
        """Draw the blanks that held formulas together as blanks."""
        strip = super().render_line(y)
        return unglued(strip) if self._formulas else strip

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text, with every formula it touches as LaTeX."""
        text = str(self.render())
        start, end = _index(text, selection.start, 0), _index(text, selection.end, len(text))
        pieces: list[str] = []
        place = 0
        for shown, latex in self._formulas:
            found = text.find(shown, place)
            if found < 0 or not shown:
                continue
            pieces.append(text[max(place, start) : min(found, end)])
            place = found + len(shown)
            if found < end and place > start:
                pieces.append(f"${latex}$")
        pieces.append(text[max(place, start) : end])
        return "".join(pieces), "\n"


def _index(text: str, offset: Offset | None, default: int) -> int:
    """Return the index in `text` of a place given by column and line."""
    if offset is None:
        return default
    lines = text.split("\n")
    return min(len(text), sum(len(line) + 1 for line in lines[: offset.y]) + offset.x)


def _with_formulas(block: type[MarkdownBlock]) -> type[MarkdownBlock]:
    return type(block.__name__, (block, _WithFormulas), {})


class Formula(Widget):
    """A display, set anew for every width it is given; selected, it copies its LaTeX."""

    DEFAULT_CSS = """
    Formula {
        width: auto;
        height: auto;
    }
    """

    def __init__(self, latex: str, charset: Charset) -> None:
        super().__init__()
        self.latex = latex
        self._charset = charset
        self._room = 0
        self._drawn = Content()
        self._lines = (0, 0)  # width and number

    def _fit(self, room: int) -> None:
        """Typeset for `room` cells, unless that was done; what cannot be read is shown as its source."""
        if room == self._room:
            return
        self._room = room
        try:
            block = typeset(self.latex, charset=self._charset, width=room)
        except TypesetError:
            source = f"$${self.latex}$$"
            self._drawn = Content(source, spans=[Span(0, len(source), _STYLES["unknown"])])
            self._lines = (max(map(cell_len, source.split("\n"))), source.count("\n") + 1)
        else:
            self._drawn = to_content(block)
            self._lines = (block.width, len(block.lines))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        """Return the width of the formula, broken to fit the container if it can be."""
        self._fit(max(1, container.width))
        return self._lines[0]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Return the number of rows."""
        self._fit(self._room or max(1, width))
        return self._lines[1]

    def render(self) -> Content:
        """Draw the formula as it was last measured."""
        return self._drawn

    def get_selection(self, selection: Selection) -> tuple[str, str]:  # noqa: ARG002 - a formula is copied whole
        """Return the LaTeX."""
        return f"$${self.latex}$$", "\n"


class Display(PlainBlock):
    """A displayed formula; what is too wide even when broken scrolls."""

    DEFAULT_CSS = """
    Display {
        margin: 1 0;
        padding: 0 0 0 4;
        width: 1fr;
        height: auto;
        overflow-x: auto;
        overflow-y: hidden;
        scrollbar-size-horizontal: 1;
    }
    """

    def __init__(self, markdown: Markdown, token: Token, charset: Charset) -> None:
        super().__init__(markdown, token)
        self._latex = token.content.strip()
        self._charset = charset

    @property
    def allow_horizontal_scroll(self) -> bool:
        """Scroll what is too wide."""
        return True

    def compose(self) -> ComposeResult:
        """Hold the formula."""
        yield Formula(self._latex, self._charset)


class MathsMarkdown(Markdown):
    """Markdown in which `$…$` and `$$…$$` are typeset in a charset."""

    BLOCKS = {  # noqa: RUF012 - as Textual declares it
        **Markdown.BLOCKS,
        **{
            name: _with_formulas(Markdown.BLOCKS[name])
            for name in ("h1", "h2", "h3", "h4", "h5", "h6", "paragraph_open")
        },
        "bullet_list_open": BulletList,
        "ordered_list_open": OrderedList,
        "table_open": Table,
    }
    BLANK = True  # its blocks draw all there is

    def __init__(
        self,
        markdown: str | None = None,
        *,
        charset: Charset = "plain",
        classes: str | None = None,
        open_links: bool = False,
    ) -> None:
        super().__init__(markdown, classes=classes, parser_factory=lambda: parser(charset), open_links=open_links)
        self._charset = charset

    def unhandled_token(self, token: Token) -> MarkdownBlock | None:
        """Show displays, which plain Markdown leaves out."""
        return Display(self, token, self._charset) if token.type in DISPLAY_MATH else None
