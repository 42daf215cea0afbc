"""What the grading process costs, and how soon the next answer comes after one had to be killed.

python tests/bench/bench_worker.py            kills, the event loop meanwhile, one answer, a cold start
python tests/bench/bench_worker.py --lines N  `mmltui grade` on N lines with one job and with two, alternately
python tests/bench/bench_worker.py --same N   300 lines graded N times: are the outputs identical?
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mmltui.worker.child import TimedOut
from mmltui.worker.grader import Grader
from mmltui.worker.verbs import VERBS as REAL_VERBS
from mmltui.worker.verbs import warm

__all__ = ["VERBS", "warm"]

TABLE = {"ask": "derivative", "of": "x^2 sin x", "wrt": "x"}
RIGHT = "2x sin x + x^2 cos x"
FUNCTIONS = ["sin x", "cos x", "e^x", "log(x)", "sqrt(x)", "1/(1 + x^2)", "tanh x", "x^3 - 2x"]


def hang(_: object) -> dict[str, object]:
    """Hold the GIL for minutes, as one power of big integers does."""
    return {"rest": 3 ** (10**9) % 7}


VERBS = {**REAL_VERBS, "hang": hang}  # the children of this benchmark load this file


def milliseconds(begin: float) -> float:
    """Since `begin`."""
    return 1000 * (time.perf_counter() - begin)


async def kills(times: int) -> None:
    """Print how long the answer after a kill takes, and the longest gap of the event loop while a child hangs."""
    grader = Grader(module="bench_worker")
    await grader.start()
    begin = time.perf_counter()
    await grader.grade(TABLE, RIGHT, limit=30)
    print(f"from start to the first verdict: {milliseconds(begin):.0f} ms")
    warm_answers, after_kills, gaps = [], [], []
    for _ in range(200):
        begin = time.perf_counter()
        await grader.grade(TABLE, RIGHT, limit=30)
        warm_answers.append(milliseconds(begin))
    for _ in range(times):
        while len(grader._crew._staff) < 2:  # noqa: ASYNC110 - only this benchmark waits for the spare to be warm
            await asyncio.sleep(0.05)
        watch = asyncio.create_task(longest_gap())
        outcome = await grader.call("hang", None, limit=0.5)
        assert outcome == TimedOut(0.5), outcome
        begin = time.perf_counter()
        answer = await grader.grade(TABLE, RIGHT, limit=30)
        after_kills.append(milliseconds(begin))
        assert answer["verdict"] == "correct"
        watch.cancel()
        gaps.append(await watch)
    await grader.close()
    print(f"one warm answer: median {statistics.median(warm_answers):.2f} ms, worst {max(warm_answers):.2f} ms")
    print(f"next answer after a kill: median {statistics.median(after_kills):.1f} ms, worst {max(after_kills):.1f} ms")
    print(f"longest gap of the event loop: median {statistics.median(gaps):.1f} ms, worst {max(gaps):.1f} ms")


async def longest_gap() -> float:
    """Milliseconds between two turns of the loop, beyond the 1 ms that is asked for; until cancelled."""
    longest, last = 0.0, time.perf_counter()
    try:
        while True:
            await asyncio.sleep(0.001)
            longest = max(longest, milliseconds(last) - 1)
            last = time.perf_counter()
    except asyncio.CancelledError:
        return longest


def lines(count: int) -> str:
    """So many different questions on products and quotients, right and wrong answers in turn."""
    made = []
    for number in range(count):
        first, second = FUNCTIONS[number % 8], FUNCTIONS[number // 8 % 8]
        of = f"({number % 97 + 1} + {first}) ({second})"
        right = f"({derivative(first)}) ({second}) + ({number % 97 + 1} + {first}) ({derivative(second)})"
        submission = right if number % 2 else right + " + x"
        exercise = {"ask": "derivative", "of": of, "wrt": "x"}
        made.append(json.dumps({"id": number, "exercise": exercise, "submission": submission}))
    return "\n".join(made) + "\n"


def derivative(function: str) -> str:
    """From a table, so that nothing here depends on what is measured."""
    known = ["cos x", "-sin x", "e^x", "1/x", "1/(2 sqrt(x))", "-2x/(1 + x^2)^2", "1 - (tanh x)^2", "3x^2 - 2"]
    return known[FUNCTIONS.index(function)]


def graded(file: Path, jobs: int) -> tuple[float, bytes]:
    """Seconds, and what was printed."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "mmltui", "grade", str(file), "--jobs", str(jobs)]
    done = subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - begin, done.stdout


def jobs(count: int) -> None:
    """Print lines per second with one and with two jobs."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lines.jsonl"
        file.write_text(lines(count))
        rounds = [(graded(file, 1), graded(file, 2)) for _ in range(3)]
    verdicts = [json.loads(line)["verdict"] for line in rounds[0][0][1].splitlines()]
    expected = ["correct" if number % 2 else "incorrect" for number in range(count)]
    print(f"{sum(a == b for a, b in zip(verdicts, expected, strict=True))} of {count} verdicts as expected")
    print(f"one job and two print the same: {all(one[1] == two[1] for one, two in rounds)}")
    ratios = [one[0] / two[0] for one, two in rounds]
    for (one, _), (two, _) in rounds:
        print(f"one job {one:.2f} s ({count / one:.0f} lines/s), two {two:.2f} s ({count / two:.0f} lines/s)")
    print(f"two jobs against one: median {statistics.median(ratios):.2f} times as fast")


def same(times: int) -> None:
    """Print how many different outputs so many gradings of the same 300 lines give."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lines.jsonl"
        file.write_text(lines(300))
        outputs = {hashlib.sha256(graded(file, 1 + number % 2)[1]).hexdigest() for number in range(times)}
    print(f"{times} gradings of 300 lines: {len(outputs)} different output(s)")


def cold() -> None:
    """Print the time of one line from nothing, against importing SymPy, measured alternately."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "line.jsonl"
        file.write_text(lines(1))
        ratios, ones, imports = [], [], []
        for _ in range(7):
            begin = time.perf_counter()
            subprocess.run([sys.executable, "-c", "import sympy"], check=True)
            imports.append(milliseconds(begin))
            ones.append(1000 * graded(file, 1)[0])
            ratios.append(ones[-1] / imports[-1])
    print(
        f"cold start of one line {statistics.median(ones):.0f} ms, `import sympy` {statistics.median(imports):.0f} ms"
    )
    print(f"ratio: {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=0)
    parser.add_argument("--same", type=int, default=0)
    options = parser.parse_args()
    if options.lines:
        jobs(options.lines)
    elif options.same:
        same(options.same)
    else:
        os.environ["PYTHONPATH"] = str(Path(__file__).parent)
        asyncio.run(kills(6))
        cold()
