"""Worked derivations: what stands on the board, line by line."""

import pytest

from mmltui.calculus.derivative import derivative
from mmltui.calculus.steps import derivation
from mmltui.notation.parser import parse
from mmltui.notation.symbols import SymbolTable

DATA = {"a": "scalar", "x": "N", "y": "N"}


@pytest.mark.parametrize(
    ("of", "wrt", "lines"),
    [
        ("5", "x", [("constant rule", "0")]),
        ("3x^2 - 5x + 8", "x", [("power rule", "6x - 5")]),
        ("4 sin x - 3 cos x", "x", [("derivative of sin, derivative of cos", "4 cos x + 3 sin x")]),
        (
            "x^3 sin x",
            "x",
            [
                ("product rule", "sin(x) d/dx(x^3) + x^3 d/dx(sin x)"),
                ("power rule, derivative of sin", "3x^2 sin x + x^3 cos x"),
            ],
        ),
        (
            "log(1+x^2) e^(-x)",
            "x",
            [
                ("product rule", "e^(-x) d/dx(log(1+x^2)) + log(1+x^2) d/dx(e^(-x))"),
                (
                    "derivative of log, derivative of exp, chain rule",
                    "(e^(-x)/(1+x^2)) d/dx(1+x^2) - e^(-x) log(1+x^2)",
                ),
                ("power rule", "2x e^(-x)/(1+x^2) - e^(-x) log(1+x^2)"),
            ],
        ),
        (
            "x log(x) - w x",
            "x",
            [("product rule", "log(x) + x d/dx(log(x)) - w"), ("derivative of log", "log(x) + 1 - w")],
        ),
        (
            "x/(1+x^2)",
            "x",
            [
                ("quotient rule", "((1+x^2) - x d/dx(1+x^2))/(1+x^2)^2"),
                ("power rule", "((1+x^2) - 2x^2)/(1+x^2)^2"),
                ("simplify", "(1-x^2)/(1+x^2)^2"),
            ],
        ),
        (
            "tanh(w x + b)^2",
            "w",
            [
                ("power rule, chain rule", "2 tanh(w x+b) d/dw(tanh(w x+b))"),
                ("derivative of tanh, chain rule", "2x tanh(w x+b) (1 - tanh(w x+b)^2)"),
            ],
        ),
        (
            "tanh(w x + b)",
            "w",
            [
                ("derivative of tanh, chain rule", "(1 - tanh(w x+b)^2) d/dw(w x+b)"),
                ("sum rule, constant factor rule, constant rule", "x (1 - tanh(w x+b)^2)"),
            ],
        ),
        (
            "x/sqrt(1+x^2)",
            "x",
            [
                ("quotient rule", "(sqrt(1+x^2) - x d/dx(sqrt(1+x^2)))/(1+x^2)"),
                ("derivative of sqrt, chain rule", "(sqrt(1+x^2) - (x/(2 sqrt(1+x^2))) d/dx(1+x^2))/(1+x^2)"),
                ("power rule", "(sqrt(1+x^2) - x^2/sqrt(1+x^2))/(1+x^2)"),
                ("simplify", "1/(1+x^2)^(3/2)"),
            ],
        ),
        (
            "(x - w) / (1 + x)",
            "x",
            [("quotient rule", "((1 + x) - (x - w))/(1 + x)^2"), ("simplify", "(1 + w)/(1 + x)^2")],
        ),
        (
            "1/2 (b - tanh(w x))^2",
            "w",
            [
                ("power rule, chain rule", "(b - tanh(w x)) d/dw(b - tanh(w x))"),
                ("derivative of tanh, chain rule", "-x (b - tanh(w x)) (1 - tanh(w x)^2)"),
            ],
        ),
        (
            "max(0, 1 - w x)",
            "x",
            [
                ("maximum rule", "((1 + sign(1 - w x))/2) d/dx(1 - w x)"),
                ("sum rule, constant rule, constant factor rule", "-w (1 + sign(1 - w x))/2"),
            ],
        ),
    ],
)
def test_each_line_has_its_rule_and_none_is_trivial(of, wrt, lines):
    table = SymbolTable.declare(dict.fromkeys("xwb", "scalar"))
    steps = derivation(parse(of, table).expression, wrt, table)
    assert [step.rule for step in steps] == [rule for rule, _ in lines]
    assert [step.expression for step in steps] == [parse(line, table).expression for _, line in lines]


def test_the_derivative_moves_under_the_sum_of_a_loss():
    table = SymbolTable.declare(DATA)
    steps = derivation(parse("sum_n (a x_n - y_n)^2", table).expression, "a", table)
    assert steps[0].expression == parse("sum_n (2 (a x_n - y_n) d/da(a x_n - y_n))", table).expression
    assert steps[-1].expression == parse("2 sum_n x_n (a x_n - y_n)", table).expression


@pytest.mark.parametrize(
    "of", ["x^x", "sin(exp(x^2))", "x(x-1)(x+2)", "max(x^2, 3x)", "(x^2+x)^3/7 - log(sin x)", "1/(1+exp(-x))"]
)
def test_the_last_line_is_the_derivative(of):
    table = SymbolTable.of_letters(of)
    expression = parse(of, table).expression
    assert derivation(expression, "x", table)[-1].expression == derivative(expression, "x", table)


def test_a_note_names_the_parts():
    table = SymbolTable.of_letters("x")
    steps = derivation(parse("x^3 sin x", table).expression, "x", table)
    assert steps[0].note == "(u v)' = u' v + u v' with u = x^3, v = sin(x)"
    assert steps[1].note == "(x^3)' = 3 x^2; (sin(x))' = cos(x)"


@pytest.mark.parametrize(
    ("of", "notes"),
    [
        ("sin(x)^2 + cos(x)^2", ["(u^p)' = p u^(p-1) u' with p = 2, u = sin(x), and with p = 2, u = cos(x)"]),
        ("sin(2x) - sin(5x)", ["(sin u)' = cos(u) u' with u = 2 x, and with u = 5 x", "(2 x)' = 2; (5 x)' = 5"]),
    ],
)
def test_a_note_says_a_formula_once_and_speaks_of_every_part(of, notes):
    steps = derivation(parse(of, SymbolTable.of_letters(of)).expression, "x", SymbolTable.of_letters(of))
    assert [step.note for step in steps][: len(notes)] == notes
