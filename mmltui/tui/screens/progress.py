"""What has been done: for each section, and for each thing that it teaches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from mmltui.tui.summary import SectionProgress
    from mmltui.typeset import Charset

_BAR = 20


def progress_text(sections: Sequence[SectionProgress], path: str, charset: Charset) -> Content:
    """The sheet, a few lines for each section."""
    keys = Content.styled("e  export events   m  export notes   Esc  back", "$text-muted")
    lines: list[Content] = [Content.styled("What you have done", "bold $primary"), keys, Content("")]
    for each in sections:
        lines.append(Content.styled(f"{each.section}  {each.title}", "bold"))
        lines.append(
            Content.assemble(_bar(each.solved, each.total, charset), f"  {each.solved} of {each.total} solved")
        )
        rest = {"tried": each.tried, "solution seen": each.seen}
        words = [f"{count} {word}" for word, count in rest.items() if count]
        if each.components:
            words.append(f"{each.mastered} of {each.components} skills firm")
        words.append(f"to review: {', '.join(each.due)}" if each.due else "nothing to review now")
        lines += [Content.styled("; ".join(words), "$text-muted"), Content("")]
    lines.append(Content.styled(f"Kept in {path}", "$text-muted"))
    return Content("\n").join(lines)


def _bar(done: int, total: int, charset: Charset) -> Content:
    full, empty = ("#", ".") if charset == "ascii" else ("━", "─")
    cells = round(_BAR * done / total) if total else 0
    return Content.assemble((full * cells, "$success"), (empty * (_BAR - cells), "$text-muted"))


class ProgressScreen(ModalScreen[str | None]):
    """Dismisses with the kind of export asked for, `jsonl` or `markdown`, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,g,enter", "dismiss(None)", "Close", show=False),
        Binding("e", "dismiss('jsonl')", "Export as JSON Lines", show=False),
        Binding("m", "dismiss('markdown')", "Export as Markdown", show=False),
    ]

    DEFAULT_CSS = """
    ProgressScreen {
        align: center middle;
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
