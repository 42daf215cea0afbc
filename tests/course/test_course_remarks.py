"""An author's words for an answer that the lesson rejects reach whoever gives it, however they write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mmltui.course.load import load_lesson
from mmltui.course.remarks import remark

TEMPLATE = Path(__file__).parent / "template.md"
EXERCISES = {block.id: block for block in load_lesson(TEMPLATE).exercises()}
LOWER, HEIGHT, VANISHES = "goes down", "height", "vanishes"


@pytest.mark.parametrize(
    ("exercise", "submission", "says"),
    [
        ("first-derivative", "3 a x^3", LOWER),
        ("first-derivative", "3x x^2 a", LOWER),
        ("first-derivative", "a x^2", None),  # a slip that the engine names: the author says nothing
        ("first-derivative", "x", None),
        ("first-derivative", "3 a x^(", None),
        ("a-number", "9", HEIGHT),
        ("a-number", "3^2", HEIGHT),
        ("a-number", "8", None),
        ("a-number", "[3; 3]", None),  # a column where a number is asked for
        ("first-derivative", "[3 a x^3, 3 a x^3]", None),
        ("a-choice", "b", VANISHES),
        ("a-choice", " B ", VANISHES),
        ("a-choice", "a", None),
    ],
)
def test_a_rejected_answer_is_met_with_its_authors_words(exercise, submission, says):
    found = remark(EXERCISES[exercise], submission)
    assert found is None if says is None else says in found


UNORDERED = """# Any order

```toml lesson
format = 1
id = '9.8'
title = 'Any order'
```

## Page

### Exercise: letters

Which?

```toml exercise
id = 'letters'
ask = 'choice'
several = true
options = ['one', 'two', 'three']
right = ['a']
reject = [{ answer = 'a, b', say = 'Not both.' }]
```

### Exercise: numbers

Which?

```toml exercise
id = 'numbers'
ask = 'set'
answer = ['1', '2']
reject = [{ answer = '-3, 1', say = 'Not both.' }]
```

### Exercise: points

Which?

```toml exercise
id = 'points'
ask = 'classify'
of = 'x^3 - 3x'
wrt = 'x'
reject = [{ answer = '1 max; -1 min', say = 'Not both.' }]
```
"""


@pytest.mark.parametrize(
    ("exercise", "submission", "says"),
    [
        ("letters", "b, a", "Not both."),
        ("letters", "a, c", None),
        ("numbers", "{1, -3}", "Not both."),
        ("numbers", "1, 3", None),
        ("points", "-1 min; 1 max", "Not both."),
        ("points", "-1 max; 1 min", None),
    ],
)
def test_where_items_have_no_order_the_remark_does_not_depend_on_it(tmp_path, exercise, submission, says):
    lesson = tmp_path / "9.8-any-order.md"
    lesson.write_text(UNORDERED, encoding="utf-8")
    blocks = {block.id: block for block in load_lesson(lesson).exercises()}
    assert remark(blocks[exercise], submission) == says
