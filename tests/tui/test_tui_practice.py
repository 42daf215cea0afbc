"""Practice: mixed questions on what was begun, and what comes of them."""

from __future__ import annotations

from itertools import pairwise

from conftest import Course, screen_text, settle, until

from mmltui.study.store import Store
from mmltui.tui.exercise import ExerciseView
from mmltui.tui.screens.practice import PracticeScreen

RIGHT = "2x sin x + x^2 cos x"
ANSWERS = {"product": RIGHT, "second": "e^x + x e^x", "opens": "b", "lowest": "3/2"}


async def answer_first_page(pilot) -> None:
    await pilot.press("a")
    pilot.app.screen.focused.value = RIGHT
    await pilot.press("enter")
    await settle(pilot)
    await pilot.press("escape", "a", "b", "enter")
    await settle(pilot)
    await pilot.press("escape")


async def question(pilot) -> ExerciseView:
    """The one on the screen of practice."""
    await until(pilot, lambda: isinstance(pilot.app.screen, PracticeScreen) and pilot.app.screen.query(ExerciseView))
    await settle(pilot)
    return pilot.app.screen.query_one(ExerciseView)


async def next_question(pilot) -> ExerciseView:
    before = pilot.app.screen.query_one(ExerciseView)
    await pilot.press("f8")
    await until(pilot, lambda: not before.is_attached)
    return await question(pilot)


def test_there_is_nothing_to_practise_before_something_was_begun(course: Course) -> None:
    async def script(pilot):
        await pilot.press("p")
        await settle(pilot)
        assert "nothing to practise yet" in screen_text(pilot)
        await pilot.press("q")
        await settle(pilot)
        assert "A product of two functions" in screen_text(pilot)

    course.run(script)


def test_questions_come_mixed_and_are_kept_as_interleaved(course: Course) -> None:
    async def script(pilot):
        await answer_first_page(pilot)
        await pilot.press("p")
        seen = []
        view = await question(pilot)
        for _ in range(4):
            seen.append(view.block.teaches)
            view.answer.value = ANSWERS[view.block.id]
            await pilot.press("enter")
            await settle(pilot)
            assert view.work.state == "solved"
            view = await next_question(pilot)
        assert all(one != other for one, other in pairwise(seen)), seen

    course.run(script)
    events = Store.open(course.data).events()
    practised = [event.what for event in events if getattr(getattr(event.what, "question", None), "interleaved", False)]
    assert len(practised) == 4


def test_a_question_solved_in_practice_is_solved_on_its_page(course: Course) -> None:
    async def script(pilot):
        await pilot.press("h", "p")
        view = await question(pilot)
        for _ in range(50):
            if view.block.id == "product":
                break
            view = await next_question(pilot)
        view.answer.value = RIGHT
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert pilot.app.screen.query_one("#exercise-product", ExerciseView).work.state == "solved"

    course.run(script)
