"""One derivative, spelled in many ways, is one function; what only looks alike is another."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import sympy

from mmltui.notation.parser import parse
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.to_sympy import to_sympy

TABLE = SymbolTable.of_letters("x")
REFERENCE = "2*x*sin(x)*cos(x)^2"

SPELLINGS = (
    "2x sin x cos^2 x",
    "2xsinxcos^2x",
    "2x sin(x) cos(x)^2",
    "2·x·sin(x)·cos²(x)",
    "2 x sin x cos²x",
    "2x*sin(x)*cos(x)**2",
    "2x sin x (cos x)^2",
    "cos^2 x * 2x sin x",
    "2*x*sin x*cos x*cos x",
    r"2x\sin x\cos^2 x",
    r"2x \sin(x) \cos^{2}(x)",
    r"2 x \cdot \sin\left(x\right) \cos^2\left(x\right)",
    r"2x\,\sin x\,\cos^{2}x",
    "$2x \\sin x \\cos^2 x$",
    "f'(x) = 2x sin x cos² x",
    "dy/dx = 2x sin(x) cos(x)^2.",
    "x sin x cos^2 x + x sin x cos^2 x",
    "x sin 2x cos x",
    "x cos x sin(2x)",
    "2x sin x (1 - sin^2 x)",
    "2x(sin x - sin^3 x)",
    "-2x sin(-x) cos^2 x",
    "2x sin x / sec^2 x",
    "(2x sin x)/(1 + tan^2 x)",
    r"\frac{2x \sin x}{\sec^2 x}",
    "4x/2 sin x cos^2 x",
    "2x tan x cos(x)^3",
    "2 x sin(x) cos(x)^(2)",
    "2x sinx cosx^1 cosx",
    "2𝑥 sin 𝑥 cos² 𝑥",
    "2x sin x cos^2 x,",
    "[2x*sin(x)] cos^2 x",
)
LOOK_ALIKES = (
    "2x sin x cos x^2",
    "2x sin x cos(x^2)",
    "2x sin(x cos^2 x)",
    "2x sin(x)^2 cos(x)",
    "2x + sin x cos^2 x",
    "2x sin x cos 2x",
    "2^x sin x cos^2 x",
    "2x sinh x cos^2 x",
    "2x sin x - cos^2 x",
    "2x sin x cos^-2 x",
    "2x sin x/cos^2 x",
)


def difference(text: str) -> sympy.Expr:
    return sympy.simplify(
        to_sympy(parse(text, TABLE).expression, TABLE) - to_sympy(parse(REFERENCE, TABLE).expression, TABLE)
    )


@pytest.mark.parametrize("text", SPELLINGS)
def test_thirty_spellings_are_one_function(text: str) -> None:
    assert difference(text) == 0


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_are_another(text: str) -> None:
    assert difference(text) != 0


def test_the_grader_says_the_same() -> None:
    exercise = {"ask": "expression", "answer": REFERENCE}
    lines = [json.dumps({"id": text, "exercise": exercise, "submission": text}) for text in (*SPELLINGS, *LOOK_ALIKES)]
    run = subprocess.run(
        [sys.executable, "-m", "mmltui", "grade"], input="\n".join(lines), capture_output=True, text=True, check=True
    )
    verdicts = {answer["id"]: answer["verdict"] for answer in map(json.loads, run.stdout.splitlines())}
    assert [text for text in SPELLINGS if verdicts[text] != "correct"] == []
    assert [text for text in LOOK_ALIKES if verdicts[text] != "incorrect"] == []
