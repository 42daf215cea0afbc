"""Descent and stationary points in several numbers: tables of exercise, answer, verdict and slip."""

import pytest

from mmltui.exercises import ExerciseError, grade, load, to_json

BOWL = {"ask": "descent", "of": "x_1^2 + 4 x_2^2", "wrt": "x", "start": "[2; 1]", "step_size": "0.1"}
BOWL |= {"symbols": {"x": "2"}}
TWO_STEPS = {**BOWL, "steps": 2}
LETTERS = {"ask": "descent", "of": "u^2 + 4 v^2", "wrt": ["u", "v"], "start": "(2, 1)", "step_size": "0.1", "steps": 1}
NARROW = {**TWO_STEPS, "of": "1/2 x_1^2 + 5 x_2^2", "start": "(10, 1)"}
REGRESSION = {
    "ask": "descent",
    "of": "||y - Phi theta||^2",
    "wrt": "theta",
    "symbols": {"Phi": "M x N", "theta": "N", "y": "M"},
    "at": {"Phi": "[1, 1; 1, 2; 1, 3]", "y": "[2; 3; 7]"},
    "start": "[0; 0]",
    "step_size": "0.01",
}
GREEK = {
    **REGRESSION,
    "of": "||y - Φ θ||^2",
    "symbols": {"Φ": "3 x 2", "θ": "2", "y": "3"},
    "at": {"Φ": "[1, 1; 1, 2; 1, 3]", "y": "(2, 3, 7)"},
}
SADDLE = {"ask": "classify", "of": "x_1^3 - 3 x_1 + x_2^2", "wrt": "x", "symbols": {"x": "2"}}
PRODUCT = {"ask": "classify", "of": "a^3 + b^3 - 3 a b", "wrt": ["a", "b"]}
FLAT = {"ask": "classify", "of": "a^4 + b^2", "wrt": ["a", "b"]}
BELL = {"ask": "classify", "of": "exp(-(a^2 + b^2))", "wrt": ["a", "b"]}
WAVE = {"ask": "classify", "of": "sin(a) + b^2", "wrt": ["a", "b"]}
NOWHERE = {"ask": "classify", "of": "exp(a) + b^2", "wrt": ["a", "b"]}


def judged(table, submission):
    return to_json(None, grade(load(table), submission))


@pytest.mark.parametrize(
    ("table", "submission", "verdict", "kind"),
    [
        (BOWL, "[1.6; 0.2]", "correct", "proved"),
        (BOWL, "(1.6, 0.2)", "correct", "proved"),
        (BOWL, "1.6, 0.2", "correct", "proved"),
        (BOWL, "1.6; 0.2", "correct", "proved"),
        (BOWL, "x = [8/5; 1/5]", "correct", "proved"),
        (BOWL, "[1.6, 0.2]", "incorrect", "transposed"),
        (BOWL, "[2.4; 1.8]", "incorrect", "different"),
        (BOWL, "[1.6; 0.2; 0]", "incorrect", "wrong-shape"),
        (BOWL, "[1.6; 0.2]; [1.28; 0.04]", "invalid", "unparsable"),
        (TWO_STEPS, "[1.6; 0.2]; [1.28; 0.04]", "correct", "proved"),
        (TWO_STEPS, "(1.6, 0.2), (1.28, 0.04)", "correct", "proved"),
        (TWO_STEPS, "1.6, 0.2\n1.28, 0.04", "correct", "proved"),
        (TWO_STEPS, "[1.6; 0.2]; [1.28; 0.4]", "incorrect", "different"),
        (TWO_STEPS, "[1.6; 0.2]", "invalid", "unparsable"),
        (LETTERS, "(1.6, 0.2)", "correct", "proved"),
        (LETTERS, "[1.6; 0.2]", "correct", "proved"),
        (NARROW, "(9, 0), (8.1, 0)", "correct", "proved"),
        (REGRESSION, "[0.24; 0.58]", "correct", "proved"),
        (REGRESSION, "[0.24; 0.59]", "incorrect", "different"),
        ({**BOWL, "of": "log(x_1) + x_2", "start": "[0; 1]"}, "[1; 1]", "invalid", "bad-exercise"),
        (GREEK, "θ = [0.24; 0.58]", "correct", "proved"),
        (SADDLE, "(1,0) min; (-1,0) saddle", "correct", "proved"),
        (SADDLE, "[-1; 0] is a saddle point\n[1; 0] is a local minimum", "correct", "proved"),
        (SADDLE, "minimum at (1, 0), saddle at (-1, 0)", "correct", "proved"),
        (SADDLE, "(1,0) min; (-1,0) max", "incorrect", "different"),
        (SADDLE, "(1,0) min", "incorrect", "different"),
        (SADDLE, "(1,0) min; (1,0) min", "incorrect", "different"),
        (SADDLE, "(1,0) min; (-1,0) saddle; (0,0) max", "incorrect", "different"),
        (SADDLE, "(1,0)", "invalid", "unparsable"),
        (PRODUCT, "(0,0) saddle; (1,1) min", "correct", "proved"),
        (BELL, "(0,0) max", "correct", "proved"),
        (FLAT, "(0,0) undecided", "correct", "proved"),
        (FLAT, "(0,0) min", "undecided", "undecided"),
        (FLAT, "(0,0) max", "incorrect", "different"),
        (WAVE, "(0,0) min", "invalid", "bad-exercise"),
        (NOWHERE, "none", "correct", "proved"),
        (NOWHERE, "(0,0) min", "incorrect", "different"),
        (BELL, "none", "incorrect", "different"),
    ],
)
def test_verdict(table, submission, verdict, kind):
    found = judged(table, submission)
    assert (found["verdict"], found["kind"]) == (verdict, kind)


@pytest.mark.parametrize(
    ("table", "submission", "slip"),
    [
        (BOWL, "[2.4; 1.8]", "descent.plus"),
        (BOWL, "[-2; -7]", "descent.no-step-size"),
        (BOWL, "[1.8; 0.9]", None),
        (BOWL, "[1.6; 0.8]", "constant.factor-dropped"),
        (TWO_STEPS, "[1.6; 0.2]; [1.2; -0.6]", "descent.old-gradient"),
        (NARROW, "(11, 2), (12.1, 4)", "descent.plus"),
        (REGRESSION, "[0.12; 0.29]", "norm.factor-two"),
        (REGRESSION, "[-0.24; -0.58]", "descent.plus"),
        (BOWL, "[1.5; 0.25]", None),
        (PRODUCT, "(0,0) saddle; (1,1) max", "extremum.swapped"),
        (SADDLE, "(1,0) saddle; (-1,0) min", None),
    ],
)
def test_slip(table, submission, slip):
    assert (judged(table, submission)["misconceptions"] or [None])[0] == slip


@pytest.mark.parametrize("table", [BOWL, TWO_STEPS, LETTERS, NARROW, REGRESSION, SADDLE, PRODUCT, FLAT, BELL, NOWHERE])
def test_the_engines_answer_is_right(table):
    exercise = load(table)
    assert judged(table, exercise.ask.reference())["verdict"] == "correct"


@pytest.mark.parametrize(
    ("table", "key", "says"),
    [
        ({**BOWL, "start": "[1; 2; 3]"}, "start", "2 numbers"),
        ({**BOWL, "symbols": {"x": "N"}}, "of", "size N has no value"),
        ({**BOWL, "of": "a x_1^2", "symbols": {"x": "2", "a": "scalar"}}, "of", "bind it"),
        ({**BOWL, "of": "3 x"}, "of", "a number for each point"),
        ({**REGRESSION, "at": {"y": "[2; 3; 7]", "theta": "[1; 1]"}}, "of", "Phi has no value"),
    ],
)
def test_a_question_that_cannot_be_asked(table, key, says):
    with pytest.raises(ExerciseError, match=says) as refused:
        load(table)
    assert refused.value.key == key
