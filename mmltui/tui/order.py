"""Putting lines in order: Space takes a line, the arrows carry it; or the numbers are typed one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from mmltui.tui.inline import inline_content
from mmltui.tui.listing import ListBox
from mmltui.tui.status import ORDERING, Keys

if TYPE_CHECKING:
    from mmltui.typeset import Charset


class OrderBox(ListBox):
    """Lines numbered as they were shown first. Untouched, nothing has been answered yet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+up,alt+up", "carry(-1)", "Carry up", show=False),
        Binding("shift+down,alt+down", "carry(1)", "Carry down", show=False),
    ]

    def __init__(self, lines: Sequence[str], *, charset: Charset, value: str = "") -> None:
        super().__init__()
        self._lines_shown = [inline_content(line, charset) for line in lines]
        self._signs = ("> ", "= ") if charset == "ascii" else ("› ", "⇅ ")
        self._held = False
        self._placed = 0  # how many lines were put in place by typing their numbers
        self._touched = False
        self._order = list(range(len(lines)))
        self._take(value)

    @property
    def keys(self) -> Keys:
        """Arrows and Space."""
        return ORDERING

    @property
    def value(self) -> str:
        """The numbers of the lines in their order now, such as `3 1 2`."""
        return " ".join(str(line + 1) for line in self._order) if self._touched else ""

    @value.setter
    def value(self, text: str) -> None:
        self._take(text)
        self.changed()

    def _take(self, text: str) -> None:
        numbers = [int(word) - 1 for word in text.replace(",", " ").split() if word.isdecimal()]
        self._touched = sorted(numbers) == list(range(len(self._lines_shown)))
        self._order = numbers if self._touched else list(range(len(self._lines_shown)))

    def rows(self) -> list[tuple[Content, Content]]:
        """Each line with its number; the one at the cursor is marked, a held one in other colours."""
        return [self._row(place) for place in range(len(self._order))]

    def _row(self, place: int) -> tuple[Content, Content]:
        line = self._order[place]
        here = self.has_focus and place == self.at
        held = here and self._held
        sign = self._signs[held] if here else "  "
        label = Content.assemble((sign, "bold $accent" if held else "bold $primary"), (f"{line + 1}  ", "bold"))
        text = self._lines_shown[line]
        return (label.stylize("reverse"), text.stylize("reverse")) if held else (label, text)

    def typed(self, character: str) -> None:
        """A number puts that line in the next place; Space takes or lets go, between numbers it means nothing."""
        if character.isdecimal() and 0 < int(character) <= len(self._order):
            self._place(int(character) - 1)
        elif character == " " and not self._placed:
            self._held = not self._held
            self.redraw()

    def _place(self, line: int) -> None:
        if line in self._order[: self._placed] or self._placed == len(self._order):
            self._placed = 0  # a number again begins a new order
        self._order.remove(line)
        self._order.insert(self._placed, line)
        self.at = self._placed
        self._placed += 1
        self._held = False
        self._touched = True
        self.changed()

    def action_step(self, by: int) -> None:
        """To the next line, or with the held line past it."""
        if self._held:
            self.action_carry(by)
            return
        self._placed = 0
        self.at = min(max(self.at + by, 0), len(self._order) - 1)
        self.redraw()

    def action_carry(self, by: int) -> None:
        """Move the line at the cursor up or down."""
        self._placed = 0
        to = min(max(self.at + by, 0), len(self._order) - 1)
        if to != self.at:
            self._order[self.at], self._order[to] = self._order[to], self._order[self.at]
            self.at = to
            self._touched = True
            self.changed()

    def action_submit(self) -> None:
        """Let go of the line, and hand the order in."""
        self._held = False
        self.redraw()
        super().action_submit()

    def action_clear(self) -> None:
        """The order as it was shown first."""
        self._take("")
        self._held, self._placed, self.at = False, 0, 0
        self.changed()
