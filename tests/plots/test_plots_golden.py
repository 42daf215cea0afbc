"""The pictures themselves, as text. `python tests/plots/test_plots_golden.py` writes them anew: then look at them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mmltui.plots.charsets import CHARSETS
from mmltui.plots.curve import curve_text
from mmltui.plots.plot import draw, load_plot

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "golden" / "plots"
TABLES = tomllib.loads((HERE / "explorables.toml").read_text(encoding="utf-8"))
SIZES = ((78, 20, False), (120, 40, True))  # as it starts, and with everything revealed


def pictures(name):
    plot = load_plot(TABLES[name])
    for charset in CHARSETS:
        for width, height, revealed in SIZES:
            yield f"== {charset} {width} x {height}"
            yield from draw(plot, width, height, charset, revealed=revealed).text()


def curve_pictures():
    for expression, low, high in (("x^4 - 4x^2 + x", "-2.5", "2.5"), ("tan x", "-pi", "pi"), ("sqrt(x)", "-1", "4")):
        for charset in CHARSETS:
            yield f"== {charset} {expression}"
            yield from curve_text(expression, low=low, high=high, charset=charset)


# The knob that matters, at the values that matter, where that is not the first one on its way from low to high.
TELLING = {
    "squares-of-residuals": ("outlier", (0, 1.5, 3)),
    "descent-sandbox": ("η", (0.05, 0.25, 0.5)),
    "speed-limit": ("η", (0.19, 0.2, 0.21)),
    "descent-in-two-dimensions": ("η", (0.05, 0.2, 0.26)),
    "staircase": ("stage", (0, 1, 3)),
    "delta-stepper": ("step", (0, 2, 4)),
    "dependency-graph": ("path", (0, 1, 3)),
    "compass": ("angle", (45, 135, 210)),
    "curvature-dial": ("angle", (0, 70, 105)),
    "same-hessian": ("angle", (0, 45, 90)),
}


def positions(name, plot):
    """A knob with three values: low, in the middle and high; where steps halve, after none, four and fourteen."""
    if name in TELLING:
        knob = next(knob for knob in plot.knobs if knob.name == TELLING[name][0])
        return knob, TELLING[name][1]
    knob = plot.knobs[0]
    if knob.halves:
        return knob, [knob.turned(knob.start, steps) for steps in (0, 4, 14)]
    aims = [knob.low + share * (knob.high - knob.low) for share in (0.25, 0.5, 0.75)]
    return knob, [knob.turned(knob.start, round((aim - knob.start) / knob.step)) for aim in aims]


def frames(name):
    """One knob at three positions, in a wide and in a narrow terminal."""
    plot = load_plot(TABLES[name])
    knob, values = positions(name, plot)
    for charset in CHARSETS:
        for width, height in ((100, 30), (60, 20)):
            for value in values:
                yield f"== {charset} {width} x {height}, {knob.shown(value)}"
                yield from draw(plot, width, height, charset, {knob.name: value}, revealed=True).text()


def golden():
    yield "curve", curve_pictures
    for name in TABLES:
        yield name, lambda name=name: pictures(name)
        yield f"{name}-frames", lambda name=name: frames(name)


PICTURES = list(golden())


@pytest.mark.parametrize(("name", "lines"), PICTURES, ids=[name for name, _ in PICTURES])
def test_the_picture_is_the_one_that_was_looked_at(name, lines):
    assert "\n".join(lines()) + "\n" == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_there_is_a_picture_for_each_and_no_other():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {name for name, _ in PICTURES}


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, lines in PICTURES:
        (GOLDEN / f"{name}.txt").write_text("\n".join(lines()) + "\n", encoding="utf-8")
