"""One child process, seen from its parent."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import mmltui
from mmltui.worker.frames import HEADER_SIZE, FrameError, body_size, decode, encode

SLOWEST_START = 60.0
GRACE = 0.1
LARGEST_LOG = 1 << 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What the verb returned."""

    value: dict[str, object]


@dataclass(frozen=True, slots=True)
class TimedOut:
    """The child is dead: it took longer than `seconds`."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """The verb raised, and the child lives on, or the request could not be sent. A `MmltuiError` gives its text."""

    reason: str


@dataclass(frozen=True, slots=True)
class Died:
    """The child ended by itself or wrote what is no answer; it is gone."""

    reason: str


Outcome: TypeAlias = Answer | TimedOut | Failed | Died


class Child:
    """One process that answers one request at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        if process.stdin is None or process.stdout is None:
            raise ValueError("a child is started with pipes on both sides")
        self._process = process
        self._requests = process.stdin
        self._answers = process.stdout
        self._numbers = itertools.count(1)

    @classmethod
    async def start(cls, module: str, log: Path | None) -> Child | Died:
        """Start a process and wait until it has warmed up; its standard error goes to the file `log`, or nowhere."""
        spawning = asyncio.ensure_future(_spawn(module, log))
        try:
            child = cls(await asyncio.shield(spawning))
        except OSError as error:
            return Died(f"the grading process cannot be started: {error}")
        except asyncio.CancelledError:
            # asyncio waits for ever for a process whose start is cancelled before its pipes are connected.
            await cls(await spawning).end()
            raise
        try:
            async with asyncio.timeout(SLOWEST_START):
                await child._receive()
        except (TimeoutError, asyncio.IncompleteReadError, FrameError):
            await child.end()
            return Died("the grading process does not start" + (f" (see {log})" if log else ""))
        except BaseException:
            await child.end()
            raise
        return child

    async def ask(self, verb: str, payload: Mapping[str, object], limit: float) -> Outcome:
        """Have one request answered within `limit` seconds; after `TimedOut` and `Died` the child is of no more use.

        The child ends itself at the limit; one that fails to do even that is killed from here. Either way the pipe is
        read to its end, so that an answer given in time counts, however long this event loop was held up.
        """
        number = next(self._numbers)
        try:
            frame = encode({"number": number, "verb": verb, "limit": limit, "payload": payload})
        except FrameError as error:
            return Failed(str(error))
        loop = asyncio.get_running_loop()
        begin = loop.time()
        deadline = loop.call_later(limit + GRACE, self.kill)
        try:
            self._requests.write(frame)
            await self._requests.drain()
            message = await self._receive()
        except (OSError, asyncio.IncompleteReadError):
            late = loop.time() - begin >= limit
            return TimedOut(limit) if late else Died("the grading process ended before it had answered")
        except FrameError as error:
            return Died(f"the grading process wrote what is no answer: {error}")
        finally:
            deadline.cancel()
        match message:
            case {"number": answered, "value": dict(value)} if answered == number:
                return Answer(value)
            case {"number": answered, "error": str(reason)} if answered == number:
                return Failed(reason)
            case _:
                return Died("the grading process answered what it was not asked")

    async def _receive(self) -> dict[str, object]:
        header = await self._answers.readexactly(HEADER_SIZE)
        return decode(await self._answers.readexactly(body_size(header)))

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        """Whether the process is known to be gone."""
        return self._process.returncode is not None

    def kill(self) -> None:
        """End the process at once; `end` also waits for it to be gone."""
        self._requests.close()
        if self.has_ended:
            return
        with contextlib.suppress(ProcessLookupError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                # Popen.kill would first collect the exit status of a child that has just ended by itself; asyncio's
                # own watcher then misses it, and says so on the screen.
                os.kill(self._process.pid, signal.SIGKILL)

    async def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self.kill()
        await self._process.wait()


async def _spawn(module: str, log: Path | None) -> asyncio.subprocess.Process:
    """Start the interpreter this one is, in the folder that this package was imported from.

    A session of its own keeps the terminal's Ctrl-C and Ctrl-Z from the child; numpy's threads would only get in the
    way of the other processes, and cost memory.
    """
    errors = _open_log(log)
    try:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "mmltui.worker",
            module,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=Path(mmltui.__file__).parents[1],
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    finally:
        if errors >= 0:
            os.close(errors)


def _open_log(log: Path | None) -> int:
    """A file descriptor to append to; a log that has grown large starts again, one that cannot be written is none."""
    if log is None:
        return subprocess.DEVNULL
    try:
        full = log.exists() and log.stat().st_size > LARGEST_LOG
        return os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | (os.O_TRUNC if full else 0), 0o600)
    except OSError:
        return subprocess.DEVNULL
