"""What slips give to a question: which of them show, and which can be told from each other."""

import pytest

from mmltui.calculus.outcomes import outcomes
from mmltui.calculus.planted import plant, which_slip
from mmltui.calculus.sentences import RULE_MISCONCEPTIONS
from mmltui.notation.parser import parse
from mmltui.notation.printing import plain
from mmltui.notation.symbols import SymbolTable


def read(of):
    table = SymbolTable.of_letters(of)
    return parse(of, table).expression, table


@pytest.mark.parametrize(
    ("of", "telling"),
    [
        ("x^2 sin(x)", True),
        ("tanh(3x)", True),  # the 3 of the inside lost is the inner derivative lost: one mistake by two names
        ("(5x - 2)^3", True),
        ("(2x - 1)^4", False),  # the constant kept makes the inside 2 - 1: as if nothing was multiplied
        ("x/(4 + x^2)", True),
        ("x^2 e^(-x)", False),  # the inner derivative lost, or the product rule with a minus
        ("3x^3", False),  # 3x^2: the factor lost, or the exponent not brought down
        ("sin(x + 1)", False),  # the inner derivative is 1: nobody sees that it is missing
    ],
)
def test_a_question_is_telling_if_common_slips_show_and_differ(of, telling):
    question, _ = read(of)
    assert outcomes(question, "x").telling is telling


def test_slips_that_meet_are_named_in_pairs():
    question, _ = read("x^2 e^(-x)")
    met = {pair for outcome in outcomes(question, "x").wrong for pair in outcome.meeting}
    assert any({"chain.no-inner", "product.minus"} == set(pair) for pair in met)


def test_a_slip_that_gives_the_right_answer_is_hidden():
    question, _ = read("sin(x + 1)")
    assert "chain.no-inner" in outcomes(question, "x").hidden


@pytest.mark.parametrize("of", ["x^2 sin(x)", "log(1+x^2)", "x/(1+x^2)", "x^2 exp(-x) + 3x"])
@pytest.mark.parametrize("seed", range(6))
def test_items_are_made_of_common_slips_and_say_what_is_right(of, seed):
    question, table = read(of)
    planted, asked = plant(question, "x", table, seed), which_slip(question, "x", table, seed)
    assert RULE_MISCONCEPTIONS[planted.slip].weight >= 5
    assert planted.mended != planted.lines[planted.wrong]
    assert RULE_MISCONCEPTIONS[asked.slip].weight >= 5
    assert plain(asked.right) != plain(asked.answer)
