"""Every scene with the worst an author could feed it: it draws something, or the table is refused; it never breaks."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mmltui.plots.plot import PlotError, draw, load_plot

TABLES = tomllib.loads((Path(__file__).parent / "explorables.toml").read_text(encoding="utf-8"))
SURFACES = (
    "0",
    "1e300 x_1^9",
    "log(x_1) + sqrt(x_2)",
    "1/(x_1 x_2)",
    "abs(x_1) + abs(x_2)",
    "e^(e^(x_1)) - e^(e^x_2)",
    "x_1^2 x_2/(x_1^2 + x_2^2)",
    "log(-1 - x_1^2)",
)
FUNCTIONS = ("0", "1e300 x^9", "log x", "1/x", "abs x", "e^(e^(e^x))", "sqrt(-1 - x^2)", "x^x", "sin(1/x)", "1e-300 x")
DATA = ([[0, 0], [0, 0]], [[1, 1e308], [2, -1e308]], [[1e308, 1], [-1e308, 2]])
MATRICES = ([[0, 0], [0, 0]], [[1e308, 1e308], [1e308, 1e308]], [[1e-308, 0], [0, -1e-308]], [[1, 1e200], [1e200, -1]])
MAPS = (["1/r", "log(phi)"], ["0", "0"], ["1e308 r", "phi^99"], ["sqrt(-r)", "r"])
CHANGES = {
    "compass": [{"of": of, "at": at} for of in SURFACES for at in ([0, 0], [1e308, -1e308])],
    "cut": [{"of": of, "range": [-1e300, 1e300]} for of in SURFACES],
    "staircase": [{"of": of, "at": [0, 0]} for of in SURFACES],
    "speed-limit": [{"of": of, "start": [0, 0], "hide": hide} for of in SURFACES for hide in (False, True)],
    "same-hessian": [{"of": of, "and": "x_1"} for of in SURFACES],
    "secant-to-tangent": [{"of": of, "at": 0} for of in FUNCTIONS],
    "f-and-its-slope": [{"of": of, "range": [0, 1e308], "knobs": []} for of in FUNCTIONS],
    "descent-sandbox": [{"of": of, "start": [0]} for of in FUNCTIONS],
    "linked-panes": [{"data": data} for data in DATA] + [{"model": of} for of in ("log(a x)", "1/(a - x)", "a/0")],
    "squares-of-residuals": [{"data": data} for data in DATA],
    "drawer-of-functions": [{"families": [{"name": "q", "expr": of}], "knobs": []} for of in FUNCTIONS],
    "quadratic-zoo": [{"H": matrix, "knobs": []} for matrix in MATRICES],
    "curvature-dial": [{"H": matrix, "knobs": []} for matrix in MATRICES],
    "local-map": [{"of": of} for of in MAPS],
}
CASES = [(name, change) for name, changes in CHANGES.items() for change in changes]


@pytest.mark.parametrize(("name", "change"), CASES)
def test_it_draws_or_refuses(name, change):
    try:
        plot = load_plot({**TABLES[name], **change})
    except PlotError as refused:
        assert refused.key  # noqa: PT017 - either outcome is right, but a refusal must say where
        return
    ends = [{knob.name: end} for knob in plot.knobs for end in (knob.low, knob.high)]
    for knobs in ({}, *ends):
        for charset, revealed in (("braille", True), ("ascii", False)):
            assert len(draw(plot, 60, 20, charset, knobs, fit=knobs, revealed=revealed).text()) == 20
