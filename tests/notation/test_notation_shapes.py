"""Shapes with symbolic sizes, and what is said where parts do not fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mmltui.notation.parser import ParseError, parse
from mmltui.notation.printing import latex, plain, unicode
from mmltui.notation.shapes import Shape, shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Add, Identity, Product, Symbol

TABLE = SymbolTable.declare(
    {"A": "M x N", "x": "N", "y": "M", "a": "scalar", "u": "2", "H": "N x N", "phi": "rows of A", "f": "function"},
    indices={"i": "M"},
)
COURSE = (Path(__file__).parents[1] / "cases" / "readings.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("a", (1, 1)),
        ("x", ("N", 1)),
        ("x^T", (1, "N")),
        ("A", ("M", "N")),
        ("A x", ("M", 1)),
        ("(y - A x)^T A", (1, "N")),
        ("x x^T", ("N", "N")),
        ("x^T x", (1, 1)),
        ("||x||", (1, 1)),
        ("|x|", (1, 1)),
        ("A^T A", ("N", "N")),
        ("H^-1", ("N", "N")),
        ("I_N", ("N", "N")),
        ("I H", ("N", "N")),
        ("1_M", ("M", 1)),
        ("u", (2, 1)),
        ("[a, 1]", (1, 2)),
        ("[a; 1]", (2, 1)),
        ("[1, 2; 3, 4] u", (2, 1)),
        ("(1, 2)", (2, 1)),
        ("[x_1, ..., x_N]", (1, "N")),
        ("[x_1; ...; x_N]", ("N", 1)),
        ("phi_2", ("N", 1)),
        ("sum_n phi_n phi_n^T", ("N", "N")),
        ("sum_n x_n", (1, 1)),
        ("tanh(A x)", ("M", 1)),
        ("1 - tanh(A x)^2", ("M", 1)),
        ("diag(x)", ("N", "N")),
        ("d/da(a x)", ("N", 1)),
        ("d/dx(x^T H x)", (1, "N")),
        ("d/dx(A x)", ("M", "N")),
        ("d/dx(A x) x", ("M", 1)),
        ("d/dA(y^T A x)", ("N", "M")),
        ("d^2/dx^2(x^T H x)", ("N", "N")),
        ("diag(H)", ("N", 1)),
        ("tr(H)", (1, 1)),
        ("softmax(x)", ("N", 1)),
        ("max(0, x)", ("N", 1)),
        ("max(x)", (1, 1)),
        ("x/a", ("N", 1)),
        ("A_ij", None),
        ("sum_j A_ij x_j", (1, 1)),
        ("x .* x", ("N", 1)),
        ("f(x)", ("N", 1)),
        ("f(a)", (1, 1)),
        ("A x = y", ("M", 1)),
        ("A^T A x = 0", ("N", 1)),
    ],
)
def test_shapes(text: str, shape: tuple[int | str, int | str] | None) -> None:
    if shape is None:
        with pytest.raises(ParseError, match="left over"):
            parse(text, TABLE)
        return
    assert shape_of(parse(text, TABLE).expression, TABLE) == Shape(*shape)


def test_an_identity_without_a_size_takes_the_only_one() -> None:
    table = SymbolTable.declare({"H": "N x N"})
    assert shape_of(Identity(), table) == Shape("N", "N")
    with pytest.raises(ParseError, match="size of I"):
        shape_of(Identity(), SymbolTable.declare({"H": "N x N", "G": "M x M"}))


def test_trees_of_the_engine_are_checked_too() -> None:
    with pytest.raises(ParseError, match="does not fit"):
        shape_of(Product((Symbol("A"), Symbol("y"))), TABLE)
    with pytest.raises(ParseError, match="cannot be added"):
        shape_of(Add((Symbol("A"), Symbol("a"))), TABLE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A y", "A is M x N and y has M entries: A y does not fit (did you mean A^T y?)"),
        ("x^T A", "x^T is 1 x N (a row) and A is M x N: x^T A does not fit (did you mean x^T A^T?)"),
        ("A^T x", "A^T is N x M and x has N entries: A^T x does not fit (M columns against N rows)"),
        ("x + y", "x has N entries and y has M entries: they cannot be added"),
        ("x - x^T", "x has N entries and -x^T is 1 x N (a row): they cannot be added (one of them needs a transpose)"),
        (
            "1 + A",
            "1 is a scalar and A is M x N: they cannot be added (a number cannot be added to a vector or matrix)",
        ),
        ("x^2", "x has N entries, so x^2 is not defined (did you mean ||x||^2 = x^T x?)"),
        ("A^-1", "A is M x N, so A^-1 is not defined"),
        ("1/H", "H is N x N: dividing by it is not defined (use inv(H))"),
        ("tr(A)", "A is M x N, so tr(A) is not defined"),
        ("[x, 1]", "an entry of a matrix must be a number, but x has N entries"),
        ("u_3", "u has 2 entries: there is no u_3 (entries count from 1)"),
        ("x_k", "the index k is left over: the question asks for the entry i (sum over k: sum_k)"),
        ("sum_k A_ki x_k", "the index i runs to M in the question and to N in A"),
        ("sum_k x_k y_k", "the index k runs to N in x and to M in y"),
        ("sum_{k=1}^M x_k", "the index k runs to M in the sum's upper bound and to N in x"),
        (
            "sum_k a",
            "nothing inside the sum over k uses the index k (write how far it runs, sum_{k=1}^N, or leave the sum out)",
        ),
        ("exp(A) x + x", "exp(A) x has M entries and x has N entries: they cannot be added"),
    ],
)
def test_what_does_not_fit_is_told_with_a_suggestion_that_does(text: str, message: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text, TABLE)
    assert caught.value.kind == "shape-error"
    assert str(caught.value).partition(": ")[2] == message


@pytest.mark.parametrize("line", COURSE)
def test_the_texts_of_the_vector_course(line: str) -> None:
    case = json.loads(line)
    table = SymbolTable.declare(case["symbols"], define=case["define"], indices=case["indices"])
    for text in case["read"]:
        expression = parse(text, table).expression
        for show in (plain, latex, unicode):
            assert parse(show(expression), table).expression == expression, show(expression)
    for text in case["refused"]:
        with pytest.raises(ParseError) as caught:
            parse(text, table)
        assert caught.value.kind in ("shape-error", "unknown-symbol"), text
