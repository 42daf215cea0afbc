"""Before a layout in another size, what a page holds is measured, so that the layout does not."""

from __future__ import annotations

import pytest
from conftest import Course, until
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen

from mmltui.tui.screens import study


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
def test_a_layout_in_another_size_wraps_little(
    course: Course, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    wrapped: dict[bool, int] = {}
    is_laying_out = False
    get_height, lay_out = Content.get_height, Screen._refresh_layout

    async def measure_nothing(*_: object) -> None:
        pass

    async def script(pilot):
        counted = 0

        def count(self, *args):
            nonlocal counted
            counted += is_laying_out
            return get_height(self, *args)

        def note(self, new=None, *scroll):
            nonlocal is_laying_out
            is_laying_out = new not in (None, self.outer_size)  # Textual does a second one in the same size
            lay_out(self, new, *scroll)
            is_laying_out = False

        monkeypatch.setattr(Content, "get_height", count)
        monkeypatch.setattr(Screen, "_refresh_layout", note)
        await pilot.resize_terminal(*size)
        await until(pilot, lambda: pilot.app.screen.size == Size(*size))
        wrapped[is_measured] = counted

    for is_measured in (True, False):
        if not is_measured:
            monkeypatch.setattr(study, "measure", measure_nothing)
        course.run(script)
    assert wrapped[False] > 5
    assert wrapped[True] == 0
