"""Judge many lines on many cores: what `mmltui grade` runs."""

from __future__ import annotations

import asyncio
import io
import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping

from mmltui.errors import MmltuiError
from mmltui.grading.verdicts import BadExercise
from mmltui.worker.crew import Crew
from mmltui.worker.judging import LIMIT, VERBS_MODULE, judge, told

AHEAD = 8
CHUNK = 1 << 16

Line = str | bytes
Resolve = Callable[[str, object], Mapping[str, object]]


def grade_lines(
    lines: Iterable[Line],
    *,
    jobs: int,
    resolve: Resolve,
    limit: float = LIMIT,
    module: str = VERBS_MODULE,
) -> Iterator[dict[str, object]]:
    """One output object of `mmltui grade` for each line, in input order, each as soon as it is there.

    A line is answered even if no further line comes, and however many lines come, only `AHEAD` for each job are read
    beyond the one last answered. `resolve` gives the table of an exercise that a line names, with its `seed` or None,
    or raises `MmltuiError` saying what is wrong with them. Runs an event loop of its own, so it cannot be called
    inside one.
    """
    with asyncio.Runner() as runner:
        loop = runner.get_loop()  # Runner.run itself sets up signals anew each time, which takes longer than a line
        crew = Crew(module=module, size=jobs, spares=0)
        batch = _Batch(crew, resolve, limit, loop, threading.Semaphore(jobs * AHEAD))
        threading.Thread(target=batch.read, args=(_without_lock(lines),), daemon=True).start()
        try:
            while (answer := loop.run_until_complete(batch.next())) is not None:
                yield answer
        finally:
            loop.run_until_complete(crew.close())


class _Batch:
    """The lines read and not yet answered, in their order."""

    def __init__(
        self, crew: Crew, resolve: Resolve, limit: float, loop: asyncio.AbstractEventLoop, room: threading.Semaphore
    ) -> None:
        self._crew = crew
        self._resolve = resolve
        self._limit = limit
        self._loop = loop
        self._room = room
        self._answers: asyncio.Queue[asyncio.Future[dict[str, object]] | None] = asyncio.Queue()

    def read(self, lines: Iterable[Line]) -> None:
        """Run in a thread, for only that lets a line be answered while the next is waited for."""
        try:
            for line in lines:
                self._room.acquire()
                self._loop.call_soon_threadsafe(self._accept, line)
            self._loop.call_soon_threadsafe(self._answers.put_nowait, None)
        except RuntimeError:
            return  # the loop is closed: nobody wants the answers any more
        except (OSError, ValueError) as error:
            self._loop.call_soon_threadsafe(self._refuse, error)

    async def next(self) -> dict[str, object] | None:
        """Give the answer to the next line, None after the last; raises what the lines themselves raised."""
        answer = await self._answers.get()
        if answer is None:
            return None
        self._room.release()
        return await answer

    def _accept(self, line: Line) -> None:
        self._answers.put_nowait(self._loop.create_task(self._answer(line)))

    def _refuse(self, error: Exception) -> None:
        failure: asyncio.Future[dict[str, object]] = self._loop.create_future()
        failure.set_exception(error)
        self._answers.put_nowait(failure)

    async def _answer(self, line: Line) -> dict[str, object]:
        request = _parse(line)
        if request is None:
            return {"id": None, **told(BadExercise("this line is no JSON object"))}
        identity = {"id": request.get("id")}
        if "exercise" not in request or "submission" not in request:
            missing = "exercise" if "exercise" not in request else "submission"
            return identity | told(BadExercise(f"the line has no '{missing}'", missing))
        exercise = request["exercise"]
        if isinstance(exercise, str):
            try:
                exercise = self._resolve(exercise, request.get("seed"))
            except MmltuiError as error:
                return identity | told(BadExercise(str(error), "exercise"))
        return identity | await judge(self._crew, exercise, request["submission"], self._limit)


def _parse(line: Line) -> dict[str, object] | None:
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff")
        request = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return None
    return request if isinstance(request, dict) else None


def _refuse_constant(word: str) -> float:
    raise ValueError(f"{word} is no JSON")


def _without_lock(lines: Iterable[Line]) -> Iterable[Line]:
    """Read a binary file past its buffer, whose lock would keep the file from being closed while a line is awaited."""
    if not isinstance(lines, io.BufferedReader) or not isinstance(lines.raw, io.FileIO):
        return lines
    return _split(lines.raw)


def _split(source: io.FileIO) -> Iterator[bytes]:
    pieces: list[bytes] = []
    while chunk := source.read(CHUNK):
        first, *others = chunk.split(b"\n")
        pieces.append(first)
        if others:
            yield b"".join(pieces)
            yield from others[:-1]
            pieces = [others[-1]]
    if last := b"".join(pieces):
        yield last
