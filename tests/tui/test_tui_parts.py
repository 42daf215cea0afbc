"""What a session is made of: where errors of the grading process go, and what is said when the store fails."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from conftest import Course, settle

from mmltui.tui.parts import LOG_NAME, LazyParts
from mmltui.tui.record import Record
from mmltui.tui.screens.study import StudyScreen


def test_where_the_grading_process_hangs_is_written_down_in_the_data_folder(tmp_path: Path) -> None:
    async def hang() -> None:
        judge = LazyParts().judge(tmp_path)
        await judge.start()
        await judge.call("derivation", {"of": " ".join(["sin x * e^x"] * 80), "wrt": "x"}, limit=1e-3)
        await judge.close()

    asyncio.run(hang())
    assert "Timeout" in (tmp_path / LOG_NAME).read_text()


def test_a_store_that_fails_in_use_is_told_at_the_next_answer_and_once(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices: list[str] = []
    told: list[str] = []
    monkeypatch.setattr(Record, "notice", property(lambda _: notices[-1] if notices else None))
    monkeypatch.setattr(StudyScreen, "notify", lambda _, message, **__: told.append(message))

    async def script(pilot):
        await pilot.press("a")
        pilot.app.screen.focused.value = "2x"
        notices.append("The disk is full")
        for _ in range(2):
            await pilot.press("enter")
            await settle(pilot)
        assert told == ["The disk is full"]

    course.run(script)
