"""What can be asked of a child: a closed registry of names. A verb takes a JSON object and returns one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Verb: TypeAlias = Callable[[Any], dict[str, object]]


def grade(payload: Mapping[str, object]) -> dict[str, object]:
    """Judge `submission` by the table `exercise`: the output object of `mmltui grade`, its id aside."""
    from mmltui.exercises import grade_table, to_json

    answer = to_json(None, grade_table(payload["exercise"], payload["submission"]))
    del answer["id"]
    return answer


def warm() -> None:
    """Load what judging needs by judging once, so that the first learner does not wait for it."""
    grade({"exercise": {"ask": "derivative", "of": "x^2 sin x", "wrt": "x"}, "submission": "2 x sin(x) + x^2 cos(x)"})


VERBS: Mapping[str, Verb] = {"grade": grade}
