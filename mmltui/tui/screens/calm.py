"""What every screen here has: it holds the keys half as long, paints nothing that is half gone, and is left once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete
from textual.geometry import Size
from textual.screen import Screen

if TYPE_CHECKING:
    from textual._compositor import CompositorMap

    _Base = Screen[Any]
else:
    _Base = object  # Textual takes styles from the first base that is a screen: this must not be one

_SOON = 1 / 60  # seconds


class Calm(_Base):
    """To be named before the kind of Screen. Lays out, looks for keys, and paints; Textual lays out and paints in one.

    While widgets on show are being removed it waits with the paint: some of them have lost their styles already, and
    the layout without them is still to come. A widget whose place was looked up before its first layout is told its
    size all the same: Textual would take it for one that was there before, and a plot would stay blank. Of two keys in
    one burst that leave it, the second finds it gone, where Textual would close what lies below it.

    Without these methods, should Textual rename what they stand for, all is as Textual does it.
    """

    _is_laying_out = False
    _is_paint_due = False
    _places: CompositorMap | None = None  # as of the last layout

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave the screen, unless it was left already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:  # noqa: FBT001, FBT002 - theirs
        is_anew = not scroll or bool(self._layout_widgets)  # or else what there is moves
        if is_anew and self._places is not None:
            self._compositor._full_map = self._places  # noqa: SLF001 - who is not in it is new
        self._is_laying_out = True
        try:
            super()._refresh_layout(size, scroll)
        finally:
            self._is_laying_out = False
            if is_anew:
                self._places = self._compositor._full_map  # noqa: SLF001

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
        """Whether a widget that would be painted is being removed, here or on a screen that shows from below."""
        on_show = (self, *self.app._background_screens)  # noqa: SLF001 - nothing public tells
        return any(widget._pruning for screen in on_show for widget in screen._compositor.visible_widgets)  # noqa: SLF001

    async def _invoke_and_clear_callbacks(self) -> None:
        """What was to be called after the paint is."""
        if not self._is_paint_due:
            await super()._invoke_and_clear_callbacks()

    def _after_keys(self, callback: Callable[[], object]) -> None:
        """What waits for the loop, such as a key, comes after what was called soon, and before what that calls."""
        asyncio.get_running_loop().call_soon(self.call_next, callback)
