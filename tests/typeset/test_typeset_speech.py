"""Formulas in words."""

import pytest

from mmltui.typeset import speak


@pytest.mark.parametrize(
    ("latex", "said"),
    [
        ("x^2 + y_1", "x squared plus y sub 1"),
        ("\\mathbf{A}^\\top\\mathbf{x}", "bold A transpose bold x"),
        ("10x = 5.99.", "10 x equals 5.99."),
        ("\\frac{1}{2} 3", "1 over 2 3"),
        ("\\frac{df}{dx}", "d f over d x"),
        ("\\frac{a + b}{2}", "(a plus b) over 2"),
        ("\\sum_{n=1}^N x_n", "the sum from n equals 1 to N of x sub n"),
        ("\\lim_{h\\to 0} f(h)", "the limit over h to 0 of f (h)"),
        ("\\int_0^1 x\\,dx", "the integral from 0 to 1 of x d x"),
        ("\\sqrt{x}", "the square root of x"),
        (
            "|x| \\le \\|\\mathbf x\\|",
            "the absolute value of x end absolute value is at most the norm of bold x end norm",
        ),
        ("f'(x) = 0", "f prime (x) equals 0"),
        ("\\mathbf A^{-1}", "bold A inverse"),
        ("e^{-x}", "e to the power (minus x)"),
        ("\\hat y", "y hat"),
        ("p(x \\mid y)", "p (x given y)"),
        (
            "\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}",
            "the matrix with rows: 1, 2; 3, 4; end matrix",
        ),
        ("\\begin{cases}1,&x>0\\\\0\\end{cases}", "by cases: 1, x is greater than 0; 0"),
        ("\\underbrace{a}_{\\text{row}}", "a (labelled row)"),
        ("\\foo", "\\foo"),
    ],
)
def test_a_formula_is_read_aloud(latex, said):
    assert speak(latex) == said
