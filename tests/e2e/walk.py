"""A first sitting and the next start, in a pseudo-terminal; the screens as text.

python tests/e2e/walk.py FOLDER [COLUMNS ROWS]    save each screen as a numbered text file (default: 100x30 and 60x20)
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from pty_terminal import Terminal

Keep = Callable[[str, str], None]


def walk(data: Path, columns: int, rows: int, keep: Keep) -> None:
    """Do what a learner does on the first day, and come back; `keep` gets the name and the text of each screen."""
    with start(data, columns, rows) as terminal:
        look_around(terminal, keep)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    with start(data, columns, rows, "--section", "1.2") as terminal:
        page = first_day(terminal, keep)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    with start(data, columns, rows) as terminal:
        terminal.wait_for(page)
        shot(terminal, keep, "next start")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def start(data: Path, columns: int, rows: int, *options: str) -> Terminal:
    return Terminal([sys.executable, "-m", "mmltui", "--data", str(data), *options], columns, rows)


def shot(terminal: Terminal, keep: Keep, name: str) -> None:
    terminal.read(0.7)
    keep(name, terminal.text)


def look_around(terminal: Terminal, keep: Keep) -> None:
    """The first pages of the course."""
    terminal.wait_for("1.1  page 1 of", 60)
    shot(terminal, keep, "first start")
    terminal.press("c")
    shot(terminal, keep, "contents")
    terminal.press("escape")
    terminal.press("n")
    terminal.wait_for("page 2 of")
    shot(terminal, keep, "second page")


def first_day(terminal: Terminal, keep: Keep) -> str:
    """Everything one does with questions; the place at which it ends, as the last line of the screen tells it."""
    terminal.wait_for("1.2  page 1 of", 60)
    turn_to(terminal, "products on your")
    terminal.press("a")
    terminal.wait_for("Enter judge")
    shot(terminal, keep, "answer box")
    answer(terminal, "2x # x", "Cannot read this")
    shot(terminal, keep, "nonsense")
    answer(terminal, "2x", "Not yet")
    shot(terminal, keep, "wrong")
    for number in (1, 2):
        terminal.press("f2")
        shot(terminal, keep, f"hint {number}")
    terminal.press("f3")
    terminal.wait_for("Solution")
    shot(terminal, keep, "derivation")
    terminal.press("escape")

    turn_to(terminal, "loss of one")
    terminal.press("a")
    terminal.wait_for("Enter judge")
    answer(terminal, "4", "Right")
    shot(terminal, keep, "right")
    terminal.press("escape")
    turn_to(terminal, "loss of one")
    terminal.press("\t")
    shot(terminal, keep, "plot")
    terminal.press("right", "right", "right")
    shot(terminal, keep, "plot turned")

    terminal.press("w")
    shot(terminal, keep, "workbench")
    terminal.paste("x^2 sin x\r")
    terminal.read(2)
    shot(terminal, keep, "workbench answer")
    terminal.press("escape", "escape")
    terminal.press("p")
    terminal.read(2)
    shot(terminal, keep, "practice")
    terminal.press("escape", "escape")
    terminal.read(1)
    terminal.press("g")
    terminal.read(1)
    shot(terminal, keep, "progress")
    terminal.press("escape")
    terminal.press("?")
    shot(terminal, keep, "help")
    terminal.press("escape")
    terminal.wait_for("page")
    return " ".join(terminal.lines[-1].split()[:3]).replace(" page", "  page", 1)


def turn_to(terminal: Terminal, words: str) -> None:
    terminal.press("/")
    terminal.read(0.3)
    terminal.paste(words)
    terminal.read(0.5)
    terminal.press("enter")
    terminal.read(1.5)


def answer(terminal: Terminal, text: str, verdict: str) -> None:
    terminal.press("ctrl+u")
    terminal.read(0.5)
    terminal.paste(text)
    terminal.read(0.5)
    terminal.press("enter")
    terminal.wait_for(verdict)


def save(folder: Path, columns: int, rows: int) -> int:
    """Write the screens; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    names: list[str] = []

    def keep(name: str, text: str) -> None:
        names.append(name)
        (folder / f"{len(names):02d} {name}.txt").write_text(f"{text}\n", encoding="utf-8")

    with tempfile.TemporaryDirectory() as data:
        walk(Path(data), columns, rows, keep)
    return len(names)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("size", type=int, nargs="*", default=[])
    wanted = parser.parse_args()
    for size in [wanted.size] if wanted.size else [(100, 30), (60, 20)]:
        place = wanted.folder / f"{size[0]}x{size[1]}"
        print(f"{save(place, *size)} screens in {place}")
