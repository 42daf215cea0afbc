"""Events as the tests need them, in one word each."""

from mmltui.study.events import Attempt, Event, HintTaken, Question, Skipped, SolutionSeen

SLOPE = Question("1.2/slope", content="v1", components=("1.2.e",))


def what(word, question=SLOPE):
    match word:
        case "right":
            return Attempt(question, "2x", "correct", "proved")
        case "wrong":
            return Attempt(question, "x", "incorrect", "different", ("power.no-factor",))
        case "nonsense":
            return Attempt(question, "2x +", "invalid", "unparsable")
        case "undecided":
            return Attempt(question, "2x", "undecided", "timeout")
        case "hint":
            return HintTaken(question, 1)
        case "solution":
            return SolutionSeen(question)
        case "skip":
            return Skipped(question)


def minute(number):
    days, minutes = divmod(number, 1440)
    return f"2026-01-{1 + days:02}T{minutes // 60:02}:{minutes % 60:02}:00.000000+00:00"


def event(number, happened, *, uid=None):
    return Event(uid or f"u{number:04}", minute(number), "here", happened)


def story(words, question=SLOPE, start=0):
    """A word for each event, a minute apart; `|` lets a day pass."""
    events, number = [], start
    for word in words.split():
        if word == "|":
            number += 1440
            continue
        events.append(event(number, what(word, question)))
        number += 1
    return events
