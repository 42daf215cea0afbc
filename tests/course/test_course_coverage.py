"""What each section must teach: every topic has a place on a page and an exercise that asks for it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from mmltui.course.lessons import list_lessons, load_lesson

ROOT = Path(__file__).parents[2]
COVERAGE = Path(__file__).parent / "coverage"
LESSONS = {file.id: file.path for file in list_lessons(ROOT / "lessons")}
SECTIONS = sorted(path.stem for path in COVERAGE.glob("*.toml"))

HEADING = re.compile(r"^#{2,3} (.+?)\s*$", re.MULTILINE)


def topics(section: str) -> list[dict[str, object]]:
    return tomllib.loads((COVERAGE / f"{section}.toml").read_text(encoding="utf-8"))["topic"]


def name(topic: dict[str, object]) -> str:
    return str(topic.get("says", topic))


def test_there_are_topics_and_each_file_is_of_a_lesson():
    assert SECTIONS
    assert set(SECTIONS) <= LESSONS.keys()
    assert all(topics(section) for section in SECTIONS)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_topic_says_something_has_a_heading_and_at_least_one_exercise(section):
    for topic in topics(section):
        assert topic.keys() == {"says", "heading", "exercises"}, name(topic)
        assert str(topic["says"]).strip(), topic
        assert str(topic["heading"]).strip(), name(topic)
        assert isinstance(topic["exercises"], list), name(topic)
        assert topic["exercises"], name(topic)


@pytest.mark.parametrize("section", SECTIONS)
def test_no_two_topics_say_the_same(section):
    said = [" ".join(name(topic).casefold().split()) for topic in topics(section)]
    assert sorted(said) == sorted(set(said))


@pytest.mark.parametrize("section", SECTIONS)
def test_headings_stand_in_the_lesson(section):
    headings = set(HEADING.findall(LESSONS[section].read_text(encoding="utf-8")))
    wanted = {topic["heading"]: name(topic) for topic in topics(section)}
    assert {heading: said for heading, said in wanted.items() if heading not in headings} == {}


@pytest.mark.parametrize("section", SECTIONS)
def test_exercises_are_in_the_lesson_and_named_once_a_topic(section):
    ids = {block.id for block in load_lesson(LESSONS[section]).exercises()}
    for topic in topics(section):
        named = topic["exercises"]
        assert set(named) <= ids, name(topic)
        assert len(named) == len(set(named)), name(topic)
