"""The real program in a pseudo-terminal, driven by keys and read from its screen."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from pty_terminal import Terminal
from walk import walk

LESSONS = Path(__file__).parents[1] / "tui" / "lessons"
QUESTION = "A first product"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def start(data: Path, columns: int = 100, rows: int = 30, *options: str) -> Terminal:
    command = [sys.executable, "-m", "mmltui", "--lessons", str(LESSONS), "--data", str(data), *options]
    return Terminal(command, columns, rows)


def open_box(terminal: Terminal) -> None:
    terminal.press("a")
    terminal.wait_for("Enter judge")


def empty_box(terminal: Terminal) -> None:
    terminal.press("ctrl+u")
    terminal.wait_for("▌  your answer")  # a key that is bound may come after letters typed at once after it


@pytest.mark.parametrize(("columns", "rows"), [(100, 30), (60, 20)])
def test_a_first_sitting_and_a_second(tmp_path: Path, columns: int, rows: int) -> None:
    with start(tmp_path, columns, rows, "--section", "1.2") as terminal:
        terminal.wait_for(QUESTION)

        open_box(terminal)
        terminal.type("2x # x")
        terminal.wait_for("^")
        terminal.press("enter")
        terminal.wait_for("Cannot read this")

        empty_box(terminal)
        terminal.type("2x cos x")
        terminal.press("enter")
        terminal.wait_for("Not yet")
        terminal.wait_for("x =")

        empty_box(terminal)
        terminal.type("2x sin x + x^2 cos x")
        terminal.wait_for("x² cos")
        terminal.press("enter")
        terminal.wait_for("Right")
        terminal.wait_for("Proved")

        terminal.press("escape", "q")
        assert terminal.wait_for_end() == 0

    with start(tmp_path, columns, rows) as terminal:
        terminal.wait_for("● A first product" if rows > 20 else "1.2  page 1")
        if rows <= 20:
            terminal.press("c")
            terminal.wait_for("◐ A product of two")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0


def test_the_bundled_lessons_open(tmp_path: Path) -> None:
    with Terminal([sys.executable, "-m", "mmltui", "--section", "1.2", "--data", str(tmp_path)], 100, 30) as terminal:
        terminal.wait_for("1.2  page 1 of")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_ascii_only_writes_ascii(tmp_path: Path) -> None:
    with start(tmp_path, 60, 20, "--charset", "ascii", "--section", "1.2") as terminal:
        terminal.wait_for(QUESTION)
        open_box(terminal)
        terminal.type("2x sin x")
        terminal.read(0.5)
        assert terminal.text.isascii(), terminal.text


def test_suspending_and_coming_back_loses_no_draft(tmp_path: Path) -> None:
    with start(tmp_path, 100, 30, "--section", "1.2") as terminal:
        terminal.wait_for(QUESTION)
        open_box(terminal)
        terminal.type("2x sin")
        terminal.press("ctrl+z")
        terminal.read(0.5)
        os.waitpid(terminal.pid, os.WUNTRACED)
        terminal.clear()
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_for("2x sin")
        terminal.wait_for(QUESTION)
        terminal.wait_for("1.2  page 1 of")
        terminal.type(" x")
        terminal.wait_for("2x sin x")


def test_a_dropped_connection_loses_no_draft(tmp_path: Path) -> None:
    with start(tmp_path, 100, 30, "--section", "1.2") as terminal:
        terminal.wait_for(QUESTION)
        open_box(terminal)
        terminal.type("2x sin x + ")
        terminal.wait_for("2x sin x +")
        terminal.read(1.5)
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.read(0.2)
    with start(tmp_path, 100, 30) as terminal:
        terminal.wait_for("2x sin x +")


@pytest.mark.parametrize(("columns", "rows"), [(100, 30), (60, 20)])
def test_a_first_day_in_the_course_and_the_next_start(tmp_path: Path, columns: int, rows: int) -> None:
    screens: dict[str, str] = {}
    walk(tmp_path, columns, rows, screens.__setitem__)
    for name, words in FIRST_DAY.items():
        assert words in screens[name], f"{name}:\n{screens[name]}"
    assert screens["plot"] != screens["plot turned"]


FIRST_DAY = {
    "first start": "1.1  page 1 of",
    "contents": "Scalar differentiation",
    "second page": "1.1  page 2 of",
    "answer box": "your answer",
    "nonsense": "Cannot read this",
    "wrong": "Not yet",
    "hint 1": "Hint",
    "derivation": "product rule",
    "right": "Right",
    "plot turned": "slope",
    "workbench": "Workbench",
    "practice": "Practice",
    "progress": "1 of",
    "help": "Next page",
    "next start": "1.2  page 1 of",
}
