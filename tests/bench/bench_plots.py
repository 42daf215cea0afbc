"""CPU milliseconds a frame and a key at 120 x 40, against plotext 5 and textual-plot in the same run.

`python tests/bench/bench_plots.py` prints the medians and the ratios to the better of the two. They are needed for
this only: `pip install textual-plot 'plotext<6'`; without them the own figures are printed alone.
Every program draws the same: a parabola (480 points), its tangent and a point; a key moves the point. A key is
posted, and the clock stops when the screen has been painted; nothing waits for a fixed time.
Then each explorable, all revealed, while its first knob turns: a frame, and a key in the app.
"""

from __future__ import annotations

import asyncio
import statistics
import time
import tomllib
from importlib.util import find_spec
from itertools import islice, repeat
from pathlib import Path

import numpy as np
from rich.text import Text
from textual import events
from textual.app import App
from textual.widgets import Static

from mmltui.plots.plot import draw, load_plot
from mmltui.tui.plot import PlotView

WIDTH, HEIGHT = 120, 40
KEYS, FRAMES = 60, 60
X = np.linspace(-1, 4, 480)
EXPLORABLES = tomllib.loads((Path(__file__).parents[1] / "plots" / "explorables.toml").read_text(encoding="utf-8"))
TABLE = {
    "kind": "curve",
    "title": "L(w)",
    "alt": "A parabola with its tangent",
    "curves": [{"expr": "(2 w - 3)^2", "label": "L"}],
    "var": "w",
    "range": [-1, 4],
    "knobs": [{"name": "w", "start": 0, "step": 0.01, "show": ["point", "tangent"]}],
}


def tangent(w):
    return (2 * w - 3) ** 2 + 4 * (2 * w - 3) * (X - w)


def own_frame(w):
    draw(OWN, WIDTH, HEIGHT, "braille", {"w": w})


def plotext_text(w):
    import plotext

    plotext.clear_figure()
    plotext.plot_size(WIDTH, HEIGHT)
    plotext.ylim(-1, 26)
    plotext.plot(X.tolist(), ((2 * X - 3) ** 2).tolist(), marker="braille", label="L")
    plotext.plot(X.tolist(), tangent(w).tolist(), marker="braille", label="tangent")
    plotext.scatter([w], [(2 * w - 3) ** 2], marker="dot")
    plotext.title("L(w)")
    return plotext.build()


def milliseconds(frame):
    times = []
    for number in range(FRAMES):
        start = time.process_time()
        frame(number * 0.02)
        times.append((time.process_time() - start) * 1e3)
    return statistics.median(times[5:])


class Bench(App):
    """Runs one widget; `painted` is set when the screen has been written."""

    def __init__(self, widget, turn=None):
        super().__init__()
        self.widget, self.turn, self.w = widget, turn, 0.0
        self.painted = asyncio.Event()

    def compose(self):
        yield self.widget

    def on_mount(self):
        self.widget.styles.height = HEIGHT + 1
        self.widget.styles.max_height = None
        self.widget.focus()

    def on_key(self, event):
        if event.key in ("left", "right") and self.turn:
            self.w += 0.02
            self.turn(self.widget, self.w)

    def _display(self, screen, renderable):
        super()._display(screen, renderable)
        self.painted.set()


def walk(knob):
    """Keys that turn a knob on and on, and at its ends the other way, each with the value it then has."""
    value, way = knob.start, 1
    while True:
        if knob.turned(value, way) == value:
            way = -way
        value = knob.turned(value, way)
        yield "right" if way > 0 else "left", value


def turning(plot):
    """Draws frame after frame of a plot, its first knob a step further each time."""
    knob = plot.knobs[0]
    values = [value for _, value in islice(walk(knob), FRAMES)]
    return lambda w: draw(plot, WIDTH, HEIGHT, knobs={knob.name: values[round(w / 0.02)]}, revealed=True)


async def cpu_per_key(widget, turn=None, *, reveal=False):
    app = Bench(widget, turn)
    async with app.run_test(size=(WIDTH, HEIGHT + 1)) as pilot:
        await pilot.pause(0.5)
        if reveal:
            widget.revealed = True
            await pilot.pause(0.2)
        times = []
        keys = walk(widget.knob) if isinstance(widget, PlotView) else repeat(("right", None))
        for key, _ in islice(keys, KEYS):
            app.painted.clear()
            start = time.process_time()
            app.post_message(events.Key(key, None))
            await asyncio.wait_for(app.painted.wait(), 5)
            await asyncio.sleep(0)
            times.append((time.process_time() - start) * 1e3)
        return statistics.median(times[5:])


class PlotextStatic(Static, can_focus=True):
    """What one does to show plotext in Textual."""


def turn_plotext(widget, w):
    widget.update(Text.from_ansi(plotext_text(w)))


def turn_textual_plot(widget, w):
    from textual_plot import HiResMode

    widget.clear()
    widget.plot(X, (2 * X - 3) ** 2, hires_mode=HiResMode.BRAILLE, label="L")
    widget.plot(X, tangent(w), hires_mode=HiResMode.BRAILLE, label="tangent")
    widget.scatter([w], [(2 * w - 3) ** 2])


async def textual_plot_frame():
    from textual_plot import PlotWidget

    app = Bench(PlotWidget(), turn_textual_plot)
    async with app.run_test(size=(WIDTH, HEIGHT + 1)) as pilot:
        await pilot.pause(0.5)

        def frame(w):
            turn_textual_plot(app.widget, w)
            app.widget._render_plot()

        return milliseconds(frame)


def report(what, own, others):
    print(f"{what:18} own {own:6.2f} ms", end="")
    for name, value in others.items():
        print(f"   {name} {value:6.2f} ms", end="")
    print(f"   ratio to the better {own / min(others.values()):.2f}" if others else "")


OWN = load_plot(TABLE)


def main():
    frames, keys = {}, {}
    if find_spec("plotext"):
        frames["plotext"] = milliseconds(plotext_text)
        keys["plotext"] = asyncio.run(cpu_per_key(PlotextStatic(), turn_plotext))
    if find_spec("textual_plot"):
        from textual_plot import PlotWidget

        frames["textual-plot"] = asyncio.run(textual_plot_frame())
        keys["textual-plot"] = asyncio.run(cpu_per_key(PlotWidget(), turn_textual_plot))
    report("CPU ms a frame", milliseconds(own_frame), frames)
    report("CPU ms a key", asyncio.run(cpu_per_key(PlotView(OWN))), keys)
    for name, table in EXPLORABLES.items():
        plot = load_plot(table)
        frame = milliseconds(turning(plot))
        key = asyncio.run(cpu_per_key(PlotView(plot), reveal=plot.hides))
        print(f"{name:28} {frame:6.2f} ms a frame {key:6.2f} ms a key")


if __name__ == "__main__":
    main()
