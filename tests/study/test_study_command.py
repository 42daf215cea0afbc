"""`mmltui progress` as a person or a program calls it."""

import json

import pytest
from study_events import SLOPE, event, what

from mmltui.cli import main
from mmltui.study.events import Question, to_line
from mmltui.study.listed import Listed
from mmltui.study.progress import progress
from mmltui.study.schedule import Recall
from mmltui.study.standing import Standing
from mmltui.study.store import Store

LESSON = """# Slopes

```toml lesson
format = 1
id = '1.2'
title = 'Slopes'
```

## A square

### Exercise: its slope

Find $\\dfrac{dL}{dx}$.

```toml exercise
id = 'slope'
teaches = ['1.2.e']
aliases = ['incline']
ask = 'derivative'
of = 'x^2'
wrt = 'x'
accept = ['2x']
```

<details><summary>Hint</summary>

Bring the exponent down.

</details>
"""


@pytest.fixture
def run(tmp_path, capsys):
    """Run `mmltui progress` on a lesson of one exercise; returns exit code, standard output, standard error."""
    lessons = tmp_path / "lessons"
    lessons.mkdir()
    (lessons / "1.2-slopes.md").write_text(LESSON)

    def call(*arguments):
        places = ["--data", str(tmp_path / "data"), "--lessons", str(lessons)]
        code = main(["progress", *map(str, arguments), *places])
        return code, *capsys.readouterr()

    return call


def record(tmp_path, *happenings):
    store = Store.open(tmp_path / "data")
    for happened in happenings:
        store.record(happened)
    store.close()


def exercise(run):
    return json.loads(run("--json")[1])["sections"]["1.2"]["exercises"]["slope"]


def test_json_of_a_new_learner(run, tmp_path):
    code, out, err = run("--json")
    slope = {"state": "new", "attempts": 0, "hints": 0, "due": None}
    sections = {"1.2": {"done": 0, "total": 1, "exercises": {"slope": slope}}}
    assert (code, err) == (0, "")
    assert json.loads(out) == {"path": str(tmp_path / "data" / "progress.sqlite3"), "sections": sections}


def test_json_after_some_work(run, tmp_path):
    record(tmp_path, what("wrong"), what("nonsense"), what("hint"), what("right"), what("right", Question("9.9/gone")))
    found = json.loads(run("--json")[1])["sections"]
    slope = found["1.2"]["exercises"]["slope"]
    assert list(found) == ["1.2"]
    assert found["1.2"]["done"] == 1
    assert (slope["state"], slope["attempts"], slope["hints"]) == ("solved", 2, 1)
    assert slope["due"] > "2026"
    assert slope["updated"]  # it was solved under another fingerprint


def test_work_under_a_former_name_counts(run, tmp_path):
    record(tmp_path, what("right", Question("1.2/incline")), what("wrong", Question("1.2/slope")))
    assert (exercise(run)["state"], exercise(run)["attempts"]) == ("solved", 2)


def test_in_words(run, tmp_path):
    record(tmp_path, what("right"))
    code, out, err = run()
    assert (code, err) == (0, "")
    assert "1.2  Slopes: 1 of 1 solved" in out
    assert str(tmp_path / "data") in out


@pytest.mark.parametrize(
    ("happenings", "says"),
    [
        (["wrong"], "not solved yet: 1.2/slope"),
        (["solution"], "solution seen: 1.2/slope"),
        (["wrong", "right"], "nothing now"),
    ],
)
def test_what_is_left_to_do_is_named(run, tmp_path, happenings, says):
    record(tmp_path, *(what(word) for word in happenings))
    assert says in run()[1]


def test_what_is_due_goes_by_the_title_of_its_page(run, tmp_path):
    store = Store.open(tmp_path / "data")
    store.import_lines([to_line(event(1, what("right")))])  # long ago
    store.close()
    assert "To review, with p in the app: A square (1.2)" in run()[1]


def test_export_then_import_elsewhere_then_again(run, tmp_path):
    record(tmp_path, what("right"), what("wrong"))
    file = tmp_path / "progress.jsonl"
    assert run("export", file)[:2] == (0, f"2 events written to {file}\n")
    (tmp_path / "data" / "progress.sqlite3").unlink()
    assert exercise(run)["state"] == "new"
    assert run("import", file)[:2] == (0, f"2 new events from {file}\n")
    assert run("import", file)[:2] == (0, f"0 new events from {file}\n")
    assert exercise(run)["state"] == "solved"


@pytest.mark.parametrize("scope", [[], ["1.2"], ["1.2/slope"]])
def test_reset(run, tmp_path, scope):
    record(tmp_path, what("right"))
    assert run("reset", *scope)[0] == 0
    assert exercise(run)["state"] == "new"
    assert exercise(run)["due"] is None


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["export"], "mmltui progress export"),
        (["import"], "mmltui progress import"),
        (["import", "/no/such/file"], "/no/such/file"),
        (["export", "/no/such/folder/file"], "/no/such/folder/file"),
        (["reset"], "nothing has been done"),
        (["reset", "1.9"], "1.9"),
    ],
)
def test_bad_input_is_one_line_that_says_what_to_do(run, arguments, says):
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert says in err


@pytest.mark.parametrize("content", [b"nonsense\n", b"\xff\xfe\xff", b'{"uid": 1}\n'])
def test_a_file_that_is_no_export_is_refused(run, tmp_path, content):
    file = tmp_path / "file"
    file.write_bytes(content)
    code, out, err = run("import", file)
    assert (code, out, err.count("\n")) == (1, "", 1)


def test_a_store_that_cannot_be_written_is_told(run, tmp_path):
    (tmp_path / "data").write_text("a file in the way")
    code, _, err = run()
    assert code == 0
    assert "cannot be written" in err
    assert run("reset")[0] == 1


def test_due_is_the_earliest_of_the_components():
    listed = Listed("1.2", "slope", components=("a", "b", "c"), content="v1")
    recalls = {"a": Recall(due="2026-03-01"), "b": Recall(due="2026-02-01"), "d": Recall(due="2026-01-01")}
    standings = {SLOPE.exercise: Standing("solved", 1, solved_as="v1")}
    line = progress([listed], standings, recalls, lambda names: standings[names[0]])["1.2"].exercises["slope"]
    assert line.to_json() == {"state": "solved", "attempts": 1, "hints": 0, "due": "2026-02-01"}
