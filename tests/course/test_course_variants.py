"""Fresh numbers: the same for the same seed, put into question, table and answers alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from mmltui.course.lesson_keys import read_choices
from mmltui.course.load import load_lesson, read_lesson_file
from mmltui.course.variants import variant
from mmltui.exercises import grade
from mmltui.grading.verdicts import WORDS

TEMPLATE = Path(__file__).parent / "template.md"


@pytest.fixture(scope="module")
def block():
    return next(load_lesson(TEMPLATE).exercises())


def test_a_variant_binds_its_letters_and_says_so(block):
    fresh = variant(block, 3)
    value = fresh.source["at"]["a"]
    assert value in block.vary["a"]
    assert fresh.question.endswith(f"Take $a = {value}$.")
    assert WORDS[type(grade(fresh.exercise, f"3*{value} x^2").verdict)][0] == "correct"
    assert WORDS[type(grade(fresh.exercise, "3 a x^2").verdict)][0] != "correct"


GREEK = """# Steps

```toml lesson
format = 1
id = '9.9'
title = 'Steps'
```

## A step

Where does a step of size $\\eta$ lead?

```toml exercise
id = 'step'
teaches = ['9.9.a']
ask = 'expression'
answer = 'x - 2 eta x_1'
vary = { eta = '1/10', x_1 = '3' }
```

<details><summary>Hint</summary>

Against the slope.

</details>
"""


def test_letters_are_named_as_formulas_write_them(tmp_path):
    path = tmp_path / "9.9-steps.md"
    path.write_text(GREEK, encoding="utf-8")
    fresh = variant(next(load_lesson(path).exercises()), 3)
    assert fresh.question.endswith(r"Take $\eta = 1/10$, $x_{1} = 3$.")


def test_answers_have_the_values_put_in(block):
    fresh = variant(block, 3)
    words = [WORDS[type(grade(fresh.exercise, text).verdict)][0] for text in fresh.accept]
    assert words == ["correct"] * len(block.accept)
    assert "a" not in "".join(fresh.accept)
    assert [one.because for one in fresh.reject] == [one.because for one in block.reject]


def test_the_same_seed_gives_the_same_variant_and_seeds_differ(block):
    assert variant(block, 5).source == variant(block, 5).source
    assert len({variant(block, seed).source["at"]["a"] for seed in range(20)}) > 3


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2..4", ("2", "3", "4")),
        (" -1 .. 1 ", ("-1", "0", "1")),
        ("1, 1/2, pi", ("1", "1/2", "pi")),
        ("7", ("7",)),
        ("4..2", ()),
        ("", ()),
        ("1,,2", ()),
    ],
)
def test_values_are_a_range_or_a_list(text, values):
    assert read_choices(text) == values


@pytest.mark.parametrize(
    ("vary", "says"),
    [
        ("vary = { x = '2..9' }", "it is 'wrt'"),
        ("vary = { a = '2..9' }\nat = { a = '1' }", "'at' does"),
        ("vary = { a = '9..2' }", "must give a values"),
        ("vary = { a = 3 }", "must give a values"),
        ("vary = 'a'", "must be a table"),
    ],
)
def test_what_cannot_vary_is_named(tmp_path, vary, says):
    path = tmp_path / "topic.md"
    path.write_text(TEMPLATE.read_text(encoding="utf-8").replace("vary = { a = '2..9' }", vary), encoding="utf-8")
    _, errors = read_lesson_file(path)
    assert [says in error.message for error in errors] == [True]
