"""How long a page turn takes until its top is painted, and how long the event loop is held on each page.

    python tests/bench/bench_page_turn.py [SECTION]

Beside it a bare Textual app that shows the prose of the same pages, each as one Markdown widget: no questions, no
plots, no contents. Every page is read for some seconds, so that garbage is looked for; those holds are told apart as
well. A section is walked through several times, and each page counts with the median of its walks: the same work takes
up to three times as long now and then on a shared machine. What was seen in any walk is told too.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from mmltui.course.content import Prose
from mmltui.course.lessons import find_lesson, find_lessons, load_lesson
from mmltui.tui import garbage
from mmltui.tui.app import StudyApp
from mmltui.tui.parts import LazyParts
from mmltui.tui.session import Session
from mmltui.tui.sitting import Sitting

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
SIZE = (100, 30)
WALKS = 3
TICK = 0.002
LIMIT = 0.05  # seconds
READING = 4.0  # seconds on a page
GLANCE = 1.0  # seconds on a page of the bare app, which looks for garbage when it likes


class Holds:
    """The longest time that the loop worked between two short sleeps, during which nothing else could run.

    It is processor time of this thread, so that other programs on the machine do not count.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self.swept = 0.0

    async def watch(self) -> None:
        """Go on until cancelled."""
        while True:
            start, before = time.thread_time(), sweeps()
            await asyncio.sleep(TICK)
            held = time.thread_time() - start
            if sweeps() == before:
                self.longest = max(self.longest, held)
            else:
                self.swept = max(self.swept, held)


def sweeps() -> int:
    """How often all objects have been looked through."""
    return int(gc.get_stats()[-1]["collections"])


def is_painted(app: StudyApp, before: int) -> bool:
    """Whether another page than that of the id `before` is laid out: the paint follows at once."""
    page = app.screen._page
    return id(page) != before and any(text.size for text in page.query(Markdown))


async def study(section: str) -> tuple[list[float], list[Holds]]:
    """The times of the turns, and the holds of each page."""
    turns: list[float] = []
    pages: list[Holds] = []
    with tempfile.TemporaryDirectory() as data:
        session = Session(find_lessons(LESSONS), Sitting(Path(data)), LazyParts(), section=section, charset="plain")
        app = StudyApp(session)
        async with app.run_test(size=SIZE) as pilot:
            while not app.screen._page.is_complete:
                await pilot.pause(0.05)
            await pilot.pause(3)
            for _ in range(session.page_count(section) - 1):
                pages.append(Holds())
                watch = asyncio.create_task(pages[-1].watch())
                before = id(app.screen._page)
                start = time.perf_counter()
                app.simulate_key("n")
                while not is_painted(app, before):  # noqa: ASYNC110 - watched from outside
                    await asyncio.sleep(0.001)
                turns.append(time.perf_counter() - start)
                await pilot.pause(READING)
                watch.cancel()
    return turns, pages


class Bare(App[None]):
    """A scroll and nothing in it."""

    def compose(self) -> ComposeResult:
        yield VerticalScroll()


async def bare(section: str) -> list[Holds]:
    """The holds of each page."""
    lesson = load_lesson(find_lesson(section, LESSONS).path)
    texts = ["\n\n".join(block.markdown for block in page.blocks if isinstance(block, Prose)) for page in lesson.pages]
    app = Bare()
    pages: list[Holds] = []
    async with app.run_test(size=SIZE) as pilot:
        for text in texts[1:]:
            pages.append(Holds())
            watch = asyncio.create_task(pages[-1].watch())
            scroll = app.query_one(VerticalScroll)
            await scroll.remove_children()
            await scroll.mount(Markdown(text))
            await pilot.pause(GLANCE)
            watch.cancel()
    return pages


def told(times: Sequence[float]) -> str:
    """Median and the three longest."""
    longest = ", ".join(f"{each * 1000:.0f}" for each in sorted(times)[-3:])
    return f"median {statistics.median(times) * 1000:.0f} ms, longest {longest} ms"


def held(walks: Sequence[Sequence[float]]) -> str:
    """What each page held the loop for, as a rule and at worst."""
    rule = [statistics.median(page) for page in zip(*walks, strict=True)]
    worst = [max(page) for page in zip(*walks, strict=True)]
    over = [sum(hold > LIMIT for hold in holds) for holds in (rule, worst)]
    return (
        f"{told(rule)}; over 50 ms: {over[0]} of {len(rule)} pages ({over[1]} in any walk, {max(worst) * 1000:.0f} ms)"
    )


async def main(section: str) -> None:
    gc.enable()
    bare_walks = [[page.longest for page in await bare(section)] for _ in range(WALKS)]
    garbage.pause()
    walks = [await study(section) for _ in range(WALKS)]
    turns = [statistics.median(page) for page in zip(*(walk[0] for walk in walks), strict=True)]
    holds = [[max(page.longest, page.swept) for page in walk[1]] for walk in walks]
    print(f"{len(turns)} turns to the top of the page: {told(turns)}")
    print(f"longest hold of the loop on a page: {held(holds)}")
    print(f"  but for looking for garbage: {held([[page.longest for page in walk[1]] for walk in walks])}")
    print(f"  while garbage was looked for: {held([[page.swept for page in walk[1]] for walk in walks])}")
    print(f"the bare app with the prose alone: {held(bare_walks)}")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else "1.2"))
