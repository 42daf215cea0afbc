"""How an answer is read, shown while it is typed: syntax only, never a hint at whether it is right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content

from mmltui.errors import Span

if TYPE_CHECKING:
    from mmltui.exercises.ask import Ask
    from mmltui.notation.parser import Reading
    from mmltui.typeset import Charset

_NUMBER = 3  # cells for the number of a line


def read_back(ask: Ask, text: str, charset: Charset, width: int) -> Content:
    """The formulas in `text` typeset in `width` cells, or where the reading stopped and why.

    Where lines are answers of their own, each is read by itself, its number before it.
    """
    from mmltui.exercises.derivation import DerivationAsk
    from mmltui.exercises.parts import Parts

    lines = [line.strip() for line in text.splitlines() if line.strip()]
    match ask:
        case Parts(parts=parts) if len(lines) != 1 or ";" not in text:
            readers = [part.read for part in parts]
        case DerivationAsk():
            readers = [ask.read] * len(lines)
        case _:
            return _read_back(ask.read, text, charset, width)
    room = width - _NUMBER
    pairs = zip(readers, lines, strict=False)
    read = [_read_back(reader, line, charset, room, below=False) for reader, line in pairs]
    return Content("\n").join(
        [row for number, content in enumerate(read, start=1) for row in _numbered(number, content, width)]
    )


def _numbered(number: int, content: Content, width: int) -> list[Content]:
    """The lines of `content` with the number before the first; none where nothing was to be read, as of a letter."""
    from mmltui.tui.inline import hanging

    rows: list[Content] = []
    for line in content.split("\n", allow_blank=True) if content else ():
        label = Content(" " * _NUMBER) if rows else Content(f"{number:<{_NUMBER}}")
        # A line of a formula is never too wide, and wrapping would take away its blanks.
        rows += hanging(label, line, width) if line.cell_length > width - _NUMBER else [label + line]
    return rows


def read_with(parse: Callable[[str], Reading], text: str, charset: Charset, width: int) -> Content:
    """The same for an expression outside any exercise."""
    return _read_back(lambda typed: (parse(typed),), text, charset, width)


def _read_back(
    read: Callable[[str], tuple[Reading, ...]], text: str, charset: Charset, width: int, *, below: bool = True
) -> Content:
    """`below` tells that the text stands right above, so that a place in it can be marked."""
    if not text.strip():
        return Content("")
    from mmltui.notation.parser import ParseError

    try:
        readings = read(text)
    except ParseError as error:
        return refusal(text, error.message, error.span, error.hint, width if below else 0)
    except RecursionError:
        return Content.styled("nested too deeply", "$text-muted")
    return Content("\n").join([_typeset(reading, charset, width) for reading in readings])


def refusal(text: str, message: str, span: Span | None, hint: str | None, width: int) -> Content:
    """What is the matter, below a mark at the column in question where that stands in the `width` cells above."""
    words = f"{message} ({hint})" if hint else message
    if span is None or "\n" in text or span.start >= width:
        place = "" if span is None or "\n" in text else f"column {span.start + 1}: "
        return Content.styled(f"{place}{words}", "$text-muted")
    mark = "^" * max(1, min(span.end, len(text)) - span.start)
    return Content.assemble((f"{' ' * span.start}{mark}", "$warning"), (f"\n{words}", "$text-muted"))


def _typeset(reading: Reading, charset: Charset, width: int) -> Content:
    """One formula, its notes below."""
    from mmltui.notation.printing import latex, plain
    from mmltui.tui.markdown import to_content
    from mmltui.typeset import TypesetError, typeset

    try:
        formula = to_content(typeset(latex(reading.expression), charset=charset, width=max(width, 20)))
    except TypesetError:
        formula = Content(plain(reading.expression))
    notes = [Content.styled(note, "italic $text-muted") for note in reading.notes]
    return Content("\n").join([formula, *notes])
