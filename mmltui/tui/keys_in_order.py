"""Keys that come in one burst, as over a slow line: each is done with before the next is sent to who has the keys.

Textual sends all of them to who has the keys now. `/` and the word to look for would all be commands of the page.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import Final

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

_LONGEST: Final = 0.3  # seconds that a key is waited for, should a widget that has it go


class KeysInOrder(App[None]):
    """Follows each key: from the widget that has the keys through all it stands in to the app, which runs commands."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Event] = deque()
        self._key = 0  # the number of the one under way
        self._is_under_way = False

    async def on_event(self, event: events.Event) -> None:
        """Send on what is typed or pasted once what came before it has been done."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._is_under_way:
            self._waiting.append(event)
        else:
            await self._send(event)

    async def _send(self, event: events.Event) -> None:
        self._is_under_way = True
        self._key += 1
        first: MessagePump = self.focused or (self.screen if self._screen_stack else self)
        await super().on_event(event)
        self._follow(first, self._key)
        self.set_timer(_LONGEST, partial(self._done, self._key))

    def _follow(self, node: MessagePump, key: int) -> None:
        """Behind the key, through what waits for this node, and on to what it stands in."""
        if node is self:
            self.call_later(self.call_later, self._done, key)  # the command may leave something to do soon
        else:
            node.call_later(self._follow, node._parent or self, key)  # noqa: SLF001 - as Textual's events go

    async def _done(self, key: int) -> None:
        if key == self._key and self._is_under_way:
            self._is_under_way = False
            if self._waiting:
                await self._send(self._waiting.popleft())
