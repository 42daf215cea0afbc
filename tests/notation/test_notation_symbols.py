"""Symbol tables: kinds, one spelling for each name, definitions, letters of a text."""

from __future__ import annotations

import pytest

from mmltui.notation.names import canonical
from mmltui.notation.parser import ParseError, parse
from mmltui.notation.printing import plain
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.vocabulary import Kind
from mmltui.notation.walk import substitute


@pytest.mark.parametrize(
    ("declaration", "kind"),
    [
        ("scalar", Kind("scalar")),
        ("positive", Kind("scalar", positive=True)),
        ("N", Kind("vector", "N", 1)),
        ("2", Kind("vector", 2, 1)),
        ("N positive", Kind("vector", "N", 1, positive=True)),
        ("M x N", Kind("matrix", "M", "N")),
        ("3 x 2", Kind("matrix", 3, 2)),
        ("M × N", Kind("matrix", "M", "N")),
        ("1 x N", Kind("matrix", 1, "N")),
        ("N x N symmetric", Kind("matrix", "N", "N", trait="symmetric")),
        ("N x N positive definite", Kind("matrix", "N", "N", trait="positive definite")),
        ("D x D identity", Kind("matrix", "D", "D", trait="identity")),
        ("function", Kind("function")),
    ],
)
def test_kinds(declaration: str, kind: Kind) -> None:
    assert SymbolTable.declare({"a": declaration}).kind("a") == kind


def test_rows_have_the_shape_of_one_row_as_a_column() -> None:
    table = SymbolTable.declare({"Phi": "N x D", "phi": "rows of Phi"})
    assert table.kind("phi") == Kind("rows", "D", 1, matrix="Phi")


@pytest.mark.parametrize(
    "symbols",
    [{"A": "M by N"}, {"A": "M x N symmetric"}, {"phi": "rows of Phi"}, {"a": "number"}, {"a": "N symmetric"}],
)
def test_unusable_declarations_are_refused_by_name(symbols: dict[str, str]) -> None:
    name = next(iter(symbols))
    with pytest.raises(ParseError, match=name):
        SymbolTable.declare(symbols)


@pytest.mark.parametrize(
    ("spelled", "name"),
    [
        ("theta_0", "theta_0"),
        ("θ₀", "theta_0"),
        ("θ_0", "theta_0"),
        ("theta0", "theta_0"),
        (r"\theta_{0}", "theta_0"),
        (r"\theta_0", "theta_0"),
        (r"\varphi", "phi"),
        ("ϕ", "phi"),
        ("x", "x"),
        ("x1", "x_1"),
        ("x₁₂", "x_12"),
        ("w_max", "w_max"),
        ("A_{i,j}", "A_ij"),
    ],
)
def test_each_name_has_one_spelling(spelled: str, name: str) -> None:
    assert canonical(spelled) == name
    assert SymbolTable.declare({spelled: "scalar"}).names == (name,)


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["x^2 + y"], {"x", "y"}),
        (["theta_1 x + theta_0"], {"theta_1", "theta_0", "x"}),
        (["θ₁ x"], {"theta_1", "x"}),
        (["xy sin x", "e^x + pi"], {"x", "y"}),
        (["xsinx"], {"x"}),
        ([r"\frac{a}{b} \cdot \lambda"], {"a", "b", "lambda"}),
        (["x_n y_n"], {"x_n", "y_n"}),
        (["1e3 x", "2"], {"x"}),
        (["[a, b; b, d]"], {"a", "b", "d"}),
        (["exp(t) log(1+u) max(v, 0)"], {"t", "u", "v"}),
        (["d/dx (x^2 sin x)", "d^2/dt^2 (t^3)", r"\frac{d}{dw} w", "∂/∂u u"], {"x", "t", "w", "u"}),
        (["a d - b c"], {"a", "b", "c", "d"}),
        ([""], set()),
    ],
)
def test_without_symbols_each_letter_of_the_texts_is_a_scalar(texts: list[str], names: set[str]) -> None:
    table = SymbolTable.of_letters(*texts)
    assert set(table.names) == names
    assert all(table.kind(name) == Kind("scalar") for name in names)


def test_definitions_have_kinds_and_stand_for_their_expressions() -> None:
    table = SymbolTable.declare(
        {"A": "M x N", "x": "N", "y": "M"}, define={"e": "y - A x", "L": "1/2 e^T e", "J": "-A"}
    )
    assert table.kind("e") == Kind("vector", "M", 1)
    assert table.kind("L") == Kind("scalar")
    assert table.kind("J") == Kind("matrix", "M", "N")
    expression = parse("e^T J", table).expression
    assert plain(expression) == "e^T J"
    assert plain(substitute(expression, table.definitions)) == "(y - A x)^T (-A)"
    assert plain(table.definitions["L"]) == "(1/2) (y - A x)^T (y - A x)"


def test_positive_symbols_and_sizes() -> None:
    table = SymbolTable.declare({"x": "positive", "y": "N positive", "z": "3 x K"}, indices={"i": "M"})
    assert [table.is_positive(name) for name in ("x", "y", "z", "w")] == [True, True, False, False]
    assert table.sizes == {"N", "K", "M"}


@pytest.mark.parametrize("name", ["I", "J"])
def test_a_declared_identity_is_the_identity_of_its_size(name: str) -> None:
    table = SymbolTable.declare({name: "D x D identity", "x": "D"})
    assert plain(parse(f"{name} x", table).expression) == "I_D x"


def test_a_derivative_in_the_texts_is_read_as_one() -> None:
    text = "d/dx (x^2 sin x)"
    assert plain(parse(text, SymbolTable.of_letters(text)).expression) == "d/dx(x^2 sin(x))"
