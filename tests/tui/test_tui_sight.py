"""What one does stays in sight: the verdict that was asked for, the box that is typed into."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Course, settle, until, until_filled
from textual.pilot import Pilot
from textual.widgets import Static

from mmltui.tui.page import PageView
from mmltui.tui.plot import PlotView
from mmltui.tui.verdict import VerdictPanel

LESSONS = Path(__file__).resolve().parents[2] / "lessons"


async def to_the_last_line(pilot: Pilot[None]) -> PageView:
    """To a question that is longer than the screen."""
    for key in "nn":
        await pilot.press(key)
        await until_filled(pilot)
    await pilot.press("a")
    await settle(pilot)
    return pilot.app.screen.query(PageView).first()


@pytest.mark.parametrize("size", [(100, 30), (60, 20)])
def test_every_verdict_comes_into_sight(course: Course, size: tuple[int, int]) -> None:
    async def script(pilot):
        page = await to_the_last_line(pilot)
        for number in range(31, 37):
            await pilot.press("ctrl+u", *f"10x+{number}h", "pageup", "enter")
            await settle(pilot)
            head = page.query(VerdictPanel).last().query(".verdict--head").first(Static)
            await until(pilot, lambda head=head: page.scrollable_content_region.contains_region(head.region))

    course.run(script, lessons=LESSONS, size=size)


def test_the_box_one_types_into_stays_in_sight_in_every_size(course: Course) -> None:
    async def script(pilot):
        page = await to_the_last_line(pilot)
        await pilot.press(*"10x+2h")
        for size in [(200, 60), (100, 30), (60, 20), (100, 30), (60, 20), (200, 60)]:
            await pilot.resize_terminal(*size)
            await pilot.pause(0.6)
            assert page.scrollable_content_region.contains_region(pilot.app.focused.region), size

    course.run(script, lessons=LESSONS)


def test_escape_gives_the_keys_back_from_a_plot(course: Course) -> None:
    async def script(pilot):
        for _ in range(40):
            await pilot.press("tab")
            if isinstance(pilot.app.focused, PlotView):
                break
        await pilot.press("escape")
        assert isinstance(pilot.app.focused, PageView)

    course.run(script, lessons=LESSONS, section="1.1")
