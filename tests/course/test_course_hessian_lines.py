"""Broken Hessians: the line that is called wrong is the first that does not follow, by SymPy's reckoning."""

from __future__ import annotations

import re

import pytest
import sympy

from mmltui.course.families.registry import generate

X = sympy.symbols("x_1 x_2")


def formula(latex):
    typed = re.sub(r"(?<=\d) (?=x)", "*", latex.replace("{", "").replace("}", ""))
    return sympy.sympify(typed.replace("^", "**"), locals={"x_1": X[0], "x_2": X[1]})


def entries(line):
    return [formula(found) for found in re.findall(r"(?:= \[?|,\\ )([^$\]\\]+?)(?=\$|\]|,\\ )", line)]


def wrong_lines(lines):
    (function,), row, *rows = (entries(line) for line in lines)
    follows = [[sympy.diff(function, x) for x in X], *([sympy.diff(slope, x) for slope in row] for x in X)]
    return [
        number
        for number, (told, right) in enumerate(zip((row, *rows), follows, strict=True), start=2)
        if [sympy.expand(one - other) for one, other in zip(told, right, strict=True)] != [0, 0]
    ]


@pytest.mark.parametrize("seed", range(40))
def test_one_line_does_not_follow_and_it_is_the_one_named(seed):
    table = generate("find-error", ["hessian"], seed).table
    assert wrong_lines(table["lines"]) == [table["wrong"]]


def test_each_of_the_three_lines_is_broken_now_and_then():
    assert {generate("find-error", ["hessian"], seed).table["wrong"] for seed in range(40)} == {2, 3, 4}
