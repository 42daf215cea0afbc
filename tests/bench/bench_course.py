"""How long lessons take: listing a folder of 200, reading one, checking one; printed, never asserted.

Run as `python tests/bench/bench_course.py`.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mmltui.course.check import check_lessons
from mmltui.course.lessons import find_lessons, load_lesson

LESSON = Path(__file__).parents[2] / "lessons" / "1.2-scalar-differentiation.md"


def fastest(work: Callable[[], object], times: int) -> float:
    """The shortest of some runs, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return 1000 * min(taken)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = LESSON.read_text(encoding="utf-8")
        for number in range(200):
            (folder / f"9.{number}-copy.md").write_text(text, encoding="utf-8")
        listing = fastest(lambda: find_lessons(folder), 5)
    first = fastest(lambda: load_lesson(LESSON), 1)
    again = fastest(lambda: load_lesson(LESSON), 5)
    report = check_lessons([LESSON])
    exercises = sum(report.sections.values())
    print(f"list 200 lessons            {listing:8.1f} ms")
    print(f"read one, cold              {first:8.1f} ms")
    print(f"read one, warm              {again:8.1f} ms    listing / reading: {listing / again:.2f}")
    checking = 1000 * report.seconds
    print(f"check one of {exercises} exercises   {checking:8.1f} ms    {checking / exercises:.0f} ms an exercise")


if __name__ == "__main__":
    main()
