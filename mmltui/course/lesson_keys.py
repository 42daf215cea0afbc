"""The keys of `toml lesson` fences, and those that a lesson adds to an exercise; every wrong one is reported."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mmltui.course.content import Rejection
from mmltui.course.toml_fence import Table
from mmltui.exercises.keys import nearest

FORMAT = 1
ALIKE = 0.75  # how much a misspelt key must look like the one meant
LESSON_KEYS = ("format", "id", "title", "needs", "goals")
PRACTICE_KEYS = ("id", "family", "kinds", "teaches", "aliases")
REJECTION_KEYS = ("answer", "because", "say")

Choices: TypeAlias = tuple[str, ...]
Report: TypeAlias = Callable[[int, str, str | None], None]

_SECTION = re.compile(r"\d+(\.\d+)*")
_EXERCISE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WANTED_ID = "a name of small letters, digits and hyphens such as 'power-rule'"
_COMPONENT = re.compile(r"\d+\.\d+\.[a-z]")


@dataclass(frozen=True, slots=True)
class LessonHeader:
    """What the `toml lesson` fence says."""

    id: str
    title: str
    needs: tuple[str, ...]
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LessonSide:
    """What a lesson adds to an exercise: its name, what it teaches, and answers that must be judged so or so."""

    id: str
    teaches: tuple[str, ...]
    aliases: tuple[str, ...]
    accept: tuple[str, ...]
    reject: tuple[Rejection, ...]
    invalid: tuple[str, ...]
    vary: Mapping[str, Choices]


@dataclass(frozen=True, slots=True)
class Practice:
    """What a `toml practice` fence says."""

    id: str
    family: str
    kinds: tuple[str, ...]
    teaches: tuple[str, ...]
    aliases: tuple[str, ...]


def read_choices(text: str) -> Choices:
    """The values of `2..9` (every whole number from 2 to 9) or `1, 3, 1/2`; none if it is neither."""
    ends = re.fullmatch(r"\s*(-?\d{1,6})\s*\.\.\s*(-?\d{1,6})\s*", text)
    if ends:
        return tuple(str(number) for number in range(int(ends[1]), int(ends[2]) + 1))
    return tuple(piece.strip() for piece in text.split(",")) if all(map(str.strip, text.split(","))) else ()


class _Reader:
    """Takes values out of one table and remembers whether any was wrong."""

    def __init__(self, table: Table, report: Report) -> None:
        self._table = table
        self._report = report
        self.sound = True

    def wrong(self, message: str, *path: str | int) -> None:
        self.sound = False
        key = str(path[0]) if path else None
        self._report(self._table.line_of(*path), message, key)

    def unknown(self, values: Mapping[str, object], allowed: tuple[str, ...], *path: str | int) -> None:
        for key in values:
            if key not in allowed:
                self.wrong(f"unknown key '{key}': {nearest(key, allowed)}", *path, key)

    def text(self, key: str, pattern: re.Pattern[str], wanted: str) -> str:
        value = self._table.values.get(key)
        if value is None:
            misspelt = next(iter(difflib.get_close_matches(key, self._table.values, n=1, cutoff=ALIKE)), None)
            if misspelt:
                self.wrong(f"unknown key '{misspelt}': did you mean '{key}'?", misspelt)
            else:
                self.wrong(f"'{key}' is missing: it must be {wanted}", key)
        elif not isinstance(value, str) or not pattern.fullmatch(value):
            self.wrong(f"'{key}' must be {wanted}, not {value!r}", key)
        return str(value)

    def texts(self, key: str, pattern: re.Pattern[str], wanted: str) -> tuple[str, ...]:
        value = self._table.values.get(key, [])
        if not isinstance(value, list):
            self.wrong(f"'{key}' must be a list of {wanted}, not {value!r}", key)
            return ()
        for index, item in enumerate(value):
            if not isinstance(item, str) or not pattern.fullmatch(item):
                self.wrong(f"'{key}' must list {wanted}, not {item!r}", key, index)
        return tuple(str(item) for item in value)

    def words(self, key: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """Some of the words that are allowed; all of them where the key is missing."""
        found = self.texts(key, _ANY, "words") if key in self._table.values else tuple(allowed)
        for index, word in enumerate(found):
            if word not in allowed:
                self.wrong(f"'{key}' cannot hold '{word}': {nearest(word, allowed)}", key, index)
        if not found:
            self.wrong(f"'{key}' must name at least one of {', '.join(allowed)}", key)
        return found

    def choices(self) -> Mapping[str, Choices]:
        value = self._table.values.get("vary", {})
        wanted = "'2..9' or '1, 3, 1/2'"
        if not isinstance(value, dict):
            self.wrong(f"'vary' must be a table such as {{ x = '2..9' }}, not {value!r}", "vary")
            return {}
        found: dict[str, Choices] = {}
        bound = self._table.values.get("at", {})
        for name, text in value.items():
            choices = read_choices(text) if isinstance(text, str) else ()
            if not choices:
                self.wrong(f"'vary' must give {name} values such as {wanted}, not {text!r}", "vary", name)
            elif name == self._table.values.get("wrt") or (isinstance(bound, dict) and name in bound):
                self.wrong(f"'vary' cannot give {name} a value: 'at' does, or it is 'wrt'", "vary", name)
            else:
                found[name] = choices
        return found

    def rejections(self) -> tuple[Rejection, ...]:
        value = self._table.values.get("reject", [])
        wanted = "{ answer = '…', because = '…', say = '…' }"
        if not isinstance(value, list):
            self.wrong(f"'reject' must be a list of tables {wanted}, not {value!r}", "reject")
            return ()
        return tuple(self._rejection(index, item, wanted) for index, item in enumerate(value))

    def _rejection(self, index: int, item: object, wanted: str) -> Rejection:
        if not isinstance(item, dict):
            self.wrong(f"'reject' must list tables {wanted}, not {item!r}", "reject", index)
            return Rejection("", None, None)
        self.unknown(item, REJECTION_KEYS, "reject", index)
        for key in REJECTION_KEYS:
            if not isinstance(item.get(key, "" if key != "answer" else None), str):
                self.wrong(f"'{key}' of 'reject' must be text", "reject", index, key)
        return Rejection(str(item.get("answer")), item.get("because"), item.get("say"))


_ANY = re.compile(r".*\S.*", re.DOTALL)


def read_lesson(table: Table, report: Report) -> LessonHeader | None:
    """The header of a lesson, None if any key of it is wrong."""
    reader = _Reader(table, report)
    reader.unknown(table.values, LESSON_KEYS)
    found = table.values.get("format")
    if found != FORMAT or isinstance(found, bool):
        what = "is missing" if found is None else f"is {found!r}"
        reader.wrong(f"'format' {what}: this program reads format = {FORMAT}", "format")
    header = LessonHeader(
        reader.text("id", _SECTION, "a section number in quotes such as '1.2'"),
        reader.text("title", _ANY, "text"),
        reader.texts("needs", _SECTION, "section numbers such as '1.1'"),
        reader.texts("goals", _ANY, "texts"),
    )
    return header if reader.sound else None


def read_practice(table: Table, report: Report) -> Practice | None:
    """A practice fence, None if any of it is wrong."""
    from mmltui.course.families.registry import FAMILIES, makers

    reader = _Reader(table, report)
    reader.unknown(table.values, PRACTICE_KEYS)
    name = reader.text("id", _EXERCISE_ID, _WANTED_ID)
    family = reader.text("family", _ANY, "the name of a family of questions")
    known = family in FAMILIES
    if not known and isinstance(table.values.get("family"), str):
        reader.wrong(f"'family' cannot be '{family}': {nearest(family, sorted(FAMILIES))}", "family")
    practice = Practice(
        name,
        family,
        reader.words("kinds", tuple(makers(family))) if known else (),
        reader.texts("teaches", _COMPONENT, "knowledge components such as '1.2.e'"),
        reader.texts("aliases", _EXERCISE_ID, "names of small letters, digits and hyphens"),
    )
    if reader.sound and not practice.teaches:
        reader.wrong("'teaches' is missing: practice is chosen by knowledge components such as '1.2.e'", "teaches")
    return practice if reader.sound else None


def read_lesson_side(table: Table, report: Report) -> LessonSide | None:
    """What the lesson adds to the exercise of this table, None if any of it is wrong."""
    reader = _Reader(table, report)
    side = LessonSide(
        reader.text("id", _EXERCISE_ID, _WANTED_ID),
        reader.texts("teaches", _COMPONENT, "knowledge components such as '1.2.e'"),
        reader.texts("aliases", _EXERCISE_ID, "names of small letters, digits and hyphens"),
        reader.texts("accept", _ANY, "answers as text"),
        reader.rejections(),
        reader.texts("invalid", re.compile(".*", re.DOTALL), "answers as text"),
        reader.choices(),
    )
    return side if reader.sound else None
