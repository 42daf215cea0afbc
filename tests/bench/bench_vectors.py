"""How long a verdict on an answer with vectors takes: the first of a question, and the ones after it.

The first verdict works out where answers are compared. Beside them stands what one evaluation of the right answer at
one place costs, in the same run: the ratios are what to watch. Run: python tests/bench/bench_vectors.py
"""

import json
from pathlib import Path
from statistics import median, quantiles
from time import process_time

from mmltui.exercises import grade, load
from mmltui.exercises.vector import VectorAsk

CASES = Path(__file__).parent.parent / "cases"


def rows():
    """Each question with the answers to it."""
    found = {}
    for name in ("vectors.jsonl", "vectors_course.jsonl"):
        for line in (CASES / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            key = json.dumps(row["exercise"], sort_keys=True)
            found.setdefault(key, (row["exercise"], []))[1].append(row["submission"])
    return [(table, answers) for table, answers in found.values() if isinstance(load(table).ask, VectorAsk)]


def taken(action):
    started = process_time()
    action()
    return (process_time() - started) * 1e3


def told(name, times):
    print(f"{name:30} median {median(times):7.2f} ms   p95 {quantiles(times, n=20)[-1]:7.2f} ms   {len(times)} times")


def main():
    for answer in ("A", "A^T", "2 A"):
        grade(load(rows()[0][0]), answer)  # imports
    first, later, unit, slowest = [], [], [], []
    for table, answers in rows():
        exercise = load(table)
        for number, answer in enumerate(answers):
            cost = taken(lambda: grade(exercise, answer))  # noqa: B023 - called at once
            (later if number else first).append(cost)
            slowest.append((cost, table.get("of", table.get("answer")), answer))
        samples, symbols = exercise.ask.target.samples, exercise.ask.target.setting.symbols
        formula = samples.formula
        if formula is not None and samples.general:
            place = next(iter(samples.general)).place
            unit.append(taken(lambda: place.evaluate(formula, symbols)))  # noqa: B023 - called at once
    told("first verdict of a question", first)
    told("later verdicts", later)
    told("all verdicts", first + later)
    told("one evaluation of the answer", unit)
    print(f"ratio of the medians, verdict to evaluation: {median(first + later) / median(unit):.1f}")
    for cost, of, answer in sorted(slowest, key=lambda row: row[0], reverse=True)[:5]:
        print(f"slowest: {cost:7.1f} ms   {answer}   of   {of}")


if __name__ == "__main__":
    main()
