"""Several children kept warm: some to work, some to step in at once when one of those falls."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from mmltui.worker.child import Answer, Child, Died, Failed, Outcome, TimedOut

TRIES = 2
CLOSED = Died("the grading process has been ended")


class Crew:
    """`size` children answer at the same time; `spares` more stand by, warm.

    A child that dies over a request gets it asked again, once, of another: it may have been dead before.
    """

    def __init__(self, *, module: str, size: int, spares: int, log: Path | None = None) -> None:
        self._module = module
        self._size = size
        self._spares = spares
        self._log = log
        self._turns = asyncio.Semaphore(size)
        self._idle: asyncio.LifoQueue[Child | Died] = asyncio.LifoQueue()
        self._staff: set[Child] = set()
        self._warming: set[asyncio.Task[Child | Died]] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._closed = False

    def start(self) -> None:
        """Begin to warm children; the spares follow when the first is ready, so that they do not hold it up."""
        self._recruit(self._size)

    async def call(self, verb: str, payload: Mapping[str, object], *, limit: float) -> Outcome:
        """Ask whichever child is free. Never raises for what a child does; requests wait for their turn in order."""
        async with self._turns:
            for _ in range(TRIES):
                outcome = await self._ask_one(verb, payload, limit)
                if not isinstance(outcome, Died):
                    break
            return outcome

    async def close(self) -> None:
        """End all children; afterwards none is left, and whoever still waits for an answer is told so."""
        self._closed = True
        warming = tuple(self._warming)
        for task in warming:
            task.cancel()
        await asyncio.gather(*warming, return_exceptions=True)
        staff = tuple(self._staff)
        self._staff.clear()
        await asyncio.gather(*self._ending, *(child.end() for child in staff))
        for _ in range(self._size):
            self._idle.put_nowait(CLOSED)

    async def _ask_one(self, verb: str, payload: Mapping[str, object], limit: float) -> Outcome:
        if self._closed:
            return CLOSED
        self._recruit(self._size + self._spares if self._staff else self._size)
        child = await self._idle.get()
        while isinstance(child, Child) and child.has_ended:
            self._dismiss(child)
            child = await self._idle.get()
        if isinstance(child, Died):
            return child
        outcome: Outcome | None = None
        try:
            outcome = await child.ask(verb, payload, limit)
        finally:
            match outcome:
                case Answer() | Failed():
                    self._idle.put_nowait(child)
                case TimedOut() | Died() | None:
                    # None: the caller has gone away, and the child is still busy with a question nobody asks.
                    self._dismiss(child)
        return outcome

    def _dismiss(self, child: Child) -> None:
        self._staff.discard(child)
        ending = asyncio.create_task(child.end())
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)
        self._recruit(self._size + self._spares)

    def _recruit(self, wanted: int) -> None:
        if self._closed:
            return
        for _ in range(wanted - len(self._staff) - len(self._warming)):
            task = asyncio.create_task(Child.start(self._module, self._log))
            self._warming.add(task)
            task.add_done_callback(self._welcome)

    def _welcome(self, task: asyncio.Task[Child | Died]) -> None:
        self._warming.discard(task)
        if task.cancelled():
            return
        recruit = task.result()
        if isinstance(recruit, Child):
            self._staff.add(recruit)
            self._recruit(self._size + self._spares)
        elif self._staff:
            return  # those that work will do; the next call tries again to fill the place
        self._idle.put_nowait(recruit)
