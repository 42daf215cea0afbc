"""The hint ladder: each rung says more, and none before the last gives the answer away."""

import json
from pathlib import Path

import pytest

from mmltui.calculus.derivative import derivative
from mmltui.calculus.hints import hints
from mmltui.notation.parser import parse
from mmltui.notation.printing import latex
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.walk import nodes
from mmltui.typeset.typesetting import typeset

CASES = Path(__file__).parent.parent / "cases"


def questions():
    found = {}
    for line in (CASES / "slips.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["of"], row["wrt"]] = row.get("symbols")
    return [(of, wrt, symbols) for (of, wrt), symbols in found.items()]


def ladder(of, wrt="x", symbols=None):
    table = SymbolTable.declare(symbols) if symbols else SymbolTable.of_letters(of, wrt)
    return hints(parse(of, table).expression, wrt, table)


def shown(text):
    return latex(parse(text, SymbolTable.declare({"x": "scalar", "u": "scalar"})).expression)


@pytest.mark.parametrize(("of", "wrt", "symbols"), questions())
def test_no_rung_but_the_last_shows_the_answer(of, wrt, symbols):
    table = SymbolTable.declare(symbols) if symbols else SymbolTable.of_letters(of, wrt)
    question = parse(of, table).expression
    answer = derivative(question, wrt, table)
    rungs = hints(question, wrt, table)
    if answer not in nodes(question) and len(latex(answer)) > 3:  # a part of the question may well be named
        assert all(latex(answer) not in rung for rung in rungs[:3])
    assert len(set(rungs)) == 4


@pytest.mark.parametrize(("of", "wrt", "symbols"), questions())
def test_every_formula_in_a_hint_can_be_typeset(of, wrt, symbols):
    for rung in ladder(of, wrt, symbols):
        for formula in rung.split("$")[1::2]:
            assert typeset(formula).text


def test_a_product_is_taken_apart():
    first, second, third, last = ladder("x^3 sin(x)")
    assert first == "A product: the product rule."
    assert second == rf"The parts: $u = {shown('x^3')}$, $v = {shown('sin x')}$."
    assert third == rf"$\text{{__}} {shown('sin x')} + {shown('x^3')} \text{{__}}$"
    assert last == f"The first line, by the product rule: ${shown('sin(x) d/dx(x^3) + x^3 d/dx(sin x)')}$"


def test_a_chain_names_its_inside():
    first, second, third, _ = ladder("log(1+x^2)")
    assert "chain rule" in first
    assert "u = 1 + x^{2}" in second
    assert third == rf"$\left({shown('log(u)')}\right)' = \text{{__}} \cdot u'$ with $u' = \text{{__}}$"


def test_a_sum_goes_term_by_term():
    first, second, third, _ = ladder("3x^2 - 5x + 8")
    assert "term by term" in first
    assert second.count("rule") == 3
    assert third == r"$\text{__} - \text{__} + \text{__}$"


def test_what_stays_is_set_aside_first():
    data = {"a": "scalar", "x": "N", "y": "N"}
    first, *_ = ladder("1/2 sum_n (y_n - a x_n)^2", "a", data)
    assert first.startswith("The constant $\\frac{1}{2}$ stays where it is. The derivative moves inside the sum.")
