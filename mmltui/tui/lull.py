"""Between two things that take long the loop gets time to read keys: one takes it several turns of the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

_GAP = 0.004  # seconds
_TRIES = 3


def in_a_lull(callback: Callable[[], object], tries: int = _TRIES) -> None:
    """Call this when the loop has been idle for a moment, or in a few such moments if it never is."""
    loop = asyncio.get_running_loop()
    due = loop.time() + _GAP

    def call() -> None:
        if tries and loop.time() > due + _GAP:
            in_a_lull(callback, tries - 1)
        else:
            callback()

    loop.call_at(due, call)


async def lull() -> None:
    """Wait for such a moment."""
    moment = asyncio.Event()
    in_a_lull(moment.set)
    await moment.wait()
