"""Slips named, and silence kept: two tables that were fixed before any rule existed, and each rule's own examples."""

import json
from pathlib import Path

import pytest

from mmltui.calculus import rules
from mmltui.grading.diagnosis import DerivativeQuestion, diagnose, explain
from mmltui.grading.slips.sentences import MISCONCEPTIONS, sentence
from mmltui.notation.parser import parse
from mmltui.notation.symbols import SymbolTable

CASES = Path(__file__).parent.parent / "cases"


def rows(name):
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["ask"] == "derivative"]


def named(row):
    table = SymbolTable.declare(row["symbols"]) if "symbols" in row else SymbolTable.of_letters(row["of"], row["wrt"])
    at = {name: parse(value, table).expression for name, value in row.get("at", {}).items()}
    question = DerivativeQuestion(parse(row["of"], table).expression, row["wrt"], table, row.get("order", 1), at)
    return diagnose(parse(row["submission"], table).expression, question)


@pytest.mark.parametrize("row", rows("slips.jsonl"), ids=lambda row: f"{row['of']} -> {row['submission']}")
def test_a_slip_is_named(row):
    found = named(row)
    assert found
    assert found[0] in row["ids"]


@pytest.mark.parametrize("row", rows("not_slips.jsonl"), ids=lambda row: f"{row['of']} -> {row['submission']}")
def test_right_and_unrelated_answers_meet_silence(row):
    assert named(row) == ()


def every_slip():
    table = [rule for rule in vars(rules).values() if isinstance(rule, rules.Rule)] + [*rules.FUNCTIONS.values()]
    slips = [slip for rule in table for slip in rule.slips]
    slips += [*rules.CHAIN, *rules.PARTS_OF_A_SUM, *rules.CONSTANTS_OF_A_SUM, *rules.PARAMETER]
    return {(slip.id, slip.example): slip for slip in slips}.values()


@pytest.mark.parametrize("slip", every_slip(), ids=lambda slip: f"{slip.id}: {slip.example[0]} -> {slip.example[1]}")
def test_the_example_of_a_slip_is_such_an_answer(slip):
    """Named, unless a likelier slip would give the same answer; then that one."""
    of, submission = slip.example
    found = named({"of": of, "wrt": "x", "submission": submission})
    assert found
    assert slip.id in found or MISCONCEPTIONS[found[0]].weight >= MISCONCEPTIONS[slip.id].weight


@pytest.mark.parametrize("slip", every_slip(), ids=lambda slip: slip.id)
def test_every_slip_has_a_sentence(slip):
    assert sentence(slip.id)


def test_a_slip_in_a_second_derivative_is_named():
    assert named({"of": "x^4", "wrt": "x", "order": 2, "submission": "4x^2"})[0] == "power.no-factor"


def test_a_slip_in_the_first_of_two_derivatives_is_named():
    assert named({"of": "sin(x^2)", "wrt": "x", "order": 2, "submission": "-2x sin(x^2)"})[0] == "chain.no-inner"


@pytest.mark.parametrize(
    ("of", "wrt", "submission", "slip"),
    [
        ("u^2 + v u", "u", "2u", "sum.term-dropped"),
        ("log(1+u^2)", "u", "2u/u", "chain.at-variable"),
        ("(u^2 + p u)^3", "u", "3(u^2 + p u)^2*2u + p", "chain.brackets"),
        ("b c x^2", "x", "2b x", "constant.factor-dropped"),
        ("c p x^2", "x", "2c p x + c x^2", "parameter.differentiated"),
        ("sin(p x + c)", "x", "cos(p x + c) (p + c)", "constant.kept"),
        ("v sin(u v)", "v", "sin(u v) + v cos(u v)", "chain.no-inner"),
    ],
)
def test_letters_that_rules_are_written_with_are_letters_like_others(of, wrt, submission, slip):
    found = named({"of": of, "wrt": wrt, "submission": submission})
    assert slip in found


def test_a_derivative_taken_once_instead_of_twice_is_named():
    assert named({"of": "x^4", "wrt": "x", "order": 2, "submission": "4x^3"})[0] == "task.unchanged"


@pytest.mark.parametrize("submission", ["[1, 2; 3, 4]", "x = 2", "d/dx(x^2)", "1/0", "(x, 2)"])
def test_an_answer_of_another_kind_is_met_with_silence(submission):
    assert named({"of": "x^3", "wrt": "x", "submission": submission, "symbols": {"x": "scalar"}}) == ()


def explained(of, submission):
    table = SymbolTable.of_letters(of, "x")
    return explain(parse(submission, table).expression, DerivativeQuestion(parse(of, table).expression, "x", table))


@pytest.mark.parametrize(
    ("of", "submission", "where"),
    [
        ("log(1+x^2)", "2x/(2+x^2)", "2"),
        ("tanh(3x)", "3(1 - tanh(3x)^3)", "3"),
        ("x^3 sin(x)", "3x^2 sin(x) + x^3 sin(x)", "sin(x)"),
    ],
)
def test_where_no_slip_fits_the_one_wrong_place_is_pointed_at(of, submission, where):
    found = explained(of, submission)
    assert not found.slips
    assert found.repair is not None
    span = found.repair.span
    assert submission[span.start : span.end] == where
    assert f"`{where}`" in found.sentences[0]


def test_two_slips_at_once_are_only_a_guess():
    found = explained("log(3x^2)", "6x")
    assert found.guess
    assert found.slips == ("chain.at-variable", "power.not-lowered")
    assert found.sentences[0].startswith("Perhaps")


@pytest.mark.parametrize(
    ("of", "submission", "slips"),
    [
        ("cos(x^2)", "sin(x^2)", ("chain.no-inner", "table.sign")),
        ("(x^2+1)^4", "4(x^2+1)^4", ("chain.no-inner", "power.not-lowered")),
        ("cos(2x) + sin(3x)", "cos(3x) - sin(2x)", ("chain.no-inner",)),
    ],
)
def test_two_slips_at_one_function_and_one_slip_made_twice_are_guessed(of, submission, slips):
    found = explained(of, submission)
    assert found.guess
    assert found.slips == slips


def test_one_slip_is_no_guess():
    found = explained("sin(x^2)", "cos(x^2)")
    assert not found.guess
    assert found.sentences == ("Multiply by the derivative of the inside.",)


@pytest.mark.parametrize(
    ("of", "submission", "slip"),
    [
        ("x sin(x) e^x", "cos(x) e^x", "product.f'g'"),
        ("x sin(x) e^x", "sin(x) e^x + x cos(x) e^x", "product.first-only"),
        ("x/(1+x^2)", "1/(1+x^2) - x/(1+x^2)^2", "chain.no-inner"),
        ("x/(1+x^2)", "-2x/(1+x^2)^2", "product.f'g'"),
        ("x/sqrt(1+x)", "1/sqrt(1+x) - x/(1+x)^(3/2)", "power.no-factor"),
        ("4x^3 - 6x + pi^2", "12x^2 - 6 + 2pi", "parameter.differentiated"),
        ("4x^3 - 6x + pi^2", "12x^2 - 6x", "power.not-lowered"),
        ("asin(3x)", "1/sqrt(1-9x^2)", "chain.no-inner"),
        ("log(x - 4)", "1/log(x - 4)", "table.log"),
    ],
)
def test_products_of_three_quotients_read_as_products_and_narrow_domains(of, submission, slip):
    assert slip in named({"of": of, "wrt": "x", "submission": submission})


def test_a_right_answer_that_is_defined_further_than_the_rules_give_it_is_met_with_silence():
    assert named({"of": "x x^(x/x)", "wrt": "x", "submission": "2x"}) == ()


@pytest.mark.parametrize(("of", "slips"), [("cos(3x)", ()), ("(x-3)^2", ()), ("3x^2", ("constant.factor-killed",))])
def test_a_zero_is_explained_by_the_outermost_rule_alone(of, slips):
    assert named({"of": of, "wrt": "x", "submission": "0"}) == slips
