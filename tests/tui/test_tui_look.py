"""Theme and charset: chosen once, kept, and never in the way of a start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Course, settle, until_filled
from textual.pilot import Pilot

from mmltui import tui
from mmltui.tui.answer import AnswerInput
from mmltui.tui.sitting import FILE_NAME, Sitting
from mmltui.tui.themes import DARK, INK, LIGHT


def test_the_theme_is_kept_for_the_next_sitting(course: Course) -> None:
    seen: list[str] = []

    async def turn(pilot):
        await pilot.press("t")
        await settle(pilot)
        seen.append(pilot.app.theme)

    async def look(pilot):
        seen.append(pilot.app.theme)

    course.run(turn)
    course.run(look)
    assert seen == ["mmltui-light", "mmltui-light"]


def painted(pilot: Pilot[None]) -> list[list[tuple[str, str]]]:
    strips = pilot.app.screen._compositor.render_strips()
    return [[(segment.text, str(segment.style)) for segment in strip.simplify()] for strip in strips]


@pytest.mark.parametrize("keys", [["n", "a", "2", "x"], ["n", "a", "2", "x", "enter"], ["question_mark"], ["w"]])
def test_other_colours_are_those_of_a_start_with_them(tmp_path: Path, keys: list[str]) -> None:
    seen: dict[str, list[list[tuple[str, str]]]] = {}

    async def show(pilot):
        await pilot.press(*keys)
        for box in pilot.app.screen.query(AnswerInput):
            box.cursor_blink = False
        await settle(pilot)

    async def change(pilot):
        await show(pilot)
        before = painted(pilot)
        pilot.app.theme = LIGHT.name
        await settle(pilot)
        seen["changed"] = painted(pilot)
        assert seen["changed"] != before

    async def choose(pilot):
        pilot.app.theme = LIGHT.name
        await settle(pilot)

    async def start(pilot):
        await show(pilot)
        seen["started"] = painted(pilot)

    Course(tmp_path / "one").run(change)
    fresh = Course(tmp_path / "two")
    fresh.run(choose)
    fresh.run(start)
    assert seen["changed"] == seen["started"]


def test_keys_are_read_while_colours_change_and_the_last_ones_win(course: Course) -> None:
    async def script(pilot):
        as_it_was = painted(pilot)
        for theme in (LIGHT, INK, DARK, LIGHT, DARK):
            pilot.app.theme = theme.name
            await pilot.pause(0.02)
        pilot.app.theme = LIGHT.name
        await pilot.press("n", "b")
        pilot.app.theme = DARK.name
        await until_filled(pilot)
        await settle(pilot)
        assert painted(pilot) == as_it_was

    course.run(script)


def test_without_colour_the_app_is_in_ink_and_the_choice_is_kept(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    async def turn(pilot):
        await pilot.press("t")
        seen.append(pilot.app.theme)

    async def look(pilot):
        seen.append(pilot.app.theme)

    course.run(turn)
    monkeypatch.setenv("NO_COLOR", "1")
    course.run(look)
    monkeypatch.delenv("NO_COLOR")
    course.run(look)
    assert seen == ["mmltui-light", "mmltui-ink", "mmltui-light"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"look": 3}',
        '{"look": {"theme": 3, "charset": []}}',
        '{"look": {"theme": "none of ours"}}',
        "\0",
    ],
)
def test_a_broken_file_costs_the_choice_and_nothing_more(course: Course, text: str) -> None:
    (course.data / FILE_NAME).write_text(text)

    async def look(pilot):
        assert pilot.app.theme == "mmltui-dark"
        await pilot.press("t")

    course.run(look)
    assert json.loads((course.data / FILE_NAME).read_text())["look"]["theme"] == "mmltui-light"


@pytest.mark.parametrize(
    ("starts", "charset"),
    [
        ([(None, "plain")], "plain"),
        ([(None, "ascii")], "ascii"),
        ([("unicode", "plain"), (None, "plain")], "unicode"),
        ([("ascii", "plain"), (None, "plain")], "ascii"),
        ([("ascii", "plain"), ("plain", "plain"), (None, "plain")], "plain"),
        ([("unicode", "plain"), (None, "ascii")], "ascii"),
        ([("unicode", None), (None, "plain")], "plain"),
    ],
)
def test_the_charset_asked_for_last_is_kept_where_the_terminal_can_show_it(
    tmp_path: Path, starts: list[tuple[str | None, str | None]], charset: str
) -> None:
    for wanted, terminal in starts:
        sitting = Sitting(tmp_path)
        got = tui._charset(wanted, terminal, sitting)
        sitting.save()
    assert got == charset


def test_two_sittings_do_not_undo_each_others_choices(tmp_path: Path) -> None:
    one, other = Sitting(tmp_path), Sitting(tmp_path)
    one.keep_look("theme", "mmltui-light")
    one.save()
    other.keep_look("charset", "ascii")
    other.keep_draft("1.2/slope", "2x")
    other.save()
    after = Sitting(tmp_path)
    assert (after.look("theme"), after.look("charset"), after.draft("1.2/slope")) == ("mmltui-light", "ascii", "2x")
