"""The conversation: print a page, ask, do what the typed line says, ask again."""

from __future__ import annotations

import asyncio
import contextlib
import re
import sys
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, Protocol, TypeVar, assert_never

from mmltui.course.content import ExerciseBlock
from mmltui.reader.commands import Command, read_command
from mmltui.reader.spoken import spoken
from mmltui.reader.telling import (
    contents_lines,
    help_lines,
    page_lines,
    progress_lines,
    question_lines,
    questions,
    verdict_lines,
)
from mmltui.tui.session import Place, Session
from mmltui.tui.work import Asked, Work
from mmltui.typeset.charsets import to_ascii

_PLACE = re.compile(r"(?P<section>\d+(?:\.\d+)*)(?:/(?P<page>\d{1,3}))?")
_SEVERAL_LINES = frozenset({"derivation", "parts"})
_WELCOME = "Type an answer, or one of the words: next, back, hint, steps, skip, help, quit."

_Result = TypeVar("_Result")


class Run(Protocol):
    """What waits for a coroutine: the loop stands still while the learner thinks."""

    def __call__(self, work: Coroutine[Any, Any, _Result], /) -> _Result:
        """The coroutine's result."""


def converse(session: Session) -> int:
    """Go on until the learner quits or the input ends; place and progress are kept either way. The exit code."""
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # what the terminal cannot show must not end the conversation
    with asyncio.Runner() as runner:
        try:
            Reader(session, runner.run, _say_ascii if session.charset == "ascii" else _say).read_on()
        except EOFError:
            _say("")
        finally:
            runner.run(session.close())
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _say_ascii(line: str) -> None:
    _say(to_ascii(line))


class Reader:
    """Knows the page, the question at hand, and the question of practice while one practises."""

    def __init__(self, session: Session, run: Run, say: Callable[[str], None]) -> None:
        self._session = session
        self._run = run
        self._say = say
        self._place = session.start
        self._at = 0
        self._practised: tuple[Asked, Work] | None = None

    def read_on(self) -> None:
        """Begin where the learner left off; returns when they quit."""
        self._open(self._place)
        self._say(_WELCOME)
        while True:
            line = input(self._prompt())
            command = read_command(line)
            if command is None:
                self._answer(line)
            elif command.word == "quit":
                return
            else:
                self._do(command)
            if news := self._session.news():
                self._tell(spoken(news))

    # ---- what is at hand -------------------------------------------------------------------------------------------

    @property
    def _asked(self) -> Asked | None:
        if self._practised is not None:
            return self._practised[0]
        from mmltui.study.listed import list_exercise

        found = self._questions
        if not found:
            return None
        section, block = self._place.section, found[self._at]
        return Asked(section, block, list_exercise(section, block))

    @property
    def _questions(self) -> list[ExerciseBlock]:
        return questions(self._session.page(self._place))

    def _prompt(self) -> str:
        place = f"{self._place.section}/{self._place.page + 1}"
        if self._practised is not None:
            return "Practice> "
        return f"{place} question {self._at + 1} of {len(self._questions)}> " if self._questions else f"{place}> "

    def _tell(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._say(line)

    # ---- pages -----------------------------------------------------------------------------------------------------

    def _open(self, place: Place) -> None:
        if self._practised is not None:
            self._practised = None
            self._run(self._session.end_practice())
        self._run(self._session.load(place.section))
        self._place = self._run(self._session.place(place.section, place.page))
        self._run(self._session.visit(self._place))
        self._run(self._session.save())
        works = self._session.works(place.section)
        open_ones = [n for n, block in enumerate(self._questions) if works[block.id].state != "solved"]
        self._at = open_ones[0] if open_ones else 0
        self._tell_page()
        if news := self._session.news():
            self._tell(spoken(news))

    def _tell_page(self) -> None:
        place, session = self._place, self._session
        where = f"Section {place.section}, page {place.page + 1} of {session.page_count(place.section)}."
        self._tell(page_lines(session.page(place), where, session.works(place.section)))
        self._say("")

    def _turn(self, by: int) -> None:
        place = self._session.neighbour(self._place, by)
        if place is None:
            self._say("This is the last page of the course." if by > 0 else "This is the first page of the course.")
            return
        self._run(self._session.load(place.section))
        last = self._session.page_count(place.section) - 1
        self._open(Place(place.section, last if by < 0 and place.section != self._place.section else place.page))

    def _go(self, target: str) -> None:
        found = _PLACE.fullmatch(target)
        sections = [row.section for row in self._session.rows(self._place.section) if row.page is None]
        if found is None or found["section"] not in sections:
            self._say(f"Go where? Such as go {sections[0]}, or go {sections[0]}/2. Sections: {', '.join(sections)}.")
            return
        section = found["section"]
        self._run(self._session.load(section))
        count = self._session.page_count(section)
        if found["page"] is not None and not 1 <= int(found["page"]) <= count:
            self._say(f"Section {section} has pages 1 to {count}.")
            return
        page = int(found["page"]) - 1 if found["page"] else None
        self._open(self._run(self._session.place(section, page)))

    # ---- questions -------------------------------------------------------------------------------------------------

    def _tell_question(self) -> None:
        asked = self._asked
        if asked is None:
            self._say("There is no question on this page; next turns it.")
            return
        name = "Practice" if asked.practice else f"Question {self._at + 1} of {len(self._questions)}"
        self._tell(question_lines(asked.block, name, self._work(asked)))
        if asked.block.exercise.kind in _SEVERAL_LINES:
            self._say("Type a line each; an empty line ends the answer.")

    def _work(self, asked: Asked) -> Work:
        if self._practised is not None:
            return self._practised[1]
        return self._session.works(asked.section)[asked.block.id]

    def _keep(self, work: Work) -> Work:
        if self._practised is not None:
            self._practised = (self._practised[0], work)
        return work

    def _choose(self, target: str) -> None:
        count = 1 if self._practised is not None else len(self._questions)
        if target and not (target.isdecimal() and len(target) < 4 and 1 <= int(target) <= count):
            self._say(f"This page has {count} questions." if count != 1 else "There is one question here.")
            return
        if target and self._practised is None:
            self._at = int(target) - 1
        self._tell_question()

    def _answer(self, line: str) -> None:
        asked = self._asked
        if asked is None:
            if line.strip():
                self._say("There is no question here to answer. next turns the page; help tells all words.")
            return
        if not line.strip():
            return
        submission = line
        if asked.block.exercise.kind in _SEVERAL_LINES:
            submission = "\n".join([line, *_lines_until_empty()])
        work = self._keep(self._run(self._session.judge(asked, submission)))
        if work.result is None:
            return
        self._tell(verdict_lines(work.result))
        if work.result.verdict == "correct":
            self._go_on()

    def _hint(self, asked: Asked) -> None:
        before = self._work(asked)
        work = self._keep(self._run(self._session.take_hint(asked)))
        if work.hints == before.hints:
            self._say("There is no further hint; steps tells the solution.")
        else:
            self._tell(spoken(f"Hint. {work.hints[-1]}"))

    def _solution(self, asked: Asked, *, skipped: bool) -> None:
        work = self._keep(self._run(self._session.see_solution(asked, skipped=skipped)))
        self._tell(spoken(f"Solution. {work.solution}"))
        if skipped:
            self._go_on()

    def _go_on(self) -> None:
        """Name the question that comes next; turning the page is the learner's."""
        if self._practised is not None:
            self._say("next asks another question, back leads to the page.")
        elif self._at + 1 < len(self._questions):
            self._at += 1
            self._say("")
            self._tell_question()
        else:
            self._say("That was the last question of this page; next turns it.")

    def _practise(self) -> None:
        after = self._practised[0] if self._practised is not None else None
        asked = self._run(self._session.practise(after))
        if asked is None:
            self._say("Practice mixes what you have begun: solve a question or two first.")
            return
        self._practised = (asked, Work())
        self._tell_question()

    # ---- the words -------------------------------------------------------------------------------------------------

    def _do(self, command: Command) -> None:
        asked, practising = self._asked, self._practised is not None
        match command.word:
            case "next":
                self._practise() if practising else self._turn(+1)
            case "back":
                self._open(self._place) if practising else self._turn(-1)
            case "again":
                self._tell_question() if practising else self._tell_page()
            case "question":
                self._choose(command.target)
            case "hint" if asked is not None:
                self._hint(asked)
            case "steps" | "skip" if asked is not None:
                self._solution(asked, skipped=command.word == "skip")
            case "hint" | "steps" | "skip":
                self._say("There is no question on this page; next turns it.")
            case "contents":
                self._tell(contents_lines(self._session.rows(self._place.section)))
            case "go":
                self._go(command.target)
            case "practice":
                self._practise()
            case "progress":
                self._tell(progress_lines(*self._run(self._session.summary())))
            case "help":
                self._tell(help_lines())
            case "quit":
                pass
            case _:
                assert_never(command.word)


def _lines_until_empty() -> Iterable[str]:
    with contextlib.suppress(EOFError):  # the end of the input ends the answer as well; the next prompt then sees it
        while (line := input("> ")).strip():
            yield line
