"""Trees to SymPy: exact, real, and the same values as the evaluator gives for concrete matrices."""

from __future__ import annotations

import numpy as np
import pytest
import sympy

from mmltui.notation.numeric import evaluate
from mmltui.notation.parser import parse
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.to_sympy import to_sympy

SCALARS = SymbolTable.declare({"x": "scalar", "y": "scalar", "p": "positive", "f": "function"})
x, y = sympy.symbols("x y", real=True)
p = sympy.Symbol("p", positive=True)
f = sympy.Function("f")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2x + 0.5", 2 * x + sympy.Rational(1, 2)),
        ("1/3", sympy.Rational(1, 3)),
        ("1e-3", sympy.Rational(1, 1000)),
        ("sqrt(p^2)", p),
        ("sqrt(x^2)", sympy.Abs(x)),
        ("log(e)", sympy.Integer(1)),
        ("sin(pi)", sympy.Integer(0)),
        ("e^x", sympy.exp(x)),
        ("x - y - 1", x - y - 1),
        ("sin^-1 x", sympy.asin(x)),
        ("sigmoid(x)", 1 / (1 + sympy.exp(-x))),
        ("softplus(x)", sympy.log(1 + sympy.exp(x))),
        ("max(x, y)", sympy.Max(x, y)),
        ("sign(x) |x|", sympy.sign(x) * sympy.Abs(x)),
        ("f(x)", f(x)),
        ("d/dx(x^2)", sympy.Derivative(x**2, x)),
        ("d^2/dx^2(x^3)", sympy.Derivative(x**3, (x, 2))),
        ("x = 2", sympy.Eq(x, 2, evaluate=False)),
        ("x >= y", sympy.Ge(x, y, evaluate=False)),
        ("(x, y)", sympy.Tuple(x, y)),
        ("[x, 1; 0, y]", sympy.ImmutableMatrix([[x, 1], [0, y]])),
    ],
)
def test_scalars(text: str, expected: sympy.Basic) -> None:
    assert to_sympy(parse(text, SCALARS).expression, SCALARS) == expected


def test_a_derivative_of_a_declared_function() -> None:
    found = to_sympy(parse("f'(2x) + f''(x)", SCALARS).expression, SCALARS).subs(f, sympy.sin).doit()
    assert found == sympy.cos(2 * x) - sympy.sin(x)


ARRAYS = SymbolTable.declare(
    {"A": "3 x 2", "v": "2", "b": "3", "H": "2 x 2", "a": "scalar", "phi": "rows of A"}, indices={"i": "3"}
)
VALUES = {
    "A": np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]]),
    "v": np.array([1.0, -2.0]),
    "b": np.array([1.0, 0.0, 2.0]),
    "H": np.array([[2.0, 1.0], [0.0, 3.0]]),
    "a": 3.0,
}


@pytest.mark.parametrize(
    "text",
    [
        "A v",
        "b - A v",
        "-2(b - A v)^T A",
        "||b - A v||^2",
        "||v||",
        "v v^T",
        "v^T H v / a",
        "H^2 v",
        "H^-1 v",
        "inv(H)",
        "tr(H) + det(H)",
        "logdet(H)",
        "I_2 + H",
        "1_3^T b",
        "A_31 + v_2",
        "(A v)_2",
        "sum_k b_k",
        "sum_k A_k1 v_1",
        "sum_k sum_j A_kj v_j",
        "sum_k phi_k^T v",
        "sum_{n=1}^3 n^2",
        "tanh(v)",
        "1 - tanh(v)^2",
        "v .* v",
        "diag(v)",
        "[1, a; 0, 2] v",
        "[v_1, ..., v_2]",
        "[2b_1; ...; 2b_3]",
        "v/tanh(v)",
        "1/tanh(v)",
        "sum(v)",
        "delta_12 + delta_22",
    ],
)
def test_arrays_have_the_same_values_as_numbers_give(text: str) -> None:
    expression = parse(text, ARRAYS).expression
    matrices = {
        sympy.MatrixSymbol(name, *np.atleast_2d(value.T).T.shape): sympy.Matrix(np.atleast_2d(value.T).T.astype(int))
        for name, value in VALUES.items()
        if isinstance(value, np.ndarray)
    }
    found = to_sympy(expression, ARRAYS).subs({**matrices, sympy.Symbol("a", real=True): 3}).doit()
    explicit = found.as_explicit() if isinstance(found, sympy.MatrixExpr) else found
    theirs = np.array(explicit.evalf().tolist() if explicit.is_Matrix else float(explicit), dtype=float)
    np.testing.assert_allclose(evaluate(expression, VALUES, ARRAYS), theirs, atol=1e-9)


def test_symbolic_sizes_stay_symbolic() -> None:
    table = SymbolTable.declare({"A": "M x N", "x": "N", "y": "M"})
    found = to_sympy(parse("y - A x", table).expression, table)
    assert found.shape == (sympy.Symbol("M", integer=True, positive=True), 1)
