"""What the first paint may cost: no engine, no plots, no store, no process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LESSONS = Path(__file__).parent / "lessons"
PROGRAM = """
import asyncio, sys
from pathlib import Path
from mmltui.course.lessons import find_lessons
from mmltui.tui.app import StudyApp
from mmltui.tui.parts import LazyParts
from mmltui.tui.screens.study import StudyScreen
from mmltui.tui.session import Session
from mmltui.tui.sitting import Sitting

painted = []
StudyScreen._complete = lambda screen: painted.append(sorted(sys.modules))

async def main():
    sitting = Sitting(Path(sys.argv[2]))
    session = Session(find_lessons(Path(sys.argv[1])), sitting, LazyParts(), section="1.2", charset="plain")
    async with StudyApp(session).run_test(size=(100, 30)) as pilot:
        while not painted:
            await pilot.pause(0.02)

asyncio.run(main())
print("\\n".join(painted[0]))
"""


def test_the_first_paint_loads_neither_engine_nor_plots_nor_store(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(LESSONS), str(tmp_path)]
    modules = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.split()
    rooms = ("exercises", "grading", "plots", "calculus", "notation", "study", "worker")
    heavy = {"sympy", "numpy", "flint", "sqlite3", "fsrs", *(f"mmltui.{room}" for room in rooms)}
    assert "mmltui.tui.page" in modules
    assert heavy.intersection(modules) == set()
