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


def golden():
    yield "curve", curve_pictures
    for name in TABLES:
        yield name, lambda name=name: pictures(name)


@pytest.mark.parametrize(("name", "lines"), list(golden()), ids=["curve", *TABLES])
def test_the_picture_is_the_one_that_was_looked_at(name, lines):
    assert "\n".join(lines()) + "\n" == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_there_is_a_picture_for_each_and_no_other():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {"curve", *TABLES}


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, lines in golden():
        (GOLDEN / f"{name}.txt").write_text("\n".join(lines()) + "\n", encoding="utf-8")
