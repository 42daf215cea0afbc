"""Generators of practice questions: what a fence may say, and that what they make can be asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mmltui.course import shares
from mmltui.course.check import check_lessons
from mmltui.course.content import PracticeBlock
from mmltui.course.families.registry import FAMILIES, makers
from mmltui.course.load import load_lesson, read_lesson_file
from mmltui.course.named import NoSuchExerciseError, exercise_table
from mmltui.course.questions import question_markdown
from mmltui.course.toml_fence import Table
from mmltui.course.variants import generated
from mmltui.exercises import grade
from mmltui.grading.verdicts import WORDS

KINDS = [(family, kind) for family in FAMILIES for kind in makers(family)]
SEEDS = range(12)

# What no teacher writes: a factor or an exponent 1, a factor 0, a sign after a sign, a term of nothing.
SILLY = re.compile(r"(?<![\d.^_{])1 [a-zA-Z\\]|\^\{?1\}?(?![\d/])|(?<![\d.])0 [a-z\\]|[+-] *[-+]|\+ 0\b(?!\.)")


def block(family: str, *kinds: str) -> PracticeBlock:
    return PracticeBlock("fresh", Table({}, 1, ""), family, kinds or tuple(makers(family)), ("9.9.a",), (), 1)


@pytest.mark.parametrize(("family", "kind"), KINDS, ids="::".join)
def test_a_seed_makes_one_question_and_seeds_differ(family, kind):
    questions = [question_markdown(generated(block(family, kind), seed)) for seed in SEEDS]
    assert questions == [question_markdown(generated(block(family, kind), seed)) for seed in SEEDS]
    assert len(set(questions)) >= len(SEEDS) // 3


@pytest.mark.parametrize(("family", "kind"), KINDS, ids="::".join)
def test_questions_are_written_as_a_person_would(family, kind):
    for seed in SEEDS:
        fresh = generated(block(family, kind), seed)
        of = str(fresh.source.get("of", ""))
        formulas = re.findall(r"\$([^$]+)\$", re.sub(r"\\(?:begin|end)\{[^}]*\}|\\\\|&", ";", fresh.question))
        for formula in [of, *formulas]:
            assert not SILLY.search(formula), formula


@pytest.mark.parametrize(("family", "kind"), KINDS, ids="::".join)
def test_the_reference_is_right_and_every_solution_or_derivation_ends_there(family, kind):
    for seed in SEEDS[:3]:
        fresh = generated(block(family, kind), seed)
        assert WORDS[type(grade(fresh.exercise, fresh.exercise.ask.reference()).verdict)][0] == "correct"


FENCE = """# Fresh

```toml lesson
format = 1
id = '9.9'
title = 'Fresh'
```

## Practice

Some words.

```toml practice
id = 'fresh'
family = 'derivative'
kinds = ['product', 'chain']
teaches = ['9.9.a']
```
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "9.9-fresh.md"
    path.write_text(text)
    return path


def test_a_generator_belongs_to_its_page_and_is_no_exercise(tmp_path):
    lesson = load_lesson(write(tmp_path, FENCE))
    (page,) = lesson.pages
    (found,) = page.practice
    assert (found.id, found.family, found.kinds) == ("fresh", "derivative", ("product", "chain"))
    assert list(lesson.exercises()) == []
    assert len(page.blocks) == 1


def test_without_kinds_all_of_the_family_come_up(tmp_path):
    lesson = load_lesson(write(tmp_path, FENCE.replace("kinds = ['product', 'chain']\n", "")))
    (found,) = lesson.practice()
    assert found.kinds == tuple(makers("derivative"))


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("'derivative'", "'derivatve'", 15, "did you mean 'derivative'?"),
        ("'chain'", "'chian'", 16, "did you mean 'chain'?"),
        ("kinds", "kind", 16, "did you mean 'kinds'?"),
        ("['product', 'chain']", "[]", 16, "at least one of"),
        ("teaches = ['9.9.a']\n", "", 13, "'teaches' is missing"),
        ("'9.9.a'", "'9.9'", 17, "knowledge components"),
        ("id = 'fresh'", "id = 'Fresh'", 14, "small letters"),
        ("toml practice", "toml practise", 13, "did you mean 'practice'?"),
    ],
)
def test_a_mistake_is_named_at_its_line(tmp_path, old, new, line, says):
    path = write(tmp_path, FENCE.replace(old, new))
    _, errors = read_lesson_file(path)
    assert [(error.line, says in error.message) for error in errors] == [(line, True)], errors


def test_ids_of_generators_and_exercises_must_differ(tmp_path):
    again = FENCE + FENCE[FENCE.index("```toml practice") :]
    _, errors = read_lesson_file(write(tmp_path, again))
    assert [error.line for error in errors] == [20]
    assert "'fresh' is taken at line 14" in errors[0].message


def test_generators_are_checked_and_counted_as_variants(tmp_path):
    few = check_lessons([write(tmp_path, FENCE)])
    many = check_lessons([write(tmp_path, FENCE)], thorough=True)
    assert few.ok, few.failures
    assert many.ok, many.failures
    assert few.variants == 3
    assert many.variants == 20
    assert few.sections == {"9.9": 0}


def test_checks_that_are_shared_among_processes_find_the_same(tmp_path, monkeypatch):
    path = write(tmp_path, FENCE.replace("Some words.", r"Some words: $\nosuchcommand$."))
    alone = check_lessons([path])
    monkeypatch.setattr(shares, "WORTH_SHARING", 1)
    told = []
    shared = check_lessons([path], progress=lambda done, total: told.append((done, total)))
    assert shared.failures == alone.failures
    assert [failure.check for failure in shared.failures] == ["page-1-formulas"]
    assert told == [(done, len(told)) for done in range(1, len(told) + 1)]


def test_a_question_that_breaks_a_rule_of_lessons_is_named_with_its_seed(tmp_path, monkeypatch):
    from mmltui.course.families import design
    from mmltui.course.families.item import Item

    leaking = Item("How much?", {"ask": "number", "answer": "42"}, ("It is $42$.",), "$42$")
    monkeypatch.setattr(design, "KINDS", {"matrix": lambda _: leaking})
    path = write(tmp_path, FENCE.replace("derivative", "design").replace("'product', 'chain'", "'matrix'"))
    failures = check_lessons([path]).failures
    assert {failure.name for failure in failures} == {"fresh::variant-1", "fresh::variant-2", "fresh::variant-3"}
    assert "with seed 1 (How much?), hint-1: the hint gives the answer away" in failures[0].message


def test_a_question_of_a_generator_is_named_with_its_seed(tmp_path):
    path = write(tmp_path, FENCE)
    (generator,) = load_lesson(path).practice()
    assert exercise_table("9.9/fresh", tmp_path, 7) == generated(generator, 7).source
    assert exercise_table("9.9/fresh", tmp_path, "7") == generated(generator, 7).source


@pytest.mark.parametrize(
    ("name", "seed", "says"),
    [
        ("9.9/fresh", None, "say which"),
        ("9.9/fresh", "seven", "whole number"),
        ("9.9/fresh", True, "whole number"),
        ("9.9/frsh", 1, "did you mean 9.9/fresh?"),
    ],
)
def test_a_name_without_its_question_is_refused(tmp_path, name, seed, says):
    write(tmp_path, FENCE)
    with pytest.raises(NoSuchExerciseError, match=re.escape(says)):
        exercise_table(name, tmp_path, seed)
