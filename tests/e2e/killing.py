"""The real app in a pseudo-terminal, killed at random moments while it is answered.

python tests/e2e/killing.py 200    kill -9 so many times, and tell what of the verdicts shown was lost
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from pty_terminal import Terminal

from mmltui.study.events import Attempt
from mmltui.study.store import Store

LESSONS = Path(__file__).parent / "lessons"
RIGHT = "2x sin x + x^2 cos x"
HEADS = ("✓ Right", "✗ Not yet")
LONGEST = 3.0  # seconds of answering


@dataclass
class Toll:
    """What was seen: submissions whose verdict stood on the screen, how many of those the store lost."""

    kills: int = 0
    shown: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    unopened: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {len(self.shown)} verdicts shown, {len(self.lost)} lost; "
            f"the store did not open {len(self.unopened)} times"
        )


def kill_often(data: Path, times: int, chance: random.Random, *, tell: bool = False) -> Toll:
    toll = Toll()
    for number in range(times):
        toll.shown |= answer_and_kill(data, chance, number)
        toll.kills += 1
        store = Store.open(data)
        if store.notice:
            toll.unopened.append(store.notice)
        kept = {event.what.submission for event in store.events() if isinstance(event.what, Attempt)}
        store.close()
        toll.lost = toll.shown - kept
        if tell and toll.kills % 20 == 0:
            print(toll, flush=True)
    return toll


def answer_and_kill(data: Path, chance: random.Random, number: int) -> set[str]:
    """Answer right and wrong in turn, each time with another text; the texts whose verdict was shown before the end."""
    command = [sys.executable, "-m", "mmltui", "--lessons", str(LESSONS), "--data", str(data)]
    shown: set[str] = set()
    with Terminal(command, 100, 30) as terminal:
        terminal.wait_for("A first product", 60)
        terminal.press("a")
        terminal.wait_for("Enter judge", 60)
        terminal.press("ctrl+u")
        terminal.wait_for("▌  your answer", 60)
        end = time.perf_counter() + chance.uniform(0.1, LONGEST)
        text, head = "", HEADS[1]
        while time.perf_counter() < end:
            head = HEADS[0] if head == HEADS[1] else HEADS[1]
            step = len(shown) + 1
            text = f"{RIGHT} + {number} - {number} + {step} - {step}" + (" + 1" if head == HEADS[1] else "")
            terminal.press("ctrl+u")
            if not seen(terminal, "▌  your answer", end):
                break
            terminal.paste(f"{text}\r")
            if not seen(terminal, head, end):
                break
            shown.add(text)
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.read(0.2)
        if head in terminal.text and text in terminal.text and text not in shown:
            # Written before the end, read after it.
            shown.add(text)
    return shown


def seen(terminal: Terminal, text: str, end: float) -> bool:
    while text not in terminal.text:
        if time.perf_counter() > end:
            return False
        terminal.read(0.005)
    return True


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("times", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=None)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(kill_often(Path(folder), wanted.times, random.Random(wanted.seed), tell=True))
