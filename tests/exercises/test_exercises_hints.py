"""The hint ladder of every ask whose answer is computed: four rungs, of which none before the last gives the answer."""

import re

import pytest

from mmltui.exercises.entry import grade_table, load, to_json
from mmltui.notation.printing import latex

DATA = {"A": "M x N", "x": "N", "y": "M"}
PLANE = {"x": "2"}
WEIGHTS = {"a": "M", "W": "M x N", "x": "N"}
PAIRS = {"a": "scalar", "x": "2", "y": "2"}
FORM = {"B": "N x N", "x": "N"}

QUESTIONS = [
    {"ask": "derivative", "of": "log(1+x^2) e^(-x)", "wrt": "x"},
    {"ask": "derivative", "of": "tanh(w x + b)^2", "wrt": "w"},
    {"ask": "derivative", "of": "x^2/(1+x)", "wrt": "x"},
    {"ask": "derivative", "of": "sum_n (a x_n - y_n)^2", "wrt": "a", "symbols": {"a": "scalar", "x": "N", "y": "N"}},
    {"ask": "derivative", "of": "sin(4x)", "wrt": "x", "order": 2},
    {"ask": "derivative", "of": "x^2 log(x)", "wrt": "x", "at": {"x": "2"}},
    {"ask": "gradient", "of": "||y - A x||^2", "wrt": "x", "symbols": DATA},
    {"ask": "gradient", "of": "x^T B x", "wrt": "x", "symbols": FORM},
    {"ask": "gradient", "of": "x^2 y + sin(x y)", "wrt": ["x", "y"]},
    {"ask": "gradient", "of": "x_1^2 x_2", "wrt": "x", "symbols": PLANE},
    {"ask": "jacobian", "of": "tanh(A x)", "wrt": "x", "symbols": DATA},
    {"ask": "jacobian", "of": "softmax(x)", "wrt": "x", "symbols": {"x": "N"}},
    {"ask": "jacobian", "of": "[x^2 y; x + y^2]", "wrt": ["x", "y"]},
    {"ask": "hessian", "of": "x^3 y", "wrt": ["x", "y"]},
    {"ask": "hessian", "of": "x^T B x", "wrt": "x", "symbols": FORM},
    {"ask": "directional", "of": "x_1^2 + 3x_1 x_2", "wrt": "x", "along": "[3; 4]", "symbols": PLANE},
    {"ask": "directional", "of": "x^T B x", "wrt": "x", "along": "v", "order": 2, "symbols": {**FORM, "v": "N"}},
    {"ask": "entry", "of": "A x", "wrt": "x", "indices": {"i": "M", "j": "N"}, "symbols": DATA},
    {"ask": "solve", "of": "(t-3)^2 + 5", "wrt": "t"},
    {"ask": "solve", "of": "sum_n (y_n - a x_n)^2", "wrt": "a", "symbols": {"a": "scalar", "x": "N", "y": "N"}},
    {"ask": "solve", "of": "||y - A x||^2", "wrt": "x", "symbols": DATA},
    {"ask": "descent", "of": "(x-3)^2", "wrt": "x", "start": "0", "step_size": "1/4", "steps": 2},
    {"ask": "descent", "of": "x^2 + x y + y^2", "wrt": ["x", "y"], "start": "[1, 2]", "step_size": "1/4"},
    {"ask": "classify", "of": "x^3 - 3x", "wrt": "x"},
    {"ask": "classify", "of": "x^2 - x y - y^2", "wrt": ["x", "y"]},
    {"ask": "derivation", "of": "x^2 sin(x)", "wrt": "x"},
    {"ask": "derivative", "of": "pi x", "wrt": "x"},
    {"ask": "entry", "of": "a^T W x", "wrt": "W", "indices": {"p": "N", "q": "M"}, "symbols": WEIGHTS},
    {"ask": "number", "of": "(a - 1)^2 + (2a - 3)^2", "at": {"a": "3"}},
    {"ask": "number", "of": "sum_n (y_n - a x_n)^2", "at": {"a": "1", "x": "[1;2]", "y": "[2;3]"}, "symbols": PAIRS},
]


def letters(text):
    return "".join(text.replace("\\left", "").replace("\\right", "").split())


@pytest.mark.parametrize("table", QUESTIONS, ids=lambda table: f"{table['ask']} {table['of']}")
def test_four_rungs_none_of_which_gives_the_answer_before_the_last(table):
    exercise = load(table)
    rungs = exercise.ask.hints()
    assert len(rungs) == 4
    assert len(set(rungs)) == 4
    answers = [exercise.ask.reference()]
    if table["ask"] not in ("classify", "descent"):
        answers += [latex(reading.expression) for reading in exercise.ask.read(answers[0])]
    told = letters(" ".join(rungs[:3]))
    assert not any(len(letters(answer)) > 2 and letters(answer) in told for answer in answers)


@pytest.mark.parametrize("table", QUESTIONS, ids=lambda table: f"{table['ask']} {table['of']}")
def test_no_formula_before_the_last_rung_is_a_right_answer(table):
    formulas = re.findall(r"\$([^$]+)\$", " ".join(load(table).ask.hints()[:3]))
    assert formulas
    sides = [side for formula in formulas for side in (formula, *formula.split("="))]
    assert not [side for side in sides if to_json(1, grade_table(table, side))["verdict"] == "correct"]


@pytest.mark.parametrize(
    ("table", "place", "told"),
    [
        (QUESTIONS[0], 0, "A product: the product rule."),
        (QUESTIONS[0], 2, r"$\text{__} e^{-x} + \log\left(1 + x^{2}\right) \text{__}$"),
        (QUESTIONS[6], 0, "The answer is `1 x N (a row)`. It is a function of an inside: the chain rule."),
        (QUESTIONS[6], 1, r"Inside $e = y - A x$, outside $\left\|e\right\|^{2}$."),
        (QUESTIONS[6], 2, "outer derivative, `1 x M (a row)`, times inner derivative, `M x N`"),
        (QUESTIONS[18], 3, r"$2 \left(t - 3\right) = 0$"),
        (QUESTIONS[21], 3, r"the first step is $0 - \frac{1}{4} \cdot \left(-6\right)$"),
    ],
)
def test_what_a_rung_says(table, place, told):
    assert told in load(table).ask.hints()[place]


def test_a_choice_has_no_hints_of_its_own():
    assert load({"ask": "choice", "options": ["1", "2"], "right": "a"}).ask.hints() == ()
