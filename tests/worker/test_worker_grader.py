"""The app's way to a judgement, with the real verbs and with ones that misbehave."""

import asyncio

import pytest

from mmltui.exercises import grade_table, to_json
from mmltui.worker.child import Answer, Failed
from mmltui.worker.grader import Grader

TABLE = {"ask": "derivative", "of": "x^2 sin x", "wrt": "x"}
LONG = 30.0


def with_grader(use, **options):
    async def run():
        grader = Grader(**options)
        try:
            return await use(grader)
        finally:
            await grader.close()

    return asyncio.run(run())


def test_the_verdict_is_that_of_judging_in_process():
    submissions = ["2x sin x + x^2 cos x", "2x cos x", "2x cos(", "y", "", " ", "\ud800", "x" * 100_000, "9^9^9^9^9"]
    tables = [*[(TABLE, submission) for submission in submissions], ({"ask": "deriv"}, "x"), ({}, "x")]

    async def use(grader):
        await grader.start()
        return [await grader.grade(table, submission, limit=LONG) for table, submission in tables]

    expected = [to_json(None, grade_table(table, submission)) for table, submission in tables]
    assert [{"id": None, **answer} for answer in with_grader(use)] == expected


@pytest.mark.parametrize(("submission", "kind"), [("hang", "timeout"), ("crash", "undecided"), ("fail", "undecided")])
def test_what_befalls_a_child_is_a_verdict_that_costs_the_learner_nothing(submission, kind):
    async def use(grader):
        fallen = await grader.grade(TABLE, submission, limit=0.3)
        return fallen, await grader.grade(TABLE, "2x", limit=LONG)

    fallen, after = with_grader(use, module="fake_verbs")
    assert (fallen["verdict"], fallen["kind"]) == ("undecided", kind)
    assert set(fallen) == set(to_json(None, grade_table(TABLE, "x"))) - {"id"}
    assert fallen["feedback"]
    assert after["kind"] == "proved"


def test_a_table_that_is_no_json_is_no_exception():
    answer = with_grader(lambda grader: grader.grade({"ask": {1, 2}}, "x"))
    assert answer["verdict"] == "undecided"


def derive(**payload):
    return with_grader(lambda grader: grader.call("derivation", payload, limit=LONG))


def test_a_worked_derivation():
    outcome = derive(of="x^2 sin x", wrt="x")
    assert isinstance(outcome, Answer)
    assert outcome.value["reading"] == "x^2 sin(x)"
    assert all(set(step) == {"rule", "plain", "latex", "note"} for step in outcome.value["steps"])
    assert "product" in outcome.value["steps"][0]["rule"]


def test_a_derivation_of_nonsense_says_what_is_wrong():
    outcome = derive(of="x^2 +", wrt="x")
    assert isinstance(outcome, Failed)
    assert outcome.reason.startswith("column")


def test_a_derivation_with_declared_symbols():
    outcome = derive(of="(w x - y)^2", wrt="w", symbols={"w": "scalar", "x": "scalar", "y": "scalar"})
    assert outcome.value["steps"][-1]["plain"] == "2 x (w x - y)"
