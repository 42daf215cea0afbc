"""Any text gives a reading or a ParseError, nothing is evaluated, and every size is bounded before it is built."""

from __future__ import annotations

import random
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmltui.notation.numeric import evaluate
from mmltui.notation.parser import ParseError, Reading, parse
from mmltui.notation.printing import latex, plain, unicode
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.to_sympy import to_sympy
from mmltui.notation.tree import Expression, Number
from mmltui.notation.walk import substitute

SCALARS = SymbolTable.of_letters("x y a n theta_1")
ARRAYS = SymbolTable.declare(
    {"x": "N", "y": "N", "A": "M x N", "b": "M", "a": "scalar", "u": "2", "phi": "rows of A", "f": "function"},
    define={"e": "b - A x"},
    indices={"i": "M"},
)
HOSTILE = (Path(__file__).parents[1] / "cases" / "hostile.txt").read_text(encoding="utf-8").split("\n")
PIECES = [
    *"0123456789xyabAnNM+-*/^()[]{}|,;=<>!_'.\\ &$",
    *("sin ", "cos", "exp(", "log ", "sum_n ", "sum", "Σ", "||", "\\frac", "\\sqrt", "^T", "^{", "_{", "_i", "x_n"),
    *("A_ij", "delta_ij", "phi_n", "d/dx", "d/da", "theta_1", "\\theta", "²", "ᵀ", "₁", "½", "1_N", "I_N", "...", "e^"),
    *("pi", "f'", "f(", "max(", "norm(", "diag(", "\\begin{bmatrix}", "\\end{bmatrix}", "\\\\", "\\left(", "\\right)"),
    *("1e5", "х", "\u200b", "\\mathbf{A}", "^-1", "dL/dx =", "  ", "u_1", "A x", "x^T"),
]
random_texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.text(max_size=30), st.text(PIECES[0], max_size=3)
)


def use(text: str, table: SymbolTable) -> None:
    """Read, print, convert and evaluate; only refusals may be raised."""
    try:
        reading = parse(text, table)
    except ParseError:
        return
    assert isinstance(reading, Reading)
    for show in (plain, latex, unicode):
        assert parse(show(reading.expression), table).expression == reading.expression
    evaluate(reading.expression, {"x": 1.5, "y": 2.0, "a": 0.5, "n": 2.0, "theta_1": 1.0})
    with suppress(ValueError):
        to_sympy(reading.expression, table)


@pytest.mark.parametrize("table", [SCALARS, ARRAYS], ids=["scalars", "arrays"])
@settings(max_examples=300, deadline=None)
@given(text=random_texts)
def test_random_texts_are_read_or_refused(table: SymbolTable, text: str) -> None:
    use(text, table)


def test_thousands_of_random_texts_are_read_or_refused() -> None:
    draw = random.Random(20)
    for _ in range(3000):
        text = "".join(draw.choice(PIECES) for _ in range(draw.randint(1, 12)))
        for table in (SCALARS, ARRAYS):
            with suppress(ParseError):
                assert isinstance(parse(text, table), Reading)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_refused_or_harmless(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    use(text, SCALARS)
    use(text, ARRAYS)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("x" * 2001, "2000 characters"),
        ("x " * 900, "800 numbers, names and signs"),
        ("(" * 60 + "x" + ")" * 60, "50 levels"),
        ("x^" * 60 + "x", "50 levels"),
        ("-" * 60 + "x", "50 levels"),
        ("sin " * 60 + "x", "50 levels"),
        ("x/" * 70 + "x", "60 levels"),
        ("9" * 61, "60 digits"),
        ("1e401", "400 as its exponent"),
        ("1e-401", "400 as its exponent"),
        ("[" + "1;" * 399 + "1]", "800 numbers"),
        ("[" + "x " * 401 + "]", "400 entries"),
        ("sum_i sum_j sum_k sum_l sum_m x", "4 sums"),
    ],
)
def test_each_bound_is_named_by_its_refusal(text: str, bound: str) -> None:
    with pytest.raises(ParseError, match=bound) as caught:
        parse(text, SCALARS)
    assert caught.value.kind == "too-large"


LARGE = {"K": Number(Fraction(10**9))}


def with_large(text: str) -> Expression:
    """A formula whose K is a number that nobody may type as an exponent."""
    return substitute(parse(text, SymbolTable.declare({"x": "scalar", "K": "scalar"})).expression, LARGE)


@pytest.mark.parametrize(
    "text",
    [
        *("2^K", "2*2^K", "2^K + 2^K", "sqrt(2)^K", "(2x)^K", "((((2x)^100)^100)^100)^100", "1e400^100", "sin(2^K)"),
        *("max(2^K, 1)", "exp(K log 2)", "exp(exp(9))", "|2^K - 1|", "x^(2^K)", "(1 + sqrt(2))^K", "0.5^K"),
    ],
)
def test_numbers_that_would_grow_are_not_worked_out(text: str) -> None:
    with pytest.raises(ValueError, match="4096 bits"):
        to_sympy(with_large(text), SCALARS)
    evaluate(with_large(text), {"x": 1.5})


@pytest.mark.parametrize("text", ["(x + 1)^K", "cos(x)^K", "2^(K x)", "sin(K)", "K + x", "x^K"])
def test_large_exponents_of_symbols_are_kept_as_they_are(text: str) -> None:
    assert to_sympy(with_large(text), SCALARS).free_symbols or "x" not in text


@pytest.mark.parametrize(
    "text",
    ["2**(10**9)", "9^9^9^9", "2^2^2^2^2", "(x+1)**100000", "x^1001", "x^-1001", "cos^9999 x", "x⁷⁷⁷⁷⁷", "x^(10^4/2)"],
)
def test_an_exponent_is_bounded(text: str) -> None:
    with pytest.raises(ParseError, match="at most 1000") as caught:
        parse(text, SCALARS)
    assert caught.value.kind == "too-large"


@pytest.mark.parametrize(
    "text", ["x^1000", "x^(-1000)", "x^(2^9)", "x^y^2", "2^(1000x)", "x^(1/0)", "x^(0/0)", "x^((-8)^(1/3))"]
)
def test_an_exponent_within_the_bound_is_read(text: str) -> None:
    parse(text, SCALARS)


def test_a_value_takes_a_bounded_number_of_terms() -> None:
    table = SymbolTable.declare({"x": "N"})
    expression = parse("sum_{i=1}^9999 sum_{j=1}^9999 sum_{k=1}^9999 i j k", table).expression
    assert np.isnan(evaluate(expression, {}))
