"""The store: what goes in comes out, in any order of merging, through any number of openings."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from study_events import SLOPE, event, story, what

from mmltui.study.database import in_memory
from mmltui.study.events import EventError, PageVisited, Reset, Undo, Unknown
from mmltui.study.store import Store

OTHER = replace(SLOPE, exercise="1.3/row", components=("1.3.e", "1.2.e"))


@pytest.fixture
def store(tmp_path):
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


def memory_store(events=()):
    store = Store(in_memory(None, ""))
    store.merge(events)
    return store


def everything(store):
    return store.events(), store.standings(), store.recalls()


def test_a_fresh_store_is_empty_and_has_nothing_to_tell(store, tmp_path):
    assert everything(store) == ((), {}, {})
    assert (store.notice, store.durable, store.path.parent) == (None, True, tmp_path)
    assert store.position() is None
    assert store.last_reset() is None


def test_what_is_recorded_is_there_after_the_next_opening(store, tmp_path):
    recorded = [store.record(happened) for happened in (what("wrong"), what("right"), PageVisited("1.2", 3))]
    before = everything(store)
    store.close()
    again = Store.open(tmp_path)
    assert everything(again) == before
    assert list(again.events()) == recorded
    assert again.standings()["1.2/slope"].state == "solved"
    again.close()


def test_the_learner_lands_where_they_were(store):
    for section, page in (("1.2", 1), ("1.3", 5), ("1.2", 2)):
        store.record(PageVisited(section, page))
    assert store.position() == PageVisited("1.2", 2)
    assert store.position("1.3") == PageVisited("1.3", 5)
    assert store.position("1.5") is None


def test_events_of_one_exercise(store):
    store.record(what("wrong"))
    store.record(what("right", OTHER))
    assert [each.what.submission for each in store.events("1.2/slope")] == ["x"]


@pytest.mark.parametrize(
    ("scope", "left"),
    [("", set()), ("1.2", {"1.3/row"}), ("1.3/row", {"1.2/slope"}), ("1.4", {"1.2/slope", "1.3/row"})],
)
def test_a_reset_makes_new_and_its_undo_brings_back(store, scope, left):
    store.record(what("right"))
    store.record(what("right", OTHER))
    before = store.standings(), store.recalls()
    store.record(Reset(scope))
    assert set(store.standings()) == left
    reset = store.last_reset()
    store.record(Undo(reset.uid))
    assert (store.standings(), store.recalls()) == before
    assert store.last_reset() is None


def test_an_exercise_that_has_had_several_ids(store):
    store.record(what("wrong", replace(SLOPE, exercise="1.2/old")))
    store.record(what("right"))
    assert store.standing_of(["1.2/slope", "1.2/old"]).attempts == 2


def test_states_kept_under_older_rules_are_folded_anew(store, tmp_path, monkeypatch):
    store.record(what("right"))
    before = everything(store)
    store._database.connection.execute('UPDATE derived SET state = \'{"state": "nonsense"}\'')
    store.close()
    monkeypatch.setattr("mmltui.study.tables.FOLD_VERSION", "next")
    again = Store.open(tmp_path)
    assert everything(again) == before
    again.close()


WORDS = st.sampled_from(["right", "wrong", "nonsense", "hint", "solution", "skip"])
QUESTIONS = st.builds(replace, st.sampled_from([SLOPE, OTHER]), seed=st.sampled_from([None, "1"]))
HAPPENINGS = (
    st.builds(what, WORDS, QUESTIONS)
    | st.builds(Reset, st.sampled_from(["", "1.2", "1.3/row"]))
    | st.builds(Undo, st.integers(0, 9).map("u{:04}".format))
    | st.builds(PageVisited, st.just("1.2"), st.integers(0, 3))
    | st.just(Unknown("dream", "1.2/slope", {"of": "sheep"}))
)
EVENTS = st.lists(st.builds(event, st.integers(0, 9), HAPPENINGS), max_size=8)
FEW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(EVENTS, EVENTS)
def test_merging_is_commutative_and_idempotent_even_where_uids_clash(first, second):
    one, other = memory_store(first), memory_store(second)
    assert one.merge(other.events()) == len(one.events()) - len({each.uid for each in first})
    other.merge(memory_store(first).events())
    assert everything(one) == everything(other)
    assert one.merge(other.events()) == 0
    assert everything(one) == everything(other)


@FEW
@given(st.lists(HAPPENINGS, max_size=12))
def test_states_moved_on_one_by_one_are_those_folded_from_all_events(happenings):
    stepwise = memory_store()
    uids = []
    for happened in happenings:
        match happened:
            case Undo(target) if int(target[1:]) < len(uids):
                happened = Undo(uids[int(target[1:])])  # noqa: PLW2901 - uids are not known before
        uids.append(stepwise.record(happened).uid)
    assert everything(memory_store(stepwise.events())) == everything(stepwise)


@FEW
@given(EVENTS)
def test_export_and_import_give_the_same_store(events):
    store = memory_store(events)
    copy = memory_store()
    assert copy.import_lines(store.export_lines()) == len(store.events())
    assert everything(copy) == everything(store)


def test_an_event_from_a_clock_set_back_is_put_where_its_time_says(store, monkeypatch):
    store.record(what("right"))
    monkeypatch.setattr("mmltui.study.store.now", lambda: "2020-01-01T00:00:00.000000+00:00")
    store.record(what("wrong"))
    assert [each.what.verdict for each in store.events()] == ["incorrect", "correct"]
    assert store.recalls()["1.2.e"].streak == 0


def test_an_import_is_all_or_nothing_and_names_the_line(store):
    lines = [*memory_store(story("right")).export_lines(), "", "{}"]
    with pytest.raises(EventError, match=r"line 3 .* nothing was imported"):
        store.import_lines(lines)
    assert store.events() == ()


def test_half_a_character_typed_is_kept(store):
    store.record(replace(what("nonsense"), submission="\ud800"))
    assert store.events()[0].what.submission == "\ud800"
