"""Derivations checked line by line: what follows, where it breaks and why, and whether the goal is reached."""

import pytest

from mmltui.grading.derivation import check_derivation
from mmltui.notation.parser import parse
from mmltui.notation.symbols import SymbolTable

SYMBOLS = {"a": "scalar", "x": "N", "y": "N"}


def checked(start, lines, goal, symbols=None, unknown=""):
    table = SymbolTable.declare(symbols or {"x": "scalar", "h": "scalar"})
    read = [parse(line, table).expression for line in lines]
    return check_derivation(read, parse(start, table).expression, parse(goal, table).expression, table, unknown)


@pytest.mark.parametrize(
    ("start", "lines", "goal"),
    [
        ("d/dx(x^2 sin x)", ["d/dx(x^2) sin x + x^2 d/dx(sin x)", "2x sin x + x^2 cos x"], "2x sin x + x^2 cos x"),
        ("d/dx(x^2 sin x)", ["d/dx(x^2 sin x)", "x (2 sin x + x cos x)"], "2x sin x + x^2 cos x"),
        ("((x+h)^2 - x^2)/h", ["(2x h + h^2)/h", "2x + h"], "2x + h"),
    ],
)
def test_a_sound_derivation_holds(start, lines, goal):
    result = checked(start, lines, goal)
    assert result.holds
    assert result.first_broken is None


@pytest.mark.parametrize(
    ("start", "lines", "goal", "place", "slips"),
    [
        ("d/dx(sin(x^2)^2)", ["2 sin(x^2)", "2 sin(x^2) cos(x^2) 2x"], "4x sin(x^2) cos(x^2)", 0, ("chain.no-inner",)),
        (
            "d/dx(x^2 sin x)",
            ["d/dx(x^2) sin x + x^2 d/dx(sin x)", "2x sin x - x^2 cos x"],
            "2x sin x + x^2 cos x",
            1,
            ("table.sign", "table.integrated"),
        ),
        ("(x + h)/h", ["x"], "1 + x/h", 0, ("algebra.cancelled-in-sum",)),
        ("((x+h)^2 - x^2)/h", ["(2x h + h^2)/h", "2x + h^2"], "2x + h", 1, ("algebra.cancelled-in-sum",)),
        ("d/dx(x^3)", ["x^7 + 1"], "3x^2", 0, ()),
    ],
)
def test_the_first_line_that_does_not_follow_is_found_and_explained(start, lines, goal, place, slips):
    result = checked(start, lines, goal)
    assert result.first_broken == place
    found = result.lines[place].slips
    assert found[:1] == slips[:1]
    assert set(found) <= set(slips)


def test_an_error_is_carried_forward():
    lines = ["d/dx(x^2) sin x + x^2 d/dx(sin x)", "2x sin x - x^2 cos x", "x (2 sin x - x cos x)"]
    result = checked("d/dx(x^2 sin x)", lines, "2x sin x + x^2 cos x")
    assert [line.slips != () for line in result.lines] == [False, True, False]
    assert not result.holds


def test_a_derivation_that_stops_early_has_not_arrived():
    result = checked("d/dx(x^2)", ["d/dx(x^2)"], "2x")
    assert result.first_broken is None
    assert not result.holds


LOSS = "d/da(sum_n (a x_n - y_n)^2)"
GOAL = "a = sum_n x_n y_n / sum_n x_n^2"
FIRST = "sum_n 2 x_n (a x_n - y_n) = 0"


@pytest.mark.parametrize(
    ("lines", "broken", "holds"),
    [
        ([FIRST, "a sum_n x_n^2 = sum_n x_n y_n", GOAL], None, True),
        ([FIRST, GOAL], None, True),
        ([FIRST, "a sum_n x_n^2 = 2 sum_n x_n y_n", "a = 2 sum_n x_n y_n / sum_n x_n^2"], 1, False),
        ([FIRST, "a sum_n x_n^2 = sum_n x_n y_n"], None, False),
        (["sum_n 2 (a x_n - y_n) = 0"], 0, False),
    ],
)
def test_an_equation_is_solved_by_doing_the_same_on_both_sides(lines, broken, holds):
    result = checked(LOSS, lines, GOAL, SYMBOLS, "a")
    assert result.first_broken == broken
    assert result.holds is holds


def test_dividing_by_the_unknown_is_no_equivalent_step():
    result = checked("x^2 = 2x", ["x = 2"], "x = 2", unknown="x")
    assert result.first_broken == 0


def test_a_slip_before_an_equation_is_named():
    result = checked(LOSS, ["sum_n 2 (a x_n - y_n) = 0"], GOAL, SYMBOLS, "a")
    assert result.lines[0].slips[0] == "chain.no-inner"
