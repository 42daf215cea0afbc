# ruff: noqa: INP001 - a script, no package
"""Draw the README's picture anew: `python docs/picture.py` opens the app, answers a question, and keeps the screen.

The picture is docs/app.svg: a page of the bundled lesson with its plot, an answer, its reading and its verdict.
"""

from __future__ import annotations

import asyncio
import html
import re
import tempfile
from pathlib import Path

from mmltui.course.lessons import find_lessons
from mmltui.tui.app import StudyApp
from mmltui.tui.exercise import ExerciseView
from mmltui.tui.page import PageView
from mmltui.tui.parts import LazyParts
from mmltui.tui.session import Session
from mmltui.tui.sitting import Sitting

HERE = Path(__file__).parent
SECTION, PAGE, EXERCISE, ANSWER = "1.2", 0, "loss-value", "(2/2 - 3)^2"
SIZE = 100, 49


async def screen() -> str:
    """The app as SVG, once the answer has been judged."""
    with tempfile.TemporaryDirectory() as data:
        sitting = Sitting(Path(data))
        sitting.move(SECTION, PAGE)
        session = Session(find_lessons(HERE.parent / "lessons"), sitting, LazyParts(), section=None, charset="plain")
        app = StudyApp(session)
        async with app.run_test(size=SIZE) as pilot:
            while not app.screen.query_one(PageView).is_complete:
                await pilot.pause(0.05)
            await pilot.pause(0.5)
            view = app.screen.query_one(f"#exercise-{EXERCISE}", ExerciseView)
            view.answer.focus()
            view.answer.value = ANSWER
            await pilot.press("enter")
            while view.work.result is None:
                await pilot.pause(0.05)
            await pilot.pause(0.5)
            return app.export_screenshot(title="mmltui")


def ready_to_keep(svg: str) -> str:
    """The picture without the fonts that it would fetch from elsewhere, and with every blank where it stands."""
    svg = re.sub(
        r'<text class="([^"]+)" x="([^"]+)" y="([^"]+)" textLength="([^"]+)"([^>]*)>([^<]*)</text>', _words, svg
    )
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    return re.sub(r"\n\s*\n", "\n", svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas"))


def _words(text: re.Match[str]) -> str:
    """Each word of a run at its own place: a font whose braille is wider must not push along what follows."""
    style, left, top, length, rest, escaped = text.groups()
    run = html.unescape(escaped).replace("\N{NO-BREAK SPACE}", " ")
    cell = float(length) / max(len(run), 1)
    return "".join(
        f'<text class="{style}" x="{float(left) + cell * word.start():.1f}" y="{top}" '
        f'textLength="{cell * len(word[0]):.1f}"{rest}>{html.escape(word[0])}</text>'
        for word in re.finditer(r"\S+", run)
    )


if __name__ == "__main__":
    picture = ready_to_keep(asyncio.run(screen()))
    (HERE / "app.svg").write_text(picture, encoding="utf-8")
