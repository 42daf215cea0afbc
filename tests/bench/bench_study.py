"""What the event store costs, and what it survives.

python tests/bench/bench_study.py              start-up with 100,000 events against none; recording; a reset of all
python tests/bench/bench_study.py --kills 200  kill -9 at so many random moments while answers are recorded
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mmltui.study.events import Attempt, Event, PageVisited, Question, Reset, Undo
from mmltui.study.store import Store

EXERCISES, COMPONENTS = 160, 50

START_UP = """
import sys, time
from pathlib import Path
begin = time.perf_counter()
from mmltui.study.store import Store
store = Store.open(Path(sys.argv[1]))
standings, recalls, position = store.standings(), store.recalls(), store.position()
print(1000 * (time.perf_counter() - begin))
"""

WRITER = """
import sys
from pathlib import Path
from mmltui.study.events import Attempt, Question
from mmltui.study.store import Store
store = Store.open(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    question = Question("1.2/slope", seed=str(number), components=("1.2.e",))
    print(store.record(Attempt(question, "2x", "correct", "proved")).uid, flush=True)
"""


def attempt(number: int, chance: random.Random) -> Attempt:
    """An answer to one of the exercises, right two times of three."""
    exercise = chance.randrange(EXERCISES)
    components = (f"1.{exercise % 5 + 1}.{exercise % COMPONENTS}",)
    question = Question(
        f"1.{exercise % 5 + 1}/e{exercise}", "v1", str(number), components, interleaved=bool(number % 2)
    )
    right = chance.random() < 2 / 3
    return Attempt(question, "2 x", "correct" if right else "incorrect", "proved" if right else "different")


def fill(folder: Path, count: int) -> None:
    """Import so many events, one each quarter of an hour."""
    chance = random.Random(1)
    store = Store.open(folder)
    events = (
        Event(
            f"{number:032x}",
            (datetime(2023, 1, 1, tzinfo=UTC) + number * timedelta(minutes=15)).isoformat(timespec="microseconds"),
            "bench",
            attempt(number, chance),
        )
        for number in range(count)
    )
    begin = time.perf_counter()
    store.merge(events)
    middle = time.perf_counter()
    store.standings()
    store.recalls()
    store.record(PageVisited("1.2", 3))
    print(
        f"import of {count:,} events {middle - begin:.2f} s, folding all of them {time.perf_counter() - middle:.2f} s"
    )
    store.close()


def start_up(folder: Path) -> float:
    """Milliseconds from importing the store to knowing where the learner stands, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", START_UP, str(folder)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def measure() -> None:
    """Print start-up with and without events, measured alternately, and what recording costs then."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        empty, full = Path(one), Path(two)
        fill(full, 100_000)
        Store.open(empty).close()
        times = [(start_up(empty), start_up(full)) for _ in range(15)]
        without, with_events = (statistics.median(column) for column in zip(*times, strict=True))
        more = with_events - without
        print(f"start-up: {without:.1f} ms empty, {with_events:.1f} ms with 100,000 events: {more:+.1f} ms")
        chance = random.Random(2)
        for name, folder in (("empty", empty), ("100,000 events", full)):
            store = Store.open(folder)
            took = []
            for number in range(200):
                begin = time.perf_counter()
                store.record(attempt(10**7 + number, chance))
                took.append(1000 * (time.perf_counter() - begin))
            print(f"record, {name}: median {statistics.median(took):.2f} ms, worst {max(took):.2f} ms")
            for scope in ("1.2/e1", "1.2", ""):
                begin = time.perf_counter()
                reset = store.record(Reset(scope))
                store.standings()
                store.recalls()
                middle = time.perf_counter()
                store.record(Undo(reset.uid))
                store.standings()
                store.recalls()
                end = time.perf_counter()
                print(f"reset of {scope or 'everything'} {middle - begin:.2f} s, its undo {end - middle:.2f} s")
            store.close()


def kill(times: int) -> None:
    """Print how many acknowledged events were lost when the writer was killed so many times."""
    chance = random.Random()
    acknowledged: set[str] = set()
    with tempfile.TemporaryDirectory() as name:
        for _ in range(times):
            with subprocess.Popen([sys.executable, "-c", WRITER, name], stdout=subprocess.PIPE, text=True) as writer:
                assert writer.stdout is not None
                acknowledged.add(writer.stdout.readline().strip())
                time.sleep(chance.uniform(0, 0.1))
                writer.kill()
                acknowledged.update(line for line in writer.stdout.read().splitlines() if len(line) == 32)
            store = Store.open(Path(name))
            assert store.notice is None, store.notice
            store.close()
        store = Store.open(Path(name))
        lost = acknowledged - {event.uid for event in store.events()}
        store.close()
    print(f"{times} kills, {len(acknowledged):,} events acknowledged, {len(lost)} lost; the store always opened")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=0)
    kills = parser.parse_args().kills
    if kills:
        kill(kills)
    else:
        measure()
