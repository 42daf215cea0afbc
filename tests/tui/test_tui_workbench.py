"""The workbench: any expression, read, differentiated and drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Course, screen_text, settle, until_filled

DATA = Path(__file__).parent / "lessons_data"


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("x^2 e^x", ["product rule", "x²eˣ"]),
        ("a t^2", ["= 2at"]),
        ("7", ["= 0"]),
        ("x^2 - 4x + 3", ["Factored", "(x − 3)(x − 1)", "Where it is 0", "x = 1,   x = 3", "x = 2"]),
        ("x^2 = 2", ["Solved for x", "x = −√2"]),
        ("x^2 at x = 1/3", ["Value at x = 1/3", "≈ 0.111111"]),
        ("x^2 + 1", ["nowhere"]),
        ("x^2 sin x", ["Where it is 0", "x = πn", "n is any whole number."]),
        ("7 at x =", ["= 0"]),
    ],
)
def test_an_expression_is_worked_out(course: Course, typed: str, seen: list[str]) -> None:
    async def script(pilot):
        await pilot.press("w")
        await settle(pilot)
        pilot.app.screen.focused.value = typed
        await pilot.press("enter")
        await settle(pilot)
        text = screen_text(pilot)
        for words in seen:
            assert words in text

    course.run(script, size=(100, 60))


def test_what_cannot_be_read_is_said_and_escape_leads_back(course: Course) -> None:
    async def script(pilot):
        await pilot.press("f5")
        await settle(pilot)
        pilot.app.screen.focused.value = "2x + # x"
        await pilot.press("enter")
        await settle(pilot)
        assert "^" in screen_text(pilot).split("2x + # x", 1)[1]
        await pilot.press("escape")
        await settle(pilot)
        assert "A product of two functions" in screen_text(pilot)

    course.run(script)


def test_formulas_and_data_of_the_page_are_at_hand(course: Course) -> None:
    async def script(pilot):
        await pilot.press("w")
        await settle(pilot)
        assert "x = (1, 2, 3), y = (2, 3, 7)" in screen_text(pilot)
        await pilot.press("up")
        assert pilot.app.screen.focused.value == "2 a"
        pilot.app.screen.focused.value = "sum_n (a x_n - y_n)^2"
        await pilot.press("enter")
        await pilot.pause(1)
        text = screen_text(pilot)
        for words in ("14a² − 58a + 62", "Where the slope is 0", "29"):
            assert words in text, text

    course.run(script, size=(100, 90), section=None, lessons=DATA)


@pytest.mark.parametrize("size", [(100, 30), (60, 20)])
def test_it_opens_on_every_page(course: Course, size: tuple[int, int]) -> None:
    async def script(pilot):
        for _ in range(4):
            await pilot.press("w")
            await settle(pilot)
            assert "Workbench" in screen_text(pilot)
            await pilot.press("escape", "n")
            await until_filled(pilot)

    course.run(script, size=size)
