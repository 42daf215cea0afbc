"""Values: the evaluator agrees with SymPy where there is a value, and says nan where there is none."""

from __future__ import annotations

import math

import numpy as np
import pytest
import sympy
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tree_strategies import numbers, several

from mmltui.notation.numeric import evaluate
from mmltui.notation.parser import parse
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.to_sympy import to_sympy
from mmltui.notation.tree import Add, Call, Constant, Expression, Neg, Power, Product, Quotient, Symbol
from mmltui.notation.walk import nodes

TABLE = SymbolTable.of_letters("x y")
SMOOTH = ("sin", "cos", "tanh", "exp", "atan", "sigmoid", "softplus", "sinh", "asinh", "log", "sqrt", "abs", "relu")

formulas = st.recursive(
    st.one_of(st.sampled_from([Symbol("x"), Symbol("y"), Constant("pi"), Constant("e")]), numbers),
    lambda inner: st.one_of(
        several(inner).map(Add),
        several(inner).map(Product),
        inner.map(Neg),
        st.builds(Quotient, inner, inner),
        st.builds(Power, inner, numbers),
        st.builds(lambda name, part: Call(name, (part,)), st.sampled_from(SMOOTH), inner),
        st.builds(Call, st.just("max"), several(inner)),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(formula=formulas, x=st.integers(-20, 20), y=st.integers(1, 20))
def test_values_agree_with_sympy(formula: Expression, x: int, y: int) -> None:
    point = {"x": x / 8, "y": y / 8}
    inside = [float(evaluate(node, point)) for node in nodes(formula)]
    assume(all(math.isfinite(value) and abs(value) < 1e5 for value in inside))
    ours = inside[0]
    exact = {sympy.Symbol(name, real=True): sympy.Rational(value) for name, value in point.items()}
    theirs = to_sympy(formula, TABLE).subs(exact).evalf(30, maxn=60)
    assume(theirs.is_number and theirs.is_finite and theirs.is_real)
    assert ours == pytest.approx(float(theirs), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "x"),
    [
        ("log(x)", -1.0),
        ("log(x)", 0.0),
        ("sqrt(x)", -1.0),
        ("x^(1/3)", -8.0),
        ("x^0.5", -1.0),
        ("x^-1", 0.0),
        ("1/x", 0.0),
        ("asin(x)", 2.0),
        ("acosh(x)", 0.5),
        ("atanh(x)", 1.0),
        ("csc(x)", 0.0),
        ("0/0", 1.0),
        ("x!= 2", 1.0),
        ("(1, 2)", 1.0),
        ("f(x)", 1.0),
        ("d/dx(x^2)", 1.0),
        ("y", 1.0),
    ],
)
def test_there_is_no_value_outside_the_domain(text: str, x: float) -> None:
    table = SymbolTable.declare({"x": "scalar", "y": "scalar", "f": "function"})
    assert np.isnan(evaluate(parse(text, table).expression, {"x": x}))


def test_a_scalar_may_be_an_array_of_points() -> None:
    points = np.array([-1.0, 0.0, 2.0])
    values = evaluate(parse("x^2 + log x", TABLE).expression, {"x": points})
    np.testing.assert_allclose(values, [np.nan, np.nan, 4 + math.log(2)])


def test_constant_formulas_have_a_value() -> None:
    assert evaluate(parse("2 pi", TABLE).expression, {}) == pytest.approx(2 * math.pi)


A = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
X = np.array([1.0, -1.0])
B = np.array([1.0, 0.0, 2.0])
ARRAYS = SymbolTable.declare(
    {"A": "M x N", "x": "N", "b": "M", "a": "scalar", "phi": "rows of A", "H": "N x N"}, indices={"i": "M"}
)
H = np.array([[2.0, 1.0], [1.0, 3.0]])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A x", (A @ X).reshape(-1, 1)),
        ("b - A x", (B - A @ X).reshape(-1, 1)),
        ("-2(b - A x)^T A", (-2 * (B - A @ X) @ A).reshape(1, -1)),
        ("||b - A x||^2", np.sum((B - A @ X) ** 2)),
        ("sum_n x_n^2", 2.0),
        ("sum_{n=1}^N x_n^2 / N", 1.0),
        ("sum_n n x_n", -1.0),
        ("sum_k phi_k phi_k^T", A.T @ A),
        ("sum_k A_k1", 9.0),
        ("A_32", 6.0),
        ("x_N", -1.0),
        ("(A x)_2", -1.0),
        ("sum_i sum_n A_in x_n", -3.0),
        ("sum_k sum_j delta_kj A_kj", 5.0),
        ("tr(H)", 5.0),
        ("det(H)", 5.0),
        ("logdet(H)", math.log(5.0)),
        ("inv(H) H", np.eye(2)),
        ("H^-1 H", np.eye(2)),
        ("H^2", H @ H),
        ("diag(x)", np.diag(X)),
        ("diag(H)", np.array([[2.0], [3.0]])),
        ("softmax(x)", (np.exp(X) / np.exp(X).sum()).reshape(-1, 1)),
        ("tanh(x)^2", (np.tanh(X) ** 2).reshape(-1, 1)),
        ("1 - tanh(x)^2", (1 - np.tanh(X) ** 2).reshape(-1, 1)),
        ("x .* x", (X * X).reshape(-1, 1)),
        ("I_N + x x^T", np.eye(2) + np.outer(X, X)),
        ("1_M^T b", np.array([[3.0]])),
        ("[x_1, ..., x_N]", X.reshape(1, -1)),
        ("[2x_1; ...; 2x_N]", 2 * X.reshape(-1, 1)),
        ("diag(x_1, ..., x_N)", np.diag(X)),
        ("diag(x_1, x_2, …, x_N)", np.diag(X)),
        ("max(x_1, ..., x_N)", X.max()),
        ("softmax(x_1, ..., x_N)", (np.exp(X) / np.exp(X).sum()).reshape(-1, 1)),
        ("max(0, x)", np.array([[1.0], [0.0]])),
        ("sum(x)", 0.0),
        ("x/a", X.reshape(-1, 1) / 2),
    ],
)
def test_vectors_and_matrices(text: str, value: np.ndarray | float) -> None:
    expression = parse(text, ARRAYS).expression
    found = evaluate(expression, {"A": A, "x": X, "b": B, "a": 2.0, "H": H}, ARRAYS)
    np.testing.assert_allclose(found, value, atol=1e-12)
