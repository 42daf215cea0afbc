"""The screens that are kept as text; `python tests/tui/screens_shot.py` writes them anew, to be looked at."""

from __future__ import annotations

import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from conftest import LESSONS, Course, screen_text, until_filled
from textual.pilot import Pilot

FOLDER = Path(__file__).parent / "snapshots"
BOXES = Path(__file__).parent / "lessons_boxes"


@dataclass(frozen=True)
class Shot:
    """`keys` are pressed one after the other; one that begins with `=` is put into the box."""

    name: str
    keys: str
    size: tuple[int, int] = (100, 30)
    lessons: Path = LESSONS
    charset: str = "plain"


SHOTS = (
    Shot("page", ""),
    Shot("page-narrow", "", (60, 20)),
    Shot("contents-narrow", "c", (60, 20)),
    Shot("right", "a =2x·sin·x+x^2·cos·x enter"),
    Shot("cannot-read", "a =2x·sin(x enter", (60, 20)),
    Shot("choices-ascii", "n a b tab a c tab 2", (60, 30), BOXES, "ascii"),
    Shot("wrong-choice", "n a a enter", lessons=BOXES),
    Shot("order-held", "n n a space down", (60, 20), BOXES),
    Shot("lines", "n n n a =3 tab =-2\nb tab =2x·e^x\n(2+x) enter", (100, 40), BOXES),
    Shot("hint", "h h", (60, 20)),
    Shot("help-narrow", "f1", (60, 20)),
    Shot("workbench", "w =x^2·-·4x·+·3·at·x·=·1/2 enter", (60, 40)),
)


async def play(pilot: Pilot[None], shot: Shot) -> str:
    """Press the keys, and give the screen once it rests."""
    for key in shot.keys.split(" ") if shot.keys else ():
        if key.startswith("="):
            pilot.app.screen.focused.value = key[1:].replace("·", " ")
        else:
            await pilot.press(key)
        await pilot.pause(0.05)
        await until_filled(pilot)
    seen = ""
    while seen != (seen := screen_text(pilot)):
        await pilot.pause(0.6)
    return re.sub(r" +$", "", seen, flags=re.MULTILINE).rstrip("\n") + "\n"


def take(shot: Shot) -> str:
    """The screen as text, from a fresh start."""
    texts: list[str] = []

    async def script(pilot: Pilot[None]) -> None:
        texts.append(await play(pilot, shot))

    with tempfile.TemporaryDirectory() as data:
        section = "1.1" if shot.lessons is BOXES else "1.2"
        course = Course(Path(data))
        course.run(script, size=shot.size, charset=shot.charset, section=section, lessons=shot.lessons)
    return texts[0]


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for shot in SHOTS:
        (FOLDER / f"{shot.name}.txt").write_text(take(shot), encoding="utf-8")
        print(shot.name, file=sys.stderr)
