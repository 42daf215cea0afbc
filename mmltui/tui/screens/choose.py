"""One question with a few answers, over the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from mmltui.tui.screens.calm import Calm


class ChooseScreen(Calm, ModalScreen[str | None]):
    """Dismisses with the value of the choice, or None; nothing is chosen by default but to leave things as they are."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss", "Leave it", show=False)]

    DEFAULT_CSS = """
    ChooseScreen {
        align: center middle;
        Vertical { width: 52; max-width: 100%; height: auto; padding: 1 2; background: $surface; }
        OptionList, OptionList:focus { margin: 1 0 0 0; border: none; padding: 0; background: transparent; }
    }
    """

    def __init__(self, question: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._question = question
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The question above its answers."""
        with Vertical():
            yield Static(self._question, markup=False)
            yield OptionList("Nothing, leave it", *(text for text, _ in self._choices), markup=False)

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._choices[event.option_index - 1][1] if event.option_index else None)
