"""What can happen to a learner: a closed union, each kind with its JSON form.

An event that this version does not know, or whose keys do not fit, is kept as `Unknown` and counts for nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import ClassVar, TypeAlias

from mmltui.errors import MmltuiError


class EventError(MmltuiError):
    """A line of an import that is no event."""


@dataclass(frozen=True, slots=True)
class Question:
    """What stood before the learner: `exercise` is `1.2/slope`, `seed` None for the lesson's own numbers.

    `content` is the fingerprint of the exercise as it then was, `components` are the knowledge components that it
    teaches; `interleaved` tells that it came among questions on other things, in practice or review.
    """

    exercise: str
    content: str = ""
    seed: str | None = None
    components: tuple[str, ...] = ()
    interleaved: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """An answer and what became of it: the words of `mmltui grade`; `hints` counts those taken before."""

    KIND: ClassVar = "attempt"
    question: Question
    submission: str
    verdict: str
    verdict_kind: str
    misconceptions: tuple[str, ...] = ()
    hints: int = 0


@dataclass(frozen=True, slots=True)
class HintTaken:
    """The hint of this rung, counted from 1, was shown."""

    KIND: ClassVar = "hint"
    question: Question
    rung: int


@dataclass(frozen=True, slots=True)
class SolutionSeen:
    """The worked derivation was shown."""

    KIND: ClassVar = "solution"
    question: Question


@dataclass(frozen=True, slots=True)
class Skipped:
    """The learner moved on, and was shown the answer."""

    KIND: ClassVar = "skip"
    question: Question


@dataclass(frozen=True, slots=True)
class Reset:
    """Everything before, within `scope` (`1.2/slope`, `1.2`, or empty for all), counts no more."""

    KIND: ClassVar = "reset"
    scope: str


@dataclass(frozen=True, slots=True)
class Undo:
    """The event `target` counts no more; an undo can be undone."""

    KIND: ClassVar = "undo"
    target: str


@dataclass(frozen=True, slots=True)
class PageVisited:
    """Page `page` of `section`, counted from 0, was opened."""

    KIND: ClassVar = "page"
    section: str
    page: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that a newer version wrote."""

    kind: str
    subject: str
    detail: Mapping[str, object] = field(hash=False)


OnQuestion: TypeAlias = Attempt | HintTaken | SolutionSeen | Skipped
Stamp: TypeAlias = tuple[str, str, str, str, str]
What: TypeAlias = OnQuestion | Reset | Undo | PageVisited | Unknown


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, and the stamp that makes it the same event on every machine. `time` is UTC, ISO 8601."""

    uid: str
    time: str
    device: str
    what: What

    @property
    def order(self) -> tuple[str, str]:
        """Events are put in order by time; the uid decides a tie the same way everywhere."""
        return (self.time, self.uid)


ON_QUESTION = frozenset({Attempt.KIND, HintTaken.KIND, SolutionSeen.KIND, Skipped.KIND})


def fingerprint(text: str) -> str:
    """A short digest of an exercise's canonical text, to notice that it has changed."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def now() -> str:
    """The time in the one format in which times are kept, so that they sort as text."""
    return _written(datetime.now(UTC))


def parts(what: What) -> tuple[str, str, dict[str, object]]:
    """Kind, subject and the rest, as the store keeps them."""
    match what:
        case Unknown(kind, subject, detail):
            return kind, subject, dict(detail)
        case Reset(scope):
            return what.KIND, scope, {}
        case Undo(target):
            return what.KIND, target, {}
        case PageVisited(section, page):
            return what.KIND, section, {"page": page}
        case Attempt() | HintTaken() | SolutionSeen() | Skipped():
            detail = _fields(what.question) | _fields(what)
            del detail["exercise"], detail["question"]
            return what.KIND, what.question.exercise, detail


def from_parts(kind: str, subject: str, detail: Mapping[str, object]) -> What:
    """The inverse of `parts`; `Unknown` for what does not fit."""
    match kind, detail:
        case "reset", {}:
            return Reset(subject)
        case "undo", {}:
            return Undo(subject)
        case "page", {"page": int(page)}:
            return PageVisited(subject, page)
        case "attempt" | "hint" | "solution" | "skip", _:
            question = _question(subject, detail)
            if question is not None:
                return _on_question(kind, question, detail) or Unknown(kind, subject, detail)
    return Unknown(kind, subject, detail)


def to_line(event: Event) -> str:
    """One line of JSON, without its end."""
    kind, subject, detail = parts(event.what)
    stamp = {"uid": event.uid, "time": event.time, "device": event.device, "kind": kind, "subject": subject}
    return json.dumps({**detail, **stamp}, sort_keys=True)


def from_line(line: str) -> Event:
    """The inverse of `to_line`; raises `EventError` saying what is wrong. Times may be in any zone."""
    stamp, detail = read_line(line)
    uid, time, device, kind, subject = stamp
    return Event(uid, time, device, from_parts(kind, subject, detail))


def read_line(line: str) -> tuple[Stamp, dict[str, object]]:
    """The stamp of a line (uid, time, device, kind, subject) and the rest; raises `EventError` as `from_line` does."""
    try:
        table = json.loads(line)
        stamp = tuple(table.pop(key) for key in _STAMP)
        "".join(stamp).encode()
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        raise EventError(f"it is no JSON object with the texts {', '.join(_STAMP)}") from None
    uid, time, device, kind, subject = stamp
    return (uid, _read_time(time), device, kind, subject), table


_STAMP = ("uid", "time", "device", "kind", "subject")
_AS_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}\+00:00")


def _read_time(text: str) -> str:
    try:
        time = datetime.fromisoformat(text)
        if not _AS_WRITTEN.fullmatch(text):
            time = (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise EventError(f"{text!r} is no ISO time of our days") from None
    if not 1970 <= time.year < 3000:
        raise EventError(f"{text!r} is no ISO time of our days")
    # Putting 100,000 times that need it not into words again takes half a second.
    return text if _AS_WRITTEN.fullmatch(text) else _written(time)


def _written(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def _question(exercise: str, detail: Mapping[str, object]) -> Question | None:
    match detail:
        case {
            "content": str(content),
            "seed": str() | None as seed,
            "components": [*components],
            "interleaved": bool(interleaved),
        } if _all_text(components):
            return Question(exercise, content, seed, tuple(map(str, components)), interleaved)
    return None


def _on_question(kind: str, question: Question, detail: Mapping[str, object]) -> OnQuestion | None:
    match kind, detail:
        case "attempt", {
            "submission": str(submission),
            "verdict": str(verdict),
            "verdict_kind": str(verdict_kind),
            "misconceptions": [*misconceptions],
            "hints": int(hints),
        } if _all_text(misconceptions):
            return Attempt(question, submission, verdict, verdict_kind, tuple(map(str, misconceptions)), hints)
        case "hint", {"rung": int(rung)}:
            return HintTaken(question, rung)
        case "solution", _:
            return SolutionSeen(question)
        case "skip", _:
            return Skipped(question)
    return None


def _fields(kept: Question | OnQuestion) -> dict[str, object]:
    """Name and value of each field; `dataclasses.asdict` copies all the way down, which takes longer than writing."""
    return {name.name: getattr(kept, name.name) for name in fields(kept)}


def _all_text(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)
