"""The `curve` kind, from its table to its lines, and the curve of the command line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mmltui.errors import MmltuiError
from mmltui.plots.charsets import CHARSETS, GLYPHS
from mmltui.plots.curve import curve_text
from mmltui.plots.plot import PlotError, draw, load_plot

PARABOLA = {
    "kind": "curve",
    "title": "L(w) for x = 2, y = 3",
    "alt": "A parabola in w, lowest at w = 1.5",
    "curves": [{"expr": "(2 w - 3)^2", "label": "L"}],
    "var": "w",
    "range": [-1, 4],
    "knobs": [{"name": "w", "start": 0, "step": 0.1, "show": ["point", "tangent"]}],
}


def without(key):
    return {name: value for name, value in PARABOLA.items() if name != key}


@pytest.mark.parametrize(
    ("table", "key", "words"),
    [
        ({**PARABOLA, "kind": "curv"}, "kind", ["'curv'", "did you mean 'curve'?"]),
        (without("kind"), "kind", ["missing"]),
        (without("alt"), "alt", ["missing"]),
        (without("title"), "title", ["missing"]),
        (without("range"), "range", ["missing", "2 numbers"]),
        (without("curves"), "curves", ["missing"]),
        ({**PARABOLA, "rnage": [0, 1]}, "rnage", ["no key here", "did you mean 'range'?"]),
        ({**PARABOLA, "range": [4, -1]}, "range", ["smaller"]),
        ({**PARABOLA, "range": [0, "1/0"]}, "range", ["finite"]),
        ({**PARABOLA, "range": [0, "x"]}, "range", ["no number"]),
        ({**PARABOLA, "range": [True, 2]}, "range", ["2 numbers"]),
        ({**PARABOLA, "curves": [{"expr": "(2 w - "}]}, "curves[0].expr", ["cannot be read"]),
        ({**PARABOLA, "curves": [{"expr": "2 q"}]}, "curves[0].expr", ["cannot be read", "q"]),
        ({**PARABOLA, "curves": [{"expr": "[w, w]"}]}, "curves[0].expr", ["single number"]),
        ({**PARABOLA, "curves": [{"expr": "w", "lable": "L"}]}, "curves[0].lable", ["'label'"]),
        ({**PARABOLA, "curves": "w"}, "curves", ["list of tables"]),
        ({**PARABOLA, "marks": [{"at": 1}]}, "marks[0].label", ["missing"]),
        ({**PARABOLA, "marks": [{"at": 1, "label": "low", "y": 2}]}, "marks[0].y", ["no key here"]),
        ({**PARABOLA, "knobs": [{"name": "w", "show": ["tangnet"]}]}, "knobs[0].show", ["'tangent'"]),
        ({**PARABOLA, "knobs": [{"name": "w", "step": 0}]}, "knobs[0].step", ["above zero"]),
        ({**PARABOLA, "knobs": [{"name": "w", "start": 9}]}, "knobs[0].start", ["between"]),
        ({**PARABOLA, "knobs": [{"name": "w"}, {"name": "w"}]}, "knobs[1].name", ["two knobs"]),
        ({**PARABOLA, "knobs": [{"name": "a", "show": ["point"]}]}, "knobs", ["a knob 'w'"]),
        ({**PARABOLA, "knobs": [{"name": "w", "show": ["secant"]}]}, "knobs", ["a knob 'h'"]),
    ],
)
def test_a_wrong_table_is_refused_with_its_key_and_what_to_do(table, key, words):
    with pytest.raises(PlotError) as refused:
        load_plot(table)
    assert refused.value.key == key
    assert [word for word in words if word not in refused.value.message] == []


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize(("width", "height"), [(78, 20), (20, 8), (10, 3), (120, 40), (1, 1)])
def test_a_drawing_has_exactly_the_size_asked_for(charset, width, height):
    drawing = draw(load_plot(PARABOLA), width, height, charset)
    assert [sum(len(run.text) for run in row) for row in drawing.rows] == [width] * height


def test_ascii_is_ascii_to_the_last_label():
    table = {**PARABOLA, "title": "η and θ²", "range": ["-pi", "pi"], "curves": [{"expr": "1/w", "label": "∂L/∂w"}]}
    text = "\n".join(draw(load_plot(table), 78, 20, "ascii").text())
    assert text.isascii()
    assert "eta and theta^2" in text
    assert "-pi/2" in text


def test_the_caption_follows_the_knob():
    plot = load_plot(PARABOLA)
    assert draw(plot, 78, 20).caption == "w = 0   L = 9   slope = -12"
    turned = draw(plot, 78, 20, knobs={"w": 1.5})
    assert turned.caption == "w = 1.5   L = 0   slope = 0"
    assert turned.text()[-1] == " w = 1.5   L = 0   slope = 0"


def test_the_axes_stay_put_while_a_knob_turns_and_follow_on_request():
    table = {**PARABOLA, "curves": [{"expr": "a w^2"}], "knobs": [{"name": "a", "start": 1, "step": 1}]}
    plot = load_plot(table)
    panes = [draw(plot, 78, 20, knobs={"a": a}).panes for a in (1, 2, 20)]
    assert panes[0] == panes[1] == panes[2]
    fitted = draw(plot, 78, 20, knobs={"a": 20}, fit={"a": 20})
    assert fitted.panes[0].y[1] > 5 * panes[0][0].y[1]


def test_clipped_curves_say_so_at_the_rim():
    table = {**PARABOLA, "curves": [{"expr": "a w^2"}], "knobs": [{"name": "a", "start": 1, "step": 1}]}
    text = draw(load_plot(table), 78, 20, knobs={"a": 20}).text()
    assert text[1].count("▲") == 2


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_marked_place_has_its_name_beside_it(charset):
    marks = [{"at": 0, "label": "here"}, {"at": 1.5, "label": "lowest"}, {"at": 9, "label": "out of sight"}]
    text = draw(load_plot({**PARABOLA, "marks": marks, "knobs": []}), 78, 20, charset).text()
    star = GLYPHS[charset].star
    for label in ("here", "lowest"):
        row = next(row for row, line in enumerate(text) if label in line)
        column = text[row].index(label)
        nearby = "".join(line[max(column - 3, 0) : column + len(label) + 3] for line in text[row - 1 : row + 2])
        assert star in nearby
    assert sum(line.count(star) for line in text) == 2
    assert "out of sight" not in "\n".join(text)


def test_hovering_reads_off_the_curve():
    drawing = draw(load_plot(PARABOLA), 78, 20)
    pane = drawing.panes[0]
    assert drawing.reading(0, 0) == ""
    middle = drawing.reading(pane.column + pane.width // 2, pane.row + 3)
    x, value = (float(part.split(" = ")[1]) for part in middle.split("   "))
    assert value == pytest.approx((2 * x - 3) ** 2, abs=0.01)


def test_a_secant_needs_its_h_and_tells_its_slope():
    knobs = [
        {"name": "w", "start": 3, "step": 0.1, "show": ["point", "secant"]},
        {"name": "h", "start": 0.5, "step": 0.1},
    ]
    plot = load_plot({**PARABOLA, "curves": [{"expr": "w^2"}], "knobs": knobs})
    assert "secant slope = 6.5" in draw(plot, 78, 20).caption


@pytest.mark.parametrize(
    ("expression", "options", "seen"),
    [
        ("x^2", {}, "x"),
        ("t^2", {}, "t"),
        ("w x", {"variable": "w"}, "cannot"),
        ("sin x", {"low": "-pi", "high": "pi"}, "π/2"),
        ("3", {}, "x"),
        ("1/x", {}, "vertical asymptote"),
        ("log(-1 - x^2)", {}, "no finite value"),
        ("x^2", {"low": "1e9-0.001", "high": "1e9+0.001"}, "marks count x from 1000000000 and y from 1e+18"),
    ],
)
def test_a_curve_from_the_command_line(expression, options, seen):
    try:
        lines = curve_text(expression, **options)
    except MmltuiError:
        assert seen == "cannot"
    else:
        assert seen in "\n".join(lines)
        assert len(lines) == 20


@pytest.mark.parametrize(
    ("expression", "options", "words"),
    [
        ("a x", {}, "several symbols: a, x"),
        ("x +", {}, "column"),
        ("x", {"low": "2", "high": "1"}, "smaller"),
        ("x", {"low": "q"}, "q"),
        ("x", {"charset": "sixel"}, "'sixel' is no charset"),
        ("x", {"width": 19}, "the width must be from 20 to 500 characters, not 19"),
        ("x", {"width": 10**9}, "the width must be from 20 to 500"),
        ("x", {"height": -1}, "the height must be from 8 to 500"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_line(expression, options, words):
    with pytest.raises(MmltuiError) as refused:
        curve_text(expression, **options)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


HOSTILE = ["1e308 x", "e^(e^(e^x))", "1/(x - x)", "x^x^x", "sqrt(-x^2)", "sin(1/x)", "tan(1000x)", "0 x", "1e-308 x"]


@pytest.mark.parametrize("expression", HOSTILE)
@pytest.mark.parametrize("ends", [("-2", "2"), ("-1e308", "1e308"), ("0", "1e-300"), ("1e15", "1e15+1")])
def test_hostile_expressions_and_ranges_still_give_a_picture(expression, ends):
    for charset in CHARSETS:
        lines = curve_text(expression, low=ends[0], high=ends[1], width=40, height=10, charset=charset)
        assert len(lines) == 10


def test_a_lesson_is_read_without_numpy():
    program = (
        f"import sys; from mmltui.plots.plot import load_plot; load_plot({PARABOLA!r}); print('numpy' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
