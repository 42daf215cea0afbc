"""The course line by line, for screen readers, braille displays and pipes: no boxes, no redraw, no cursor moved.

```
spoken.py     Markdown -> lines of words, formulas spoken
telling.py    what the app shows as a page, a question, a verdict -> lines
commands.py   a typed line: one of a few words, or an answer
reader.py     the conversation: print, ask, do
```

It goes through the same session as the app: the same pages, grading process, store and place. Without Textual.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmltui.typeset import Charset


def run(
    *, lessons: Path | None = None, section: str | None = None, data: Path | None = None, charset: Charset = "plain"
) -> int:
    """Read on where one left off, from standard input to standard output; the exit code."""
    from mmltui.course.lessons import find_lessons
    from mmltui.reader.reader import converse
    from mmltui.tui.parts import LazyParts
    from mmltui.tui.session import Session
    from mmltui.tui.sitting import Sitting

    return converse(Session(find_lessons(lessons), Sitting(data), LazyParts(), section=section, charset=charset))
