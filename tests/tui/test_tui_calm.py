"""Between layout and paint there is room for a key."""

from __future__ import annotations

import asyncio
import subprocess
import sys

from textual.app import App
from textual.screen import Screen
from textual.widgets import Static, TextArea

from mmltui.tui.screens.calm import Calm


class CalmScreen(Calm, Screen[None]):
    pass


class Bare(App[None]):
    def get_default_screen(self):
        return CalmScreen()


DRAWING = """
import sys
from pathlib import Path
from mmltui.course.content import PlotBlock
from mmltui.course.lessons import find_lessons, load_lesson
from mmltui.plots.plot import draw
from mmltui.tui.screens.ahead import load_plots

lessons = [load_lesson(file.path) for file in find_lessons(Path("lessons"))]
load_plots()
before = set(sys.modules)
blocks = [block for lesson in lessons for page in lesson.pages for block in page.blocks]
plots = [block.plot for block in blocks if isinstance(block, PlotBlock)]
for plot in plots:
    draw(plot, 80, 20)
print(len(plots) > 10, sorted(name for name in set(sys.modules) - before if not name.startswith("encodings")))
"""


def test_a_key_comes_in_between_layout_and_paint() -> None:
    steps: list[str] = []

    class Told(Static):
        def get_content_height(self, *sizes):
            if "layout" not in steps:
                steps.append("layout")
                asyncio.get_running_loop().call_soon(steps.append, "key")
            return super().get_content_height(*sizes)

        def render_lines(self, crop):
            steps.append("paint")
            return super().render_lines(crop)

    async def script() -> None:
        app = Bare()
        async with app.run_test() as pilot:
            told = Told("one line")
            await app.screen.mount(told)
            await pilot.pause(0.1)
            steps.clear()
            told.update("two\nlines")
            told.call_after_refresh(steps.append, "callback")
            await pilot.pause(0.1)

    asyncio.run(script())
    assert list(dict.fromkeys(steps)) == ["layout", "key", "paint", "callback"]


def test_who_was_looked_up_before_the_first_layout_is_told_its_size() -> None:
    sizes: list[int] = []

    class Told(Static):
        def on_resize(self, event):
            sizes.append(event.size.width)

    async def script() -> None:
        app = Bare()
        async with app.run_test() as pilot:
            compositor, told = app.screen._compositor, Told("new")
            mounted = app.screen.mount(told)
            while told not in compositor.full_map:
                compositor._full_map_invalidated = True  # as scrolling does
                await asyncio.sleep(0)
            assert sizes == [], "it was found before the layout"
            await mounted
            await pilot.pause(0.1)
            assert sizes == [80]

    asyncio.run(script())


def test_what_is_half_gone_is_not_painted() -> None:
    async def script() -> None:
        app = Bare()
        async with app.run_test() as pilot:
            area = TextArea("a text area paints with styles it loses before its parent forgets it")
            await app.screen.mount(area)
            await pilot.pause(0.1)
            area.remove()
            while area._pruning and area.is_attached:
                await asyncio.sleep(0)
                app.screen._compositor.update_widgets({area})
                app.screen._compositor_refresh()
            await app.screen.mount(Static("what comes after"))
            await pilot.pause(0.1)
            assert "what comes after" in str(app.screen._compositor.render_strips())

    asyncio.run(script())


def test_no_picture_of_the_course_imports_anything_while_it_is_drawn() -> None:
    drawn = subprocess.run([sys.executable, "-c", DRAWING], capture_output=True, text=True, check=True)
    assert drawn.stdout.split(maxsplit=1) == ["True", "[]\n"]


def test_what_becomes_dirty_between_a_layout_and_its_paint_is_painted() -> None:
    async def script() -> None:
        app = Bare()
        async with app.run_test() as pilot:
            one, other = Static("one"), Static("other")
            await app.screen.mount(one, other)
            await pilot.pause(0.1)
            painted: list[int] = []
            one.render_lines = lambda crop: painted.append(crop.y) or type(one).render_lines(one, crop)
            other.styles.height = 3
            app.screen._refresh_layout()
            one._set_dirty()
            app.screen._dirty_widgets.add(one)
            app.screen._paint()
            assert painted

    asyncio.run(script())
