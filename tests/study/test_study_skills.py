"""Knowledge components under titles that a learner knows."""

import pytest

from mmltui.course.lessons import load_lesson
from mmltui.study.episode import Episode
from mmltui.study.schedule import Recall
from mmltui.study.skills import skills

HEAD = """# {id}

```toml lesson
format = 1
id = '{id}'
title = '{id}'
```
"""
EXERCISE = """
### Exercise: {name}

Find $\\dfrac{{dL}}{{dx}}$ of $x^2$.

```toml exercise
id = '{name}'
teaches = {teaches}
ask = 'derivative'
of = 'x^2'
wrt = 'x'
```

<details><summary>Hint</summary>

Bring the exponent down.

</details>
"""
NOW = "2026-06-01"


def lesson(tmp_path, section, pages):
    parts = [HEAD.format(id=section)]
    for title, exercises in pages.items():
        parts.append(f"\n## {title}\n")
        parts += [EXERCISE.format(name=name, teaches=list(teaches)) for name, teaches in exercises.items()]
    path = tmp_path / f"{section}-lesson.md"
    path.write_text("".join(parts))
    return load_lesson(path)


@pytest.fixture
def lessons(tmp_path):
    first = {"Mixed": {"m": ["1.1.a", "1.1.b"]}, "Squares": {"s": ["1.1.a"]}, "Waves": {"w": ["1.1.b"]}}
    second = {"Again": {"a": ["1.1.a"]}, "Roots": {"r": ["1.2.a"], "t": ["1.2.b"]}}
    return [lesson(tmp_path, "1.1", first), lesson(tmp_path, "1.2", second)]


def test_each_has_the_title_of_the_page_most_about_it_in_the_section_that_taught_it_first(lessons):
    found = {skill.id: (skill.section, skill.title) for skill in skills(lessons, {}, NOW)}
    assert found == {
        "1.1.a": ("1.1", "Squares"),
        "1.1.b": ("1.1", "Waves"),
        "1.2.a": ("1.2", "Roots"),
        "1.2.b": ("1.2", "Roots"),  # there is no other page
    }


@pytest.mark.parametrize(
    ("recall", "firmness", "is_due"),
    [
        (None, "new", False),
        (Recall(), "new", False),
        (Recall(episodes={"1.1/s": Episode(None, "ended", NOW)}, due="2026-07-01"), "begun", False),
        (Recall(episodes={"1.1/s": Episode(None, "ended", NOW)}, due="2026-05-01"), "begun", True),
        (
            Recall(streak=3, interleaved=1, episodes={"1.1/s": Episode(None, "ended", NOW)}, due="2026-07-01"),
            "firm",
            False,
        ),
        (Recall(streak=3, episodes={"1.1/s": Episode(None, "ended", NOW)}, due="2026-07-01"), "begun", False),
    ],
)
def test_how_firm_it_is(lessons, recall, firmness, is_due):
    skill = next(each for each in skills(lessons, {"1.1.a": recall} if recall else {}, NOW) if each.id == "1.1.a")
    assert (skill.firmness, skill.is_due) == (firmness, is_due)
