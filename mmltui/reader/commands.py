"""What a typed line asks for. A line that is one of the command words is a command; every other line is an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Word: TypeAlias = Literal[
    "next", "back", "hint", "steps", "skip", "question", "again", "contents", "go", "practice", "progress", "help",
    "quit",
]  # fmt: skip

MEANINGS: Mapping[Word, str] = {
    "next": "the next page; in practice, the next question",
    "back": "the page before; in practice, back to the page",
    "again": "read the page, or the question of practice, once more",
    "question": "read the question once more; question 2 goes to the second one of the page",
    "hint": "a hint; each says a little more",
    "steps": "the worked solution, step by step",
    "skip": "show the answer and go to the next question",
    "contents": "the sections, and the pages of this one",
    "go": "go 1.2 goes to section 1.2, go 1.2/3 to its third page",
    "practice": "mixed questions on what you have begun",
    "progress": "what you have done, and where it is kept",
    "help": "these words",
    "quit": "stop; next time you go on from here",
}


@dataclass(frozen=True, slots=True)
class Command:
    """A command word and what stands after it."""

    word: Word
    target: str = ""


_WITH_TARGET = ("go", "question")


def read_command(line: str) -> Command | None:
    """The command that a line is; None for an answer."""
    first, *rest = line.lower().split() or [""]
    for word in get_args(Word):
        if first == word and (not rest or (word in _WITH_TARGET and len(rest) == 1)):
            return Command(word, *rest)
    return None
