"""How long the event loop is held by what a learner does beside turning pages.

    python tests/bench/bench_actions.py

Each action is done in several sittings, and counts with the median of its longest holds; the first sitting, which
imports what was not needed before, is told beside it.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import chdir
from pathlib import Path

from bench_page_turn import LESSONS, LIMIT, SIZE, Holds
from textual.pilot import Pilot

from mmltui.course.lessons import find_lessons
from mmltui.tui import garbage
from mmltui.tui.app import StudyApp
from mmltui.tui.parts import LazyParts
from mmltui.tui.session import Session
from mmltui.tui.sitting import Sitting

SITTINGS = 5
BETWEEN_KEYS = 0.15  # seconds
SECTION = "1.2"
ANSWER = "(2/2 - 3)^2 + x"
Action = Callable[[Pilot[None]], Awaitable[object]]


def keys(*names: str, then: float = 1.0) -> Action:
    """Press them as someone types, and look at the screen for a while."""

    async def press(pilot: Pilot[None]) -> None:
        for name in names:
            pilot.app.simulate_key(name)
            await asyncio.sleep(BETWEEN_KEYS)
        await asyncio.sleep(then)

    return press


def typed(text: str) -> tuple[str, ...]:
    """The keys for a text."""
    return tuple("space" if letter == " " else letter for letter in text)


def size(width: int, height: int) -> Action:
    """Another size of the terminal."""

    async def resize(pilot: Pilot[None]) -> None:
        await pilot.resize_terminal(width, height)
        await asyncio.sleep(1.0)

    return resize


async def to_the_plot(pilot: Pilot[None]) -> None:
    """Give the keys to the plot."""
    from mmltui.tui.plot import PlotView

    pilot.app.screen.query_one(PlotView).focus()
    await asyncio.sleep(1.0)


ACTIONS: tuple[tuple[str, Action], ...] = (
    ("go to the plot", to_the_plot),
    ("turn the plot", keys("right", "right", "shift+right", "left", "0")),
    ("move the plot", keys("a", then=3.0)),
    ("go to the question", keys("escape", "enter")),
    ("type an answer", keys(*typed(ANSWER))),
    ("its verdict", keys("enter", then=2.5)),
    ("a hint", keys("f2")),
    ("the solution", keys("f3", then=2.0)),
    ("leave the question", keys("escape")),
    ("help", keys("question_mark")),
    ("leave help", keys("escape")),
    ("progress", keys("g")),
    ("leave progress", keys("escape")),
    ("find a page", keys("slash", *typed("curve"))),
    ("leave the contents", keys("escape", "escape")),
    ("palette", keys("ctrl+p", *typed("work"))),
    ("leave the palette", keys("escape", "escape")),
    ("workbench", keys("w")),
    ("type an expression", keys(*typed("x^2 sin x"))),
    ("work it out", keys("enter", then=3.0)),
    ("leave the workbench", keys("escape", "escape")),
    ("practice", keys("p", then=2.5)),
    ("type an answer there", keys(*typed("2x"))),
    ("its verdict there", keys("enter", then=2.5)),
    ("leave practice", keys("escape", "escape", then=2.0)),
    ("other colours", keys("t", "down", "enter")),
    ("a small terminal", size(60, 20)),
    ("a large terminal", size(200, 60)),
    ("the first size again", size(*SIZE)),
    ("another section", keys("slash", *typed("bowls"), "enter", then=3.0)),
)


async def sit() -> dict[str, float]:
    """The longest hold of each action."""
    held: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as data, chdir(data):  # an `e` that comes to the progress screen exports there
        session = Session(find_lessons(LESSONS), Sitting(Path(data)), LazyParts(), section=SECTION, charset="plain")
        app = StudyApp(session)
        async with app.run_test(size=SIZE) as pilot:
            while not app.screen._page.is_complete:  # `query_one` would keep the page for ever
                await pilot.pause(0.05)
            await pilot.pause(3)
            for name, action in ACTIONS:
                holds = Holds()
                watch = asyncio.create_task(holds.watch())
                await action(pilot)
                watch.cancel()
                held[name] = max(holds.longest, holds.swept)
    return held


async def main() -> None:
    garbage.pause()
    sittings = [await sit() for _ in range(SITTINGS)]
    over = 0
    for name, _ in ACTIONS:
        rule = statistics.median(sitting[name] for sitting in sittings)
        worst = max(sitting[name] for sitting in sittings)
        over += rule > LIMIT
        told = [f"{seconds * 1000:4.0f} ms" for seconds in (rule, sittings[0][name], worst)]
        print("{:22} {}, the first time {}, at worst {}".format(name, *told))
    print(f"over {LIMIT * 1000:.0f} ms: {over} of {len(ACTIONS)} actions")


if __name__ == "__main__":
    asyncio.run(main())
