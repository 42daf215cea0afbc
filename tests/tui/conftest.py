"""A small course, a judge that needs no process, and the app on both."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import pytest
from textual.pilot import Pilot

from mmltui.course.lessons import find_lessons
from mmltui.errors import MmltuiError
from mmltui.exercises import grade_table, to_json
from mmltui.tui.app import StudyApp
from mmltui.tui.page import PageView
from mmltui.tui.record import Record
from mmltui.tui.session import Session
from mmltui.tui.sitting import Sitting
from mmltui.typeset import Charset
from mmltui.worker.verbs import VERBS

LESSONS = Path(__file__).parent / "lessons"
Script = Callable[[Pilot[None]], Awaitable[None]]
_WAITING = {"action_practice", "action_progress", "action_reset"}


class JudgeInProcess:
    """Judges as the grading process does, without one; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def start(self) -> None:
        """Nothing to warm."""

    async def grade(self, table: Mapping[str, object], submission: str) -> dict[str, object]:
        """The object of `mmltui grade`."""
        self.asked.append(submission)
        return to_json(None, grade_table(table, submission))

    async def derivation(self, request: Mapping[str, object]) -> Mapping[str, object] | None:
        """The lines of a derivative."""
        try:
            return VERBS["derivation"](request)
        except MmltuiError:
            return None

    async def board(self, table: Mapping[str, object]) -> Mapping[str, object] | None:
        """The worked solution."""
        return VERBS["board"]({"exercise": table})

    async def algebra(self, request: Mapping[str, object]) -> Mapping[str, object] | None:
        """What SymPy makes of an expression."""
        try:
            return VERBS["algebra"](request)
        except (MmltuiError, ValueError, NotImplementedError):
            return None

    async def close(self) -> None:
        """Nothing to end."""


class PartsInProcess:
    """The parts of a session, the judge among them one that is given."""

    def __init__(self, judge: JudgeInProcess) -> None:
        self._judge = judge

    def judge(self, folder: Path) -> JudgeInProcess:  # noqa: ARG002 - a process would keep its log there
        """The one given."""
        return self._judge

    def record(self, folder: Path) -> Record:
        """As the app opens it."""
        return Record.open(folder)


class Course:
    """Runs scripts against fresh apps that share one data folder, as sittings on the same machine do."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.judge = JudgeInProcess()

    def run(
        self,
        script: Script,
        *,
        size: tuple[int, int] = (100, 30),
        charset: Charset = "plain",
        section: str | None = "1.2",
        lessons: Path = LESSONS,
    ) -> None:
        """Start the app, let `script` drive it, and end it."""

        async def sitting() -> None:
            session = Session(
                find_lessons(lessons), Sitting(self.data), PartsInProcess(self.judge), section=section, charset=charset
            )
            app = StudyApp(session)
            async with app.run_test(size=size) as pilot:
                await until_filled(pilot)
                await script(pilot)

        asyncio.run(sitting())


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait for what a user would wait for, however slow the machine is."""
    async with asyncio.timeout(60):
        while not holds():
            await pilot.pause(0.02)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until what the last keys began has come to an end, but for a screen that waits for its answer."""
    await pilot.pause(0.1)
    await until(pilot, lambda: all(worker.is_finished or worker.name in _WAITING for worker in pilot.app.workers))
    await pilot.pause(0.05)


async def until_filled(pilot: Pilot[None]) -> None:
    """Wait until the whole page is there."""
    for _ in range(200):
        await pilot.pause(0.01)
        if all(view.is_complete for view in pilot.app.screen.query(PageView)):
            break
    await pilot.pause(0.05)


def screen_text(pilot: Pilot[None]) -> str:
    """What stands on the screen, row by row."""
    lines = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in lines)
