"""Keys in haste: pressed again while what the last one began is still under way, and the app left in the midst."""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import nullcontext

import pytest
from conftest import Course, screen_text, settle, until
from textual.css.query import NoMatches
from textual.widget import Widget
from textual.worker import WorkerFailed

from mmltui.tui.exercise import ExerciseView
from mmltui.tui.page import PageView
from mmltui.tui.screens.palette import Palette
from mmltui.tui.screens.study import StudyScreen

HASTY = (
    "n n b h s x a a d u t c r g w p slash 2 plus enter enter enter escape escape f1 f2 f6 f8 tab tab left right up"
    " down space backspace home end pagedown ctrl+u ctrl+p"
)


async def until_going(widget: Widget) -> None:
    for _ in range(100_000):
        if widget._pruning:
            break
        await asyncio.sleep(0)


def test_a_question_passed_over_at_once_makes_room_for_one(course: Course) -> None:
    async def script(pilot):
        await pilot.press("h", "p")
        await settle(pilot)
        for _ in range(5):
            old = pilot.app.screen.query_one(ExerciseView)
            pilot.app.screen.action_next_question()
            await until_going(old)
            pilot.app.screen.action_next_question()
            await settle(pilot)
            assert len(pilot.app.screen.query(ExerciseView)) == 1
            assert pilot.app.focused is pilot.app.screen.query_one(ExerciseView).answer

    course.run(script)


def test_practice_left_while_a_question_goes_leads_back_to_the_page(course: Course) -> None:
    async def script(pilot):
        await pilot.press("h", "p")
        await settle(pilot)
        old = pilot.app.screen.query_one(ExerciseView)
        pilot.app.screen.action_next_question()
        await until_going(old)
        pilot.app.screen.dismiss()
        await settle(pilot)
        assert "A product of two functions" in screen_text(pilot)

    course.run(script)


def test_an_expression_sent_while_a_result_goes_is_worked_out(course: Course) -> None:
    async def script(pilot):
        await pilot.press("w")
        await settle(pilot)
        pilot.app.screen._work_out("x^3")
        await until(pilot, lambda: "3x²" in screen_text(pilot))
        old = pilot.app.screen.query(".workbench--result").first()
        pilot.app.screen._work_out("x^4")
        await until_going(old)
        pilot.app.screen._work_out("x^5")
        await until(pilot, lambda: "5x⁴" in screen_text(pilot))
        assert "3x²" not in screen_text(pilot)

    course.run(script, size=(100, 60))


def test_a_section_that_is_opened_while_practice_is_left_is_opened(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def script(pilot):
        session = pilot.app.screen.session
        works_of = session._works_of
        monkeypatch.setattr(session, "_works_of", lambda lesson: (time.sleep(0.2), works_of(lesson))[1])
        leaving = asyncio.create_task(session.end_practice())
        await session.load("1.1")
        await leaving
        assert session.is_loaded("1.1")

    course.run(script)


@pytest.mark.parametrize("seed", range(18))
def test_whatever_is_pressed_without_waiting_the_page_comes_back(course: Course, seed: int) -> None:
    source = random.Random(seed)

    async def press(pilot, count):
        for key in source.choices(HASTY.split(), k=count):
            pilot.app.simulate_key(key)
            await asyncio.sleep(source.choice([0, 0, 0.001, 0.005, 0.02, 0.1]))

    async def script(pilot):
        await press(pilot, 50)
        if seed % 3 == 0:  # quit in the midst of it
            pilot.app.exit()
            await press(pilot, 5)
            return
        for _ in range(8):
            await settle(pilot)
            if isinstance(pilot.app.screen, StudyScreen):
                break
            await pilot.press("escape")
        assert len(pilot.app.screen.query(PageView)) == 1

    course.run(script)


@pytest.mark.parametrize("opened_by", ["w", "p", "g", "question_mark", "r", "ctrl+p"])
def test_a_screen_that_is_left_by_two_keys_at_once_leaves_the_page(course: Course, opened_by: str) -> None:
    async def script(pilot):
        await pilot.press(opened_by)
        await settle(pilot)
        assert not isinstance(pilot.app.screen, StudyScreen)
        for _ in range(5):
            pilot.app.simulate_key("escape")
        await settle(pilot)
        assert "A product of two functions" in screen_text(pilot)
        assert isinstance(pilot.app.screen, StudyScreen)

    course.run(script)


def test_a_page_turned_before_its_verdict_is_turned(course: Course) -> None:
    async def script(pilot):
        for key in ("a", "x", "enter", "escape", "n"):
            pilot.app.simulate_key(key)
            await asyncio.sleep(0.003)
        await settle(pilot)
        assert "A curve" in screen_text(pilot)

    course.run(script)


@pytest.mark.parametrize(("error", "told"), [(NoMatches("no title"), False), (OSError("the disk is gone"), True)])
def test_an_error_while_quitting_is_told_unless_its_screen_is_gone(
    course: Course, error: Exception, *, told: bool
) -> None:
    async def script(pilot):
        pilot.app.exit()
        pilot.app._handle_exception(error)

    with pytest.raises(OSError, match="the disk is gone") if told else nullcontext():
        course.run(script)


@pytest.mark.parametrize("is_left", [True, False])
def test_a_search_for_commands_may_find_the_palette_gone(course: Course, *, is_left: bool) -> None:
    async def script(pilot):
        palette = Palette()
        await pilot.app.push_screen(palette)

        async def search() -> None:
            if is_left:
                await until_going(palette)
            palette.query_one("#no-such-list")

        palette.run_worker(search())
        await pilot.pause(0.05)
        palette.dismiss()
        await settle(pilot)
        assert isinstance(pilot.app.screen, StudyScreen)

    with nullcontext() if is_left else pytest.raises(WorkerFailed, match="no-such-list"):
        course.run(script)
