"""Milliseconds a formula, import time, and TeXicode on the same 150 formulas in the same run.

`python tests/bench/bench_typeset.py` prints the figures; `--show` prints every formula as both draw it, one below the
other. TeXicode is needed for this only: `pip install texicode`; without it the own figures are printed alone.
Each time is the best of five, without a cache, so that a busy machine does not count.
"""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from importlib.util import find_spec
from pathlib import Path

from mmltui.typeset.typesetting import typeset

ROUNDS = 5
FORMULAS = [
    line
    for line in (Path(__file__).parents[1] / "cases" / "formulas.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
IMPORT = """
import time, sys
start = time.perf_counter()
{first}
between = time.perf_counter()
import mmltui.typeset
print((between - start) * 1e3, (time.perf_counter() - between) * 1e3)
"""


def best_milliseconds(draw: Callable[[str], object], latex: str) -> float:
    """Return the shortest of some times that drawing a formula takes."""
    times: list[float] = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        draw(latex)
        times.append((time.perf_counter() - start) * 1e3)
    return min(times)


def report(name: str, times: Sequence[float]) -> float:
    """Print median and maximum of the times, and return the median."""
    median = statistics.median(times)
    print(f"{name:28} median {median:7.3f} ms   maximum {max(times):7.3f} ms")
    return median


def own() -> float:
    """Time the typesetter in each charset, and one row high; return the median of plain displays."""
    uncached = typeset.__wrapped__
    median = report("plain", [best_milliseconds(uncached, latex) for latex in FORMULAS])
    for charset in ("unicode", "ascii"):
        report(charset, [best_milliseconds(lambda f, c=charset: uncached(f, charset=c), f) for f in FORMULAS])
    report("plain, inline", [best_milliseconds(lambda f: uncached(f, display=False), f) for f in FORMULAS])
    report("plain, 40 columns", [best_milliseconds(lambda f: uncached(f, width=40), f) for f in FORMULAS])
    widths = [uncached(latex, width=76).width for latex in FORMULAS]
    print(f"{'widest at 76 columns':28} {max(widths)}")
    return median


def import_time() -> None:
    """Print the import time in a new process, alone and after the standard library modules that anything needs."""
    for name, first in (("import", ""), ("import after dataclasses, re", "import dataclasses, pathlib, re")):
        runs = [
            subprocess.run(
                [sys.executable, "-c", IMPORT.format(first=first)], capture_output=True, text=True, check=True
            ).stdout.split()
            for _ in range(ROUNDS)
        ]
        print(f"{name:28} {min(float(own_part) for _, own_part in runs):7.1f} ms")


def texicode(own_median: float, *, show: bool) -> None:
    """Time TeXicode on the same formulas, and count what it refuses."""
    from texicode.pipeline import init_arts, render_tex_rows

    init_arts({"fonts": "serif"})

    def draw(latex: str) -> list[str]:
        with redirect_stdout(io.StringIO()):
            return render_tex_rows(latex, debug=False)

    times: list[float] = []
    refused = crashed = lost = 0
    for number, latex in enumerate(FORMULAS, 1):
        try:
            rows = draw(latex)
        except Exception as error:  # noqa: BLE001 - whatever it raises is counted
            crashed += 1
            rows = [f"{type(error).__name__}: {error}"]
        else:
            times.append(best_milliseconds(draw, latex))
            refused += rows[0].startswith("TeXicode:")
            lost += any("?" in row for row in rows) and "?" not in latex
        if show:
            print(f"{number}: {latex}", *typeset(latex).text, "-- TeXicode", *rows, "", sep="\n")
    median = report("TeXicode", times)
    print(f"{'TeXicode refuses':28} {refused} of {len(FORMULAS)}, raises on {crashed}, draws ? for a part of {lost}")
    print(f"{'ratio of the medians':28} {median / own_median:.1f}")


if __name__ == "__main__":
    plain_median = own()
    import_time()
    if find_spec("texicode"):
        texicode(plain_median, show="--show" in sys.argv)
    else:
        print("TeXicode is not installed: pip install texicode")
