"""Keys in haste: pressed again while what the last one began is still under way, and the app left in the midst."""

from __future__ import annotations

import asyncio
import random
import time

import pytest
from conftest import Course, screen_text, settle, until
from textual.widget import Widget

from mmltui.tui.exercise import ExerciseView
from mmltui.tui.page import PageView
from mmltui.tui.screens.study import StudyScreen

KEYS = ["n", "b", "h", "s", "a", "p", "f8", "w", "x", "2", "enter", "enter", "escape", "escape", "slash", "c", "u", "t"]


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


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_pressed_without_waiting_the_page_comes_back(course: Course, seed: int) -> None:
    source = random.Random(seed)

    async def script(pilot):
        for key in source.choices(KEYS, k=40):
            pilot.app.simulate_key(key)
            await asyncio.sleep(source.choice([0, 0, 0.001, 0.005, 0.02, 0.1]))
        if seed % 3 == 0:
            return  # the app ends in the midst of it
        for _ in range(6):
            await settle(pilot)
            if isinstance(pilot.app.screen, StudyScreen):
                break
            await pilot.press("escape")
        assert len(pilot.app.screen.query(PageView)) == 1
        assert pilot.app.screen.query_one(".page--title").size.width > 0

    course.run(script)
