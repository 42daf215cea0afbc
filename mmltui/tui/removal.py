"""Taking widgets off the screen, from workers that may be cancelled meanwhile, and out of memory."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

from textual.css.query import DOMQuery
from textual.widget import Widget

from mmltui.tui import garbage

_GAP = 0.01  # seconds in which keys are read


async def remove(widgets: Widget | DOMQuery[Widget]) -> None:
    """Wait until they are gone; they go even if whoever waits is cancelled.

    Textual's own `await widgets.remove()` waits on the widgets' tasks together, and cancels them when it is cancelled
    itself: one key pressed twice would end the app.
    """
    going = [widgets] if isinstance(widgets, Widget) else list(widgets)
    for widget in going:
        garbage.let_go([*widget.walk_children(Widget), widget])
    await asyncio.shield(_done(widgets.remove()))


async def free() -> None:
    """Free what was removed, some at a time."""
    while garbage.look_at_all():  # noqa: ASYNC110 - keys are read between two looks
        await asyncio.sleep(_GAP)


async def _done(removal: Awaitable[None]) -> None:
    await removal
