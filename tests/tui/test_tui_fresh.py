"""What practice chooses from generators and exercises, and that a generated question counts like another."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from mmltui.course.load import load_lesson
from mmltui.study.listed import list_exercises
from mmltui.study.progress import progress
from mmltui.study.schedule import Recall
from mmltui.study.store import Store
from mmltui.tui.practice import Source, choose, open_sources
from mmltui.tui.record import Record
from mmltui.tui.work import Result, Work

LESSON = """# Fresh

```toml lesson
format = 1
id = '9.9'
title = 'Fresh'
```

## Page

How much is one?

```toml exercise
id = 'one'
teaches = ['9.9.a']
ask = 'number'
answer = '1'
```

A or B?

```toml exercise
id = 'letter'
teaches = ['9.9.b']
ask = 'choice'
options = ['A', 'B']
right = 'a'
```

Two at once?

```toml exercise
id = 'both'
teaches = ['9.9.a', '9.9.c']
ask = 'number'
answer = '2'
```

## Practice

```toml practice
id = 'losses'
family = 'regression'
kinds = ['loss', 'prediction']
teaches = ['9.9.a']
```

```toml practice
id = 'words'
family = 'definiteness'
teaches = ['9.9.b']
```

```toml practice
id = 'later'
family = 'shape'
teaches = ['9.9.a', '9.9.c']
```

```toml practice
id = 'mistakes'
family = 'find-error'
kinds = ['table']
teaches = ['9.9.a']
```

```toml practice
id = 'remarks'
family = 'which-slip'
kinds = ['table']
teaches = ['9.9.b']
```
"""


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    path = tmp_path_factory.mktemp("lessons") / "9.9-fresh.md"
    path.write_text(LESSON)
    return load_lesson(path)


@pytest.fixture(autouse=True)
def _same_dice():
    random.seed(5)


def works(lesson, *begun):
    return {lesson.id: {block.id: Work(state="solved" if block.id in begun else "new") for block in lesson.exercises()}}


@pytest.mark.parametrize(
    ("begun", "open_to"),
    [
        ([], set()),
        (["one"], {"one", "losses", "mistakes"}),
        (["letter"], {"letter", "words", "remarks"}),
        (["both"], {"one", "both", "losses", "mistakes", "later"}),
    ],
)
def test_a_generator_opens_when_all_that_it_teaches_was_taught(lesson, begun, open_to):
    assert {source.block.id for source in open_sources([lesson], works(lesson, *begun))} == open_to


def questions(lesson, count, recalls=None):
    after, begun = None, works(lesson, "one", "letter")
    for _ in range(count):
        after = choose([lesson], begun, recalls or {}, after)
        yield after


def test_two_in_a_row_differ_in_what_they_teach_and_in_kind(lesson):
    for one, other in pairwise(questions(lesson, 40)):
        assert not set(one.block.teaches) & set(other.block.teaches)
        assert one.block.exercise.kind != other.block.exercise.kind


def test_about_one_question_in_five_is_about_a_mistake(lesson):
    asked = list(questions(lesson, 200))
    share = sum(each.block.id in ("mistakes", "remarks") for each in asked) / len(asked)
    assert 0.1 < share < 0.35


def test_fresh_questions_come_more_often_than_the_same_again(lesson):
    ids = [each.block.id for each in questions(lesson, 100)]
    assert ids.count("losses") > ids.count("one") > 0


def test_what_is_due_comes_first(lesson):
    due = {"9.9.b": Recall(due="2001-01-01T00:00:00.000000+00:00")}
    firsts = [choose([lesson], works(lesson, "one", "letter"), due, None) for _ in range(20)]
    assert {component for asked in firsts for component in asked.block.teaches} == {"9.9.b"}


def test_generated_questions_carry_their_seed_and_lead_to_mastery(lesson, tmp_path):
    record = Record.open(tmp_path)
    source = next(each for each in open_sources([lesson], works(lesson, "one")) if each.block.id == "losses")
    for _ in range(3):
        asked = source.ask()
        right = {"verdict": "correct", "kind": "proved", "misconceptions": [], "evidence": {}, "feedback": ""}
        record.attempt(asked, Work(), Result(asked.block.exercise.ask.reference(), right))
    store = Store.open(tmp_path)
    seeds = {event.what.question.seed for event in store.events("9.9/losses")}
    assert len(seeds) == 3
    assert None not in seeds
    assert store.recalls()["9.9.a"].mastered


def test_generators_are_not_counted_among_the_exercises(lesson, tmp_path):
    record = Record.open(tmp_path)
    source = Source(lesson.id, next(lesson.practice()))
    asked = source.ask()
    record.hint(asked, Work(), "Look again.")
    store = Store.open(tmp_path)
    sections = progress(list_exercises(lesson), store.standings(), store.recalls(), store.standing_of)
    assert set(sections["9.9"].exercises) == {"one", "letter", "both"}
    assert "9.9/losses" in store.standings()
