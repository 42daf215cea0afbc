"""Slips of descent, of extrema and of stationary values named; right and unrelated answers met with silence."""

import json
from pathlib import Path

import pytest

from mmltui.calculus.stationary import stationary_points, stationary_values
from mmltui.grading.slips.descent import DescentQuestion, diagnose_descent
from mmltui.grading.slips.extrema import SolutionQuestion, diagnose_kinds, diagnose_solution
from mmltui.notation.numeric import evaluate
from mmltui.notation.parser import parse
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Relation

CASES = Path(__file__).parent.parent / "cases"
DATA = {"a": "scalar", "x": "N", "y": "N"}


def rows(name, ask):
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["ask"] == ask]


def reader(row):
    table = SymbolTable.of_letters(row["of"], row["wrt"])
    return table, lambda text: parse(text, table).expression


def named(row):
    table, read = reader(row)
    match row["ask"]:
        case "descent":
            question = DescentQuestion(
                read(row["of"]), row["wrt"], table, read(row["start"]), read(row["step_size"]), row["steps"]
            )
            return diagnose_descent([read(point) for point in row["submission"].split(",")], question)
        case "classify":
            points = stationary_points(read(row["of"]), row["wrt"], table)
            given = []
            for piece in row["submission"].split(";"):
                value, kind = piece.split()
                places = [
                    place for place, point in enumerate(points) if abs(evaluate(point.at, {}) - float(value)) < 1e-9
                ]
                given += [(place, kind) for place in places or [None]]
            return diagnose_kinds(given, [point.kind for point in points])
        case _:
            values = stationary_values(read(row["of"]), row["wrt"], table)
            submission = read(row["submission"])
            submission = submission.right if isinstance(submission, Relation) else submission
            return diagnose_solution(submission, SolutionQuestion(read(row["of"]), row["wrt"], table, values))


def every_row(name):
    return [row for ask in ("descent", "classify", "solve") for row in rows(name, ask)]


@pytest.mark.parametrize("row", every_row("slips.jsonl"), ids=lambda row: f"{row['of']} -> {row['submission']}")
def test_a_slip_is_named(row):
    found = named(row)
    assert found
    assert found[0] in row["ids"]


@pytest.mark.parametrize("row", every_row("not_slips.jsonl"), ids=lambda row: f"{row['of']} -> {row['submission']}")
def test_right_and_unrelated_answers_meet_silence(row):
    assert named(row) == ()


@pytest.mark.parametrize(
    ("submission", "expected"),
    [
        ("sum_n x_n y_n / sum_n x_n^2", ()),
        ("2 sum_n x_n y_n / sum_n x_n^2", ("answer.factor",)),
        ("sum_n y_n / sum_n x_n", ("chain.no-inner", "constant.factor-dropped")),
        ("-sum_n x_n y_n / sum_n x_n^2", ("answer.sign",)),
        ("sum_n y_n", ()),
    ],
)
def test_a_slip_shows_in_the_best_slope(submission, expected):
    table = SymbolTable.declare(DATA)
    loss = parse("sum_n (a x_n - y_n)^2", table).expression
    best = parse("sum_n x_n y_n / sum_n x_n^2", table).expression
    given = parse(submission, table).expression
    assert diagnose_solution(given, SolutionQuestion(loss, "a", table, (best,))) == expected


@pytest.mark.parametrize("points", [["1"], ["1", "x"], ["1/0", "2"], ["1", "2", "3"]])
def test_points_that_are_no_numbers_or_too_few_meet_silence(points):
    row = {"of": "(x-3)^2", "wrt": "x"}
    table, read = reader(row)
    question = DescentQuestion(read(row["of"]), "x", table, read("0"), read("1/4"), 2)
    assert diagnose_descent([read(point) for point in points], question) == ()
