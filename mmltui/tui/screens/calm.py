"""A screen that holds the keys half as long, and paints nothing that is half gone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.geometry import Size
from textual.screen import Screen

_SOON = 1 / 60  # seconds


class CalmScreen(Screen[None]):
    """Lays out, looks for keys, and paints; Textual lays out and paints in one go.

    While widgets on show are being removed it waits with the paint: some of them have lost their styles already, and
    the layout without them is still to come.

    Without these methods, should Textual rename what they stand for, all is as Textual does it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_laying_out = False
        self._is_paint_due = False

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:  # noqa: FBT001, FBT002 - theirs
        self._is_laying_out = True
        try:
            super()._refresh_layout(size, scroll)
        finally:
            self._is_laying_out = False

    def _compositor_refresh(self) -> None:
        if self._is_paint_due:
            return
        if self._is_laying_out or self._is_something_going():
            self._is_paint_due = True
            self._after_keys(self._paint)
        else:
            super()._compositor_refresh()

    def _paint(self) -> None:
        if self._is_something_going():
            self.set_timer(_SOON, self._paint)
            return
        self._is_paint_due = False
        super()._compositor_refresh()
        self._after_keys(self._invoke_and_clear_callbacks)

    def _is_something_going(self) -> bool:
        return any(widget._pruning for widget in self._compositor.visible_widgets)  # noqa: SLF001 - nothing public tells

    async def _invoke_and_clear_callbacks(self) -> None:
        """What was to be called after the paint is."""
        if not self._is_paint_due:
            await super()._invoke_and_clear_callbacks()

    def _after_keys(self, callback: Callable[[], object]) -> None:
        """What waits for the loop, such as a key, comes after what was called soon, and before what that calls."""
        asyncio.get_running_loop().call_soon(self.call_next, callback)
