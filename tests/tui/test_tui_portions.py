"""Prose in portions, and when garbage is looked for."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from mmltui.course.content import Prose
from mmltui.course.lessons import find_lessons, load_lesson
from mmltui.tui import garbage
from mmltui.tui.portions import portions
from mmltui.typeset.markdown import render_markdown

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
LONG = "words and words " * 40


@pytest.mark.parametrize(
    ("markdown", "count"),
    [
        ("", 1),
        ("short\n\nand short", 1),
        (LONG, 1),
        (f"{LONG}\n\nshort", 2),
        (f"{LONG}\n\n{LONG}\n\n{LONG}", 3),
        (f"{LONG}\n\n$$x^2$$\n\nafter", 2),
        (f"{LONG}\n\n- one\n- two\n\n- three", 2),
        (f"- {LONG}\n\n- {LONG}", 1),
        (f"{LONG}\n\n```\na\n\nb\n```", 1),
    ],
)
def test_prose_is_cut_between_blocks(markdown: str, count: int) -> None:
    assert len(portions(markdown)) == count


@pytest.mark.parametrize("section", ["1.1", "1.2", "1.3", "1.4", "1.5"])
def test_portions_read_as_the_whole_does(section: str) -> None:
    path = next(file.path for file in find_lessons(LESSONS) if file.id == section)
    texts = [block.markdown for page in load_lesson(path).pages for block in page.blocks if isinstance(block, Prose)]
    assert any(len(portions(text)) > 1 for text in texts)
    for text in texts:
        below = [line for portion in portions(text) for line in ["", *render_markdown(portion, 70)]]
        assert below[1:] == render_markdown(text, 70)


@pytest.mark.parametrize(
    ("new", "quiet", "looked_through"),
    [
        (100, 60.0, []),
        (5_000, 60.0, [0]),
        (8_000, 60.0, [0, 1]),
        (30_000, 0.5, [0, 1]),
        (30_000, 1.0, [0, 1, 2]),
        (80_000, 0.0, [0, 1, 2]),
    ],
)
def test_the_whole_is_looked_through_in_pauses_that_are_worth_it(
    monkeypatch: pytest.MonkeyPatch, new: int, quiet: float, looked_through: list[int]
) -> None:
    looks: list[int] = []
    garbage.begin()
    monkeypatch.setattr(gc, "get_count", lambda: (100 if looks else new, 0, 0))
    monkeypatch.setattr(gc, "collect", lambda generation=2: looks.append(generation) or 0)
    for _ in range(4):  # one thing at a time
        before = len(looks)
        garbage.look_in_passing(quiet)
        assert len(looks) <= before + 1
        if 2 in looks:
            break
    assert looks == looked_through


def test_a_page_that_stays_is_no_reason_to_look_through_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    garbage.begin()
    monkeypatch.setattr(gc, "get_count", lambda: (30_000, 0, 0))
    monkeypatch.setattr(gc, "collect", lambda generation=2: looks.append(generation) or 0)
    garbage.expect_to_stay()
    monkeypatch.setattr(gc, "get_count", lambda: (100, 0, 0))
    garbage.look_in_passing(60.0)
    assert looks == [0]


@pytest.mark.parametrize(("count", "left"), [(5, [0]), (30, [0]), (50, [20, 0]), (200, [100, 50, 20, 0])])
def test_removed_widgets_go_some_at_a_time(count: int, left: list[int]) -> None:
    garbage.begin()
    while garbage.look_at_all():
        pass
    widgets = [Widget() for _ in range(count)]
    alive = weakref.WeakSet(widgets)
    garbage.let_go(widgets)
    del widgets
    seen = []
    more = True
    while more:
        more = garbage.look_at_all()
        seen.append(len(alive))
    assert seen == left


def test_what_is_easily_worked_out_again_is_forgotten() -> None:
    widget = Widget()
    widget._styles_cache._cache[0] = Strip.blank(10)
    Region(0, 0, 10, 10).intersection(Region(5, 5, 10, 10))
    garbage.forget([widget])
    assert (len(widget._styles_cache._cache), Region.intersection.cache_info().currsize) == (0, 0)


def test_nothing_is_looked_through_while_the_app_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    was_enabled = gc.isenabled()
    garbage.pause()
    monkeypatch.setattr(gc, "get_count", lambda: (40_000, 0, 0))
    monkeypatch.setattr(gc, "collect", lambda generation=2: looks.append(generation) or 0)
    garbage.look_in_passing(60.0)
    garbage.look_at_all()
    if was_enabled:
        gc.enable()
    assert looks == []
