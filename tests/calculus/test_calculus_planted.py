"""Generated exercises: the planted slip is the first and only break, and the slip asked for is the one that fits."""

import pytest

from mmltui.calculus.derivative import derivative
from mmltui.calculus.planted import plant, which_slip
from mmltui.calculus.rules import CHAIN
from mmltui.grading.derivation import check_derivation
from mmltui.grading.diagnosis import DerivativeQuestion, diagnose
from mmltui.notation.parser import parse
from mmltui.notation.symbols import SymbolTable

QUESTIONS = ["x^2 sin(x)", "log(1+x^2)", "x/(1+x^2)", "(2x-1)^4", "tanh(3x)^2", "x^2 exp(-x) + 3x", "sin(exp(x^2))"]


def read(of):
    table = SymbolTable.of_letters(of)
    return parse(of, table).expression, table


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("of", QUESTIONS)
def test_exactly_the_planted_line_does_not_follow(of, seed):
    question, table = read(of)
    found = plant(question, "x", table, seed)
    assert found is not None
    goal = derivative(question, "x", table)
    checked = check_derivation(found.lines[1:], found.lines[0], goal, table)
    assert checked.first_broken == found.wrong - 1
    assert not any(line.slips for place, line in enumerate(checked.lines) if place != found.wrong - 1)
    assert not checked.holds


@pytest.mark.parametrize("of", QUESTIONS)
def test_the_same_seed_gives_the_same_exercise(of):
    question, table = read(of)
    assert plant(question, "x", table, 3) == plant(question, "x", table, 3)


def test_the_inner_derivative_is_lost_where_the_chain_rule_brought_it_in():
    question, table = read("sin(x^3)")
    lost = [found for seed in range(40) if (found := plant(question, "x", table, seed)) and found.slip == CHAIN[0].id]
    assert any(found.wrong == 2 and found.lines[2] == parse("cos(x^3)", table).expression for found in lost)


def test_a_constant_has_no_slip_to_plant():
    question, table = read("7")
    assert plant(question, "x", table, 0) is None
    assert which_slip(question, "x", table, 0) is None


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("of", QUESTIONS)
def test_the_slip_asked_for_gives_the_answer_and_the_others_do_not(of, seed):
    question, table = read(of)
    found = which_slip(question, "x", table, seed)
    assert found is not None
    assert len({found.slip, *found.others}) == 4
    named = diagnose(found.answer, DerivativeQuestion(question, "x", table))
    assert found.slip in named
    assert not set(named) & set(found.others)
