"""From a lesson file to pages, plots and exercises; and every mistake in one, at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from mmltui.course.content import ExerciseBlock, LessonErrors, PlotBlock, Prose, Rejection
from mmltui.course.load import load_lesson, read_lesson_file

LESSON = r"""# Scalars

```toml lesson
format = 1
id = '1.2'
title = 'Scalar differentiation'
needs = ['1.1']
goals = ['Differentiate']
```

## First page

Some prose with $x$.

$$
## not a heading
= 2
$$

```toml plot
kind = 'curve'
title = 'f'
alt = 'A parabola'
curves = [{ expr = 'x^2', label = 'f' }]
var = 'x'
range = [-1, 4]
```

### Slope

Find $\frac{d}{dx} x^2$.

```toml exercise
id = 'slope'
teaches = ['1.2.e']
ask = 'derivative'
of = 'x^2'
wrt = 'x'
accept = ['x + x']
reject = [
  { answer = 'x', because = 'power.no-factor', say = 'Bring it down.' },
]
invalid = ['diff(x^2, x)']
```

<details><summary>Hint</summary>

The power rule.

</details>

<details><summary>Hint</summary>

Bring down
the 2.

</details>

<details>
<summary>Solution</summary>

$2x$

</details>

After it.

### No exercise here

Text under a heading.

## Second page

```python
not = 'toml'
```

How many?

```toml exercise
id = 'count'
ask = 'number'
answer = '3'
```
"""


@pytest.fixture
def read(tmp_path):
    def read(text: str | bytes):
        path = tmp_path / "1.2-scalars.md"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_lesson_file(path)

    return read


def line_of(text: str, part: str) -> int:
    assert part in text, part
    return text[: text.index(part)].count("\n") + 1


def test_a_lesson_has_its_header_pages_and_blocks_in_order(read):
    lesson, errors = read(LESSON)
    assert errors == ()
    assert (lesson.id, lesson.title, lesson.needs, lesson.goals) == (
        "1.2",
        "Scalar differentiation",
        ("1.1",),
        ("Differentiate",),
    )
    assert [(page.title, page.line) for page in lesson.pages] == [("First page", 11), ("Second page", 72)]
    first, second = lesson.pages
    assert [type(block) for block in first.blocks] == [Prose, PlotBlock, ExerciseBlock, Prose, Prose]
    assert first.blocks[0].markdown == "Some prose with $x$.\n\n$$\n## not a heading\n= 2\n$$"
    assert first.blocks[3].markdown == "After it."
    assert first.blocks[4].markdown == "### No exercise here\n\nText under a heading."
    assert [block.id for block in second.blocks] == ["count"]


def test_every_block_knows_its_line(read):
    lesson, _ = read(LESSON)
    found = [block.line for page in lesson.pages for block in page.blocks]
    marks = ["Some prose", "```toml plot", "```toml exercise\nid = 'slope'", "After it", "### No exercise"]
    marks.append("```toml exercise\nid = 'count'")
    assert found == [line_of(LESSON, mark) for mark in marks]


def test_an_exercise_has_its_question_hints_and_solution(read):
    lesson, _ = read(LESSON)
    slope, count = lesson.exercises()
    assert slope.title == "Slope"
    assert slope.question == r"Find $\frac{d}{dx} x^2$."
    assert slope.hints == ("The power rule.", "Bring down\nthe 2.")
    assert slope.solution == "$2x$"
    assert slope.accept == ("x + x",)
    assert slope.reject == (Rejection("x", "power.no-factor", "Bring it down."),)
    assert slope.invalid == ("diff(x^2, x)",)
    assert slope.hint_lines == (line_of(LESSON, "The power"), line_of(LESSON, "Bring down\n"))
    assert slope.table.line_of("reject", 0, "say") == line_of(LESSON, "{ answer")
    assert count.title is None
    assert count.question == "```python\nnot = 'toml'\n```\n\nHow many?"
    assert (count.hints, count.solution) == ((), None)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_and_a_byte_order_mark_change_nothing(read, ending):
    lesson, errors = read("\ufeff" + LESSON.replace("\n", ending))
    assert errors == ()
    assert lesson == read(LESSON)[0]


EDITS = [
    # what is wrong, what stands there, what is put there, where the error points, what it says
    ("wrong key of the lesson", "needs = ['1.1']", "neds = ['1.1']", "neds", "did you mean 'needs'"),
    ("other format", "format = 1", "format = 2", "format = 2", "reads format = 1"),
    ("no title", "title = 'Scalar differentiation'\n", "", "```toml lesson", "'title' is missing"),
    ("id against the name", "id = '1.2'", "id = '1.3'", "id = '1.3'", "the file's name says 1.2"),
    ("needs is no list", "needs = ['1.1']", "needs = '1.1'", "needs", "must be a list"),
    ("wrong key", "accept =", "acept =", "acept =", "did you mean 'accept'"),
    ("wrong ask", "'derivative'", "'derivativ'", "ask =", "did you mean 'derivative'"),
    ("no id", "id = 'slope'\n", "", "```toml exercise", "'id' is missing"),
    ("id with capitals", "id = 'slope'", "id = 'Slope'", "id = 'Slope'", "small letters"),
    ("duplicate id", "id = 'count'", "id = 'slope'", "id = 'slope'\nask", "taken at line"),
    ("missing key of the ask", "of = 'x^2'\n", "", "```toml exercise", "'of' is missing"),
    ("unreadable formula", "of = 'x^2'", "of = 'x^('", "of =", "cannot be read"),
    (
        "undeclared letter",
        "of = 'x^2'\nwrt = 'x'",
        "of = 'x^2 + q'\nwrt = 'x'\nsymbols = { x = 'scalar' }",
        "of =",
        "q",
    ),
    ("double quotes", "of = 'x^2'", 'of = "\\nabla"', 'of = "', "single quotes"),
    ("broken TOML", "of = 'x^2'", "of = 'x^2", "of =", "not TOML"),
    ("reject without answer", "answer = 'x', ", "", "{ because", "'answer' of 'reject'"),
    ("wrong key in reject", "because =", "becuse =", "{ answer", "did you mean 'because'"),
    ("accept is no list", "['x + x']", "3", "accept", "must be a list"),
    ("unknown fence", "toml plot", "toml plt", "```toml plt", "did you mean 'plot'"),
    ("bare toml fence", "toml plot", "toml", "```toml\n", "does not say what it is"),
    ("wrong key of a plot", "alt =", "altt =", "altt", "did you mean 'alt'"),
    ("unknown summary", "<summary>Solution", "<summary>Solutoin", "<details>\n<summary>Solutoin", "did you mean"),
    ("HTML", "After it.", "After <b>it</b>.", "After <b>", "<b> is HTML"),
    ("HTML block", "After it.", "<div>\nAfter it.\n</div>", "<div>", "HTML is not shown"),
    (
        "details after prose",
        "After it.",
        "After.\n\n<details><summary>Hint</summary>\n\nx\n\n</details>",
        None,
        "follows no exercise",
    ),
    ("unclosed details", "the 2.\n\n</details>", "the 2.", "<details><summary>Hint</summary>\n\nBring", "never closed"),
    ("stray closing", "After it.", "After it.\n\n</details>", "</details>\n\n### No", "closes nothing"),
    (
        "no blank line in details",
        "Hint</summary>\n\nThe power rule.\n\n<",
        "Hint</summary>\nThe power rule.\n<",
        "<details><summary>Hint</summary>\nThe",
        "blank line",
    ),
    ("second title", "After it.", "# Again", "# Again", "one # heading"),
    (
        "second header",
        "After it.",
        "```toml lesson\nformat = 1\n```",
        "```toml lesson\nformat = 1\n```",
        "one 'toml lesson'",
    ),
    ("indented fence", "```toml plot", "- a list\n\n  ```toml plot", "```toml plot", "must not be indented"),
]


@pytest.mark.parametrize(("old", "new", "where", "says"), [edit[1:] for edit in EDITS], ids=[edit[0] for edit in EDITS])
def test_a_mistake_is_named_at_its_line(read, old, new, where, says):
    assert old in LESSON
    text = LESSON.replace(old, new, 1)
    _, errors = read(text)
    assert errors, "nothing was reported"
    assert any(says in error.message for error in errors), [str(error) for error in errors]
    error = next(error for error in errors if says in error.message)
    assert error.line == line_of(text, where or "<details><summary>Hint</summary>\n\nx")
    assert str(error).startswith(f"{error.path}:{error.line}: ")


@pytest.mark.parametrize("old", ["of = 'x^2'", "id = 'slope'", "ask = 'derivative'"])
def test_a_failed_exercise_takes_its_hints_with_it_and_harms_no_other(read, old):
    earlier = "```toml exercise\nid = 'before'\nask = 'number'\nanswer = '1'\n```\n\n"
    text = LESSON.replace("### Slope", earlier + "### Slope").replace(old, old[:-1])
    lesson, errors = read(text)
    assert len(errors) == 1
    assert [exercise.id for exercise in lesson.exercises()] == ["before", "count"]
    assert all(exercise.hints == () and exercise.solution is None for exercise in lesson.exercises())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id = 'slope'", "idd = 'slope'"),
        ("teaches =", "teachs ="),
        ("of = 'x^2'", "off = 'x^2'"),
        ("title = 'Scalar", "titel = 'Scalar"),
    ],
)
def test_a_misspelt_key_is_named_once(read, old, new):
    _, errors = read(LESSON.replace(old, new))
    assert [error.line for error in errors] == [line_of(LESSON, old)]
    assert f"did you mean '{old.split()[0]}'" in errors[0].message


def test_every_mistake_of_a_file_is_named_at_once_in_order(read):
    text = LESSON
    for old, new in [
        ("needs =", "neds ="),
        ("alt =", "altt ="),
        ("teaches =", "teach ="),
        ("answer = '3'", "answer ="),
    ]:
        text = text.replace(old, new, 1)
    _, errors = read(text)
    assert [error.line for error in errors] == [
        line_of(text, mark) for mark in ("neds", "altt", "teach =", "answer =\n")
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "no ```toml lesson fence"),
        (b"\n\n\xff", "not UTF-8"),
        (b"x" * 1_000_001, "larger than"),
    ],
)
def test_a_file_that_is_no_lesson_is_named(read, content, says):
    lesson, errors = read(content)
    assert lesson is None
    assert says in errors[0].message


def test_loading_raises_all_mistakes_together(tmp_path):
    path = tmp_path / "1.2-x.md"
    path.write_text(LESSON.replace("needs =", "neds =").replace("acc", "ac"), encoding="utf-8")
    with pytest.raises(LessonErrors) as caught:
        load_lesson(path)
    assert len(caught.value.errors) == 2
    with pytest.raises(LessonErrors, match="cannot be read"):
        load_lesson(Path("no-such-file.md"))
