"""First paint of the app against a bare Textual app with a Markdown widget, alternately, in a pseudo-terminal.

    python tests/bench/bench_first_paint.py [RUNS]

Painted means that the page's first words stand on the screen. The bare app shows the same page's Markdown.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))

from pty_terminal import Terminal  # noqa: E402 - found through the line above

BARE = """
import sys
from textual.app import App
from textual.widgets import Markdown

class Bare(App):
    def compose(self):
        yield Markdown(open(sys.argv[1]).read())

Bare().run()
"""


def first_page() -> tuple[str, str]:
    """The first words and the Markdown of the page that the app opens with."""
    from mmltui.course.lessons import find_lessons
    from mmltui.tui.opening import openings

    page = openings(next(file.path for file in find_lessons(ROOT / "lessons") if file.id == "1.2"))[0]
    return " ".join(page.markdown.split()[:3]), f"## {page.title}\n\n{page.markdown}\n"


def seconds_to_paint(command: list[str], words: str) -> float:
    with Terminal(command, 100, 30) as terminal:
        return terminal.wait_for(words)


def main(runs: int) -> None:
    words, markdown = first_page()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.md"
        page.write_text(markdown)
        bare_command = [sys.executable, "-c", BARE, str(page)]
        app_command = [sys.executable, "-m", "mmltui", "--section", "1.2", "--data", folder]
        bare, app = [], []
        for run in range(runs + 1):
            timed = seconds_to_paint(bare_command, words), seconds_to_paint(app_command, words)
            if run:  # the first pair fills the caches
                bare.append(timed[0])
                app.append(timed[1])
    ratio = statistics.median(app) / statistics.median(bare)
    print(f"bare {statistics.median(bare):.3f} s, app {statistics.median(app):.3f} s, ratio {ratio:.2f} ({runs} pairs)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
