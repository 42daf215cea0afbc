"""Walks: children and rebuilding are inverse, substitution respects what is bound, numbers become trees."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from tree_strategies import TABLE, trees

from mmltui.notation.parser import parse
from mmltui.notation.printing import plain
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression, Number, Size, Symbol
from mmltui.notation.walk import children, depth, free_indices, free_symbols, nodes, rational, rebuild, substitute


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tree=trees)
def test_rebuilding_from_the_children_is_the_identity(tree: Expression) -> None:
    assert rebuild(tree, children(tree)) == tree
    assert substitute(tree, {"a": Symbol("a")}) == tree
    assert depth(tree) <= len(list(nodes(tree)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a + f(t)", {"a", "t"}),
        ("sum_n x_n a", {"x", "a"}),
        ("sum_{n=1}^3 a n", {"a"}),
        ("x_i", {"x", "i"}),
        ("[x_1, ..., x_N]", {"x"}),
        ("d/da(t^2)", {"a", "t"}),
        ("2 pi e N", set()),
    ],
)
def test_free_symbols(text: str, names: set[str]) -> None:
    assert free_symbols(parse(text, TABLE).expression) == names


@pytest.mark.parametrize(
    ("text", "letters"), [("x_i", {"i"}), ("sum_n x_n", set()), ("i a", set()), ("(A x)_i", {"i"})]
)
def test_free_indices(text: str, letters: set[str]) -> None:
    assert free_indices(parse(text, TABLE).expression) == letters


@pytest.mark.parametrize(
    ("text", "values", "result"),
    [
        ("a + t", {"a": "t", "t": "a"}, "t + a"),
        ("a^2", {"a": "t + 1"}, "(t + 1)^2"),
        ("sum_n x_n a", {"a": "t"}, "sum_n x_n t"),
        ("||x||", {"x": "A y"}, "||A y||"),
        ("x_i", {"x": "A y"}, "(A y)_i"),
        ("d/da(a t)", {"t": "2", "a": "3"}, "d/da(a * 2)"),
    ],
)
def test_substitution(text: str, values: dict[str, str], result: str) -> None:
    given_values = {name: parse(value, TABLE).expression for name, value in values.items()}
    assert plain(substitute(parse(text, TABLE).expression, given_values)) == result


def test_substitution_renames_an_index_that_would_capture() -> None:
    table = SymbolTable.declare({"x": "N", "a": "scalar", "n": "scalar"})
    body = parse("sum_n x_n a", table).expression
    assert plain(substitute(body, {"a": Symbol("n")})) == "sum_m x_m n"


@pytest.mark.parametrize(
    ("value", "text"), [("3", "3"), ("-3", "-3"), ("3/4", "3/4"), ("-3/4", "-3/4"), ("0", "0"), ("5/2", "5/2")]
)
def test_a_rational_number_as_a_tree(value: str, text: str) -> None:
    assert plain(rational(Fraction(value))) == text


def test_nodes_compare_without_their_places() -> None:
    assert parse("a +   t", TABLE).expression == parse("a+t", TABLE).expression
    assert Number(Fraction(1)) != Size("N")
