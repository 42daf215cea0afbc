"""What the app keeps when it is killed, when two of it run, and when its folder is of no use."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from killing import HEADS, LESSONS, RIGHT, kill_often
from pty_terminal import Terminal

from mmltui.study.events import Attempt
from mmltui.study.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def start(data: Path) -> Terminal:
    return Terminal([sys.executable, "-m", "mmltui", "--lessons", str(LESSONS), "--data", str(data)], 100, 30)


def submissions(data: Path) -> list[str]:
    store = Store.open(data)
    assert store.notice is None
    try:
        return [event.what.submission for event in store.events() if isinstance(event.what, Attempt)]
    finally:
        store.close()


def answer(terminal: Terminal, text: str, head: str) -> None:
    terminal.press("ctrl+u")
    terminal.wait_for("▌  your answer")
    terminal.paste(f"{text}\r")
    terminal.wait_for(head)


def test_a_verdict_that_was_shown_survives_a_kill(tmp_path: Path) -> None:
    toll = kill_often(tmp_path, 10, random.Random(1))
    assert (toll.lost, toll.unopened) == (set(), [])


def test_two_at_once_lose_nothing(tmp_path: Path) -> None:
    with start(tmp_path) as one, start(tmp_path) as other:
        for terminal in (one, other):
            terminal.wait_for("A first product")
            terminal.press("a")
            terminal.wait_for("Enter judge")
        typed = []
        for number in range(4):
            for name, terminal in (("1", one), ("2", other)):
                typed.append(f"{RIGHT} + {number} - {number} + {name} - {name}" + " + 1" * (number % 2))
                answer(terminal, typed[-1], HEADS[number % 2])
    assert sorted(submissions(tmp_path)) == sorted(typed)


def test_a_broken_file_is_set_aside_and_told(tmp_path: Path) -> None:
    (tmp_path / "progress.sqlite3").write_bytes(b"no database at all" * 1000)
    with start(tmp_path) as terminal:
        terminal.wait_for("broken")  # alone: how the words wrap depends on the folder's name
        terminal.wait_for("A first product")
    assert [path.name for path in tmp_path.glob("progress.sqlite3.broken-*")]


def test_a_folder_that_cannot_be_written_is_told_and_answers_are_judged(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with start(blocked / "data") as terminal:
        terminal.wait_for("cannot be written")
        terminal.press("a")
        terminal.wait_for("Enter judge")
        answer(terminal, RIGHT, HEADS[0])
