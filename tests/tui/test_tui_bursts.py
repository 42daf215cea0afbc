"""Keys in one burst, as over a slow line, do what they do one after the other."""

from __future__ import annotations

import pytest
from conftest import Course, settle, until
from textual.pilot import Pilot
from textual.widgets import Input

from mmltui.tui.answer import AnswerInput
from mmltui.tui.screens.study import StudyScreen
from mmltui.tui.screens.workbench import WorkbenchScreen


def burst(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        pilot.app.simulate_key(key)


@pytest.mark.parametrize("word", ["curve", "sig", "exp"])
def test_a_word_behind_the_filters_key_is_looked_for(course: Course, word: str) -> None:
    async def script(pilot):
        burst(pilot, "slash", *word)
        await until(
            pilot, lambda: bool(pilot.app.screen.query(Input)) and pilot.app.screen.query_one(Input).value == word
        )
        assert isinstance(pilot.app.screen, StudyScreen)

    course.run(script)


@pytest.mark.parametrize(("answer", "then"), [("2x", []), ("s", ["g"]), ("x", ["x", "s"])])
def test_an_answer_behind_the_key_for_the_box_is_typed_into_it(course: Course, answer: str, then: list[str]) -> None:
    async def script(pilot):
        burst(pilot, "n")
        await settle(pilot)
        burst(pilot, "a", *answer, *then)
        await until(pilot, lambda: getattr(pilot.app.focused, "value", "") == answer + "".join(then))
        assert isinstance(pilot.app.focused, AnswerInput)
        assert all(view.work.solution is None for view in pilot.app.screen.query("ExerciseView"))

    course.run(script)


def test_an_expression_behind_the_workbenchs_key_is_typed_into_it(course: Course) -> None:
    async def script(pilot):
        burst(pilot, "w", "2", "x")
        await until(pilot, lambda: isinstance(pilot.app.screen, WorkbenchScreen))
        await until(pilot, lambda: getattr(pilot.app.focused, "value", "") == "2x")

    course.run(script)


def test_a_key_that_a_widget_took_with_it_holds_no_other(course: Course) -> None:
    async def script(pilot):
        burst(pilot, *"nbnbnnb", "a", *"2x", "escape", "n", "question_mark", "escape", "slash", "w", "escape", "escape")
        await settle(pilot)
        burst(pilot, "question_mark")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "HelpScreen")

    course.run(script)
