"""What text of Markdown is drawn with: styles, and blanks that hold a formula together until then."""

from __future__ import annotations

from typing import Final

from rich.segment import Segment
from textual.content import Content, Span
from textual.strip import Strip
from textual.widgets.markdown import MarkdownBlock

from mmltui.typeset.markdown import GLUE

_STYLES: Final = {".em": "italic", ".strong": "bold", ".s": "strike", ".code_inline": "$text-warning on $warning 10%"}


class PlainBlock(MarkdownBlock):
    """A block whose text has its styles in it: Textual keeps four more nodes with each block to look them up in."""

    @classmethod
    def _get_component_classes(cls) -> frozenset[str]:  # type: ignore[override]  # Textual's is cached
        return frozenset()


def plainly_styled(content: Content) -> Content:
    """The content with its styles as what they are, not as names of classes."""
    spans = [
        Span(span.start, span.end, _STYLES.get(span.style, span.style) if isinstance(span.style, str) else span.style)
        for span in content.spans
    ]
    return Content(content.plain, spans=spans)


def unglued(strip: Strip) -> Strip:
    """The strip with blanks for what held its formulas together."""
    segments = [Segment(text.replace(GLUE, " "), style, control) for text, style, control in strip]
    return Strip(segments, strip.cell_length)
