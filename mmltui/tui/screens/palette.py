"""Textual's command palette, for hasty keys."""

from __future__ import annotations

from contextlib import suppress

from textual.command import CommandPalette

from mmltui.tui.screens.calm import Calm


class Palette(Calm, CommandPalette):
    """Has no id, so that one can be opened while the last is still going."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):  # a page down in a list that was not laid out yet
            super()._action_command_list(action)
