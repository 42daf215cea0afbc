"""One line of Markdown with formulas as styled text, for places that are no Markdown widget: options and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from mmltui.tui.markdown import parser
from mmltui.typeset.markdown import GLUE

if TYPE_CHECKING:
    from mmltui.typeset import Charset

_STYLES = {"em": "italic", "strong": "bold", "s": "strike"}


def inline_content(markdown: str, charset: Charset) -> Content:
    """The text with its formulas typeset in it and its emphasis kept; what is not inline is left as it is written."""
    parts: list[Content] = []
    styles: list[str] = []
    for token in parser(charset).parseInline(markdown)[0].children or []:
        if token.nesting > 0:
            styles.append(_STYLES.get(token.tag, ""))
        elif token.nesting < 0:
            styles.pop()
        elif token.type == "code_inline":
            parts.append(Content.styled(token.content, "$accent"))
        else:
            text = " " if token.type in ("softbreak", "hardbreak") else token.content
            parts.append(Content.styled(text, " ".join(filter(None, styles))))
    return Content.assemble(*parts)


def hanging(label: Content, text: Content, width: int) -> list[Content]:
    """Lines of at most `width` cells: the label before the first, blanks of its width before the others."""
    blanks = Content(" " * label.cell_length)
    lines = text.wrap(max(width - label.cell_length, 8)) or [Content("")]
    drawn = [Content(line.plain.replace(GLUE, " "), spans=list(line.spans)) for line in lines]
    return [Content.assemble(blanks if number else label, line) for number, line in enumerate(drawn)]
