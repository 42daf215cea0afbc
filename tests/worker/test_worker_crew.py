"""Children that hang, crash, hog or babble, and what their parent makes of it."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mmltui.worker.child import Answer, Child, Died, Failed, TimedOut
from mmltui.worker.crew import Crew

LONG = 30.0


def with_crew(use, *, size=1, spares=1, module="fake_verbs", log=None):
    """Run `await use(crew)` with a crew that is closed afterwards; returns what `use` returned."""

    async def run():
        crew = Crew(module=module, size=size, spares=spares, log=log)
        try:
            async with asyncio.timeout(60):
                return await use(crew)
        finally:
            await crew.close()

    return asyncio.run(run())


def alive(pid):
    """Whether a process runs; one that has ended but not been waited for does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        if Path("/proc").exists():
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, 0)
            return True
        return False
    return state != "Z"


@pytest.mark.parametrize(
    ("verb", "payload", "limit", "expected"),
    [
        ("echo", {"text": "∂ \ud800"}, LONG, Answer({"echo": {"text": "∂ \ud800"}})),
        ("echo", {"text": "a" * 1_000_000}, LONG, Answer({"echo": {"text": "a" * 1_000_000}})),
        ("sleep", 60, 0.1, TimedOut(0.1)),
        ("hold_the_gil", None, 0.1, TimedOut(0.1)),
        ("crash", None, LONG, Died("the grading process ended before it had answered")),
        ("fail", None, LONG, Failed("KeyError: 'no such thing'")),
        ("no_such_verb", None, LONG, Failed("KeyError: 'no_such_verb'")),
        ("chatter", None, LONG, Answer({"input": ""})),
        (
            "scribble",
            None,
            LONG,
            Died("the grading process wrote what is no answer: a message of 4294967295 bytes is announced"),
        ),
        ("wrong_number", None, LONG, Died("the grading process answered what it was not asked")),
        ("echo", {1, 2}, LONG, Failed("this is no JSON: Object of type set is not JSON serializable")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whatever_happens_is_an_outcome_and_the_next_question_is_answered(verb, payload, limit, expected):
    async def use(crew):
        outcome = await crew.call(verb, payload, limit=limit)
        return outcome, await crew.call("echo", "next", limit=LONG)

    assert with_crew(use) == (expected, Answer({"echo": "next"}))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to a bound on its memory")
def test_a_memory_hog_is_stopped_by_its_own_bound():
    async def use(crew):
        return await crew.call("hog", None, limit=LONG), await crew.call("echo", "next", limit=LONG)

    assert with_crew(use) == (Failed("MemoryError: "), Answer({"echo": "next"}))


def test_endless_recursion_is_an_error_not_an_end():
    outcome = with_crew(lambda crew: crew.call("overflow", None, limit=LONG))
    assert isinstance(outcome, Failed)
    assert outcome.reason.startswith("RecursionError")


def test_a_child_that_died_while_idle_is_not_the_learners_concern():
    async def use(crew):
        first = await crew.call("pid", None, limit=LONG)
        os.kill(first.value["pid"], 9)
        return first, await crew.call("pid", None, limit=LONG)

    first, second = with_crew(use)
    assert isinstance(second, Answer)
    assert first != second


def test_nobody_is_asked_who_is_known_to_be_gone():
    async def use(crew):
        await crew.call("pid", None, limit=LONG)
        while len(crew._staff) < 2:  # noqa: ASYNC110 - the spare warms in its own time
            await asyncio.sleep(0.01)
        gone = {child.pid for child in crew._staff}
        for pid in gone:
            os.kill(pid, 9)
        await asyncio.sleep(0.2)
        return gone, await crew.call("pid", None, limit=LONG)

    gone, answer = with_crew(use)
    assert isinstance(answer, Answer)
    assert answer.value["pid"] not in gone


def test_a_question_over_which_a_child_died_is_asked_once_more(tmp_path):
    outcome = with_crew(lambda crew: crew.call("crash_once", str(tmp_path / "mark"), limit=LONG))
    assert outcome == Answer({"survived": True})


def test_after_a_hang_the_spare_answers_while_a_new_one_warms(caplog):
    async def use(crew):
        await crew.call("echo", "warm", limit=LONG)
        await crew.call("sleep", 0.5, limit=LONG)  # time for the spare to warm up
        pids = [(await crew.call("pid", None, limit=LONG)).value["pid"]]
        for _ in range(3):
            assert isinstance(await crew.call("hold_the_gil", None, limit=0.1), TimedOut)
            pids.append((await crew.call("pid", None, limit=LONG)).value["pid"])
        return pids

    pids = with_crew(use)
    assert len(set(pids)) == 4
    assert not caplog.records  # asyncio would write its warnings over the screen


def test_the_event_loop_runs_on_while_a_child_holds_its_gil():
    async def use(crew):
        await crew.call("echo", "warm", limit=LONG)
        ticks = 0

        async def tick():
            nonlocal ticks
            while True:
                ticks += 1
                await asyncio.sleep(0.01)

        ticking = asyncio.create_task(tick())
        await crew.call("hold_the_gil", None, limit=0.5)
        ticking.cancel()
        return ticks

    assert with_crew(use) > 10


def test_an_answer_given_in_time_counts_however_long_the_event_loop_was_held_up():
    async def use(crew):
        await crew.call("echo", "warm", limit=LONG)
        asking = asyncio.create_task(crew.call("echo", "in time", limit=0.2))
        await asyncio.sleep(0.01)
        time.sleep(0.6)  # noqa: ASYNC251 - what a busy screen does
        return await asking

    assert with_crew(use) == Answer({"echo": "in time"})


def test_questions_asked_at_once_are_answered_in_their_order():
    async def use(crew):
        answered = []

        async def ask(n):
            outcome = await crew.call("echo", n, limit=LONG)
            answered.append(n)
            return outcome

        outcomes = await asyncio.gather(*(ask(n) for n in range(20)))
        return outcomes, answered

    outcomes, answered = with_crew(use)
    assert outcomes == [Answer({"echo": n}) for n in range(20)]
    assert answered == list(range(20))


def test_a_question_nobody_waits_for_any_more_does_not_answer_the_next():
    async def use(crew):
        await crew.call("echo", "warm", limit=LONG)
        asking = asyncio.create_task(crew.call("sleep", 0.2, limit=LONG))
        await asyncio.sleep(0.05)
        asking.cancel()
        return await crew.call("echo", "next", limit=LONG)

    assert with_crew(use) == Answer({"echo": "next"})


def test_a_module_that_cannot_be_loaded_is_told_with_its_log(tmp_path):
    log = tmp_path / "log"
    outcome = with_crew(lambda crew: crew.call("echo", None, limit=LONG), module="no_such_module", log=log)
    assert outcome == Died(f"the grading process does not start (see {log})")
    assert "no_such_module" in log.read_text()


def test_a_spare_that_did_not_start_is_tried_again_and_nobody_notices(monkeypatch):
    starts = []

    async def start(module, log):
        starts.append(module)
        return Died("no memory just now") if len(starts) == 2 else await real_start(module, log)

    real_start = Child.start
    monkeypatch.setattr(Child, "start", start)

    async def use(crew):
        outcomes = []
        while len(crew._staff) < 2:
            outcomes.append(await crew.call("echo", 1, limit=LONG))
            await asyncio.sleep(0.02)
        return outcomes

    assert set(map(str, with_crew(use))) == {str(Answer({"echo": 1}))}
    assert len(starts) == 3


def test_where_a_child_hung_stands_in_the_log_and_nothing_on_our_own_streams(tmp_path, capfd):
    async def use(crew):
        await crew.call("chatter", None, limit=LONG)
        return await crew.call("sleep", 60, limit=0.1)

    log = tmp_path / "log"
    assert with_crew(use, log=log) == TimedOut(0.1)
    assert "Timeout" in log.read_bytes().decode(errors="replace")
    assert "in sleep" in log.read_bytes().decode(errors="replace")
    assert capfd.readouterr() == ("", "")


def test_a_log_that_cannot_be_written_changes_nothing(tmp_path):
    log = tmp_path / "no" / "such" / "folder"
    assert with_crew(lambda crew: crew.call("echo", 1, limit=LONG), log=log) == Answer({"echo": 1})


def test_close_leaves_no_child():
    async def use(crew):
        return (await crew.call("pid", None, limit=LONG)).value["pid"]

    pid = with_crew(use)
    assert not alive(pid)


@pytest.mark.parametrize("seconds", [0, 0.001, 0.003, 0.01, 0.03])
def test_close_while_still_warming(seconds):
    async def use(crew):
        crew.start()
        await asyncio.sleep(seconds)

    with_crew(use, size=2)


def test_whoever_waits_for_a_crew_that_is_closed_is_told_so():
    async def use(crew):
        calls = [asyncio.create_task(crew.call("sleep", 30, limit=LONG)) for _ in range(3)]
        await asyncio.sleep(0.1)
        await crew.close()
        return await asyncio.gather(*calls), await crew.call("echo", "too late", limit=LONG)

    outcomes, late = with_crew(use)
    assert [*outcomes, late] == [Died("the grading process has been ended")] * 4


PARENT = """
import asyncio, json, sys
from mmltui.worker.crew import Crew

async def main(verb, payload, limit):
    crew = Crew(module="fake_verbs", size=1, spares=1)
    await crew.call("echo", "warm", limit=30)
    while len(crew._staff) < 2:
        await asyncio.sleep(0.01)
    print(*(child.pid for child in crew._staff), flush=True)
    await crew.call(verb, payload, limit=limit)
    await asyncio.sleep(600)

asyncio.run(main(*json.loads(sys.argv[1])))
"""


@pytest.mark.parametrize(
    "last_request",
    [("echo", "idle", 30), ("sleep", 600, 30), ("hold_the_gil", None, 0.5)],
    ids=lambda request: request[0],
)
def test_a_killed_parent_leaves_no_child(last_request):
    command = [sys.executable, "-c", PARENT, json.dumps(last_request)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        pids = [int(word) for word in parent.stdout.readline().split()]
        time.sleep(0.1)
        parent.kill()
    assert len(pids) == 2
    deadline = time.monotonic() + 2
    while any(map(alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not [pid for pid in pids if alive(pid)]
