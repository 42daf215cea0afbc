"""Write the pages that test_course_golden.py compares with: look at what changed before you commit it.

Run as `python tests/golden/pages/write.py` in the checkout.
"""

from __future__ import annotations

from pathlib import Path

from mmltui.course.load import load_lesson
from mmltui.course.text import page_lines

HERE = Path(__file__).parent
COURSE = HERE.parents[1] / "course"
LESSONS = {"template": COURSE / "template.md", "every-ask": COURSE / "lessons" / "9.2-every-ask.md"}
WIDTH = 80


def pages(lesson: Path, charset: str) -> str:
    """Every page of a lesson as `mmltui show` prints it."""
    read = load_lesson(lesson)
    shown = ["\n".join(page_lines(page, read.id, WIDTH, charset)) for page in read.pages]
    return "\n\n".join(shown) + "\n"


def golden(name: str, charset: str) -> Path:
    """The file that holds the pages of a lesson in a charset."""
    return HERE / f"{name}-{charset}.txt"


if __name__ == "__main__":
    for name, lesson in LESSONS.items():
        for charset in ("plain", "unicode", "ascii"):
            golden(name, charset).write_text(pages(lesson, charset), encoding="utf-8")
