"""The app: the one room, with `cli`, that knows Textual."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmltui.tui.sitting import Sitting
    from mmltui.typeset import Charset


def run(
    *,
    lessons: Path | None = None,
    section: str | None = None,
    data: Path | None = None,
    charset: Charset | None = None,
    terminal: Charset | None = None,
) -> int:
    """Open the app on a folder of lessons (the bundled ones) and a data folder (the user's own); the exit code.

    `terminal` is what the terminal can show: without a `charset` it is the one asked for there last, or this.
    """
    from mmltui.tui import garbage  # here: the plain reader takes the session from this package, without Textual

    garbage.pause()
    from mmltui.course.lessons import find_lessons
    from mmltui.tui.app import StudyApp
    from mmltui.tui.parts import LazyParts
    from mmltui.tui.session import Session
    from mmltui.tui.sitting import Sitting

    sitting = Sitting(data)
    session = Session(
        find_lessons(lessons), sitting, LazyParts(), section=section, charset=_charset(charset, terminal, sitting)
    )
    app = StudyApp(session)
    app.run()
    return app.return_code or 0


def _charset(wanted: Charset | None, terminal: Charset | None, sitting: Sitting) -> Charset:
    """The one that is wanted, kept for next time on a terminal; else the one kept, if the terminal can show it."""
    if wanted is not None:
        if terminal is not None:
            sitting.keep_look("charset", wanted)
        return wanted
    match sitting.look("charset"):
        case "plain" | "unicode" | "ascii" as kept if terminal != "ascii":
            return kept
        case _:
            return terminal or "plain"
