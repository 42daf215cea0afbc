"""Turning pages, the contents, and what fits where."""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path

import pytest
from conftest import Course, screen_text, settle, until_filled
from textual.widgets import OptionList

from mmltui.tui.answer import AnswerInput
from mmltui.tui.garbage import begin, look_at_all
from mmltui.tui.page import PageView

FIRST, SECOND, LAST = "Each factor gets its turn", "The loss of one data point", "A page without a question"


@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        ([], FIRST),
        (["n"], SECOND),
        (["f8"], SECOND),
        (["ctrl+n"], SECOND),
        (["n", "n"], "without an author's solution"),
        (["n", "n", "n"], LAST),
        (["n", "n", "n", "n"], LAST),
        (["n", "b"], FIRST),
        (["n", "f7"], FIRST),
        (["n", "ctrl+b"], FIRST),
        (["b"], "A residual is a vertical distance"),
        (["b", "b"], "Two points fix a line"),
        (["b", "b", "b"], "Two points fix a line"),
        (["c", "down", "enter"], SECOND),
        (["c", "home", "enter"], "Two points fix a line"),
        (["slash", *"nothing", "enter"], LAST),
        (["slash", *"curve", "escape"], FIRST),
        (["slash", *"off", "enter"], "A residual is a vertical distance"),
        (["slash", *"xyz", "enter", "escape"], FIRST),
        (["c", "escape", "n"], SECOND),
    ],
)
def test_keys_lead_to_pages(course: Course, keys: list[str], seen: str) -> None:
    async def script(pilot):
        await pilot.press(*keys)
        await settle(pilot)
        assert seen in screen_text(pilot)

    course.run(script)


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (200, 60)])
def test_the_page_is_there_at_every_size(course: Course, size: tuple[int, int]) -> None:
    async def script(pilot):
        await settle(pilot)
        text = screen_text(pilot)
        assert FIRST in text
        assert "1.2  page 1 of 4" in text
        assert ("Points and lines" in text) == (size[0] >= 90)

    course.run(script, size=size)


def test_below_90_columns_the_contents_are_a_drawer(course: Course) -> None:
    async def script(pilot):
        await pilot.press("c")
        await settle(pilot)
        assert "Points and lines" in screen_text(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Points and lines" not in screen_text(pilot)

    course.run(script, size=(60, 20))


def test_the_filter_narrows_the_contents(course: Course) -> None:
    async def script(pilot):
        await pilot.press("slash", *"noth")
        await settle(pilot)
        text = screen_text(pilot)
        assert "Nothing to do" in text
        assert "A curve" not in text

    course.run(script)


def test_the_filter_looks_through_all_sections_and_says_when_it_finds_nothing(course: Course) -> None:
    async def script(pilot):
        await pilot.press("slash", *"off")
        await settle(pilot)
        assert "How far off" in screen_text(pilot)
        await pilot.press(*"xyz")
        await settle(pilot)
        assert "no page of that name" in screen_text(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "How far off" not in screen_text(pilot)

    course.run(script)


def test_another_section_opens_from_the_contents_where_one_left_it(course: Course) -> None:
    async def script(pilot):
        await pilot.press("b", "n", "c", "home", "enter")
        await settle(pilot)
        assert "A residual is a vertical distance" in screen_text(pilot)

    course.run(script)


def test_a_new_sitting_starts_where_the_last_one_ended(course: Course) -> None:
    async def leave_on_the_second_page(pilot):
        await pilot.press("n")
        await settle(pilot)

    async def come_back(pilot):
        await settle(pilot)
        assert SECOND in screen_text(pilot)

    course.run(leave_on_the_second_page)
    course.run(come_back, section=None)


@pytest.mark.parametrize("key", ["question_mark", "f1"])
def test_help_opens_and_closes(course: Course, key: str) -> None:
    async def script(pilot):
        await pilot.press(key)
        await settle(pilot)
        assert "Next page" in screen_text(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert FIRST in screen_text(pilot)

    course.run(script)


def test_pages_that_were_turned_are_let_go(course: Course) -> None:
    def detached() -> set[PageView | AnswerInput]:
        begin()
        gc.unfreeze()  # the page that was on show when the plots were loaded is set aside with them
        while look_at_all():
            pass
        nodes = [node for node in gc.get_objects() if isinstance(node, PageView | AnswerInput)]
        return {node for node in nodes if not node.is_attached}

    async def script(pilot):
        of_other_tests = detached()
        for key in [*"nnbnbbn", "c down enter", "slash p enter", "n"]:
            await pilot.press(*key.split())
            await until_filled(pilot)
        kept = Counter(type(node) for node in detached() - of_other_tests)
        assert kept == {}

    course.run(script)


def test_a_box_hears_of_another_theme(course: Course) -> None:
    async def script(pilot):
        box = pilot.app.screen.query(AnswerInput).first()
        before = box.rich_style
        await pilot.press("t")
        await settle(pilot)
        assert box.rich_style != before

    course.run(script)


@pytest.mark.parametrize("keys", [[], ["t"], ["t", "t"], ["n", "a", "x", "enter"], ["w", "x"], ["question_mark"]])
def test_all_colours_are_true_ones(course: Course, keys: list[str]) -> None:
    """Named colours would look otherwise in each terminal, and are not translated."""

    async def script(pilot):
        await pilot.press(*keys)
        await settle(pilot)
        strips = pilot.app.screen._compositor.render_strips()
        styles = [style for strip in strips for _, style, _ in strip if style is not None]
        colours = {colour for style in styles for colour in (style.color, style.bgcolor) if colour is not None}
        assert len(colours) > 3
        assert {colour.name for colour in colours if colour.triplet is None} == set()

    course.run(script)


def test_the_contents_point_to_the_page_on_show_again_after_one_looked_elsewhere(course: Course) -> None:
    async def script(pilot):
        contents = pilot.app.screen.query_one(OptionList)
        here = contents.highlighted
        await pilot.press("c", "down", "down")
        assert contents.highlighted != here
        await pilot.press("escape")
        assert contents.highlighted == here
        await pilot.press("n")
        await settle(pilot)
        assert contents.highlighted == here + 1

    course.run(script)


def test_the_theme_key_walks_through_dark_light_and_ink(course: Course) -> None:
    async def script(pilot):
        seen = [pilot.app.theme]
        for _ in range(3):
            await pilot.press("t")
            seen.append(pilot.app.theme)
        assert seen == ["mmltui-dark", "mmltui-light", "mmltui-ink", "mmltui-dark"]

    course.run(script)


def test_every_command_is_in_the_palette(course: Course) -> None:
    async def script(pilot):
        await pilot.press("ctrl+p")
        await pilot.press(*"next page")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert SECOND in screen_text(pilot)

    course.run(script)


def test_ascii_means_ascii(course: Course) -> None:
    async def script(pilot):
        await pilot.press("a", *"2x sin x", "enter")
        await settle(pilot)
        assert screen_text(pilot).isascii()
        await pilot.press("f1")
        await settle(pilot)
        assert screen_text(pilot).isascii()

    course.run(script, charset="ascii")


def test_q_ends_the_sitting(course: Course) -> None:
    async def script(pilot):
        await pilot.press("q")
        await settle(pilot)
        assert not pilot.app.is_running

    course.run(script)


def test_progress_names_what_is_not_solved_yet_and_each_skill(course: Course) -> None:
    async def script(pilot):
        await pilot.press("a", "7", "enter")
        await settle(pilot)
        await pilot.press("escape", "g")
        await settle(pilot)
        text = screen_text(pilot)
        assert "Not solved yet: A first product (page 1)" in text
        assert "◐ A product with e" in text
        assert "to begin" in text

    course.run(script)


def test_progress_tells_each_section_and_writes_it_out(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def script(pilot):
        await pilot.press("a")
        pilot.app.screen.focused.value = "2x sin x + x^2 cos x"
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("escape", "g")
        await settle(pilot)
        text = screen_text(pilot)
        assert "1 of 4 solved" in text
        assert str(course.data)[:20] in text
        await pilot.press("e")
        await settle(pilot)
        await pilot.press("g")
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)

    course.run(script)
    assert '"verdict": "correct"' in (tmp_path / "mmltui-events.jsonl").read_text()
    assert "A first product (solved)" in (tmp_path / "mmltui-notes.md").read_text()
