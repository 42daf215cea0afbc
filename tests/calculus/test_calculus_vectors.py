"""Derivatives by vectors and matrices, as a person would write them, in numerator layout.

The identities are those of the usual tables of matrix calculus; each is also compared with central differences.
"""

import numpy as np
import pytest

from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.derivative import directional, hessian, jacobian
from mmltui.calculus.vectors.solution import solution
from mmltui.calculus.vectors.words import are_equal
from mmltui.notation.numeric import evaluate
from mmltui.notation.parser import parse
from mmltui.notation.printing import plain
from mmltui.notation.symbols import SymbolTable

SYMBOLS = SymbolTable.declare(
    {
        "A": "M x N",
        "B": "N x N",
        "S": "N x N symmetric",
        "P": "N x N positive definite",
        "W": "M x N",
        "x": "N",
        "a": "N",
        "c": "N",
        "v": "N",
        "y": "M",
        "b": "M",
        "z": "N positive",
        "X": "M x N",
        "Q": "N x N",
        "C": "N x M",
        "t": "scalar",
        "lambda": "positive",
    }
)
SIZES = {"M": 4, "N": 3}

IDENTITIES = [
    ("a", "x", "0"),
    ("x", "x", "I_N"),
    ("A x", "x", "A"),
    ("x^T a", "x", "a^T"),
    ("a^T x", "x", "a^T"),
    ("x^T x", "x", "2 x^T"),
    ("||x||^2", "x", "2 x^T"),
    ("||x||", "x", "x^T/||x||"),
    ("||x - a||", "x", "(x - a)^T/||x - a||"),
    ("(x^T a)^2", "x", "2 (a^T x) a^T"),
    ("x^T B x", "x", "x^T (B + B^T)"),
    ("x^T S x", "x", "2 x^T S"),
    ("a^T B x", "x", "a^T B"),
    ("x^T B a", "x", "a^T B^T"),
    ("(A x - b)^T (A x - b)", "x", "2 (A x - b)^T A"),
    ("||y - A x||^2", "x", "-2 (y - A x)^T A"),
    ("1/2 ||y - A x||^2", "x", "-(y - A x)^T A"),
    ("(x - a)^T P^-1 (x - a)", "x", "2 (x - a)^T P^-1"),
    ("||y - A x||^2 + lambda ||x||^2", "x", "2 lambda x^T - 2 (y - A x)^T A"),
    ("x x^T a", "x", "(x^T a) I_N + x a^T"),
    ("(a^T x) x", "x", "(a^T x) I_N + x a^T"),
    ("a .* x", "x", "diag(a)"),
    ("x .* x", "x", "2 diag(x)"),
    ("diag(a) x", "x", "diag(a)"),
    ("exp(x)", "x", "diag(exp(x))"),
    ("sin(x)", "x", "diag(cos(x))"),
    ("log(z)", "z", "inv(diag(z))"),
    ("tanh(A x + b)", "x", "diag(1 - tanh(A x + b)^2) A"),
    ("sigmoid(A x)", "x", "diag(sigmoid(A x) .* (1 - sigmoid(A x))) A"),
    ("softmax(x)", "x", "diag(softmax(x)) - softmax(x) softmax(x)^T"),
    ("log(sum_n exp(x_n))", "x", "softmax(x)^T"),
    ("sum_n x_n^2", "x", "2 x^T"),
    ("sum_n a_n x_n", "x", "a^T"),
    ("exp(a^T x)", "x", "exp(a^T x) a^T"),
    ("1/(1 + x^T x)", "x", "-2 x^T/(1 + x^T x)^2"),
    ("x/||x||", "x", "I_N/||x|| - x x^T/||x||^3"),
    ("tr(A C)", "C", "A"),
    ("tr(C A)", "C", "A"),
    ("tr(X^T X)", "X", "2 X^T"),
    ("tr(X B X^T)", "X", "(B + B^T) X^T"),
    ("b^T X a", "X", "a b^T"),
    ("||y - X a||^2", "X", "-2 a (y - X a)^T"),
    ("det(Q)", "Q", "det(Q) inv(Q)"),
    ("tr(Q^2)", "Q", "2 Q"),
    ("a^T inv(Q) c", "Q", "-inv(Q) c a^T inv(Q)"),
    ("tr(inv(Q) B)", "Q", "-inv(Q) B inv(Q)"),
    ("logdet(P)", "P", "inv(P)"),
    ("[t^2; sin(t)]", "t", "[2 t; cos(t)]"),
    ("||y - t b||^2", "t", "-2 (y - t b)^T b"),
]


def data(seed=3):
    """Values of every symbol, reproducible, matrices well away from singular."""
    draw = np.random.default_rng(seed)
    values = {}
    for name, kind in SYMBOLS.kinds.items():
        rows, columns = (SIZES.get(size, size) for size in (kind.rows, kind.columns))
        table = draw.uniform(0.5, 1.5, (rows, columns)) + (2 * np.eye(rows, columns) if kind.role == "matrix" else 0)
        if kind.trait:
            table = table @ table.T
        values[name] = float(table[0, 0]) if kind.role == "scalar" else table
    return values


def value(expression, values):
    return np.atleast_2d(evaluate(expression, values, SYMBOLS, SIZES))


def numeric_jacobian(of, wrt, values, step=1e-6):
    """Central differences in numerator layout."""
    start = np.atleast_2d(np.asarray(values[wrt], dtype=float))
    slopes = np.empty((*start.shape, *value(of, values).shape))
    for place in np.ndindex(start.shape):
        ends = []
        for sign in (1, -1):
            moved = start.copy()
            moved[place] += sign * step
            ends.append(value(of, {**values, wrt: moved if start.size > 1 else float(moved[0, 0])}))
        slopes[place] = (ends[0] - ends[1]) / (2 * step)
    if start.size == 1:
        return slopes[0, 0]
    if slopes.shape[2:] == (1, 1):
        return slopes[:, :, 0, 0].T
    return slopes[:, 0, :, 0].T


@pytest.mark.parametrize(("of", "wrt", "written"), IDENTITIES)
def test_identity(of, wrt, written):
    question = parse(of, SYMBOLS).expression
    found = jacobian(question, (wrt,), SYMBOLS)
    expected = parse(written, SYMBOLS).expression
    assert plain(found) == plain(expected) or are_equal(found, expected, SYMBOLS)
    values = data()
    numeric = numeric_jacobian(question, wrt, values)
    assert np.allclose(np.broadcast_to(value(found, values), numeric.shape), numeric, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("of", "wrt", "written"),
    [
        ("||y - A x||^2", "x", "2 A^T A"),
        ("||y - A x||^2 + lambda ||x||^2", "x", "2 lambda I_N + 2 A^T A"),
        ("x^T B x", "x", "B + B^T"),
        ("x^T S x", "x", "2 S"),
        ("log(sum_n exp(x_n))", "x", "diag(softmax(x)) - softmax(x) softmax(x)^T"),
        ("||x||", "x", "I_N/||x|| - x x^T/||x||^3"),
        ("a^T x", "x", "0"),
    ],
)
def test_hessian(of, wrt, written):
    assert plain(hessian(parse(of, SYMBOLS).expression, (wrt,), SYMBOLS)) == written


@pytest.mark.parametrize(("order", "written"), [(1, "-2 (y - A x)^T A v"), (2, "2 v^T A^T A v")])
def test_directional(order, written):
    of, along = (parse(text, SYMBOLS).expression for text in ("||y - A x||^2", "v"))
    assert plain(directional(of, ("x",), along, order, SYMBOLS)) == written


@pytest.mark.parametrize(
    ("of", "wrt", "written"),
    [
        ("||y - A x||^2", "x", "inv(A^T A) A^T y"),
        ("||y - t b||^2", "t", "b^T y/(b^T b)"),
        ("(x - a)^T P (x - a)", "x", "a"),
    ],
)
def test_solution(of, wrt, written):
    found = solution(parse(of, SYMBOLS).expression, wrt, SYMBOLS)
    values = data()
    assert np.allclose(value(found, values), value(parse(written, SYMBOLS).expression, values))


@pytest.mark.parametrize(("of", "wrt"), [("||x||^4 + a^T x", "x"), ("exp(a^T x)", "x")])
def test_what_cannot_be_solved_says_so(of, wrt):
    with pytest.raises(NotDifferentiableError, match="not quadratic"):
        solution(parse(of, SYMBOLS).expression, wrt, SYMBOLS)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("(A B)^T", "B^T A^T", True),
        ("x^T A^T y", "y^T A x", True),
        ("(B Q)^-1", "Q^-1 B^-1", True),
        ("B^-1 B x", "x", True),
        ("(x + a)^T (x + a)", "||x||^2 + 2 a^T x + a^T a", True),
        ("B Q", "Q B", False),
        ("x^T B x", "x^T B^T x", True),
        ("P^T", "P", True),
        ("Q^T", "Q", False),
        ("sum_n x_n a_n", "sum_m a_m x_m", True),
    ],
)
def test_normal_forms(one, other, equal):
    forms = (parse(text, SYMBOLS).expression for text in (one, other))
    assert are_equal(*forms, SYMBOLS) is equal
