"""The commands as a program or a person calls them."""

import io
import json
import sys

import pytest

from mmltui.cli import main


@pytest.fixture
def run(capsys, monkeypatch):
    """Run one command; returns its exit code, standard output and standard error."""

    def call(*arguments, stdin=""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = stop.code
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["diff", "x^2"], "2 x"),
        (["diff", "-x^2"], "-2 x"),
        (["diff", "-x"], "-1"),
        (["diff", "a x^2", "--wrt", "x"], "2 a x"),
    ],
)
def test_diff(run, arguments, expected):
    assert run(*arguments) == (0, f"{expected}\n", "")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["diff", "a x^2"], 1, "a, x"),
        (["diff", "7"], 1, "--wrt"),
        (["diff", "sni(x)", "--symbols", "x: scalar"], 1, "sin"),
        (["diff", "2 +"], 1, "column"),
        (["diff"], 2, "EXPR"),
        (["nonsense"], 2, "show"),
        (["show", "9.9"], 2, "9.9"),
        (["show", "1.2", "--page", "99"], 2, "page"),
        (["plot", "x + ("], 1, "column"),
        (["plot"], 1, "mmltui plot"),
        (["plot", "x", "--width", "19"], 1, "from 20 to 500"),
        (["plot", "x", "--range", "2", "1"], 1, "smaller"),
        (["typeset", r"\frac{1}"], 1, "column"),
        (["grade", "/no/such/file"], 2, "/no/such/file"),
        (["check", "/no/such/file.md"], 2, "/no/such/file.md"),
    ],
)
def test_bad_input_is_one_line_on_stderr(run, arguments, code, says):
    found, out, err = run(*arguments)
    assert (found, out) == (code, "")
    assert says in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


OWN_LESSON = """# My own

```toml lesson
format = 1
id = '7.7'
title = 'My own'
needs = []
goals = []
```

## A page

Only these words.
"""


@pytest.mark.parametrize(
    "words",
    [
        ["--lessons", "DIR", "show", "7.7"],
        ["--lessons", "DIR", "check"],
        ["--lessons", "DIR", "--charset", "ascii", "show", "7.7"],
        ["--lessons", "DIR", "--data", "DIR", "progress"],
    ],
)
def test_what_stands_before_a_command_counts(run, tmp_path, words):
    (tmp_path / "7.7-own.md").write_text(OWN_LESSON)
    code, out, err = run(*(str(tmp_path) if word == "DIR" else word for word in words))
    assert (code, err) == (0, "")
    assert "Only these words" in out or "1 lesson" in out or "My own" in out
    assert "1.2" not in out


def test_what_a_command_does_not_take_is_refused_before_it_as_well(run):
    code, out, err = run("--section", "1.2", "check")
    assert (code, out) == (2, "")
    assert "--section" in err


@pytest.mark.parametrize("command", ["show", "check", "grade", "diff", "typeset", "plot", "progress", "serve"])
def test_every_command_has_help_with_an_example_and_a_version(run, command):
    code, out, _ = run(command, "--help")
    assert code == 0
    assert "example: mmltui " + command in out
    assert run(command, "--version")[1].startswith("mmltui ")


@pytest.mark.parametrize("of", ["x^2 sin(3x) e^x", "sin(2x)^2 + cos(3x)^2", "(x^2-1)/(x^2+1)", "x^2"])
def test_steps_and_their_reasons_fit_into_80_columns(run, of):
    lines = run("diff", of, "--steps")[1].splitlines()
    assert max(map(len, lines)) <= 80
    assert sum("[" in line for line in lines) == sum("]" in line for line in lines) > 0


def test_diff_as_json(run):
    answer = json.loads(run("diff", "x^2 sin x", "--json")[1])
    assert answer["reading"] == "x^2 sin(x)"
    assert answer["derivative"]["shape"] == "scalar"
    assert {"rule", "plain", "latex", "note"} == set(answer["steps"][0])


GRADE = [
    (
        '{"id":1,"exercise":{"ask":"derivative","of":"x^2 sin x","wrt":"x"},"submission":"x(2 sin x + x cos x)"}',
        "proved",
    ),
    ('{"id":1,"exercise":{"ask":"derivative","of":"x^2 sin x","wrt":"x"},"submission":"2x cos x"}', "different"),
    ('{"id":1,"exercise":{"ask":"derivative","of":"x^2 sin x","wrt":"x"},"submission":"2x cos("}', "unparsable"),
    ('{"id":1,"exercise":{"ask":"derivative","off":"x^2"},"submission":"2x"}', "bad-exercise"),
    ('{"id":1,"exercise":"1.2/no-such-exercise","submission":"2x"}', "bad-exercise"),
    ('{"id":1,"exercise":{"ask":"choice","options":["x","y"],"right":"a"},"submission":3}', "bad-exercise"),
    ("no json", "bad-exercise"),
    ("[1, 2]", "bad-exercise"),
]


def test_grade_answers_every_line_in_order(run):
    code, out, err = run("grade", stdin="\n".join(line for line, _ in GRADE) + "\n")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [answer["kind"] for answer in answers] == [kind for _, kind in GRADE]
    assert [answer["id"] for answer in answers] == [1] * 6 + [None, None]
    keys = {"id", "verdict", "kind", "evidence", "misconceptions", "reading", "feedback"}
    assert all(keys == set(answer) for answer in answers)


def test_plot_in_ascii_is_a_picture_of_the_size_asked_for(run):
    code, out, _ = run("plot", "x^4 - 4x^2 + x", "--range", "-2.5", "2.5", "--charset", "ascii")
    assert code == 0
    assert out.isascii()
    assert len(out.splitlines()) == 20
    assert max(map(len, out.splitlines())) <= 78


def test_plot_takes_constants_and_exponents_as_range(run):
    assert run("plot", "sin x", "--range", "-pi", "1e3")[0] == 0


def test_json_lines_of_plot_and_typeset(run):
    asked = [
        ('{"id": 1, "expr": "x^2", "var": "x", "range": [-1, 1]}', None),
        ('{"id": 2, "expr": "sin x", "range": ["-pi", "1e3"], "width": 40, "height": 9, "charset": "ascii"}', None),
        ('{"id": 3}', "'expr' is missing"),
        ('{"id": 4, "expr": "x", "range": [1]}', "'range' must be a list of 2 numbers"),
        ('{"id": 5, "expr": "x", "width": 1e9}', "'width' must be a whole number from 20 to 500"),
        ("nonsense", "this line is no JSON: "),
        ("[1]", "this line is no JSON object"),
    ]
    lines = [line for line, _ in asked]
    answers = [json.loads(line) for line in run("plot", "--jsonl", stdin="\n".join(lines))[1].splitlines()]
    for answer, (line, error) in zip(answers, asked, strict=True):
        assert (answer["error"] or "").startswith(error or ""), line
        assert bool(answer["lines"]) is (error is None), line
    lines = [
        r'{"id": 1, "latex": "\\frac{1}{2}", "display": true, "charset": "ascii"}',
        r'{"id": 2, "latex": "\\frac{"}',
    ]
    answers = [json.loads(line) for line in run("typeset", "--jsonl", stdin="\n".join(lines))[1].splitlines()]
    assert answers[0]["lines"]
    assert answers[0]["error"] is None
    assert answers[1]["error"]
