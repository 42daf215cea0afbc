"""How long a page turn takes until its top is painted, and how long the event loop is ever held, page by page.

python tests/bench/bench_page_turn.py [SECTION]

Every page is read for some seconds, so that garbage is looked for. Those holds, which no key falls into, are
told apart.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import tempfile
import time
from pathlib import Path

from textual.widgets import Markdown

from mmltui.course.lessons import find_lessons
from mmltui.tui import garbage
from mmltui.tui.app import StudyApp
from mmltui.tui.parts import LazyParts
from mmltui.tui.session import Session
from mmltui.tui.sitting import Sitting

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
TICK = 0.002
READING = 4.0  # seconds on a page


def sweeps() -> int:
    """How often all objects have been looked through."""
    return int(gc.get_stats()[-1]["collections"])


async def watch_holds(holds: list[float], swept: list[float]) -> None:
    """Note how long the loop worked between two short sleeps: that long nothing else could run.

    It is processor time of this thread, so that other programs on the machine do not count.
    """
    while True:
        start, before = time.thread_time(), sweeps()
        await asyncio.sleep(TICK)
        (holds if sweeps() == before else swept).append(time.thread_time() - start)


def told(holds: list[float]) -> str:
    return ", ".join(f"{hold * 1000:.0f}" for hold in sorted(holds)[-5:])


def is_painted(app: StudyApp, before: int) -> bool:
    """Whether another page than that of the id `before` is on the screen: Textual lays out and paints in one go."""
    page = app.screen._page
    return id(page) != before and any(text.size for text in page.query(Markdown))


async def main(section: str) -> None:
    with tempfile.TemporaryDirectory() as data:
        session = Session(find_lessons(LESSONS), Sitting(Path(data)), LazyParts(), section=section, charset="plain")
        app = StudyApp(session)
        async with app.run_test(size=(100, 30)) as pilot:
            while not app.screen._page.is_complete:
                await pilot.pause(0.05)
            await pilot.pause(3)
            holds: list[float] = []
            swept: list[float] = []
            watch = asyncio.create_task(watch_holds(holds, swept))
            turns = []
            for _ in range(session.page_count(section) - 1):
                before = id(app.screen._page)
                start = time.perf_counter()
                app.simulate_key("n")
                while not is_painted(app, before):  # noqa: ASYNC110 - watched from outside
                    await asyncio.sleep(0.001)
                turns.append(time.perf_counter() - start)
                await pilot.pause(READING)
            watch.cancel()
    print(f"{len(turns)} turns: median {statistics.median(turns) * 1000:.0f} ms, longest {max(turns) * 1000:.0f} ms")
    print(f"longest holds of the event loop, ms: {told(holds)}; while garbage was looked for: {told(swept)}")


if __name__ == "__main__":
    garbage.pause()
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else "1.2"))
