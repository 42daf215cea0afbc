"""Definiteness, eigenvalues and Sylvester's minors of matrices of numbers; stationary points of surfaces."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmltui.calculus.stationary import NotSolvedError
from mmltui.calculus.vectors.hessian_tools import definiteness, eigenvalues, leading_minors, stationary_points_of
from mmltui.notation.parser import parse
from mmltui.notation.printing import plain
from mmltui.notation.symbols import SymbolTable

NUMBERS = SymbolTable.declare({"x": "N"})


def matrix(rows):
    return parse("[" + "; ".join(", ".join(map(str, row)) for row in rows) + "]", NUMBERS).expression


@pytest.mark.parametrize(
    ("rows", "kind", "values", "minors"),
    [
        ([[2, 1], [1, 2]], "positive definite", ["1", "3"], ["2", "3"]),
        ([[1, 2], [2, 1]], "indefinite", ["-1", "3"], ["1", "-3"]),
        ([[1, 1], [1, 1]], "positive semidefinite", ["0", "2"], ["1", "0"]),
        ([[0, 0], [0, 0]], "zero", ["0"], ["0", "0"]),
        ([[-2, 0], [0, -1]], "negative definite", ["-2", "-1"], ["-2", "2"]),
        ([[0, 0], [0, -1]], "negative semidefinite", ["-1", "0"], ["0", "0"]),
        ([[2, -1, 0], [-1, 2, -1], [0, -1, 2]], "positive definite", ["2 - sqrt(2)", "2", "sqrt(2) + 2"], "234"),
    ],
)
def test_class_of_a_matrix(rows, kind, values, minors):
    assert definiteness(matrix(rows)) == kind
    assert [plain(value) for value, _ in eigenvalues(matrix(rows))] == values
    assert [plain(minor) for minor in leading_minors(matrix(rows))] == list(minors)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=6, max_size=6))
def test_class_agrees_with_eigenvalues_in_floating_point(entries):
    a, b, c, d, e, f = entries
    rows = [[a, b, c], [b, d, e], [c, e, f]]
    found = np.linalg.eigvalsh(np.array(rows, dtype=float))
    signs = {int(np.sign(value)) if abs(value) > 1e-9 else 0 for value in found}
    names = {
        frozenset({1}): "positive definite",
        frozenset({0, 1}): "positive semidefinite",
        frozenset({-1}): "negative definite",
        frozenset({-1, 0}): "negative semidefinite",
        frozenset({0}): "zero",
    }
    assert definiteness(matrix(rows)) == names.get(frozenset(signs), "indefinite")


@pytest.mark.parametrize("rows", [[[1, 2], [3, 4]], [[1, 2, 3], [2, 1, 4]]])
def test_only_a_symmetric_matrix_has_a_class(rows):
    with pytest.raises(NotSolvedError, match="symmetric"):
        definiteness(matrix(rows))


@pytest.mark.parametrize(
    ("function", "letters", "points"),
    [
        ("a^3 - 3a + b^2", "ab", ["(-1, 0) saddle", "(1, 0) min"]),
        ("a^4 + b^4 - 4 a b", "ab", ["(-1, -1) min", "(0, 0) saddle", "(1, 1) min"]),
        ("a^3/3 - 2a + b^2", "ab", ["(-sqrt(2), 0) saddle", "(sqrt(2), 0) min"]),
        ("a exp(-a^2 - b^2)", "ab", ["(-sqrt(2)/2, 0) min", "(sqrt(2)/2, 0) max"]),
        ("a^4 + b^4", "ab", ["(0, 0) undecided"]),
        ("exp(a) + b^2", "ab", []),
        ("c^2 + a^2 + b^2", "abc", ["(0, 0, 0) min"]),
    ],
)
def test_stationary_points(function, letters, points):
    symbols = SymbolTable.of_letters(*letters)
    found = stationary_points_of(parse(function, symbols).expression, tuple(letters))
    assert [f"({', '.join(map(plain, point.at))}) {point.kind}" for point in found] == points


@pytest.mark.parametrize(
    ("function", "says"),
    [
        ("a^2 b^2", "isolated"),
        ("(a^2 + b^2 - 1)^2", "isolated"),
        ("sin(a) + b^2", "not polynomial"),
        ("c a^2 + b^2", "every other symbol"),
        ("a^5 + a + b^2 - 7 a b", "square roots"),
    ],
)
def test_what_cannot_be_solved_says_so(function, says):
    with pytest.raises(NotSolvedError, match=says):
        stationary_points_of(parse(function, SymbolTable.of_letters("abc")).expression, ("a", "b"))
