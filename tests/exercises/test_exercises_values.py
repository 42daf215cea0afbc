"""Asks whose answers are formulas, as a learner meets them: exercise, what is typed, what is said."""

import pytest

from mmltui.exercises import ExerciseError, grade, load, to_json

SIN = {"ask": "derivative", "of": "x^2 sin x", "wrt": "x"}
CUBE = {"ask": "derivative", "of": "x^3", "wrt": "x", "order": 2}
AT = {"ask": "derivative", "of": "x^3", "wrt": "x", "at": {"x": "2"}}
PARAMETER = {"ask": "derivative", "of": "(w x - y)^2", "wrt": "w"}
LOG = {"ask": "derivative", "of": "log x", "wrt": "x"}
EXPR = {"ask": "expression", "answer": "((x+h)^2 - x^2)/h"}
EXPANDED = {"ask": "expression", "answer": "5a^2 - 16a + 13", "form": "expanded"}
FACTORED = {"ask": "expression", "answer": "(a-1)(a+1)", "form": "factored"}
HALF = {"ask": "expression", "answer": "1/(2x)"}
DEFINED = {"ask": "expression", "answer": "2 e x", "symbols": {"e": "scalar", "x": "scalar", "y": "scalar"}}
EXACT = {"ask": "number", "answer": "29/14"}
DECIMAL = {"ask": "number", "answer": "6.1"}
TOLERANT = {"ask": "number", "answer": "29/14", "tolerance": 0.001}
VALUE = {"ask": "number", "of": "2a^2 - 3", "at": {"a": "2"}}
SET = {"ask": "set", "answer": ["-2", "2"]}
SOLVE = {"ask": "solve", "of": "(x - 3)^2 + 5", "wrt": "x"}
SOLVE_DATA = {"ask": "solve", "of": "(a - 2)^2 + (2a - 3)^2 + (3a - 7)^2", "wrt": "a"}
SOLVE_LETTERS = {"ask": "solve", "of": "(a x - y)^2", "wrt": "a"}
CLASSIFY = {"ask": "classify", "of": "x^3 - 3x", "wrt": "x"}
SURFACE = {"ask": "classify", "of": "x^3 - 3x + y^2", "wrt": ["x", "y"]}
QUARTIC = {"ask": "classify", "of": "x^4", "wrt": "x"}
INFLECTION = {"ask": "classify", "of": "x^3", "wrt": "x"}
DESCENT = {"ask": "descent", "of": "(x-3)^2", "wrt": "x", "start": "0", "step_size": "0.25", "steps": 2}
BLANK = {"ask": "blank", "template": "(f/g)' = f'/g + f * __", "answers": ["-h/g^2"]}
TWO_BLANKS = {"ask": "blank", "template": "d(x^2) = __, d(x^3) = __", "answers": ["2x", "3x^2"]}
DERIVATION = {"ask": "derivation", "of": "log(1+x^2)", "wrt": "x"}
SOLVING = {"ask": "derivation", "start": "2 a - 6 = 0", "wrt": "a", "goal": "a = 3"}
PARTS = {"ask": "parts", "parts": [{"ask": "number", "answer": "29"}, SIN]}


@pytest.mark.parametrize(
    ("exercise", "submission", "verdict", "kind"),
    [
        (SIN, "2x sin x + x^2 cos x", "correct", "proved"),
        (SIN, "x(2 sin x + x cos x)", "correct", "proved"),
        (SIN, "f'(x) = 2x·sin(x) + x²·cos(x).", "correct", "proved"),
        (SIN, r"2x\sin x + x^{2}\cos\left(x\right)", "correct", "proved"),
        (SIN, "2x cos x", "incorrect", "different"),
        (SIN, "x^2 sin x", "invalid", "not-an-answer"),
        (SIN, "diff(x^2 sin x, x)", "invalid", "not-an-answer"),
        (SIN, "d/dx (x^2 sin x)", "invalid", "not-an-answer"),
        (SIN, "(x^2)' sin x + x^2 cos x", "invalid", "not-an-answer"),
        (SIN, "2x cos(", "invalid", "unparsable"),
        (SIN, "2y sin y", "invalid", "unknown-symbol"),
        (SIN, "2x sni x", "invalid", "unknown-symbol"),
        (SIN, "9^9^9^9", "invalid", "too-large"),
        (SIN, "", "invalid", "not-an-answer"),
        (SIN, "x" * 30_000, "invalid", "too-large"),
        (CUBE, "6x", "correct", "proved"),
        (CUBE, "3x^2", "incorrect", "different"),
        (AT, "12", "correct", "proved"),
        (AT, "3*2^2", "correct", "proved"),
        (AT, "8", "incorrect", "different"),
        (PARAMETER, "-2x(y - w x)", "correct", "proved"),
        (PARAMETER, "2(w x - y)", "incorrect", "different"),
        (LOG, "1/x", "correct", "proved"),
        (LOG, "1/|x|", "correct", "proved"),
        (LOG, "1/x + 0 log(-x)", "incorrect", "different"),
        ({"ask": "derivative", "of": "e^x", "wrt": "x"}, "e^x", "correct", "proved"),
        (EXPR, "2x + h", "correct", "proved"),
        (EXPR, "2x", "incorrect", "different"),
        (EXPANDED, "5a^2 - 16a + 13", "correct", "proved"),
        (EXPANDED, "(2-a)^2 + (3-2a)^2", "incorrect", "not-in-form"),
        (EXPANDED, "3a^2 - 16a + 13", "incorrect", "different"),
        (FACTORED, "(1+a)(a-1)", "correct", "proved"),
        (FACTORED, "a^2 - 1", "incorrect", "not-in-form"),
        (HALF, "1/2x", "invalid", "ambiguous"),
        (HALF, "1/(2x)", "correct", "proved"),
        (DEFINED, "2e x", "correct", "proved"),
        (EXACT, "29/14", "correct", "proved"),
        (EXACT, "58/28", "correct", "proved"),
        (EXACT, "2.071", "incorrect", "not-in-form"),
        (EXACT, "2.08", "incorrect", "different"),
        (EXACT, "x", "invalid", "unknown-symbol"),
        (DECIMAL, "6.1", "correct", "proved"),
        (DECIMAL, "61/10", "correct", "proved"),
        (DECIMAL, "6", "incorrect", "different"),
        (TOLERANT, "2.0714", "correct", "proved"),
        (TOLERANT, "2.08", "incorrect", "different"),
        (VALUE, "5", "correct", "proved"),
        (VALUE, "2*2^2 - 3", "correct", "proved"),
        (SET, "{-2, 2}", "correct", "proved"),
        (SET, "2 and -2", "correct", "proved"),
        (SET, "x = 2, x = -2", "correct", "proved"),
        (SET, "2; -2; 4/2", "correct", "proved"),
        (SET, "2", "incorrect", "different"),
        (SET, "2, -2, 0", "incorrect", "different"),
        (SET, "none", "incorrect", "different"),
        (SOLVE, "3", "correct", "proved"),
        (SOLVE, "x = 3", "correct", "proved"),
        (SOLVE, "x* = 3", "correct", "proved"),
        (SOLVE, "3 = x", "correct", "proved"),
        (SOLVE, "5", "incorrect", "different"),
        (SOLVE, "2x - 6 = 0", "invalid", "not-an-answer"),
        (SOLVE, "x = 6 - x", "invalid", "not-an-answer"),
        (SOLVE, "x = x", "invalid", "not-an-answer"),
        (SOLVE_DATA, "a = 29/14", "correct", "proved"),
        (SOLVE_LETTERS, "y/x", "correct", "proved"),
        (SOLVE_LETTERS, "2y/x", "incorrect", "different"),
        (CLASSIFY, "1 min; -1 max", "correct", "proved"),
        (CLASSIFY, "maximum at x = -1, minimum at x = 1", "correct", "proved"),
        (CLASSIFY, "x = 1: local minimum\nx = -1: local maximum", "correct", "proved"),
        (CLASSIFY, "-1 min; 1 max", "incorrect", "different"),
        (CLASSIFY, "1 min", "incorrect", "different"),
        (CLASSIFY, "1; -1", "invalid", "unparsable"),
        (QUARTIC, "0 min", "correct", "proved"),
        (INFLECTION, "0 inflection", "correct", "proved"),
        (INFLECTION, "0 saddle point", "correct", "proved"),
        (DESCENT, "1.5, 2.25", "correct", "proved"),
        (DESCENT, "3/2; 9/4", "correct", "proved"),
        (DESCENT, "x_1 = 1.5, x_2 = 2.25", "correct", "proved"),
        (DESCENT, "x1 = 1.5\nx2 = 2.25", "correct", "proved"),
        (DESCENT, "-1.5, -3.75", "incorrect", "different"),
        (DESCENT, "1.5", "invalid", "unparsable"),
        (BLANK, "-h g^-2", "correct", "proved"),
        (BLANK, "h/g^2", "incorrect", "different"),
        (TWO_BLANKS, "2x; 3x^2", "correct", "proved"),
        (TWO_BLANKS, "2x; 3x", "incorrect", "different"),
        (TWO_BLANKS, "2x", "invalid", "unparsable"),
        (DERIVATION, "1/(1+x^2) * d/dx(1+x^2)\n= 2x/(1+x^2)", "correct", "proved"),
        (DERIVATION, "2x/(1+x^2)", "correct", "proved"),
        (DERIVATION, "1/(1+x^2) * d/dx(1+x^2)\n1/(1+x^2)", "incorrect", "different"),
        (DERIVATION, "1/(1+x^2) * d/dx(1+x^2)", "incorrect", "different"),
        (DERIVATION, "1/(1+x^2) * (\n2x", "invalid", "unparsable"),
        (SOLVING, "2 a = 6\na = 3", "correct", "proved"),
        (SOLVING, "2 a = -6\na = -3", "incorrect", "different"),
        (PARTS, "29\n2x sin x + x^2 cos x", "correct", "proved"),
        (PARTS, "29\n2x cos x", "incorrect", "different"),
        (PARTS, "29\n2x cos(", "invalid", "unparsable"),
    ],
)
def test_verdict(exercise, submission, verdict, kind):
    answer = to_json(None, grade(load(exercise), submission))
    assert (answer["verdict"], answer["kind"]) == (verdict, kind)


EVERY = [SIN, CUBE, AT, PARAMETER, LOG, EXPR, EXPANDED, FACTORED, HALF, DEFINED, EXACT, DECIMAL, TOLERANT, VALUE, SET]
EVERY += [SOLVE, SOLVE_DATA, SOLVE_LETTERS, CLASSIFY, QUARTIC, INFLECTION, DESCENT, BLANK, TWO_BLANKS, PARTS]


@pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: f"{exercise['ask']}-{exercise.get('of', '')}")
def test_the_reference_is_right(exercise):
    loaded = load(exercise)
    assert to_json(None, grade(loaded, loaded.ask.reference()))["verdict"] == "correct"


@pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: f"{exercise['ask']}-{exercise.get('of', '')}")
@pytest.mark.parametrize(
    "text", ["", " ", "(", "§$%", "\x00", "x" * 5000, "((((" * 40, "1;2;3;4", "\n\n", "a=b=c", "∞"]
)
def test_whatever_is_typed_gets_a_judgement(exercise, text):
    assert to_json(None, grade(load(exercise), text))["verdict"] in {"invalid", "incorrect", "undecided"}


@pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: f"{exercise['ask']}-{exercise.get('of', '')}")
def test_the_same_line_gets_the_same_answer(exercise):
    answers = [to_json(None, grade(load(exercise), text)) for text in ("2x + 17", "2x + 17")]
    assert answers[0] == answers[1]


def test_a_witness_shows_where_the_two_differ():
    witness = to_json(None, grade(load(SIN), "2x cos x"))["evidence"]
    assert set(witness) >= {"at", "yours", "expected"}
    assert witness["yours"] != witness["expected"]


@pytest.mark.parametrize(
    ("exercise", "submission", "right", "wrong", "says"),
    [
        (SET, "2", ["2"], [], "something is missing"),
        (SET, "2, 3", ["2"], ["3"], "`2` is right, `3` is not"),
        (SET, "2, -2, 3, 4", ["2", "-2"], ["3", "4"], "`2` and `-2` are right, `3` and `4` are not"),
        (SET, "3", [], ["3"], "Have another look"),
        (CLASSIFY, "1 min", ["1 min"], [], "something is missing"),
        (CLASSIFY, "1 min; 0 max", ["1 min"], ["0 max"], "`0 max` is not"),
        (CLASSIFY, "1 min; -1 min", ["1 min"], ["-1 min"], "`-1 min` is not"),
        (CLASSIFY, "1 min; 1 min", ["1 min", "1 min"], [], "something is missing"),
        (SURFACE, "(1, 0) min; (-1, 0) max", ["(1, 0) min"], ["(-1, 0) max"], "`(-1, 0) max` is not"),
        (SURFACE, "(-1, 0) saddle", ["(-1, 0) saddle"], [], "something is missing"),
    ],
)
def test_of_a_list_it_is_said_what_is_right(exercise, submission, right, wrong, says):
    answer = to_json(None, grade(load(exercise), submission))
    assert (answer["verdict"], answer["evidence"]) == ("incorrect", {"right": right, "wrong": wrong})
    assert says in answer["feedback"]


def test_a_number_is_not_given_away():
    assert "expected" not in str(to_json(None, grade(load(EXACT), "3"))["evidence"])


@pytest.mark.parametrize("exercise", [SIN, PARAMETER, EXACT, SET, SOLVE, CLASSIFY, DESCENT])
def test_feedback_never_holds_the_reference(exercise):
    loaded = load(exercise)
    answer = to_json(None, grade(loaded, "17"))
    assert loaded.ask.reference() not in answer["feedback"]


@pytest.mark.parametrize(
    ("table", "key", "says"),
    [
        ({"ask": "derivative", "wrt": "x"}, "of", "missing"),
        ({"ask": "derivative", "of": "x^2"}, "wrt", "missing"),
        ({"ask": "derivative", "of": "x^^2", "wrt": "x"}, "of", "column"),
        ({"ask": "derivative", "of": "x^2", "wrt": "t", "symbols": {"x": "scalar"}}, "wrt", "'t'"),
        ({"ask": "derivative", "of": "x^2", "wrt": "x", "order": 0}, "order", "from 1"),
        ({"ask": "derivative", "of": "x^2", "wrt": "x", "form": "neat"}, "form", "expanded"),
        ({"ask": "derivative", "of": "x^2", "wrt": "x", "at": {"z": "1"}}, "at", "z"),
        ({"ask": "derivative", "of": "x^2", "wrt": "x", "symbols": {"x": "scaler"}}, "symbols", "scaler"),
        ({"ask": "number", "of": "x^2"}, "of", "bind it in 'at'"),
        ({"ask": "number"}, "answer", "either"),
        ({"ask": "number", "answer": "1", "tolerance": -1}, "tolerance", "positive"),
        ({"ask": "blank", "template": "__ + __", "answers": ["1"]}, "answers", "2 gaps"),
        ({"ask": "descent", "of": "a x^2", "wrt": "x", "start": "1", "step_size": "1"}, "of", "bind it"),
    ],
)
def test_an_author_error_names_the_key(table, key, says):
    with pytest.raises(ExerciseError) as caught:
        load(table)
    assert caught.value.key == key
    assert says in caught.value.message
