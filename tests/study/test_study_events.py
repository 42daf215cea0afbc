import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from study_events import event, story

from mmltui.study.events import (
    Attempt,
    EventError,
    HintTaken,
    PageVisited,
    Question,
    Reset,
    Skipped,
    SolutionSeen,
    Undo,
    Unknown,
    from_line,
    to_line,
)
from mmltui.study.history import History

NAMES = st.text(st.characters(codec="utf-8"))
TUPLES = st.lists(st.text(), max_size=3).map(tuple)
QUESTIONS = st.builds(Question, NAMES, st.text(), st.none() | st.text(), TUPLES, st.booleans())
HAPPENINGS = st.one_of(
    st.builds(Attempt, QUESTIONS, st.text(), st.text(), st.text(), TUPLES, st.integers(0, 9)),
    st.builds(HintTaken, QUESTIONS, st.integers(1, 9)),
    st.builds(SolutionSeen, QUESTIONS),
    st.builds(Skipped, QUESTIONS),
    st.builds(Reset, NAMES),
    st.builds(Undo, NAMES),
    st.builds(PageVisited, NAMES, st.integers(0, 99)),
    st.builds(Unknown, st.just("dream"), NAMES, st.dictionaries(st.sampled_from("abc"), st.text() | st.integers())),
)


@given(HAPPENINGS)
def test_a_line_gives_the_event_back(happened):
    assert from_line(to_line(event(1, happened))) == event(1, happened)


@given(HAPPENINGS)
def test_a_line_is_one_line_of_ascii(happened):
    line = to_line(event(1, happened))
    assert line.isascii()
    assert "\n" not in line


STAMP = {"uid": "u", "time": "2026-01-01T00:00:00Z", "device": "d", "kind": "attempt", "subject": "1.2/slope"}


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("nonsense", "no JSON object"),
        ("[1]", "no JSON object"),
        ("null", "no JSON object"),
        ("{}", "uid"),
        (STAMP | {"uid": 3}, "uid"),
        (STAMP | {"device": "\ud800"}, "device"),
        (STAMP | {"time": "yesterday"}, "yesterday"),
        (STAMP | {"time": "9999-12-31T23:59:59-23:00"}, "9999"),
    ],
)
def test_what_is_no_event_is_refused_with_what_is_wrong(table, says):
    with pytest.raises(EventError, match=says):
        from_line(table if isinstance(table, str) else json.dumps(table))


@pytest.mark.parametrize(
    "time", ["2026-01-01T00:00:00Z", "2026-01-01T02:00:00+02:00", "2026-01-01", "2025-12-31T19:00:00.000-05:00"]
)
def test_times_of_any_zone_are_kept_as_utc(time):
    assert from_line(json.dumps(STAMP | {"time": time})).time == "2026-01-01T00:00:00.000000+00:00"


@pytest.mark.parametrize("odd", [{}, {"hints": "many"}, {"content": None}, {"components": [1]}])
def test_an_event_whose_keys_do_not_fit_is_kept_but_counts_for_nothing(odd):
    fits = json.loads(to_line(story("right")[0]))
    line = json.dumps((fits if odd else STAMP) | odd)
    kept = from_line(line)
    assert isinstance(kept.what, Unknown)
    assert json.loads(to_line(kept)).items() >= odd.items()


def counting(*happenings):
    """Which of a series of attempts and other events still count; attempts are on 1.2/slope."""
    events = [event(number, happened) for number, happened in enumerate(happenings)]
    history = History.of(each for each in events if isinstance(each.what, Reset | Undo))
    return [
        number
        for number, each in enumerate(events)
        if isinstance(each.what, Attempt) and history.counts(each, "1.2/slope")
    ]


RIGHT = story("right")[0].what


@pytest.mark.parametrize(
    ("happenings", "expected"),
    [
        ([RIGHT, RIGHT], [0, 1]),
        ([RIGHT, Reset(""), RIGHT], [2]),
        ([RIGHT, Reset("1.2"), RIGHT], [2]),
        ([RIGHT, Reset("1.2/slope"), RIGHT], [2]),
        ([RIGHT, Reset("1.2/slo"), RIGHT], [0, 2]),
        ([RIGHT, Reset("1"), RIGHT], [0, 2]),
        ([RIGHT, Reset("1.1"), RIGHT], [0, 2]),
        ([RIGHT, Reset(""), Undo("u0001"), RIGHT], [0, 3]),
        ([RIGHT, Reset(""), Undo("u0001"), Undo("u0002"), RIGHT], [4]),
        ([RIGHT, Reset(""), Undo("u0001"), Undo("u0002"), Undo("u0003"), RIGHT], [0, 5]),
        ([RIGHT, Reset(""), Reset("1.2"), Undo("u0002"), RIGHT], [4]),
        ([RIGHT, Undo("u0000"), RIGHT], [2]),
        ([RIGHT, Undo("u0001"), Undo("nothing")], [0]),
    ],
)
def test_resets_hide_what_came_before_and_undos_take_back(happenings, expected):
    assert counting(*happenings) == expected
