"""How long a page turn takes until its top is painted, and how long the event loop is ever held, page by page.

python tests/bench/bench_page_turn.py [SECTION]
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from mmltui.course.lessons import find_lessons
from mmltui.tui.app import StudyApp
from mmltui.tui.parts import LazyParts
from mmltui.tui.session import Session
from mmltui.tui.sitting import Sitting

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
TICK = 0.002


async def longest_hold(holds: list[float]) -> None:
    """Note how long the loop worked between two short sleeps: that long nothing else could run.

    It is processor time of this thread, so that other programs on the machine do not count.
    """
    while True:
        start = time.thread_time()
        await asyncio.sleep(TICK)
        holds.append(time.thread_time() - start)


async def main(section: str) -> None:
    with tempfile.TemporaryDirectory() as data:
        session = Session(find_lessons(LESSONS), Sitting(Path(data)), LazyParts(), section=section, charset="plain")
        app = StudyApp(session)
        async with app.run_test(size=(100, 30)) as pilot:
            while not app.screen._page.is_complete:
                await pilot.pause(0.05)
            await pilot.pause(3)
            holds: list[float] = []
            watch = asyncio.create_task(longest_hold(holds))
            turns = []
            for _ in range(session.page_count(section) - 1):
                before = app.screen._page
                start = time.perf_counter()
                app.simulate_key("n")
                while (view := app.screen._page) is before or not view.is_filled:  # noqa: ASYNC110 - watched from outside
                    await asyncio.sleep(0.001)
                turns.append(time.perf_counter() - start)
                await pilot.pause(0.5)
            watch.cancel()
    worst = sorted(holds)[-5:]
    print(f"{len(turns)} turns: median {statistics.median(turns) * 1000:.0f} ms, longest {max(turns) * 1000:.0f} ms")
    print("longest holds of the event loop, ms:", ", ".join(f"{hold * 1000:.0f}" for hold in worst))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else "1.2"))
