"""Asks whose answers are letters, numbers of lines and orders."""

import pytest

from mmltui.exercises import ExerciseError, grade, load, shuffle, to_json

PRIMES = {"ask": "choice", "options": ["two", "three", "four", "five"], "right": ["a", "b", "d"], "several": True}
ONE = {"ask": "choice", "options": ["left", "right"], "right": "b"}
LINES = {"ask": "order", "lines": ["collect", "choose", "fit", "predict"], "swaps": [[1, 2]]}
SHOWN = {**LINES, "shown": [3, 1, 4, 2]}
FIND = {"ask": "find-error", "lines": ["x + 1 = 3", "x = 3", "x = 2"], "wrong": 2}
PARTS = {"ask": "parts", "parts": [ONE, FIND]}


@pytest.mark.parametrize(
    ("exercise", "submission", "verdict"),
    [
        (ONE, "b", "correct"),
        (ONE, " B ", "correct"),
        (ONE, "(b)", "correct"),
        (ONE, "b.", "correct"),
        (ONE, "right", "correct"),
        (ONE, "a", "incorrect"),
        (ONE, "a, b", "invalid"),
        (ONE, "c", "invalid"),
        (ONE, "dunno", "invalid"),
        (ONE, "", "invalid"),
        (PRIMES, "a, b, d", "correct"),
        (PRIMES, "d b a", "correct"),
        (PRIMES, "A and B and D", "correct"),
        (PRIMES, "abd", "correct"),
        (PRIMES, "DAB", "correct"),
        (PRIMES, "a + b + d", "correct"),
        (PRIMES, "abz", "invalid"),
        (PRIMES, "aabd", "invalid"),
        (ONE, "ab", "invalid"),
        (PRIMES, "a b", "incorrect"),
        (PRIMES, "a b c d", "incorrect"),
        (LINES, "1 2 3 4", "correct"),
        (LINES, "2, 1, 3, 4", "correct"),
        (LINES, "1 3 2 4", "incorrect"),
        (LINES, "2 3 1 4", "incorrect"),
        (LINES, "1 2 3", "invalid"),
        (LINES, "1 1 2 3", "invalid"),
        (SHOWN, "2 4 1 3", "correct"),
        (SHOWN, "1 2 3 4", "incorrect"),
        (FIND, "2", "correct"),
        (FIND, "line 2", "correct"),
        (FIND, "3", "incorrect"),
        (FIND, "4", "invalid"),
        (FIND, "the second", "invalid"),
        (PARTS, "b\n2", "correct"),
        (PARTS, "b; 2", "correct"),
        (PARTS, "b\n3", "incorrect"),
        (PARTS, "b", "invalid"),
        ({"ask": "predict", "plots": ["bowl", "saddle"], "right": "b"}, "b", "correct"),
    ],
)
def test_verdict(exercise, submission, verdict):
    assert to_json(7, grade(load(exercise), submission))["verdict"] == verdict


@pytest.mark.parametrize("exercise", [ONE, PRIMES, LINES, SHOWN, FIND, PARTS])
def test_the_reference_is_right(exercise):
    loaded = load(exercise)
    assert to_json(None, grade(loaded, loaded.ask.reference()))["verdict"] == "correct"


def test_a_wrong_part_is_named():
    answer = to_json(1, grade(load(PARTS), "b\n3"))
    assert answer["evidence"]["part"] == "part 2 of 2"


@pytest.mark.parametrize(
    ("table", "key", "says"),
    [
        ({}, "ask", "missing"),
        ({"ask": "choise"}, "ask", "did you mean 'choice'?"),
        ({"ask": "choice", "options": ["x"], "right": "a"}, "options", "at least 2"),
        ({"ask": "choice", "options": ["x", "y"], "right": "c"}, "right", "none of a, b"),
        ({"ask": "choice", "options": ["x", "y"], "right": "a", "severl": True}, "severl", "did you mean 'several'?"),
        ({"ask": "order", "lines": ["x", "y"], "swaps": [[1, 3]]}, "swaps", "from 1 to 2"),
        ({"ask": "order", "lines": ["x", "y"], "shown": [1, 1]}, "shown", "once"),
        ({"ask": "find-error", "lines": ["x", "y"]}, "wrong", "missing"),
        ({"ask": "find-error", "lines": ["x", "y"], "wrong": 3}, "wrong", "from 1 to 2"),
        ({"ask": "parts", "parts": [{"ask": "choice"}]}, "parts", "number 1"),
        ({"ask": "parts", "parts": [PARTS]}, "parts", "parts of parts"),
    ],
)
def test_an_author_error_names_the_key(table, key, says):
    with pytest.raises(ExerciseError) as caught:
        load(table)
    assert caught.value.key == key
    assert says in caught.value.message


def test_lines_are_never_shown_as_listed_and_always_alike():
    lines = ["a", "b"]
    assert shuffle(lines) == (2, 1)
    assert shuffle(list("abcdef"), "seed") == shuffle(list("abcdef"), "seed")
    assert len({shuffle(list("abcdef"), str(seed)) for seed in range(20)}) > 10
