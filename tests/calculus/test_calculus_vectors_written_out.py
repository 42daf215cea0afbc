"""Derivatives by vectors that stand inside a formula, worked out where they stand."""

import pytest

from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.derivative import written_out
from mmltui.notation.parser import parse
from mmltui.notation.printing import plain
from mmltui.notation.symbols import SymbolTable

SYMBOLS = {"A": "M x N", "B": "N x N", "w": "M", "x": "N", "y": "M", "a": "scalar"}
TABLE = SymbolTable.declare(SYMBOLS, define={"e": "y - A x"})


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("d/dx(A x)", "A"),
        ("w^T diag(1 - tanh(A x)^2) d/dx(A x)", "w^T diag(1 - tanh(A x)^2) A"),
        ("2 e^T d/dx(e)", "2 (y - A x)^T (-A)"),
        ("d/dx(y) - d/dx(A x)", "0 1_M 1_N^T - A"),
        ("d/da(a x)", "x"),
        ("d/dB(x^T B x)", "x x^T"),
        ("d^2/dx^2(x^T B x)", "B + B^T"),
        ("d/dx(sum_n x_n^2)", "2 x^T"),
        ("A x", "A x"),
    ],
)
def test_derivatives_inside_are_worked_out(text, formula):
    assert plain(written_out(parse(text, TABLE).expression, TABLE)) == formula


def test_a_third_derivative_is_not_known():
    with pytest.raises(NotDifferentiableError):
        written_out(parse("d^3/da^3(a x)", TABLE).expression, TABLE)
