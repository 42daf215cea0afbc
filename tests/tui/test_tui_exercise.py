"""Answering: the reading while typing, the verdicts, the help, and what stays."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from conftest import Course, screen_text, settle, until_filled
from textual.pilot import Pilot

from mmltui.tui.answer import AnswerInput
from mmltui.tui.exercise import ExerciseView

RIGHT = "2x sin x + x^2 cos x"


def box(pilot: Pilot[None], exercise: str = "product") -> AnswerInput:
    return pilot.app.screen.query_one(f"#exercise-{exercise}", ExerciseView).answer


def state(pilot: Pilot[None], exercise: str = "product") -> str:
    view = pilot.app.screen.query_one(f"#exercise-{exercise}", ExerciseView)
    return view.work.state


def test_every_printable_key_types_in_the_box(course: Course) -> None:
    async def script(pilot):
        typed = "nbhsacqtwpgux?/ (1)"
        await pilot.press("a")
        for character in typed:
            await pilot.press({"?": "question_mark", "/": "slash", " ": "space"}.get(character, character))
        assert box(pilot).value == typed

    course.run(script)


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        (RIGHT, "Right"),
        ("x(2 sin x + x cos x)", "Right"),
        ("2x cos x", "Not yet"),
        ("2x sin(x", "Cannot read this"),
        ("2x snn x", "Cannot read this"),
    ],
)
def test_enter_judges(course: Course, typed: str, seen: str) -> None:
    async def script(pilot):
        await pilot.press("a")
        box(pilot).value = typed
        await pilot.press("enter")
        await settle(pilot)
        assert seen in screen_text(pilot)

    course.run(script)


@pytest.mark.parametrize(
    ("typed", "reading"),
    [("2x sin x", "sin"), ("1/2x", "─"), ("2x sin(", "^")],
)
def test_the_reading_stands_below_while_typing_and_nothing_is_judged(course: Course, typed: str, reading: str) -> None:
    async def script(pilot):
        await pilot.press("a")
        box(pilot).value = typed
        await settle(pilot)
        text = screen_text(pilot).split(typed, 1)[1]
        assert reading in text
        assert course.judge.asked == []

    course.run(script)


def test_what_cannot_be_read_has_its_column_marked_and_costs_nothing(course: Course) -> None:
    async def script(pilot):
        await pilot.press("a")
        box(pilot).value = "2x + # x"
        await pilot.press("enter")
        await settle(pilot)
        rows = screen_text(pilot).splitlines()
        row = max(number for number, text in enumerate(rows) if "2x + # x" in text)
        assert rows[row + 1].rstrip().endswith("^")
        assert rows[row + 1].index("^") == rows[row].index("#")
        assert state(pilot) == "new"

    course.run(script)


def test_a_letter_answers_a_choice(course: Course) -> None:
    async def script(pilot):
        pilot.app.screen.query_one("#exercise-opens", ExerciseView).answer.focus()
        await pilot.press("b", "enter")
        await settle(pilot)
        assert state(pilot, "opens") == "solved"

    course.run(script)


def test_solved_stays_solved_in_the_next_sitting(course: Course) -> None:
    async def solve(pilot):
        await pilot.press("a")
        box(pilot).value = RIGHT
        await pilot.press("enter")
        await settle(pilot)
        assert state(pilot) == "solved"

    async def look(pilot):
        assert state(pilot) == "solved"
        assert "◐ A product of two functions" in screen_text(pilot)

    course.run(solve)
    course.run(look)


def test_a_draft_survives_leaving_the_page_and_the_sitting(course: Course) -> None:
    async def write(pilot):
        await pilot.press("a", *"2x s", "escape", "n", "b")
        await settle(pilot)
        assert box(pilot).value == "2x s"

    async def look(pilot):
        assert box(pilot).value == "2x s"

    course.run(write)
    course.run(look)


def test_up_and_down_walk_through_what_was_tried(course: Course) -> None:
    async def script(pilot):
        await pilot.press("a")
        for typed in ("x", "2x"):
            box(pilot).value = typed
            await pilot.press("enter")
            await settle(pilot)
        box(pilot).value = "3x"
        seen = []
        for key in ("up", "up", "up", "down", "down", "down"):
            await pilot.press(key)
            seen.append(box(pilot).value)
        assert seen == ["2x", "x", "x", "2x", "3x", "3x"]

    course.run(script)


@pytest.mark.parametrize("keys", [["h"], ["f2"], ["a", "f2"]])
def test_hints_come_one_at_a_time_and_are_not_counted_out(course: Course, keys: list[str]) -> None:
    async def script(pilot):
        await pilot.press(*keys)
        await settle(pilot)
        text = screen_text(pilot)
        assert "Name the two factors" in text
        assert "added" not in text
        await pilot.press(keys[-1])
        await settle(pilot)
        assert "the two are added" in screen_text(pilot)

    course.run(script, size=(100, 50))


@pytest.mark.parametrize("keys", [["s"], ["f3"], ["a", "f3"]])
def test_the_solution_counts_as_seen_not_as_solved(course: Course, keys: list[str]) -> None:
    async def script(pilot):
        await pilot.press(*keys)
        await settle(pilot)
        assert "The product rule gives" in screen_text(pilot)
        assert state(pilot) == "seen"

    course.run(script, size=(100, 50))


def test_typing_and_resizing_lose_nothing(course: Course) -> None:
    async def script(pilot):
        await pilot.press("a", *"2x s")
        await pilot.resize_terminal(60, 20)
        await settle(pilot)
        await pilot.press("i", "n")
        assert box(pilot).value == "2x sin"
        assert "2x sin" in screen_text(pilot)

    course.run(script)


def test_a_broken_lesson_is_told_with_file_and_line(course: Course, tmp_path: Path) -> None:
    folder = tmp_path / "lessons"
    folder.mkdir()
    (folder / "1.2-broken.md").write_text("# Broken\n\n## A page\n\n```toml exercise\nid = \n```\n")

    async def script(pilot):
        await settle(pilot)
        assert "1.2-broken.md:" in screen_text(pilot)

    course.run(script, lessons=folder)


@pytest.mark.parametrize("key", ["x", "f4"])
def test_skipping_shows_the_answer_and_counts_as_seen(course: Course, key: str) -> None:
    async def script(pilot):
        await pilot.press(key)
        await settle(pilot)
        assert "The product rule gives" in screen_text(pilot)
        assert state(pilot) == "seen"

    course.run(script, size=(100, 50))


def test_without_an_authors_solution_the_engine_works_it_out(course: Course) -> None:
    async def script(pilot):
        await pilot.press("n")
        await until_filled(pilot)
        await pilot.press("n")
        await until_filled(pilot)
        await pilot.press("s")
        await settle(pilot)
        text = screen_text(pilot)
        assert "product rule" in text
        assert "eˣ" in text

    course.run(script, size=(100, 50))


def test_hints_of_the_engine_follow_where_the_author_has_none_left(course: Course) -> None:
    async def script(pilot):
        for _ in range(6):
            await pilot.press("h")
            await settle(pilot)
        text = screen_text(pilot)
        assert text.count("Hint") == 5
        assert "__" in text

    course.run(script, size=(100, 80))


@pytest.mark.parametrize(
    ("downs", "after"),
    [(0, "solved"), (1, "new"), (2, "new"), (3, "new")],
)
def test_a_reset_is_confirmed_and_can_be_undone(course: Course, downs: int, after: str) -> None:
    async def script(pilot):
        await pilot.press("a")
        box(pilot).value = RIGHT
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("escape", "r")
        await settle(pilot)
        await pilot.press(*["down"] * downs, "enter")
        await settle(pilot)
        assert state(pilot) == after
        await pilot.press("u")
        await settle(pilot)
        assert state(pilot) == "solved"

    course.run(script)


def test_a_disputed_verdict_is_copied_as_a_command_that_repeats_it(course: Course) -> None:
    async def script(pilot):
        await pilot.press("d")
        assert pilot.app.clipboard == ""
        await pilot.press("a")
        box(pilot).value = "2x cos x"
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("f6")
        words = shlex.split(pilot.app.clipboard)
        asked = json.loads(words[2])
        assert asked["submission"] == "2x cos x"
        assert asked["exercise"]["of"] == "x^2 sin x"
        assert words[3:] == ["|", "mmltui", "grade"]

    course.run(script)


@pytest.mark.parametrize(("key", "column", "left"), [("ctrl+u", 150, "x" * 50), ("ctrl+k", 30, "x" * 30)])
def test_a_line_is_cleared_however_many_rows_it_takes(course: Course, key: str, column: int, left: str) -> None:
    async def script(pilot):
        await pilot.press("a")
        box(pilot).value = "x" * 200
        box(pilot).move_cursor((0, column))
        await pilot.press(key)
        assert box(pilot).value == left

    course.run(script, size=(60, 20))
