"""Printing: what is printed reads back as the same tree, with no more brackets than needed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from tree_strategies import TABLE, trees

from mmltui.notation.bounds import MAX_LENGTH, MAX_SUMS
from mmltui.notation.parser import parse
from mmltui.notation.printing import latex, plain, unicode
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Application, Differential, Expression, Relation, Sum
from mmltui.notation.walk import children, depth


@pytest.mark.parametrize("show", [plain, latex, unicode])
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
@given(tree=trees)
def test_print_then_read_is_the_identity(show: Callable[[Expression], str], tree: Expression) -> None:
    if isinstance(tree, Relation) and isinstance(tree.left, Differential | Application):
        return  # `d/dx(…) = y` and `f'(x) = y` are read as their right-hand side
    text = show(tree)
    assume(depth(tree) <= 20 and len(text) <= MAX_LENGTH and _sums(tree) <= MAX_SUMS)
    assert parse(text, TABLE).expression == tree, text


def _sums(tree: Expression) -> int:
    """How many sums stand within one another."""
    inside = max(map(_sums, children(tree)), default=0)
    return inside + isinstance(tree, Sum)


@pytest.mark.parametrize(
    ("text", "in_plain", "in_latex", "in_unicode"),
    [
        ("a/b c", "(a/b) c", r"\frac{a}{b} c", "(a/b) c"),
        ("-x^2 y", "-x^2 y", "-x^{2} y", "-x² y"),
        ("(a + b) c", "(a + b) c", r"\left(a + b\right) c", "(a + b) c"),
        ("a - (b - c)", "a - (b - c)", r"a - \left(b - c\right)", "a - (b - c)"),
        ("sin(x)^2", "sin(x)^2", r"\sin^{2}\left(x\right)", "sin(x)²"),
        ("e^(-x)", "e^(-x)", "e^{-x}", "e^(-x)"),
        ("x^-1", "x^-1", "x^{-1}", "x⁻¹"),
        ("sqrt(x)", "sqrt(x)", r"\sqrt{x}", "√(x)"),
        ("pi x", "pi x", r"\pi x", "π x"),
        ("abs(x)", "abs(x)", r"\left\lvert x\right\rvert", "abs(x)"),
        ("0.5 x", "0.5 x", "0.5 x", "0.5 x"),
        ("2*3", "2 * 3", r"2 \cdot 3", "2 · 3"),
        ("theta_0", "theta_0", r"\theta_{0}", "θ₀"),
        ("-(y - A x)^T A", "-(y - A x)^T A", r"-\left(y - A x\right)^{\top} A", "-(y - A x)ᵀ A"),
        ("||y||^2", "||y||^2", r"\left\|y\right\|^{2}", "‖y‖²"),
        ("sum_n y_n^2", "sum_n y_n^2", r"\sum_{n} y_{n}^{2}", "∑ₙ yₙ²"),
        ("[2 x, 1]", "[2 x, 1]", r"\begin{bmatrix} 2 x & 1 \end{bmatrix}", "[2 x, 1]"),
        ("[2*x; 1]", "[2*x; 1]", r"\begin{bmatrix} 2 x \\ 1 \end{bmatrix}", "[2·x; 1]"),
        ("I_N", "I_N", "I_{N}", "I_N"),
        ("d/dx(x^2)", "d/dx(x^2)", r"\frac{d}{d x}\left(x^{2}\right)", "d/dx(x²)"),
        ("x != 0", "x != 0", r"x \ne 0", "x ≠ 0"),
    ],
)
def test_styles(text: str, in_plain: str, in_latex: str, in_unicode: str) -> None:
    names = dict.fromkeys(("x", "a", "b", "c", "theta_0"), "scalar")
    arrays = {"y": "M", "A": "M x N"}
    table = SymbolTable.declare(names | arrays | ({"x": "N"} if "A x" in text else {}))
    tree = parse(text, table).expression
    assert (plain(tree), latex(tree), unicode(tree)) == (in_plain, in_latex, in_unicode)
