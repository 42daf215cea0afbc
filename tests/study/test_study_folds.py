"""What follows from a story of events, for an exercise and for a knowledge component."""

from dataclasses import replace

import pytest
from study_events import SLOPE, event, story, what

from mmltui.study.events import PageVisited, Reset, Undo, Unknown
from mmltui.study.schedule import Recall, due_now, earliest_due
from mmltui.study.standing import Standing


def fold(state, events):
    for happened in events:
        state = state.after(happened)
    return state


@pytest.mark.parametrize(
    ("words", "state", "attempts", "hints"),
    [
        ("", "new", 0, 0),
        ("nonsense", "new", 0, 0),
        ("nonsense undecided", "new", 0, 0),
        ("wrong", "tried", 1, 0),
        ("hint", "tried", 0, 1),
        ("right", "solved", 1, 0),
        ("wrong wrong right", "solved", 3, 0),
        ("hint hint right", "solved", 1, 2),
        ("solution", "seen", 0, 0),
        ("skip", "seen", 0, 0),
        ("wrong solution right", "seen", 2, 0),
        ("skip nonsense right", "seen", 1, 0),
        ("solution | right", "solved", 1, 0),
        ("right solution", "solved", 1, 0),
        ("right | wrong", "solved", 2, 0),
        ("right | solution", "solved", 1, 0),
    ],
)
def test_standing(words, state, attempts, hints):
    standing = fold(Standing(), story(words))
    assert (standing.state, standing.attempts, standing.hints) == (state, attempts, hints)


def test_after_the_solution_fresh_numbers_can_be_solved():
    fresh = replace(SLOPE, seed="7")
    standing = fold(Standing(), [*story("solution"), *story("right", fresh, start=5)])
    assert standing.state == "solved"


def test_an_exercise_that_changed_since_it_was_solved_says_so():
    standing = fold(Standing(), story("right"))
    assert standing.changed_since_solved("v2")
    assert not standing.changed_since_solved("v1")
    assert not fold(Standing(), story("wrong")).changed_since_solved("v2")


INTERLEAVED = replace(SLOPE, interleaved=True)


def practice(*rounds):
    """Each round is a story on fresh numbers; one that starts with `*` is interleaved."""
    events, start = [], 0
    for seed, words in enumerate(rounds):
        question = replace(INTERLEAVED if words.startswith("*") else SLOPE, seed=str(seed))
        events += story(words.removeprefix("*"), question, start)
        start += 10
    return events


@pytest.mark.parametrize(
    ("rounds", "mastered"),
    [
        (["right", "right", "right"], False),
        (["right", "*right"], False),
        (["right", "right", "*right"], True),
        (["*right", "right", "right"], True),
        (["*right", "nonsense right", "undecided right"], True),
        (["*right", "right", "wrong right"], False),
        (["*right", "right", "hint right"], False),
        (["*right", "right", "right", "wrong"], False),
        (["*right", "right", "right", "skip"], False),
        (["*right", "wrong", "right", "right", "right"], False),
        (["right", "wrong", "right", "right", "*right"], True),
    ],
)
def test_mastery_is_three_unaided_in_a_row_one_of_them_interleaved(rounds, mastered):
    assert fold(Recall(), practice(*rounds)).mastered is mastered


def test_the_same_question_again_on_the_same_day_is_no_new_evidence():
    assert fold(Recall(), story("right right right", INTERLEAVED)).streak == 1
    assert fold(Recall(), story("right | right | right", INTERLEAVED)).streak == 3


@pytest.mark.parametrize("words", ["", "nonsense", "undecided", "wrong", "hint"])
def test_nothing_is_due_before_a_question_has_come_to_its_end(words):
    assert fold(Recall(), story(words)).due is None


def test_the_better_the_end_the_later_the_review():
    dues = [fold(Recall(), story(words)).due for words in ("solution", "wrong right", "right")]
    assert dues == sorted(set(dues))


def test_reviews_move_apart_as_they_succeed():
    first = fold(Recall(), story("right"))
    second = first.after(event(3 * 1440, what("right", replace(SLOPE, seed="1"))))
    assert first.due < "2026-01-04" < second.due


def test_the_same_events_give_the_same_times():
    rounds = ["right", "wrong right", "*right", "skip", "right"]
    assert fold(Recall(), practice(*rounds)) == fold(Recall(), practice(*rounds))


def test_what_is_due_the_longest_overdue_first():
    recalls = {
        "a": Recall(due="2026-01-02"),
        "b": Recall(due="2026-01-01"),
        "c": Recall(due="2026-03-01"),
        "d": Recall(),
    }
    assert due_now(recalls, "2026-02-01") == ("b", "a")
    assert earliest_due(recalls, ["c", "a", "unheard-of"]) == "2026-01-02"
    assert earliest_due(recalls, ["d"]) is None


@pytest.mark.parametrize("happened", [Reset(""), Undo("u1"), PageVisited("1.2", 1), Unknown("new", "1.2/slope", {})])
def test_other_events_change_neither(happened):
    standing, recall = fold(Standing(), story("wrong right")), fold(Recall(), story("wrong right"))
    assert standing.after(event(9, happened)) == standing
    assert recall.after(event(9, happened)) == recall


@pytest.mark.parametrize("words", ["", "wrong", "wrong hint right", "solution | right"])
def test_states_survive_being_kept(words):
    standing, recall = fold(Standing(), story(words)), fold(Recall(), story(words))
    assert Standing.from_json(standing.to_json()) == standing
    assert Recall.from_json(recall.to_json()) == recall
