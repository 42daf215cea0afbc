"""The workbench: any expression, read, differentiated and drawn."""

from __future__ import annotations

import pytest
from conftest import Course, screen_text


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("x^2 e^x", ["product rule", "x²eˣ"]),
        ("a t^2", ["= 2at"]),
        ("7", ["= 0"]),
    ],
)
def test_an_expression_is_differentiated_step_by_step(course: Course, typed: str, seen: list[str]) -> None:
    async def script(pilot):
        await pilot.press("w")
        await pilot.pause(0.2)
        pilot.app.screen.focused.value = typed
        await pilot.press("enter")
        await pilot.pause(0.6)
        text = screen_text(pilot)
        for words in seen:
            assert words in text

    course.run(script, size=(100, 60))


def test_what_cannot_be_read_is_said_and_escape_leads_back(course: Course) -> None:
    async def script(pilot):
        await pilot.press("f5")
        await pilot.pause(0.2)
        pilot.app.screen.focused.value = "2x + # x"
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert "^" in screen_text(pilot).split("2x + # x", 1)[1]
        await pilot.press("escape")
        await pilot.pause(0.2)
        assert "A product of two functions" in screen_text(pilot)

    course.run(script)
