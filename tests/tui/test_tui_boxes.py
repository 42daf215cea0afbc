"""The answer boxes: what each key does in the box of each kind of question."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Course, screen_text, settle, until_filled
from textual import events
from textual.pilot import Pilot

from mmltui.study.events import Skipped
from mmltui.study.store import Store
from mmltui.tui.exercise import ExerciseView

BOXES = Path(__file__).parent / "lessons_boxes"
PAGES = {
    "guess": 0, "one": 1, "several": 1, "wrong": 1, "steps": 2, "gaps": 3, "two": 3, "lines": 3, "matrix": 3,
}  # fmt: skip
TALL = (100, 70)


def view_of(pilot: Pilot[None], exercise: str) -> ExerciseView:
    return pilot.app.screen.query_one(f"#exercise-{exercise}", ExerciseView)


async def go_to(pilot: Pilot[None], exercise: str) -> ExerciseView:
    """Turn to the page of an exercise, and put the cursor into its box."""
    await pilot.press(*["n"] * PAGES[exercise])
    await until_filled(pilot)
    view = view_of(pilot, exercise)
    view.answer.focus()
    await pilot.pause()
    return view


async def press(pilot: Pilot[None], keys: str) -> None:
    names = {"_": "space", ";": "semicolon", ",": "comma", "^": "circumflex_accent"}
    await pilot.press(*(names.get(key, key) for key in keys.split()))
    await pilot.pause(0.05)


@pytest.mark.parametrize(
    ("exercise", "keys", "value"),
    [
        ("one", "", ""),
        ("one", "b", "b"),
        ("one", "B", "b"),
        ("one", "b a", "a"),
        ("one", "b h n q z", "b"),
        ("one", "b backspace", ""),
        ("one", "down", "a"),
        ("one", "down down", "b"),
        ("one", "up", "c"),
        ("several", "a c", "a, c"),
        ("several", "c a", "a, c"),
        ("several", "a c a", "c"),
        ("several", "down _ down down _", "b, d"),
        ("wrong", "2", "2"),
        ("wrong", "2 3 9", "3"),
        ("wrong", "down down", "2"),
        ("steps", "", ""),
        ("steps", "3 1 2", "3 1 2"),
        ("steps", "3 _ 1 _ 2", "3 1 2"),
        ("steps", "3 1 2 2 1 3", "2 1 3"),
        ("steps", "_ down", "2 1 3"),
        ("steps", "_ down down", "2 3 1"),
        ("steps", "_ down _ down", "2 1 3"),
        ("steps", "down down _ up up", "3 1 2"),
        ("steps", "shift+down", "2 1 3"),
        ("steps", "up up", ""),
        ("steps", "_ down backspace", ""),
    ],
)
def test_keys_choose_and_carry(course: Course, exercise: str, keys: str, value: str) -> None:
    async def script(pilot):
        view = await go_to(pilot, exercise)
        if keys:
            await press(pilot, keys)
        assert view.answer.value == value
        assert view_of(pilot, exercise) is view

    course.run(script, section=None, lessons=BOXES)


@pytest.mark.parametrize(
    ("exercise", "keys", "state"),
    [
        ("one", "b enter", "solved"),
        ("one", "a enter", "tried"),
        ("one", "enter", "new"),
        ("several", "a c enter", "solved"),
        ("several", "a enter", "tried"),
        ("wrong", "2 enter", "solved"),
        ("steps", "3 1 2 enter", "solved"),
        ("steps", "down down _ up up enter", "solved"),
        ("steps", "enter", "new"),
        ("gaps", "3 ; 2 enter", "solved"),
        ("two", "- 2 down b enter", "solved"),
        ("two", "- 2 ; b enter", "solved"),
        ("two", "- 2 enter", "new"),
        ("lines", "2 x e ^ x + x ^ 2 e ^ x ctrl+j ( 2 x + x ^ 2 ) e ^ x enter", "solved"),
        ("lines", "2 x e ^ x shift+enter ( 2 x + x ^ 2 ) e ^ x enter", "tried"),
        ("matrix", "[ y , x ; ctrl+j 1 , 1 ] enter", "solved"),
    ],
)
def test_enter_judges_what_was_chosen_or_typed(course: Course, exercise: str, keys: str, state: str) -> None:
    async def script(pilot):
        view = await go_to(pilot, exercise)
        await press(pilot, keys)
        await settle(pilot)
        assert view.work.state == state, screen_text(pilot)

    course.run(script, size=TALL, section=None, lessons=BOXES)


@pytest.mark.parametrize(
    ("exercise", "pasted", "value"),
    [
        ("lines", "2x e^x + x^2 e^x\n= x(2 + x) e^x\n", "2x e^x + x^2 e^x\n= x(2 + x) e^x"),
        ("matrix", "[y, x;\r\n 1, 1]", "[y, x;\n 1, 1]"),
        ("gaps", "3;\n2", "3; 2"),
        ("steps", "3 1 2", "3 1 2"),
        ("several", "a, c", "a, c"),
    ],
)
def test_what_is_pasted_keeps_its_lines_where_there_may_be_several(
    course: Course, exercise: str, pasted: str, value: str
) -> None:
    async def script(pilot):
        view = await go_to(pilot, exercise)
        pilot.app.post_message(events.Paste(pasted))
        await settle(pilot)
        assert view.answer.value == value
        assert view.work.state == "new"

    course.run(script, section=None, lessons=BOXES)


@pytest.mark.parametrize(
    ("exercise", "value", "seen"),
    [
        ("lines", "2x e^x\n(2x + 3", ["1  2xeˣ", "2  column 1: '(' is never closed"]),
        ("lines", "2x e^x\n\nx^2 e^x", ["1  2xeˣ", "2  x²eˣ"]),
        ("lines", "", ["a step a line"]),
        ("two", "x/2\nb", ["1  x", "─"]),
        ("gaps", "3", ["d/dx x^3 = 3 x^__"]),
        ("gaps", "3; n - 1", ["d/dx x^3 = 3 x^n - 1"]),
        ("matrix", "[y, x;\n1, 1]", ["⎣ 1  1 ⎦"]),
    ],
)
def test_each_line_is_read_back_and_gaps_fill(course: Course, exercise: str, value: str, seen: list[str]) -> None:
    async def script(pilot):
        view = await go_to(pilot, exercise)
        view.answer.value = value
        await settle(pilot)
        text = screen_text(pilot)
        for words in seen:
            assert words in text, text
        assert course.judge.asked == []

    course.run(script, size=TALL, section=None, lessons=BOXES)


def test_up_in_the_first_line_brings_what_was_tried_and_walks_inside_before(course: Course) -> None:
    async def script(pilot):
        view = await go_to(pilot, "lines")
        for tried in ("x", "x\n2x"):
            view.answer.value = tried
            await press(pilot, "enter")
            await settle(pilot)
        view.answer.value = "3x\n4x"
        seen = []
        for key in ("up", "up", "up", "down", "down", "down"):
            await press(pilot, key)
            seen.append(view.answer.value)
        assert seen == ["3x\n4x", "x\n2x", "x", "x\n2x", "3x\n4x", "3x\n4x"]

    course.run(script, section=None, lessons=BOXES)


def test_drafts_of_every_box_survive_leaving_the_page(course: Course) -> None:
    drafts = {"one": "c", "several": "a, d", "wrong": "3"}

    async def script(pilot):
        await go_to(pilot, "one")
        for exercise, draft in drafts.items():
            view_of(pilot, exercise).answer.value = draft
        await pilot.press("escape", "n", "b")
        await until_filled(pilot)
        assert {exercise: view_of(pilot, exercise).answer.value for exercise in drafts} == drafts

    course.run(script, section=None, lessons=BOXES)


def test_a_line_that_is_held_is_marked(course: Course) -> None:
    async def script(pilot):
        await go_to(pilot, "steps")
        assert "› 1  go on with x/2" in screen_text(pilot)
        await press(pilot, "_ down")
        assert "⇅ 1  go on with x/2" in screen_text(pilot)

    course.run(script, section=None, lessons=BOXES)


def test_a_question_to_try_first_costs_nothing_to_pass_over(course: Course) -> None:
    async def script(pilot):
        view = await go_to(pilot, "guess")
        assert "optional" in screen_text(pilot)
        assert "○ A guess" not in screen_text(pilot)
        await press(pilot, "f4")
        await settle(pilot)
        assert "Solution" in screen_text(pilot)
        assert view.work.state == "new"

    course.run(script, section=None, lessons=BOXES)
    assert not [event for event in Store.open(course.data).events() if isinstance(event.what, Skipped)]


def test_an_answer_to_a_question_to_try_first_counts_for_no_skill(course: Course) -> None:
    async def script(pilot):
        view = await go_to(pilot, "guess")
        await press(pilot, "a enter")
        await settle(pilot)
        assert view.work.state == "tried"

    course.run(script, section=None, lessons=BOXES)
    assert Store.open(course.data).recalls() == {}


@pytest.mark.parametrize("size", [(100, 30), (60, 20)])
@pytest.mark.parametrize(("exercise", "words"), [("lines", "Ctrl+J new line"), ("steps", "Space"), ("one", "letter")])
def test_the_foot_names_the_keys_of_the_box(course: Course, exercise: str, words: str, size: tuple[int, int]) -> None:
    async def script(pilot):
        await go_to(pilot, exercise)
        await settle(pilot)
        assert words in screen_text(pilot).splitlines()[-1]

    course.run(script, size=size, section=None, lessons=BOXES)


@pytest.mark.parametrize("lines", [1, 2, 6, 12])
def test_the_verdict_is_seen_however_long_the_answer_is(course: Course, lines: int) -> None:
    async def script(pilot):
        view = await go_to(pilot, "lines")
        await pilot.resize_terminal(60, 20)
        view.answer.value = "\n".join(["= x^2/(x + 1)"] * lines)
        await pilot.press("enter")
        await settle(pilot)
        assert "✗ Not yet" in screen_text(pilot)

    course.run(script, size=(60, 20), section=None, lessons=BOXES)
