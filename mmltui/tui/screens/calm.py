"""What every screen here has: it holds the keys half as long, paints nothing that is half gone, and is left once."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete
from textual.geometry import Region, Size
from textual.screen import Screen

from mmltui.tui.bands import band
from mmltui.tui.lull import in_a_lull

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
    _is_in_parts = False  # the paint that is under way, in bands
    _is_resized = False  # a moment ago
    _is_all_new = False  # what is to be painted: nothing of it has moved, so it may come in bands
    _next_row = 0  # where the next band begins
    _places: CompositorMap | None = None  # as of the last layout

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave the screen, unless it was left already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:  # noqa: FBT001, FBT002 - theirs
        is_anew = not scroll or bool(self._layout_widgets)  # or else what there is moves
        if is_anew and self._places is not None:
            self._compositor._full_map = self._places  # noqa: SLF001 - who is not in it is new
        self._is_laying_out = True
        self._is_all_new = is_anew
        try:
            super()._refresh_layout(size, scroll)
        finally:
            self._is_laying_out = False
            if is_anew:
                self._places = self._compositor._full_map  # noqa: SLF001

    def _screen_resized(self, size: Size) -> None:  # noqa: ARG002 - theirs
        """Take the size of now: a layout tells the screen of its own, and two of them would take turns for ever."""
        self._is_resized = True
        super()._screen_resized(self.app.size)

    def _on_timer_update(self) -> None:
        """Another size makes most widgets ask for a second layout: it waits for keys and for a paint in bands."""
        if not (self._is_resized or self._is_in_parts):
            super()._on_timer_update()
        self._is_resized = False

    def _compositor_refresh(self) -> None:
        if self._is_paint_due:
            return
        if self._is_laying_out or self._is_something_going():
            self._is_paint_due = True
            in_a_lull(partial(self.call_next, self._paint))
        else:
            super()._compositor_refresh()

    def _paint(self) -> None:
        self._is_in_parts = False
        if self._is_something_going():
            self.set_timer(_SOON, self._paint)
            return
        # Who is to be painted since the layout would be forgotten below; who is not on show would mean another layout.
        self._compositor.update_widgets(self._dirty_widgets.intersection(self._compositor.visible_widgets))
        dirty: set[Region] = self._compositor._dirty_regions  # noqa: SLF001
        later: Collection[Region] = ()
        if self._is_all_new and self is self.app.screen:
            part = band(self._compositor.size, dirty, self._next_row)
            if later := part.later:
                dirty.clear()
                dirty.update(part.now)
            self._next_row = part.end
        super()._compositor_refresh()
        dirty.update(later)
        self._is_paint_due = self._is_in_parts = bool(later)
        in_a_lull(partial(self.call_next, self._paint if later else self._invoke_and_clear_callbacks))

    def _is_something_going(self) -> bool:
        """Whether a widget that would be painted is being removed, here or on a screen that shows from below."""
        on_show = (self, *self.app._background_screens)  # noqa: SLF001 - nothing public tells
        return any(widget._pruning for screen in on_show for widget in screen._compositor.visible_widgets)  # noqa: SLF001

    async def _invoke_and_clear_callbacks(self) -> None:
        """What was to be called after the paint is."""
        if not self._is_paint_due:
            await super()._invoke_and_clear_callbacks()
