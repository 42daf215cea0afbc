"""Choosing by letter, or a line by its number: the key chooses at once, Enter judges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from mmltui.tui.inline import inline_content
from mmltui.tui.listing import ListBox
from mmltui.tui.status import PICKING, PICKING_LINE, Keys

if TYPE_CHECKING:
    from mmltui.typeset import Charset

# Chosen or not, one of several or one alone.
_SIGNS = {(False, False): "○", (True, False): "●", (False, True): "[ ]", (True, True): "[x]"}
_ASCII_SIGNS = _SIGNS | {(False, False): "( )", (True, False): "(*)"}


class PickBox(ListBox):
    """Options with their labels, single characters each; with `several`, keys choose and take back."""

    def __init__(
        self, labels: Sequence[str], options: Sequence[str], *, several: bool, charset: Charset, value: str = ""
    ) -> None:
        super().__init__()
        self._labels = tuple(labels)
        self._options = [inline_content(option, charset) for option in options]
        self._several = several
        self._signs = _ASCII_SIGNS if charset == "ascii" else _SIGNS
        self._chosen = self._parse(value)

    @property
    def keys(self) -> Keys:
        """Letters or numbers."""
        return PICKING_LINE if self._labels[0].isdigit() else PICKING

    @property
    def value(self) -> str:
        """The labels chosen, in order."""
        return ", ".join(label for label in self._labels if label in self._chosen)

    @value.setter
    def value(self, text: str) -> None:
        self._chosen = self._parse(text)
        self.changed()

    def _parse(self, text: str) -> frozenset[str]:
        return frozenset(word for word in re.findall(r"\w+", text.lower()) if word in self._labels)

    def rows(self) -> list[tuple[Content, Content]]:
        """A sign and the label, then the option; chosen ones bold."""
        return [self._row(place) for place in range(len(self._labels))]

    def _row(self, place: int) -> tuple[Content, Content]:
        chosen = self._labels[place] in self._chosen
        cursor = self.has_focus and self._several and place == self.at
        style = "bold $primary" if chosen else "$text-muted"
        label = Content.assemble(
            ("> " if cursor else "  ", "$primary"),
            (f"{self._signs[chosen, self._several]} ", style),
            (f"{self._labels[place]}  ", "bold"),
        )
        return label, self._options[place].stylize("bold") if chosen else self._options[place]

    def typed(self, character: str) -> None:
        """Choose an option by its label; with several, Space chooses the one at the cursor."""
        label = character.lower()
        if label in self._labels:
            self.at = self._labels.index(label)
            self._choose(label)
        elif label == " " and self._several:
            self._choose(self._labels[self.at])

    def _choose(self, label: str) -> None:
        self._chosen = self._chosen ^ {label} if self._several else frozenset({label})
        self.changed()

    def action_step(self, by: int) -> None:
        """To the row before or after; where one alone is wanted, that chooses it."""
        if self._several:
            self.at = (self.at + by) % len(self._labels)
            self.redraw()
            return
        # From nothing chosen, ↓ goes to the first and ↑ to the last.
        start = self.at if self._chosen else (-1 if by > 0 else 0)
        self.at = (start + by) % len(self._labels)
        self._choose(self._labels[self.at])

    def action_clear(self) -> None:
        """Nothing is chosen."""
        self._chosen = frozenset()
        self.changed()
