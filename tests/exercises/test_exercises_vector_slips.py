"""Slips in derivatives by vectors, and scalar slips lifted to the entries of gradients, Jacobians and Hessians."""

import pytest

from mmltui.exercises.entry import grade_table, to_json

LEAST_SQUARES = {
    "ask": "gradient",
    "of": "||y - A x||^2",
    "wrt": "x",
    "symbols": {"A": "M x N", "x": "N", "y": "M"},
    "define": {"e": "y - A x"},
}
HALF = {**LEAST_SQUARES, "of": "1/2 ||y - A x||^2"}
FORM = {"ask": "gradient", "of": "x^T B x", "wrt": "x", "symbols": {"B": "N x N", "x": "N"}}
LAYERS = {
    "ask": "jacobian",
    "of": "A tanh(B x)",
    "wrt": "x",
    "symbols": {"A": "N x N", "B": "N x N", "x": "N"},
}
ELEMENTWISE = {"ask": "jacobian", "of": "tanh(x)", "wrt": "x", "symbols": {"x": "N"}}
LINEAR = {"ask": "jacobian", "of": "A x", "wrt": "x", "symbols": {"A": "M x N", "x": "N"}}
DIRECTION = {"ask": "directional", "of": "x^T x", "wrt": "x", "along": "v", "symbols": {"x": "N", "v": "N"}}
LOGISTIC = {
    "ask": "gradient",
    "of": "log(1 + exp(-y w^T x))",
    "wrt": "w",
    "symbols": {"w": "N", "x": "N", "y": "scalar"},
}
RIDGE = {"ask": "gradient", "of": "w^T x + ||w||^2", "wrt": "w", "symbols": {"w": "N", "x": "N"}}
CUBE = {"ask": "gradient", "of": "(a^T x)^3", "wrt": "x", "symbols": {"a": "N", "x": "N"}}
SLOPE = {"ask": "gradient", "wrt": "a", "symbols": {"a": "scalar", "x": "N", "y": "N"}}
TWO = {"of": "x_1^2 + 3 x_1 x_2 + 2 x_2^2", "wrt": ["x_1", "x_2"]}


@pytest.mark.parametrize(
    ("exercise", "submission", "slip"),
    [
        (HALF, "-A^T e", "layout.transposed"),
        (LEAST_SQUARES, "-e^T A", "norm.factor-two"),
        (LEAST_SQUARES, "2 e^T A", "residual.sign"),
        (LEAST_SQUARES, "2 e^T", "chain.no-inner-jacobian"),
        (LEAST_SQUARES, "-6 e^T A", "answer.factor"),
        (FORM, "2 x^T B", "matrix.assumed-symmetric"),
        (FORM, "x^T B", "chain.path-lost"),
        (LINEAR, "A^T", "jacobian.transposed"),
        (ELEMENTWISE, "1 - tanh(x)^2", "elementwise.diagonal-lost"),
        (LAYERS, "A B diag(1 - tanh(B x)^2)", "product.order"),
        (LAYERS, "A diag(1 - tanh(B x)^2)", "chain.no-inner-jacobian"),
        (DIRECTION, "2 x^T v / ||v||", "direction.normalised"),
        ({**DIRECTION, "along": "v/||v||"}, "2 x^T v", "direction.not-normalised"),
        ({"ask": "gradient", **TWO}, "[x_1 + 3x_2, 3x_1 + 4x_2]", "power.no-factor"),
        ({"ask": "gradient", **TWO}, "[2x_1^2 + 3x_2, 3x_1 + 4x_2^2]", "power.not-lowered"),
        (
            {"ask": "gradient", "of": "x_1^2 x_2 + sin(x_2)", "wrt": "x", "symbols": {"x": "2"}},
            "[x_1 x_2, x_1^2 + cos(x_2)]",
            "power.no-factor",
        ),
        ({"ask": "gradient", "of": "sin(t^2)", "wrt": "t"}, "cos(t^2)", "chain.no-inner"),
        ({"ask": "hessian", **TWO}, "[2, 3; 0, 4]", "hessian.mixed-once"),
        (
            {"ask": "jacobian", "of": "[sin(x_1^2); x_1 x_2]", "wrt": ["x_1", "x_2"]},
            "[cos(x_1^2), 0; x_2, x_1]",
            "chain.no-inner",
        ),
        (LOGISTIC, "-y x^T/(1 + exp(-y w^T x))", "chain.no-inner"),
        (LOGISTIC, "y x^T/(1 + exp(y w^T x))", "answer.sign"),
        (LOGISTIC, "-y exp(-y w^T x) x^T (1 + exp(-y w^T x))", "table.log-argument"),
        (RIDGE, "x^T + w^T", "norm.factor-two"),
        (RIDGE, "x^T - 2w^T", "sum.sign"),
        (CUBE, "3 (a^T x)^3 a^T", "power.not-lowered"),
        (CUBE, "(a^T x)^2 a^T", "power.no-factor"),
        (CUBE, "3 (a^T x)^2 x^T", "task.other-variable"),
        ({"ask": "jacobian", "of": "exp(x)", "wrt": "x", "symbols": {"x": "N"}}, "exp(x)", "elementwise.diagonal-lost"),
        ({"ask": "jacobian", "of": "x .* x", "wrt": "x", "symbols": {"x": "N"}}, "2x", "elementwise.diagonal-lost"),
        ({"ask": "hessian", **TWO}, "[2, 0; 0, 4]", "hessian.mixed-once"),
    ],
)
def test_a_slip_is_named(exercise, submission, slip):
    answer = to_json(1, grade_table(exercise, submission))
    assert answer["verdict"] == "incorrect"
    assert slip in answer["misconceptions"]


@pytest.mark.parametrize(
    ("exercise", "submission"),
    [
        (LEAST_SQUARES, "-2 e^T A"),
        (LEAST_SQUARES, "2 x^T A^T A - 2 y^T A"),
        (LEAST_SQUARES, "x^T"),
        (LEAST_SQUARES, "y^T A + x^T"),
        (LOGISTIC, "-y x^T exp(-y w^T x)"),
        (LOGISTIC, "-y x^T/(1 + exp(y w^T x))"),
        (FORM, "x^T (B + B^T)"),
        (FORM, "7 x^T B^T + x^T"),
        (FORM, "x^T"),
        (LAYERS, "A diag(1 - tanh(B x)^2) B"),
        (LAYERS, "A + B"),
        (ELEMENTWISE, "diag(1 - tanh(x)^2)"),
        ({"ask": "gradient", **TWO}, "[2x_1 + 3x_2, 3x_1 + 4x_2]"),
        ({"ask": "gradient", **TWO}, "[7x_1 + x_2, 5x_1 - x_2]"),
        ({"ask": "solve", "of": "(p - 1)^2 + (p + q - 3)^2", "wrt": ["p", "q"]}, "[1, 2]"),
    ],
)
def test_right_and_unrelated_answers_meet_silence(exercise, submission):
    assert to_json(1, grade_table(exercise, submission))["misconceptions"] == []


@pytest.mark.parametrize(
    ("of", "submission", "slip"),
    [
        ("sum_n (y_n - a x_n)^2", "2 sum_n (y_n - a x_n) x_n", "residual.sign"),
        ("sum_n (a x_n - y_n)^2", "-2 sum_n (a x_n - y_n) x_n", "answer.sign"),
    ],
)
def test_a_residual_brings_a_sign_only_if_the_variable_stands_behind_its_minus(of, submission, slip):
    named = to_json(1, grade_table({**SLOPE, "of": of}, submission))["misconceptions"]
    assert named[0] == slip
    assert "residual.sign" not in named[1:]
