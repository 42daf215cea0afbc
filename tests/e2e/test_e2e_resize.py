"""A window that is dragged: what stands on the screen is what a start in that size would have shown."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from pty_terminal import Terminal

SIZES = [(60, 20), (200, 60), (100, 30), (89, 25), (90, 25)]
LAST_WORDS = "page 1 of"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def start(data: Path, columns: int, rows: int) -> Terminal:
    return Terminal([sys.executable, "-m", "mmltui", "--section", "1.2", "--data", str(data)], columns, rows)


def settled(terminal: Terminal, seconds: float = 20) -> list[str]:
    """The screen once it has not changed for a while."""
    terminal.wait_for(LAST_WORDS)
    deadline = time.perf_counter() + seconds
    before: list[str] = []
    while time.perf_counter() < deadline:
        terminal.read(1.0)
        if terminal.lines == before:
            return before
        before = terminal.lines
    raise TimeoutError("the screen never comes to rest")


def test_each_size_is_drawn_whole(tmp_path: Path) -> None:
    with start(tmp_path / "dragged", 100, 30) as terminal:
        settled(terminal)
        for columns, rows in SIZES:
            terminal.resize(columns, rows)
            seen = settled(terminal)
            with start(tmp_path / f"{columns}", columns, rows) as fresh:
                assert seen == settled(fresh), f"{columns} x {rows}"


def test_the_page_fits_after_a_sheet_over_it_was_on_show_while_the_window_was_dragged(tmp_path: Path) -> None:
    with start(tmp_path / "dragged", 100, 30) as terminal:
        settled(terminal)
        terminal.press("?")
        terminal.wait_for("Next page")
        terminal.resize(60, 20)
        terminal.press("escape")
        terminal.wait_until_gone("Next page")
        seen = settled(terminal)
    with start(tmp_path / "fresh", 60, 20) as fresh:
        assert seen == settled(fresh)
