"""How long it takes to say why an answer is wrong, beside how long it takes to decide that it is.

Both run on the same answers, alternately; the ratio is what to watch. Run: python tests/bench/bench_diagnosis.py
"""

import json
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles
from time import process_time

from mmltui.calculus.derivative import derivative
from mmltui.grading.diagnosis import DerivativeQuestion, diagnose
from mmltui.grading.equality import compare
from mmltui.notation.parser import ParseError, parse
from mmltui.notation.symbols import SymbolTable

CASES = Path(__file__).parent.parent / "cases"


TABLES = (
    "slips.jsonl",
    "not_slips.jsonl",
    "slips_second.jsonl",
    "not_slips_second.jsonl",
    "slips_third.jsonl",
    "not_slips_third.jsonl",
)


def rows():
    for name in TABLES:
        for line in (CASES / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            row |= row.pop("exercise", {})
            if row["ask"] == "derivative" and not row.keys() & {"at", "order"} and not row.get("right"):
                table = (
                    SymbolTable.declare(row["symbols"])
                    if "symbols" in row
                    else SymbolTable.of_letters(row["of"], row["wrt"])
                )
                question = DerivativeQuestion(parse(row["of"], table).expression, row["wrt"], table)
                with suppress(ParseError):
                    yield question, parse(row["submission"], table).expression


def main():
    judging, explaining = [], []
    for question, answer in rows():
        reference = derivative(question.of, question.wrt, question.symbols)
        started = process_time()
        compare(answer, reference, question.symbols)
        judged = process_time()
        diagnose(answer, question)
        explained = process_time()
        judging.append(judged - started)
        explaining.append(explained - judged)
    for name, times in (("deciding", judging), ("explaining", explaining)):
        print(f"{name:10}  median {median(times) * 1e3:6.2f} ms   95 %: {quantiles(times, n=20)[-1] * 1e3:6.2f} ms")
    print(f"ratio of the medians, explaining to deciding: {median(explaining) / median(judging):.1f}")


if __name__ == "__main__":
    main()
