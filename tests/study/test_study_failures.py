"""What becomes of the store when the file, the machine or another process gets in the way."""

import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest
from study_events import SLOPE, what

from mmltui.study import database
from mmltui.study.database import FILE_NAME
from mmltui.study.events import Question
from mmltui.study.store import Store

HERE = Path(__file__).parent


def filled(folder, count=3):
    """A folder with a store of so many events; returns their uids."""
    store = Store.open(folder)
    uids = [store.record(what("right", replace(SLOPE, seed=str(number)))).uid for number in range(count)]
    store.close()
    return uids


def uids(store):
    return sorted(event.uid for event in store.events())


def flatten(folder):
    """Move everything from the write-ahead log into the file itself."""
    connection = sqlite3.connect(folder / FILE_NAME)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


@pytest.mark.parametrize(
    "content", [b"this is no database at all, only some text. " * 99, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database_is_set_aside_and_told(tmp_path, content):
    (tmp_path / FILE_NAME).write_bytes(content)
    store = Store.open(tmp_path)
    store.record(what("right"))
    assert store.durable
    assert "was broken" in store.notice
    (aside,) = tmp_path.glob(f"{FILE_NAME}.broken-*")
    assert aside.name in store.notice
    assert aside.read_bytes() == content
    store.close()
    again = Store.open(tmp_path)
    assert (len(again.events()), again.notice) == (1, None)
    again.close()


def test_what_can_be_read_of_a_broken_file_is_taken_along(tmp_path):
    known = filled(tmp_path, 200)
    flatten(tmp_path)
    file = tmp_path / FILE_NAME
    content = bytearray(file.read_bytes())
    content[-3 * 4096 :] = random.Random(1).randbytes(3 * 4096)
    file.write_bytes(content)
    store = Store.open(tmp_path)
    store.events()
    store.record(what("right"))
    found = set(uids(store))
    assert "was broken" in store.notice
    assert len(found & set(known)) > 20
    store.close()


def test_a_file_that_breaks_while_in_use_is_set_aside_too(tmp_path):
    store = Store.open(tmp_path)
    store.record(what("wrong"))
    store.close()
    flatten(tmp_path)
    store = Store.open(tmp_path)
    file = tmp_path / FILE_NAME
    size = file.stat().st_size
    file.write_bytes(file.read_bytes()[:4096] + random.Random(1).randbytes(size - 4096))
    store._database.connection.execute("PRAGMA cache_size = 0")
    recorded = store.record(what("right"))
    assert "was broken" in store.notice
    assert recorded in store.events()
    store.close()


def test_a_newer_file_is_left_alone(tmp_path):
    filled(tmp_path)
    flatten(tmp_path)
    file = tmp_path / FILE_NAME
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = file.read_bytes()
    store = Store.open(tmp_path)
    store.record(what("right"))
    assert not store.durable
    assert "newer mmltui" in store.notice
    store.close()
    assert file.read_bytes() == before


def test_an_older_file_is_brought_up_to_date_and_keeps_its_events(tmp_path, monkeypatch):
    known = filled(tmp_path)
    monkeypatch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, "CREATE TABLE note (text TEXT)"))
    for _ in range(2):
        store = Store.open(tmp_path)
        assert (uids(store), store.notice) == (sorted(known), None)
        assert store._database.connection.execute("SELECT count(*) FROM note").fetchone() == (0,)
        store.close()


FAILS_ON_EVENTS = "CREATE TABLE note (text TEXT); SELECT abs(-9223372036854775808) FROM event"


def test_a_migration_that_fails_changes_nothing(tmp_path, monkeypatch):
    known = filled(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, FAILS_ON_EVENTS))
        store = Store.open(tmp_path)
        assert (store.durable, uids(store)) == (False, sorted(known))
        store.close()
    store = Store.open(tmp_path)
    assert (store.durable, uids(store)) == (True, sorted(known))
    store.close()


@pytest.mark.parametrize("place", ["a file in the way", "a folder in the way"])
def test_where_nothing_can_be_written_it_works_in_memory_and_says_so(tmp_path, place):
    folder = tmp_path / "data"
    if place == "a file in the way":
        folder.write_text("not a folder")
    else:
        (folder / FILE_NAME).mkdir(parents=True)
    store = Store.open(folder)
    store.record(what("right"))
    assert not store.durable
    assert "cannot be written" in store.notice
    assert str(store.path) in store.notice
    assert store.standings()["1.2/slope"].state == "solved"
    store.close()


READ_ONLY = """
import os, sys
from pathlib import Path
from mmltui.study.store import Store
if hasattr(os, "setuid") and os.getuid() == 0:
    os.setuid(65534)  # for root every file can be written
store = Store.open(Path(sys.argv[1]))
print(store.durable, len(store.events()), "cannot be written" in store.notice)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file modes mean something else there")
def test_what_a_file_that_may_only_be_read_holds_is_known_all_the_same():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        filled(folder)
        (folder / FILE_NAME).chmod(0o444)
        folder.chmod(0o555)
        done = subprocess.run([sys.executable, "-c", READ_ONLY, name], capture_output=True, text=True, check=False)
        folder.chmod(0o755)
    assert done.stdout.split() == ["False", "3", "True"], done.stderr


def test_a_disk_that_stops_taking_writes_loses_nothing_that_was_known(tmp_path):
    filled(tmp_path)
    store = Store.open(tmp_path)
    store._database.connection.execute("PRAGMA query_only = ON")
    store.record(what("wrong"))
    assert not store.durable
    assert "cannot be written" in store.notice
    assert len(store.events()) == 4
    store.close()


WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from study_events import what, SLOPE
from dataclasses import replace
from mmltui.study.store import Store
store = Store.open(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    event = store.record(what("right", replace(SLOPE, seed=str(number))))
    print(event.uid, flush=True)
assert store.notice is None, store.notice
"""


def writer(folder, count):
    command = [sys.executable, "-c", WRITER, str(folder), str(HERE), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_writing_at_once_lose_nothing(tmp_path):
    processes = [writer(tmp_path, 150) for _ in range(2)]
    written = [process.communicate()[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    store = Store.open(tmp_path)
    assert uids(store) == sorted(written[0] + written[1])
    copy = Store(database.in_memory(tmp_path, ""))
    copy.merge(store.events())
    assert (store.standings(), store.recalls()) == (copy.standings(), copy.recalls())
    store.close()


def test_what_was_acknowledged_survives_kill_9(tmp_path):
    """Ten kills here; `python tests/bench/bench_study.py --kills 200` does more."""
    acknowledged = []
    chance = random.Random(1)
    for _ in range(10):
        process = writer(tmp_path, 100_000)
        acknowledged.append(process.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.05))
        process.kill()
        acknowledged += [line for line in process.communicate()[0].splitlines() if len(line) == 32]
    store = Store.open(tmp_path)
    assert store.notice is None
    assert set(acknowledged) <= set(uids(store))
    store.close()


def test_threads_of_one_process_may_share_a_store(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    store = Store.open(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: store.record(what("right", Question(f"1.2/e{n}"))), range(40)))
    assert len(store.standings()) == 40
    store.close()
