"""Derivatives as a person writes them, held against two oracles: SymPy, and central differences."""

from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from mmltui.calculus.derivative import derivative
from mmltui.calculus.rules import FUNCTIONS
from mmltui.calculus.tidy import tidy
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.notation.numeric import evaluate
from mmltui.notation.parser import parse
from mmltui.notation.printing import plain
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.to_sympy import to_sympy
from mmltui.notation.tree import Add, Call, Expression, Neg, Number, Power, Product, Quotient, Symbol

DATA = {"a": "scalar", "x": "N", "y": "N"}


def differentiates_to(of, expected, wrt="x", symbols=None, define=None):
    table = SymbolTable.declare(symbols, define=define or {}) if symbols else SymbolTable.of_letters(of, wrt)
    result = derivative(parse(of, table).expression, wrt, table)
    assert result == parse(expected, table).expression, plain(result)


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("7", "0"),
        ("x", "1"),
        ("3x^2 - 5x + 8", "6 x - 5"),
        ("x^4/4", "x^3"),
        ("1/x^3", "-3/x^4"),
        ("x^-2", "-2/x^3"),
        ("sqrt(x)", "1/(2 sqrt(x))"),
        ("x^(1/3)", "1/(3 x^(2/3))"),
        ("x^3 sin x", "3 x^2 sin(x) + x^3 cos(x)"),
        ("2x sin(3x)", "2 sin(3 x) + 6 x cos(3 x)"),
        ("sin(x^2)", "2 x cos(x^2)"),
        ("(2x-1)^4", "8 (2 x - 1)^3"),
        ("log(1+x^2)", "2 x/(1 + x^2)"),
        ("exp(-x^2/2)", "-x exp(-x^2/2)"),
        ("x/(1+x^2)", "(1 - x^2)/(1 + x^2)^2"),
        ("x^2/(x+1)", "(x^2 + 2 x)/(x + 1)^2"),
        ("1/(1+exp(-x))", "exp(-x)/(1 + exp(-x))^2"),
        ("tanh(3x)", "3 (1 - tanh(3 x)^2)"),
        ("tan(x)", "1/cos(x)^2"),
        ("sigmoid(x)", "sigmoid(x) (1 - sigmoid(x))"),
        ("2^x", "2^x log(2)"),
        ("e^(3x)", "3 e^(3 x)"),
        ("x^x", "x^x (log(x) + 1)"),
        ("a x^2", "2 a x"),
        ("a sin(b x)", "a b cos(b x)"),
        ("x^n", "n x^(n - 1)"),
        ("atan(2x)", "2/(1 + 4 x^2)"),
        ("sin(exp(x))", "exp(x) cos(exp(x))"),
        ("x(x-1)", "2 x - 1"),
        ("abs(x)", "sign(x)"),
        ("(1+1/x)^2", "-2 (1 + 1/x)/x^2"),
        ("-x/(1+x^2)^2", "(3x^2 - 1)/(1 + x^2)^3"),
        ("2x/(1+x^2)^2", "(2 - 6x^2)/(1 + x^2)^3"),
        ("log(x) e^(-x)", "e^(-x)/x - e^(-x) log(x)"),
    ],
)
def test_a_derivative_looks_as_a_person_writes_it(of, expected):
    differentiates_to(of, expected)


def test_a_derivative_inside_is_worked_out_first():
    differentiates_to("x d/dx(x^3)", "9 x^2", symbols={"x": "scalar"})


@pytest.mark.parametrize(
    ("of", "wrt", "expected"),
    [
        ("sum_n (a x_n - y_n)^2", "a", "2 sum_n x_n (a x_n - y_n)"),
        ("1/2 sum_n (y_n - a x_n)^2", "a", "-sum_n x_n (y_n - a x_n)"),
        ("sum_n y_n^2", "a", "0"),
        ("sum_n (a + y_n)", "a", "N"),
        ("sum_n (a - y_n)^3/3", "a", "sum_n (a - y_n)^2"),
        ("sum_n exp(a x_n)", "a", "sum_n x_n exp(a x_n)"),
    ],
)
def test_the_derivative_moves_under_a_sum(of, wrt, expected):
    differentiates_to(of, expected, wrt, DATA)


def test_defined_names_are_written_out():
    differentiates_to("r^2", "2 a x^2", "a", {"a": "scalar", "x": "scalar"}, {"r": "a x"})


def test_a_declared_function_gets_a_prime():
    symbols = {"f": "function", "x": "scalar"}
    differentiates_to("f(x^2)", "2 x f'(x^2)", "x", symbols)
    differentiates_to("x f'(x)", "f'(x) + x f''(x)", "x", symbols)


@pytest.mark.parametrize(("of", "symbols"), [("A v", {"A": "N x N", "v": "N"}), ("x = 2", None), ("(x, 2)", None)])
def test_what_is_no_scalar_formula_is_refused(of, symbols):
    table = SymbolTable.declare(symbols) if symbols else SymbolTable.of_letters(of)
    expression = parse(of, table).expression
    with pytest.raises(NotDifferentiableError):
        derivative(expression, "v" if symbols else "x", table)


ONE_NUMBER = sorted(FUNCTIONS.keys() - {"norm"})


@pytest.mark.parametrize("function", ONE_NUMBER)
def test_every_table_entry_has_the_slope_that_central_differences_measure(function):
    table = SymbolTable.of_letters("x")
    expression = parse(f"{function}(x)", table).expression
    slope = derivative(expression, "x", table)
    points = np.array([-2.3, -0.7, -0.4, 0.3, 0.6, 1.7])
    values = evaluate(slope, {"x": points})
    step = 1e-6
    measured = (evaluate(expression, {"x": points + step}) - evaluate(expression, {"x": points - step})) / (2 * step)
    defined = np.isfinite(measured)
    assert defined.any()
    assert np.broadcast_to(values, points.shape)[defined] == pytest.approx(measured[defined], rel=1e-5, abs=1e-7)


def functions_of_x() -> st.SearchStrategy[Expression]:
    x, a = Symbol("x"), Symbol("a")
    numbers = st.integers(1, 5).map(lambda value: Number(Fraction(value)))
    leaves = st.one_of(st.just(x), st.just(a), numbers)
    calls = st.sampled_from(["sin", "cos", "exp", "tanh", "log", "sqrt", "sigmoid", "atan"])

    def larger(inner):
        return st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: Add(tuple(parts))),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: Product(tuple(parts))),
            st.tuples(inner, inner).map(lambda parts: Quotient(*parts)),
            st.tuples(inner, st.integers(-2, 3)).map(lambda parts: Power(parts[0], whole(parts[1]))),
            inner.map(Neg),
            st.tuples(calls, inner).map(lambda parts: Call(parts[0], (parts[1],))),
        )

    return st.recursive(leaves, larger, max_leaves=7)


def whole(value: int) -> Expression:
    return Neg(Number(Fraction(-value))) if value < 0 else Number(Fraction(value))


POINTS = {"x": np.array([0.3, 0.7, 1.3, 2.1, -0.6, -1.7]), "a": np.array([0.5, 1.1, -0.4, 0.9, 1.6, 0.8])}
TABLE = SymbolTable.of_letters("a x")


def agree(left, right):
    left, right = (np.broadcast_to(value, POINTS["x"].shape) for value in (left, right))
    both = np.isfinite(left) & np.isfinite(right) & (np.abs(left) < 1e6)
    return np.allclose(left[both], right[both], rtol=1e-6, atol=1e-7)


@settings(max_examples=150, deadline=None)
@given(functions_of_x())
def test_tidying_keeps_the_value_and_is_done_after_one_pass(expression):
    once = tidy(expression)
    assert agree(evaluate(expression, POINTS), evaluate(once, POINTS))
    assert tidy(once) == once


@settings(max_examples=60, deadline=None)
@given(functions_of_x())
def test_derivatives_agree_with_sympy(expression):
    slope = derivative(expression, "x", TABLE)
    oracle = sympy.diff(to_sympy(expression, TABLE), sympy.Symbol("x", real=True))
    wanted = []
    for x, a in zip(POINTS["x"], POINTS["a"], strict=True):
        value = oracle.subs({sympy.Symbol("x", real=True): x, sympy.Symbol("a", real=True): a}).evalf()
        wanted.append(float(value) if value.is_real and value.is_finite else np.nan)
    assert agree(np.array(wanted), evaluate(slope, POINTS))


@settings(max_examples=60, deadline=None)
@given(functions_of_x(), functions_of_x())
def test_differentiation_is_linear(left, right):
    together = derivative(Add((left, Product((Number(Fraction(3)), right)))), "x", TABLE)
    apart = evaluate(derivative(left, "x", TABLE), POINTS) + 3 * evaluate(derivative(right, "x", TABLE), POINTS)
    assert agree(apart, evaluate(together, POINTS))
