"""How often and how fast scalar equality is decided, on fresh random pairs, beside `simplify(a - b) == 0`.

    python tests/bench/bench_equality.py [PAIRS] [SEED] [COMPARED_WITH_SYMPY]

Times are processor time of this process, from tree to verdict for both.
SymPy is given `COMPARED_WITH_SYMPY` of the pairs, at most 5 s each.
"""

from __future__ import annotations

import signal
import statistics
import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "grading"), str(Path(__file__).parents[2])]

import pair_oracle  # noqa: E402 - found by the line above
from pair_maker import SYMBOLS, Pair, pairs  # noqa: E402 - found by the line above

from mmltui.grading.equality import compare  # noqa: E402 - found by the line above
from mmltui.grading.lowering import lower  # noqa: E402 - found by the line above
from mmltui.grading.prove import Equal, prove  # noqa: E402 - found by the line above
from mmltui.grading.verdicts import Agreed, Different, Proved, ProvedOnCommonDomain, Undecided  # noqa: E402 - found by the line above
from mmltui.notation.printing import plain  # noqa: E402 - found by the line above
from mmltui.notation.to_sympy import to_sympy  # noqa: E402 - found by the line above

SYMPY_SECONDS = 5
RIGHT = Proved | ProvedOnCommonDomain | Agreed


def main(count: int, seed: str, with_sympy: int) -> None:
    lot = list(islice(pairs(seed), count))
    compare(lot[0].submission, lot[0].reference, SYMBOLS)  # warm up
    milliseconds, verdicts = [], []
    for number, pair in enumerate(lot):
        start = time.process_time()
        verdicts.append(compare(pair.submission, pair.reference, SYMBOLS, seed=str(number)))
        milliseconds.append(1000 * (time.process_time() - start))
    _report_verdicts(lot, verdicts)
    _report("mmltui", milliseconds)
    step = max(1, count // with_sympy)
    sample = range(0, count, step)
    theirs = [_simplify_milliseconds(lot[i]) for i in sample]
    ours = [milliseconds[i] for i in sample]
    _report(f"mmltui on the {len(ours)} pairs given to SymPy", ours)
    _report("simplify(a - b) == 0", theirs)
    print(f"median ratio 1/{statistics.median(theirs) / statistics.median(ours):.0f}")


def _report_verdicts(lot: list[Pair], verdicts: list[object]) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    problems = []
    for pair, verdict in zip(lot, verdicts, strict=True):
        label = pair.label
        confirmed = isinstance(verdict, Different) and verdict.witness is not None
        if confirmed:
            confirmed = pair_oracle.differ_at(pair.submission, pair.reference, verdict.witness.at) is not False
        if isinstance(verdict, Different) and confirmed:
            label = "nowhere common" if label == "nowhere common" else "different"
        counts[label, type(verdict).__name__] += 1
        accepted, should = isinstance(verdict, RIGHT), label in ("equal", "smaller domain")
        undecided = isinstance(verdict, Undecided)
        if accepted != should or undecided or (isinstance(verdict, Different) and not confirmed):
            problems.append((pair, verdict))
    for (label, kind), number in sorted(counts.items()):
        print(f"{label:15} {kind:22} {number}")
    right = sum(number for (label, _), number in counts.items() if label in ("equal", "smaller domain"))
    proved = sum(number for (_, kind), number in counts.items() if kind.startswith("Proved"))
    print(f"right answers proved: {proved} of {right} ({proved / right:.1%})")
    unsound = [
        pair
        for pair in lot
        if pair.label == "different" and isinstance(prove(lower(pair.submission, pair.reference, SYMBOLS)), Equal)
    ]
    print(
        f"wrong or undecided, witnesses not confirmed: {len(problems)}; unsound proofs without points: {len(unsound)}"
    )
    for pair, verdict in problems:
        print(f"  {pair.made_by}: {plain(pair.submission)} ||| {plain(pair.reference)} [{pair.label}] {verdict}")


def _report(name: str, milliseconds: list[float]) -> None:
    ordered = sorted(milliseconds)
    median, p95 = statistics.median(ordered), ordered[int(0.95 * len(ordered))]
    print(f"{name}: median {median:.2f} ms, p95 {p95:.1f} ms, max {ordered[-1]:.0f} ms")


def _simplify_milliseconds(pair: Pair) -> float:
    import sympy

    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(SYMPY_SECONDS)
    start = time.process_time()
    try:
        difference = to_sympy(pair.submission, SYMBOLS) - to_sympy(pair.reference, SYMBOLS)
        _ = sympy.simplify(difference) == 0
    except (TimeoutError, TypeError, ValueError, AttributeError, NotImplementedError, RecursionError):
        pass  # what it could not do still took its time
    finally:
        signal.alarm(0)
    return 1000 * (time.process_time() - start)


def _stop(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(
        int(arguments[0]) if arguments else 500,
        arguments[1] if len(arguments) > 1 else str(time.time_ns()),
        int(arguments[2]) if len(arguments) > 2 else 60,
    )
