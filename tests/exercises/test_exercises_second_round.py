"""A second and a third table of answers, written down before they were judged: slips named, and silence kept."""

import json
from pathlib import Path

import pytest

from mmltui.exercises.entry import grade_table, to_json

CASES = Path(__file__).parent.parent / "cases"
READ_OTHERWISE = {  # the notation has these mean something else, and says how it reads them
    "sin x e^x - x cos x e^x + x sin x e^x",
    "x^2 5^(x^2-1)",
}
UNNAMED = {  # log x taken for its own derivative, or for 1/x: too rare to be looked for
    "3x^2 log x + x^3 log x",
    "-2x/(x^2-4)^2",
}


def rows(name):
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def judged(row):
    return to_json(1, grade_table(row["exercise"], row["submission"]))


def shown(row):
    return f"{row['exercise'].get('of', '')} -> {row['submission']}"


@pytest.mark.parametrize("row", rows("slips_second.jsonl") + rows("slips_third.jsonl"), ids=shown)
def test_a_slip_is_named(row):
    if row["submission"] in READ_OTHERWISE:
        pytest.skip("read otherwise")
    named = judged(row)["misconceptions"]
    assert not named if row["submission"] in UNNAMED else set(named) & set(row["ids"])


@pytest.mark.parametrize("row", rows("not_slips_second.jsonl") + rows("not_slips_third.jsonl"), ids=shown)
def test_right_answers_are_right_and_unrelated_ones_meet_silence(row):
    """Where two slips were made, they may be named, and nothing else."""
    answer = judged(row)
    assert (answer["verdict"] == "correct") == row["right"]
    assert set(answer["misconceptions"]) <= set(row.get("ids", ()))
