"""One answer for each slip of the catalogue, judged as a program would have it judged."""

import pytest

from mmltui.exercises.entry import grade_table, load, to_json
from mmltui.grading.slips.sentences import MISCONCEPTIONS, sentence

ROWS = [
    ("chain.no-inner", "sin(x^2)", "cos(x^2)"),
    ("chain.inner-only", "sin(x^2)", "2x sin(x^2)"),
    ("chain.at-inner-derivative", "sin(x^2)", "2x cos 2x"),
    ("chain.at-variable", "log(1+x^2)", "2x/x"),
    ("chain.added", "sin x^2", "cos x^2 + 2x"),
    ("chain.brackets", "(x²+x)³", "3(x²+x)²·2x + 1"),
    ("product.f'g'", "x² sin x", "2x cos x"),
    ("product.minus", "x^2 sin x", "2x sin x - x^2 cos x"),
    ("product.first-only", "x^2 sin x", "2x sin x"),
    ("product.second-only", "x^2 sin x", "x^2 cos x"),
    ("quotient.f'/g'", "x/(1+x²)", "1/(2x)"),
    ("quotient.swapped", "x/(1+x^2)", "(x^2-1)/(1+x^2)^2"),
    ("quotient.plus", "x/(1+x^2)", "(1+3x^2)/(1+x^2)^2"),
    ("quotient.no-square", "x/(1+x^2)", "(1-x^2)/(1+x^2)"),
    ("quotient.no-denominator", "x/(1+x^2)", "1-x^2"),
    ("reciprocal.denominator-only", "1/x", "1"),
    ("power.not-lowered", "x⁵", "5x⁵"),
    ("power.no-factor", "x⁵", "x⁴"),
    ("power.raised", "x⁵", "5x⁶"),
    ("power.factor-lowered", "x⁵", "4x⁴"),
    ("power.integrated", "x⁵", "x⁶/6"),
    ("table.integrated", "cos(x) x", "cos(x) + x sin(x)"),
    ("exp.as-power", "e^(x²)", "x² e^(x²−1)"),
    ("exp.lowered", "e^(x^2)", "2x e^(x^2-1)"),
    ("exp.no-log", "2^(3x)", "3*2^(3x)"),
    ("table.sign", "cos x", "sin x"),
    ("table.log", "log x", "1/log x"),
    ("table.log-argument", "log x", "x"),
    ("table.tanh", "tanh x", "1 − tanh x"),
    ("table.tan", "tan x", "1/cos x"),
    ("table.sigmoid", "sigmoid(x)", "1 - sigmoid(x)"),
    ("sum.term-dropped", "x² + x", "2x"),
    ("sum.sign", "x^2+x", "2x-1"),
    ("constant.kept", "3x + 7", "3 + 7"),
    ("constant.one", "3x+7", "4"),
    ("constant.factor-dropped", "3x^2", "2x"),
    ("constant.factor-killed", "3x^2 + x", "1"),
    ("minus.lost", "-x^2", "2x"),
    ("parameter.differentiated", "a x²", "2ax + x²"),
    ("task.integrated", "x^5", "x^6/6"),
    ("task.second-derivative", "x^5", "20x^3"),
    ("task.other-variable", "a x^2", "x^2"),
    ("answer.sign", "x^5", "-5x^4"),
    ("answer.factor", "x^5", "10x^4"),
    ("answer.offset", "x^5", "5x^4+1"),
]

LEAST_SQUARES = {
    "ask": "gradient",
    "of": "||y - A x||^2",
    "wrt": "x",
    "symbols": {"A": "M x N", "x": "N", "y": "M"},
    "define": {"e": "y - A x"},
}
LAYERS = {"ask": "jacobian", "of": "A tanh(B x)", "wrt": "x", "symbols": {"A": "N x N", "B": "N x N", "x": "N"}}
NESTED = {
    "ask": "jacobian",
    "of": "[(x_1 + x_2)^2; (x_1 + x_2) x_1 x_2; x_1 x_2]",
    "wrt": "x",
    "symbols": {"x": "2"},
    "at": {"x": "[1; 2]"},
}
FORM = {"ask": "gradient", "of": "x^T B x", "wrt": "x", "symbols": {"B": "N x N", "x": "N"}}
ALONG = {
    "ask": "directional",
    "of": "x_1^2 + 3x_1 x_2",
    "wrt": "x",
    "along": "[3; 4]",
    "symbols": {"x": "2"},
    "at": {"x": "[1; 2]"},
}
UNIT = {**ALONG, "along": "[3/5; 4/5]"}
CURVED = {"ask": "directional", "of": "x^T B x", "wrt": "x", "along": "v", "order": 2}
STEPS = {"ask": "descent", "of": "(x-3)^2", "wrt": "x", "start": "0", "step_size": "1/4", "steps": 2}
LOSS = {
    "ask": "number",
    "of": "sum_n (y_n - a x_n)^2",
    "at": {"a": "2", "x": "[1; 2; 3]", "y": "[1; 2; 6]"},
    "symbols": {"a": "scalar", "x": "3", "y": "3"},
}
KIND = {
    "ask": "choice",
    "options": ["positive definite", "positive semidefinite", "indefinite"],
    "right": "b",
    "reject": [{"answer": "a", "because": "definite.psd-as-pd"}],
}

OTHER_ROWS = [
    ("task.unchanged", {"ask": "derivative", "of": "x^5", "wrt": "x", "order": 2}, "5x^4"),
    ("task.unchanged", {"ask": "hessian", "of": "x^3 y", "wrt": ["x", "y"]}, "[3x^2 y, x^3]"),
    ("task.other-variable", {"ask": "gradient", "of": "a x^2 + b x y", "wrt": ["x", "y"]}, "[b x, 2a x + b y]"),
    ("layout.transposed", {**LEAST_SQUARES, "of": "1/2 ||y - A x||^2"}, "-A^T e"),
    ("jacobian.transposed", NESTED, "[6, 8, 2; 6, 5, 1]"),
    ("product.order", LAYERS, "A B diag(1 - tanh(B x)^2)"),
    ("product.order", {**LAYERS, "of": "tanh(B x)"}, "B diag(1 - tanh(B x)^2)"),
    ("chain.evaluation-point", NESTED, "[2, 2; 4, 3; 2, 1]"),
    ("chain.evaluation-point", LAYERS, "A diag(1 - tanh(x)^2) B"),
    ("chain.no-inner-jacobian", LEAST_SQUARES, "2e^T"),
    ("chain.path-lost", FORM, "x^T B"),
    ("norm.factor-two", LEAST_SQUARES, "-e^T A"),
    ("residual.sign", LEAST_SQUARES, "2e^T A"),
    ("matrix.assumed-symmetric", FORM, "2 x^T B"),
    ("elementwise.diagonal-lost", {**LAYERS, "of": "tanh(x)"}, "1 - tanh(x)^2"),
    ("direction.normalised", ALONG, "36/5"),
    ("direction.not-normalised", UNIT, "36"),
    ("index.reused", {**CURVED, "symbols": {"B": "N x N", "x": "N", "v": "N"}}, "sum_j 2 B_jj v_j^2"),
    ("index.reused", {**FORM, "ask": "entry", "indices": {"i": "N"}}, "2 sum_i B_ii x_i"),
    ("descent.plus", STEPS, "-1.5; -3.75"),
    ("descent.no-step-size", STEPS, "6; 0"),
    ("descent.old-gradient", STEPS, "1.5; 3"),
    ("descent.direction", {**STEPS, "start": "4", "step_size": "3/4"}, "2.5; 1.75"),
    ("extremum.swapped", {"ask": "classify", "of": "x^3 - 3x", "wrt": "x"}, "1 max; -1 min"),
    ("definite.psd-as-pd", KIND, "a"),
    ("definite.entries-positive", {"ask": "classify", "of": "x^2 + 4x y + y^2", "wrt": ["x", "y"]}, "(0, 0) min"),
    ("hessian.mixed-once", {"ask": "hessian", "of": "x^2 y", "wrt": ["x", "y"]}, "[2y, 2x; 0, 0]"),
    ("loss.no-square", LOSS, "-3"),
    ("loss.sum-then-square", LOSS, "9"),
    ("loss.mean", LOSS, "5/3"),
    ("loss.mean", {"ask": "number", "answer": "(4-1)^2 + (2-3)^2"}, "5"),
    ("argmin.min-swapped", {"ask": "solve", "of": "(t-3)^2 + 5", "wrt": "t"}, "5"),
    ("algebra.cancelled-in-sum", {"ask": "derivation", "start": "(x+h)/h", "wrt": "x", "goal": "x/h + 1"}, "x"),
]


def test_no_slip_of_the_catalogue_is_missing_here():
    assert {row[0] for row in (*ROWS, *OTHER_ROWS)} == MISCONCEPTIONS.keys()


@pytest.mark.parametrize(("slip", "exercise", "submission"), OTHER_ROWS)
def test_the_example_of_each_further_row_is_named(slip, exercise, submission):
    answer = to_json(1, grade_table(exercise, submission))
    assert answer["verdict"] == "incorrect"
    assert slip in answer["misconceptions"]
    assert sentence(slip)


@pytest.mark.parametrize(("slip", "of", "submission"), ROWS)
def test_the_example_of_each_row_is_named(slip, of, submission):
    answer = to_json(1, grade_table({"ask": "derivative", "of": of, "wrt": "x"}, submission))
    assert answer["verdict"] == "incorrect"
    assert slip in answer["misconceptions"]


def test_the_question_handed_back_is_no_answer():
    answer = to_json(1, grade_table({"ask": "derivative", "of": "x^5", "wrt": "x"}, "x^5"))
    assert (answer["verdict"], answer["misconceptions"]) == ("invalid", [])


@pytest.mark.parametrize(("slip", "of", "submission"), ROWS)
def test_the_feedback_does_not_give_the_answer_away(slip, of, submission):  # noqa: ARG001 - one table for both
    table = {"ask": "derivative", "of": of, "wrt": "x"}
    reference = load(table).ask.reference()
    if len(reference) > 3 and reference not in submission:
        assert reference not in to_json(1, grade_table(table, submission))["feedback"]
