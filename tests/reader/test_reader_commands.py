"""Which lines are commands and which are answers."""

from __future__ import annotations

import pytest

from mmltui.reader.commands import Command, read_command

CASES = [
    ("next", Command("next")),
    (" Next ", Command("next")),
    ("go 1.2/3", Command("go", "1.2/3")),
    ("go", Command("go")),
    ("question 2", Command("question", "2")),
    ("next 2", None),
    ("nexts", None),
    ("2x", None),
    ("b", None),
    ("", None),
    ("go 1.2 3", None),
]


@pytest.mark.parametrize(("line", "command"), CASES)
def test_only_a_line_that_is_a_command_word_is_a_command(line: str, command: Command | None) -> None:
    assert read_command(line) == command
