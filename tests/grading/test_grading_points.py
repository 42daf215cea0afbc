"""Points: the same for the same seed, of every sign, on each side of every switch."""

from itertools import islice

import pytest

from mmltui.grading.balls import Evaluator
from mmltui.grading.lowering import lower
from mmltui.grading.points import points_between_switches, random_points
from mmltui.notation.parser import parse
from mmltui.notation.symbols import SymbolTable

LETTERS = SymbolTable.declare({"x": "scalar", "y": "scalar", "p": "positive"})


def program(text):
    tree = parse(text, LETTERS).expression
    return lower(tree, tree, LETTERS)


def test_the_same_seed_gives_the_same_points():
    first, again, other = (list(islice(random_points(program("x y p"), seed), 20)) for seed in ("a", "a", "b"))
    assert first == again
    assert first != other


def test_eight_points_have_every_combination_of_signs():
    points = list(islice(random_points(program("x y"), "a"), 8))
    assert {(at["x"] > 0, at["y"] > 0) for at in points} == {(True, True), (True, False), (False, True), (False, False)}


def test_positive_symbols_stay_positive():
    assert all(at["p"] > 0 for at in islice(random_points(program("p x"), "a"), 50))


def test_without_symbols_there_is_one_point():
    assert list(random_points(program("pi"), "a")) == [{}]


@pytest.mark.parametrize(
    ("formula", "branches"),
    [
        ("abs(x - 0.3) + abs(x - 0.301)", [(-9, 0.3), (0.3, 0.301), (0.301, 9)]),
        ("max(x, 100)", [(-9, 100), (100, 999)]),
        ("abs((x - 1) (x - 1.1))", [(-9, 1), (1, 1.1), (1.1, 9)]),
        ("min(asin(1/x)^2, atan(x) + e^(1/2))", [(-1.3, -1)]),
        ("sqrt(3.02 - x) sqrt(x - 3)", [(3, 3.02)]),
    ],
)
def test_every_branch_is_visited(formula, branches):
    visited = [
        int(at["x"].p) / int(at["x"].q) for at in points_between_switches(Evaluator(program(formula)), "a", lines=1)
    ]
    for low, high in branches:
        assert any(low < x < high for x in visited)
