"""What has been done: for each section, and for each thing that it teaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from mmltui.tui.marks import Mark, glyph
from mmltui.tui.screens.calm import Calm

if TYPE_CHECKING:
    from mmltui.tui.summary import SectionProgress
    from mmltui.typeset import Charset

_BAR = 20
_MOST_NAMED = 6


def progress_text(sections: Sequence[SectionProgress], path: str, charset: Charset) -> Content:
    """The sheet, a few lines for each section."""
    keys = Content.styled("e  export events   m  export notes   Esc  back", "$text-muted")
    lines: list[Content] = [Content.styled("What you have done", "bold $primary"), keys, Content("")]
    for each in sections:
        lines.append(Content.styled(f"{each.section}  {each.title}", "bold"))
        lines.append(
            Content.assemble(_bar(each.solved, each.total, charset), f"  {each.solved} of {each.total} solved")
        )
        lines += [*_unsolved(each), *_skills(each, charset), Content("")]
    lines.append(Content.styled(f"Kept in {path}", "$text-muted"))
    return Content("\n").join(lines)


def _unsolved(section: SectionProgress) -> Iterator[Content]:
    """The questions that were begun, each with its page."""
    for state, words in (("tried", "Not solved yet"), ("seen", "Solution seen")):
        names = [f"{each.title} (page {each.page})" for each in section.unsolved if each.state == state]
        rest = len(names) - _MOST_NAMED
        more = [f"{rest} more"] if rest > 0 else []
        if names:
            yield Content(f"{words}: {', '.join([*names[:_MOST_NAMED], *more])}")


def _skills(section: SectionProgress, charset: Charset) -> Iterator[Content]:
    """What was begun of what the section teaches, and how much was not."""
    marks = {"begun": Mark.BEGUN, "firm": Mark.DONE}
    begun = [skill for skill in section.skills if skill.firmness in marks]
    for skill in begun:
        notes = [
            word for word, applies in (("firm", skill.firmness == "firm"), ("review now", skill.is_due)) if applies
        ]
        note = f"  {', '.join(notes)}" if notes else ""
        yield Content.assemble(f"  {glyph(marks[skill.firmness], charset)} {skill.title}", (note, "$success"))
    new = len(section.skills) - len(begun)
    if new:
        yield Content.styled(
            f"{new} {'more ' if begun else ''}{'skill' if new == 1 else 'skills'} to begin", "$text-muted"
        )


def _bar(done: int, total: int, charset: Charset) -> Content:
    full, empty = ("#", ".") if charset == "ascii" else ("━", "─")
    cells = round(_BAR * done / total) if total else 0
    return Content.assemble((full * cells, "$success"), (empty * (_BAR - cells), "$text-muted"))


class ProgressScreen(Calm, ModalScreen[str | None]):
    """Dismisses with the kind of export asked for, `jsonl` or `markdown`, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,g,enter", "dismiss(None)", "Close", show=False),
        Binding("e", "dismiss('jsonl')", "Export as JSON Lines", show=False),
        Binding("m", "dismiss('markdown')", "Export as Markdown", show=False),
    ]

    DEFAULT_CSS = """
    ProgressScreen {
        align: center middle;
        background: $background;
        VerticalScroll {
            width: 74;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 1 3;
            background: $surface;
            scrollbar-size-vertical: 1;
        }
    }
    """

    def __init__(self, sections: Sequence[SectionProgress], path: str, charset: Charset) -> None:
        super().__init__()
        self._text = progress_text(sections, path, charset)

    def compose(self) -> ComposeResult:
        """One scrolling sheet."""
        with VerticalScroll():
            yield Static(self._text)
