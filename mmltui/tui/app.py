"""The application: colours, charset, and the one screen that it opens."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from typing import Any, ClassVar

from textual import events, work
from textual.app import ScreenError, SystemCommand
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.filter import ANSIToTruecolor, LineFilter
from textual.screen import Screen
from textual.widget import MountError, Widget
from textual.worker import WorkerFailed, get_current_worker

from mmltui.tui import garbage
from mmltui.tui.ascii_filter import AsciiFilter
from mmltui.tui.commands import COMMANDS
from mmltui.tui.keys_in_order import KeysInOrder
from mmltui.tui.lull import in_a_lull
from mmltui.tui.restyle import restyle
from mmltui.tui.screens.study import StudyScreen
from mmltui.tui.session import Session
from mmltui.tui.themes import INK, THEMES

_LOOK_EVERY = 0.1  # seconds
_GONE = (NoMatches, NoScreen, MountError, ScreenError)


class StudyApp(KeysInOrder):
    """Opens the study screen on a session."""

    TITLE = "mmltui"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "suspend_process", "Suspend", show=False)]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._input_at = time.monotonic()
        self._line_filters: list[LineFilter] = [AsciiFilter()] if session.charset == "ascii" else []
        for theme in THEMES:
            self.register_theme(theme)
        kept = session.sitting.look("theme")
        self.theme = INK.name if self.no_color else kept if kept in self.available_themes else THEMES[0].name

    def on_mount(self) -> None:
        """Draw all anew after Ctrl+Z; keep the theme, however it is chosen; without colour there is none to keep."""
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        if not self.no_color:
            self.theme_changed_signal.subscribe(
                self, lambda theme: self._session.sitting.keep_look("theme", theme.name)
            )
        self.set_interval(_LOOK_EVERY, self._look_for_garbage_soon)

    async def on_event(self, event: events.Event) -> None:
        """Note when the learner last did something."""
        if isinstance(event, events.Resize):
            self._input_at = time.monotonic()
        elif isinstance(event, events.InputEvent | events.Paste):
            if self._exit or not self._screen_stack:
                return  # there is no screen any more that it could go to
            self._input_at = time.monotonic()
        await super().on_event(event)

    def _handle_exception(self, error: Exception) -> None:
        """What was still under way when the learner quit or left a screen may find it gone; all else is told."""
        cause: BaseException = error
        is_going = self._exit
        if isinstance(error, WorkerFailed):
            cause, node = error.error, get_current_worker().node
            is_going = is_going or getattr(node, "_pruning", False)  # nothing public tells
        if not (is_going and isinstance(cause, _GONE)):
            super()._handle_exception(error)

    def _look_for_garbage_soon(self) -> None:
        """Not at once: after a layout or a paint that took long it would hold the keys together with it."""
        in_a_lull(self._look_for_garbage)

    def _look_for_garbage(self) -> None:
        garbage.look_in_passing(time.monotonic() - self._input_at, self._widgets)

    def _widgets(self) -> Iterator[Widget]:
        for screen in self.screen_stack:
            yield screen
            yield from screen.walk_children(Widget)

    def get_default_screen(self) -> Screen[Any]:
        """Start on the study screen."""
        return StudyScreen(self._session)

    def refresh_css(self, animate: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002 - Textual's signature
        """Style for other colours what is on the screen; as long as nothing is, it will be styled for them anyway."""
        if self.screen_stack:
            self._restyle()
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    @work(group="colours", exclusive=True)
    async def _restyle(self) -> None:
        await restyle(self)

    def action_command_palette(self) -> None:
        """All commands, to be found by their names."""
        from mmltui.tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, then ASCII where that is asked for; a theme without true colours has its own way."""
        needed = [each for each in super().get_line_filters() if not isinstance(each, ANSIToTruecolor)]
        return [*needed, *self._line_filters]

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every action of the study screen, for the palette."""
        if isinstance(screen, StudyScreen):
            for command in COMMANDS:
                yield SystemCommand(command.title, command.key_names, self._runner(screen, command.action))

    def _runner(self, screen: StudyScreen, action: str) -> Callable[[], Awaitable[object]]:
        return lambda: self.run_action(action, default_namespace=screen)

    async def on_unmount(self) -> None:
        """End the grading process."""
        await self._session.close()
