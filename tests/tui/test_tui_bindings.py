"""Each key of each command, and what a learner notices when it is pressed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Course, screen_text, settle, until_filled
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from mmltui.tui.answer_box import AnswerBox
from mmltui.tui.commands import COMMANDS
from mmltui.tui.screens.study import StudyScreen

Outcome = Callable[[Pilot[None]], bool]
SIZES = [(100, 30), (60, 20)]


def shows(words: str) -> Outcome:
    return lambda pilot: words in screen_text(pilot)


def at(kind: type) -> Outcome:
    return lambda pilot: isinstance(pilot.app.screen.focused, kind)


OUTCOMES: dict[str, Outcome] = {
    "next_page": shows("The loss of one data point is a parabola"),
    "previous_page": shows("A residual is a vertical distance"),
    "contents": at(OptionList),
    "find": at(Input),
    "answer": at(AnswerBox),
    "hint": shows("Name the two factors"),
    "solution": shows("The product rule gives"),
    "skip": shows("The product rule gives"),
    "dispute": lambda pilot: '"submission": "2x"' in pilot.app.clipboard,
    "reset": shows("Begin what anew?"),
    "undo": lambda pilot: told(pilot) == ["There is nothing to undo."],
    "practice": shows("nothing to practise yet"),
    "workbench": lambda pilot: screen_text(pilot).strip().startswith("Workbench"),
    "progress": shows("What you have done"),
    "theme": lambda pilot: pilot.app.theme == "mmltui-light",
    "help": shows("Next page"),
    "app.quit": lambda pilot: not pilot.app.is_running,
}
KEYS = [(command.action, key) for command in COMMANDS for key in command.keys.split(",")]


def told(pilot: Pilot[None]) -> list[str]:
    return pilot.app.said


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is said, for it comes and goes on the screen."""

    def say(screen: StudyScreen, message: str, **_: object) -> None:
        screen.app.said = [*getattr(screen.app, "said", []), message]

    monkeypatch.setattr(StudyScreen, "notify", say)


async def see(pilot: Pilot[None], outcome: Outcome) -> None:
    for _ in range(100):
        await pilot.pause(0.02)
        if outcome(pilot):
            return
    raise AssertionError(screen_text(pilot))


async def answer_wrongly(pilot: Pilot[None]) -> None:
    await pilot.press("a")
    pilot.app.screen.focused.value = "2x"
    await pilot.press("enter")
    await see(pilot, shows("Not yet"))


def test_every_command_has_its_outcome_here() -> None:
    assert set(OUTCOMES) == {command.action for command in COMMANDS}


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("action", "key"), KEYS)
def test_on_a_page(course: Course, action: str, key: str, size: tuple[int, int]) -> None:
    async def script(pilot):
        if action == "dispute":
            await answer_wrongly(pilot)
            await pilot.press("escape")
        await pilot.press(key)
        await see(pilot, OUTCOMES[action])

    course.run(script, size=size)


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize(
    ("action", "key"), [(action, key) for action, key in KEYS if key[0] == "f" or key.startswith("ctrl")]
)
def test_function_and_control_keys_while_typing(course: Course, action: str, key: str) -> None:
    async def script(pilot):
        if action == "dispute":
            await answer_wrongly(pilot)
        await pilot.press("a", "2", "x")
        await pilot.press(key)
        await see(pilot, OUTCOMES[action])

    course.run(script)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("keys", "back"),
    [
        ("c", "escape"),
        ("c", "c"),
        ("slash", "escape"),
        ("a", "escape"),
        ("r", "escape"),
        ("r", "q"),
        ("r", "enter"),
        ("w", "escape"),
        ("w", "f5"),
        ("g", "escape"),
        ("g", "q"),
        ("g", "g"),
        ("g", "enter"),
        ("question_mark", "escape"),
        ("question_mark", "q"),
        ("question_mark", "question_mark"),
        ("question_mark", "f1"),
        ("question_mark", "enter"),
        ("question_mark", "space"),
        ("ctrl+p", "escape"),
    ],
)
def test_every_way_in_leads_back_to_the_page(course: Course, keys: str, back: str, size: tuple[int, int]) -> None:
    async def script(pilot):
        await pilot.press(keys)
        await settle(pilot)
        await pilot.press(back)
        await see(pilot, lambda pilot: isinstance(pilot.app.screen, StudyScreen))
        await pilot.press("n")
        await see(pilot, OUTCOMES["next_page"])
        await until_filled(pilot)

    course.run(script, size=size)


@pytest.mark.parametrize(
    "keys", ["", "c", "slash", "a", "h", "s", "r", "w", "g", "question_mark", "p", "n", "n n", "b"]
)
def test_nothing_is_wider_than_60_columns(course: Course, keys: str) -> None:
    async def script(pilot):
        if keys:
            await pilot.press(*keys.split())
        await settle(pilot)
        for widget in pilot.app.screen.query("*"):
            assert not widget.show_horizontal_scrollbar, widget
            assert not widget.region or widget.region.right <= 60, widget

    course.run(script, size=(60, 20))


@pytest.mark.parametrize(
    ("keys", "typed"),
    [
        ("a b ctrl+u c d", "cd"),
        ("a b backspace c", "ac"),
        ("a b ctrl+w c", "c"),
        ("a b left x end y", "axby"),
        ("a b home x", "xab"),
        ("a b left left ctrl+k c", "c"),
        ("a b shift+left c", "ac"),
    ],
)
def test_keys_that_come_in_one_burst_act_in_their_order(course: Course, keys: str, typed: str) -> None:
    async def script(pilot):
        await pilot.press("n", "enter")
        await until_filled(pilot)
        for key in keys.split():
            pilot.app.simulate_key(key)
        await settle(pilot)
        assert pilot.app.screen.focused.value == typed

    course.run(script)
