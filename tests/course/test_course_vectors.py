"""The second road to derivatives by vectors: difference quotients that know nothing of the engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mmltui.course.checks.vectors import vector_checks
from mmltui.course.load import load_lesson
from mmltui.exercises import load

LESSON = Path(__file__).parent / "lessons" / "9.2-every-ask.md"
EXERCISES = {block.id: block for block in load_lesson(LESSON).exercises()}


@pytest.mark.parametrize("exercise", ["jacobian", "gradient", "hessian", "directional"])
@pytest.mark.parametrize(
    ("factor", "found"),
    [("", None), ("2 ", "is not what difference quotients give"), ("-", "is not what difference quotients give")],
)
def test_a_wrong_formula_is_seen_without_the_judge(exercise, factor, found):
    block = EXERCISES[exercise]
    wrong = replace(block, accept=(f"{factor}({block.accept[0]})",))
    findings = [check.run() for check in vector_checks(wrong) if check.name.startswith("quotient")]
    assert len(findings) == 2
    assert all(finding is None if found is None else found in finding for finding in findings)


@pytest.mark.parametrize(("answer", "agrees"), [("2 e^T A", True), ("2 (A x - y)^T A", True), ("e^T A", False)])
def test_names_that_answers_may_use_mean_what_they_are_defined_as(answer, agrees):
    table = {
        "ask": "jacobian",
        "of": "||A x - y||^2",
        "wrt": "x",
        "symbols": {"A": "M x N", "x": "N", "y": "M"},
        "define": {"e": "A x - y"},
    }
    block = replace(EXERCISES["gradient"], exercise=load(table), accept=(answer,))
    findings = [check.run() for check in vector_checks(block) if check.name.startswith("quotient")]
    assert [finding is None for finding in findings] == [agrees, agrees]


def test_entries_and_kinds_without_vectors_have_no_such_checks():
    assert [list(vector_checks(EXERCISES[name])) for name in ("entry", "derivative", "choice")] == [[], [], []]
