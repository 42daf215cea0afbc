"""The plot widget: every key, the mouse, the first paint, and the messages it sends."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from conftest import Course, settle
from textual.app import App

from mmltui.plots.plot import load_plot
from mmltui.tui.exercise import ExerciseView
from mmltui.tui.plot import PlotView
from mmltui.tui.themes import THEMES
from mmltui.tui.verdict import VerdictPanel

TABLE = {
    "kind": "curve",
    "title": "Slope",
    "alt": "A parabola with its tangent",
    "curves": [{"expr": "a x^2", "label": "f"}],
    "var": "x",
    "range": [-2, 2],
    "knobs": [
        {"name": "x", "start": 1, "step": 0.1, "show": ["point", "tangent"]},
        {"name": "a", "start": 1, "step": 0.5},
    ],
}


class PlotApp(App[None]):
    def __init__(self, view):
        super().__init__()
        self.view = view
        self.told = []

    def compose(self):
        yield self.view

    def on_mount(self):
        self.view.focus()

    def on_plot_view_turned(self, message):
        self.told.append((message.knob.name, message.value))


def seen(view):
    return ["".join(segment.text for segment in view.render_line(row)) for row in range(view.size.height)]


def run(script, *, size=(80, 24), charset="braille", table=TABLE):
    async def drive():
        app = PlotApp(PlotView(load_plot(table), charset=charset))
        async with app.run_test(size=size) as pilot:
            while not app.view.drawing.rows:
                await pilot.pause(0.01)
            await script(app, app.view, pilot)

    asyncio.run(drive())


@pytest.mark.parametrize(
    ("keys", "values"),
    [
        (["right"], {"x": 1.1, "a": 1}),
        (["left", "left"], {"x": 0.8, "a": 1}),
        (["shift+left"], {"x": 0, "a": 1}),
        (["shift+right", "shift+right"], {"x": 2, "a": 1}),
        (["down", "right"], {"x": 1, "a": 1.5}),
        (["up", "right"], {"x": 1, "a": 1.5}),
        (["down", "down", "right"], {"x": 1.1, "a": 1}),
        (["right", "down", "right", "0"], {"x": 1, "a": 1}),
        (["r", "x"], {"x": 1, "a": 1}),
    ],
)
def test_keys_turn_the_knobs(keys, values):
    async def script(_app, view, pilot):
        await pilot.press(*keys)
        assert view.values == pytest.approx(values)
        assert f"x = {view.values['x']:.6g}" in "\n".join(seen(view)[-3:])

    run(script)


FIT = {"kind": "fit", "title": "Fit", "alt": "Points and a line", "data": [[1, 2], [2, 3]], "hide": True}
SQUARES = {"kind": "squares", "title": "Squares", "alt": "Points and squares", "data": [[1, 1], [2, 4]]}


@pytest.mark.parametrize(
    ("table", "keys", "values", "said"),
    [
        (SQUARES, ["o"], {"outlier": 3}, "outlier 3"),
        (SQUARES, ["o", "o"], {"outlier": 0}, "outlier 0"),
        (SQUARES, ["o", "right"], {"outlier": 3, "a": 0.6}, "outlier 3"),  # the arrows keep the knob they had
        (SQUARES, ["o", "r"], {"outlier": 3}, "least Σ |r|"),
        (FIT, ["p", "p"], {"next L": 2}, "one step right: lower"),
        (FIT, ["p", "r"], {"next L": 1}, "✗"),
        (FIT, ["p", "0"], {"next L": 0}, "one step right: ?"),
    ],
)
def test_a_knob_may_have_a_letter_of_its_own(table, keys, values, said):
    async def script(_app, view, pilot):
        assert f"{keys[0]} {next(iter(values))}" in seen(view)[-1]
        await pilot.press(*keys)
        assert {name: view.values[name] for name in values} == pytest.approx(values)
        assert said in "\n".join(seen(view))

    table = {**table, "knobs": [{"name": "a", "start": 0.5}]}
    run(script, size=(100, 30), table=table)


def test_a_turned_knob_is_told_once():
    async def script(app, _view, pilot):
        await pilot.press("right", "shift+right", "right")
        await pilot.pause()
        assert app.told == [("x", 1.1), ("x", 2.0)]

    run(script)


def test_an_animation_moves_and_a_key_stops_it():
    async def script(_app, view, pilot):
        await pilot.press("a")
        while view.values["x"] == 1:
            await pilot.pause(0.05)
        moved = view.values["x"]
        assert moved > 1
        await pilot.press("a")
        await settle(pilot)
        stopped = view.values["x"]
        await settle(pilot)
        assert view.values["x"] == stopped

    run(script)


def test_axes_follow_only_on_request():
    async def script(_app, view, pilot):
        before = view.drawing.panes[0].y
        await pilot.press("down", *["right"] * 6)
        assert view.drawing.panes[0].y == before
        await pilot.press("f")
        assert view.drawing.panes[0].y[1] > 3 * before[1]
        await pilot.press("0")
        assert view.drawing.panes[0].y == before

    run(script)


def test_the_mouse_reads_off_and_a_click_puts_the_point_there():
    async def script(_app, view, pilot):
        assert seen(view)[-1].startswith(" ← → x")
        await pilot.hover(PlotView, offset=(60, 8))
        await pilot.pause()
        assert seen(view)[-1].strip().startswith("x = ")
        await pilot.click(PlotView, offset=(60, 8))
        assert view.values["x"] == pytest.approx(1, abs=0.11)
        x = view.drawing.panes[0].at(60, 8)[0]
        assert view.values["x"] == pytest.approx(x, abs=0.06)

    run(script)


@pytest.mark.parametrize(("width", "height"), [(60, 20), (100, 30), (24, 8), (5, 3)])
def test_it_fits_every_size(width, height):
    async def script(_app, view, pilot):
        await pilot.resize_terminal(width, height)
        await pilot.pause()
        assert [len(row) for row in seen(view)] == [view.size.width] * view.size.height
        assert view.drawing.rows

    run(script)


def test_ascii_is_ascii_at_the_foot_too():
    async def script(_app, view, _pilot):
        assert "\n".join(seen(view)).isascii()

    run(script, charset="ascii")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_theme_without_hue_has_plots_without_hue(theme):
    async def script(app, view, pilot):
        app.register_theme(theme)
        app.theme = theme.name
        await pilot.pause()
        colours = {
            segment.style.color.triplet for segment in view.render_line(1) if segment.style and segment.style.color
        }
        hues = [colour for colour in colours if len(set(colour)) > 1]
        assert bool(hues) is (theme.name != "mmltui-ink")

    run(script)


def test_the_first_paint_needs_no_numpy():
    program = (
        "import sys; from mmltui.plots.plot import load_plot; from mmltui.tui.plot import PlotView;"
        f"view = PlotView(load_plot({TABLE!r})); print('numpy' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


@pytest.mark.parametrize(("typed", "drawn"), [("2x cos x", 1), ("2x sin x + x^2 cos x", 0), ("2x sin(", 0)])
def test_a_wrong_derivative_is_drawn_beside_its_verdict(course: Course, typed: str, drawn: int):
    async def script(pilot):
        await pilot.press("a")
        view = pilot.app.screen.query_one("#exercise-product", ExerciseView)
        view.answer.value = typed
        await pilot.press("enter")
        for _ in range(100):
            plots = list(view.query(PlotView))
            if view.query(VerdictPanel) and all(plot.drawing.rows for plot in plots):
                break
            await pilot.pause(0.05)
        assert len(plots) == drawn
        for plot in plots:
            assert "your slope" in "\n".join(seen(plot))
            assert not plot.can_focus

    course.run(script)
