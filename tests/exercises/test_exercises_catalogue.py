"""One answer for each slip of differentiation in the catalogue, judged as a program would have it judged."""

import pytest

from mmltui.exercises.entry import grade_table, load, to_json

ROWS = [
    ("chain.no-inner", "sin(x^2)", "cos(x^2)"),
    ("chain.inner-only", "sin(x^2)", "2x sin(x^2)"),
    ("chain.at-inner-derivative", "sin(x^2)", "2x cos 2x"),
    ("chain.at-variable", "log(1+x^2)", "2x/x"),
    ("chain.added", "sin x^2", "cos x^2 + 2x"),
    ("chain.brackets", "(x²+x)³", "3(x²+x)²·2x + 1"),
    ("product.f'g'", "x² sin x", "2x cos x"),
    ("product.minus", "x^2 sin x", "2x sin x - x^2 cos x"),
    ("product.first-only", "x^2 sin x", "2x sin x"),
    ("product.second-only", "x^2 sin x", "x^2 cos x"),
    ("quotient.f'/g'", "x/(1+x²)", "1/(2x)"),
    ("quotient.swapped", "x/(1+x^2)", "(x^2-1)/(1+x^2)^2"),
    ("quotient.plus", "x/(1+x^2)", "(1+3x^2)/(1+x^2)^2"),
    ("quotient.no-square", "x/(1+x^2)", "(1-x^2)/(1+x^2)"),
    ("quotient.no-denominator", "x/(1+x^2)", "1-x^2"),
    ("reciprocal.denominator-only", "1/x", "1"),
    ("power.not-lowered", "x⁵", "5x⁵"),
    ("power.no-factor", "x⁵", "x⁴"),
    ("power.raised", "x⁵", "5x⁶"),
    ("power.factor-lowered", "x⁵", "4x⁴"),
    ("power.integrated", "x⁵", "x⁶/6"),
    ("table.integrated", "cos(x) x", "cos(x) + x sin(x)"),
    ("exp.as-power", "e^(x²)", "x² e^(x²−1)"),
    ("exp.lowered", "e^(x^2)", "2x e^(x^2-1)"),
    ("exp.no-log", "2^(3x)", "3*2^(3x)"),
    ("table.sign", "cos x", "sin x"),
    ("table.log", "log x", "1/log x"),
    ("table.log-argument", "log x", "x"),
    ("table.tanh", "tanh x", "1 − tanh x"),
    ("table.tan", "tan x", "1/cos x"),
    ("table.sigmoid", "sigmoid(x)", "1 - sigmoid(x)"),
    ("sum.term-dropped", "x² + x", "2x"),
    ("sum.sign", "x^2+x", "2x-1"),
    ("constant.kept", "3x + 7", "3 + 7"),
    ("constant.one", "3x+7", "4"),
    ("constant.factor-dropped", "3x^2", "2x"),
    ("constant.factor-killed", "3x^2 + x", "1"),
    ("minus.lost", "-x^2", "2x"),
    ("parameter.differentiated", "a x²", "2ax + x²"),
    ("task.integrated", "x^5", "x^6/6"),
    ("task.second-derivative", "x^5", "20x^3"),
    ("task.other-variable", "a x^2", "x^2"),
    ("answer.sign", "x^5", "-5x^4"),
    ("answer.factor", "x^5", "10x^4"),
    ("answer.offset", "x^5", "5x^4+1"),
]


@pytest.mark.parametrize(("slip", "of", "submission"), ROWS)
def test_the_example_of_each_row_is_named(slip, of, submission):
    answer = to_json(1, grade_table({"ask": "derivative", "of": of, "wrt": "x"}, submission))
    assert answer["verdict"] == "incorrect"
    assert slip in answer["misconceptions"]


def test_the_question_handed_back_is_no_answer():
    answer = to_json(1, grade_table({"ask": "derivative", "of": "x^5", "wrt": "x"}, "x^5"))
    assert (answer["verdict"], answer["misconceptions"]) == ("invalid", [])


@pytest.mark.parametrize(("slip", "of", "submission"), ROWS)
def test_the_feedback_does_not_give_the_answer_away(slip, of, submission):  # noqa: ARG001 - one table for both
    table = {"ask": "derivative", "of": of, "wrt": "x"}
    reference = load(table).ask.reference()
    if len(reference) > 3 and reference not in submission:
        assert reference not in to_json(1, grade_table(table, submission))["feedback"]
