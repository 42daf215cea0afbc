"""`grade_lines`: one answer a line, in order, whatever a line or a child does."""

import json
import os
import threading

import pytest

from mmltui.errors import MmltuiError
from mmltui.worker.batch import grade_lines


def resolve(name, _seed=None):
    if name == "1.2/slope":
        return {"ask": "derivative", "of": "x^2", "wrt": "x"}
    raise MmltuiError(f"there is no exercise {name}")


def answers(lines, *, jobs=2, limit=30.0):
    return list(grade_lines(lines, jobs=jobs, resolve=resolve, limit=limit, module="fake_verbs"))


def line(identity, submission, exercise="1.2/slope"):
    return json.dumps({"id": identity, "exercise": exercise, "submission": submission})


def kinds(found):
    return [(answer["id"], answer["kind"]) for answer in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (line(1, "2x"), (1, "proved")),
        (line({"any": ["id"]}, "2x", {}), ({"any": ["id"]}, "proved")),
        (line("no id", "2x").replace('"id"', '"di"'), (None, "proved")),
        (b"\xef\xbb\xbf" + line("mark", "2x").encode(), ("mark", "proved")),
        ("", (None, "bad-exercise")),
        ("no json", (None, "bad-exercise")),
        ("[1, 2]", (None, "bad-exercise")),
        ('{"id": NaN}', (None, "bad-exercise")),
        (b"\xff\xfe", (None, "bad-exercise")),
        ("[" * 100_000, (None, "bad-exercise")),
        ('{"id": ' + "9" * 5000 + "}", (None, "bad-exercise")),
        ('{"id": 2, "exercise": {}}', (2, "bad-exercise")),
        ('{"id": 2, "submission": "x"}', (2, "bad-exercise")),
        (line(3, "2x", "1.2/nothing"), (3, "bad-exercise")),
        (line(4, "fail"), (4, "undecided")),
        (line(5, "crash"), (5, "undecided")),
    ],
)
def test_every_line_has_its_answer(text, expected):
    assert kinds(answers([text], jobs=1)) == [expected]


def test_a_named_exercise_is_judged_by_its_table():
    (answer,) = answers([line(1, "2x")])
    assert answer["exercise"] == resolve("1.2/slope")


def test_a_hanging_line_is_killed_and_its_neighbours_are_not():
    submissions = ["a", "hang", "b", "c", "hang", "d"]
    found = answers([line(n, text) for n, text in enumerate(submissions)], limit=0.5)
    assert kinds(found) == [(n, "timeout" if text == "hang" else "proved") for n, text in enumerate(submissions)]


@pytest.mark.parametrize("jobs", [1, 3])
def test_input_order_is_kept(jobs):
    lines = [line(n, "x" * (n % 7)) for n in range(100)]
    found = answers(lines, jobs=jobs)
    assert [(answer["id"], answer["length"]) for answer in found] == [(n, n % 7) for n in range(100)]


def test_no_lines_no_answers():
    assert answers([]) == []


def test_a_very_long_submission_is_not_sent_whole():
    (answer,) = answers([line(1, "x" * 10_000_000)])
    assert answer["length"] < 2_000_000


def test_each_line_is_answered_before_the_next_is_there():
    read, write = os.pipe()
    with os.fdopen(read, "rb") as source, os.fdopen(write, "wb", buffering=0) as sink:
        sink.write(line(1, "a").encode() + b"\n")
        found = grade_lines(source, jobs=2, resolve=resolve, module="fake_verbs")
        assert next(found)["id"] == 1
        half = line(2, "b").encode()
        sink.write(half[:10])
        sink.write(half[10:] + b"\n")
        assert next(found)["id"] == 2
        sink.write(line(3, "c").encode())  # the last line lacks its end
        sink.close()
        assert [answer["id"] for answer in found] == [3]


def test_a_reader_that_has_seen_enough_need_not_wait_for_more_lines():
    read, write = os.pipe()
    with os.fdopen(write, "wb", buffering=0) as sink:
        with os.fdopen(read, "rb") as source:
            sink.write(line(1, "a").encode() + b"\n")
            found = grade_lines(source, jobs=1, resolve=resolve, module="fake_verbs")
            assert next(found)["id"] == 1
            found.close()
        assert source.closed


def test_only_so_many_lines_are_read_ahead():
    read = []

    def endless():
        while True:
            read.append(None)
            yield line(len(read), "a")

    found = grade_lines(endless(), jobs=1, resolve=resolve, module="fake_verbs")
    assert [next(found)["id"] for _ in range(5)] == [1, 2, 3, 4, 5]
    assert len(read) < 50
    found.close()


def test_what_the_lines_raise_is_raised():
    def broken():
        yield line(1, "a")
        raise OSError("the disk is gone")

    found = grade_lines(broken(), jobs=1, resolve=resolve, module="fake_verbs")
    assert next(found)["id"] == 1
    with pytest.raises(OSError, match="the disk is gone"):
        next(found)


def test_no_thread_is_left_in_the_way():
    before = set(threading.enumerate())
    answers([line(1, "a")])
    assert all(thread.daemon for thread in threading.enumerate() if thread not in before)
