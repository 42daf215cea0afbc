"""The app: the one room, with `cli`, that knows Textual."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmltui.typeset import Charset


def run(
    *, lessons: Path | None = None, section: str | None = None, data: Path | None = None, charset: Charset = "plain"
) -> int:
    """Open the app on a folder of lessons (the bundled ones) and a data folder (the user's own); the exit code."""
    # Collecting garbage among modules that are just being loaded finds none, and takes a fifteenth of the time to the
    # first paint; StudyScreen turns it on again.
    gc.disable()
    from mmltui.course.lessons import find_lessons
    from mmltui.tui.app import StudyApp
    from mmltui.tui.parts import LazyParts
    from mmltui.tui.session import Session
    from mmltui.tui.sitting import Sitting

    session = Session(find_lessons(lessons), Sitting(data), LazyParts(), section=section, charset=charset)
    app = StudyApp(session)
    app.run()
    return app.return_code or 0
