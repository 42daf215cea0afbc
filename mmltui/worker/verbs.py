"""What can be asked of a child: a closed registry of names. A verb takes a JSON object and returns one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from mmltui.worker.algebra import algebra

Verb: TypeAlias = Callable[[Any], dict[str, object]]


def grade(payload: Mapping[str, object]) -> dict[str, object]:
    """Judge `submission` by the table `exercise`: the output object of `mmltui grade`, its id aside."""
    from mmltui.exercises import grade_table, to_json

    answer = to_json(None, grade_table(payload["exercise"], payload["submission"]))
    del answer["id"]
    return answer


def derivation(payload: Mapping[str, Any]) -> dict[str, object]:
    """The worked derivative of `of` by `wrt`: how it was read, and each line with its rules.

    `symbols` and `define` are those of an exercise; without `symbols` each letter is a real scalar. Raises
    `ParseError`.
    """
    from mmltui.calculus.steps import derivation as lines
    from mmltui.notation.parser import parse
    from mmltui.notation.printing import latex, plain
    from mmltui.notation.symbols import SymbolTable

    kinds, define = payload.get("symbols"), payload.get("define", {})
    letters = SymbolTable.of_letters(payload["of"], payload["wrt"])
    symbols = letters if kinds is None else SymbolTable.declare(kinds, define=define)
    reading = parse(payload["of"], symbols).expression
    steps = lines(reading, payload["wrt"], symbols)
    return {
        "reading": plain(reading),
        "steps": [
            {"rule": step.rule, "plain": plain(step.expression), "latex": latex(step.expression), "note": step.note}
            for step in steps
        ],
    }


def board(payload: Mapping[str, Any]) -> dict[str, object]:
    """The worked solution of an `exercise` table that the engine computes, line by line; no lines for other kinds."""
    from mmltui.exercises import load

    return {"lines": [{"rule": line.rule, "latex": line.latex} for line in load(payload["exercise"]).ask.board()]}


def warm() -> None:
    """Load what judging needs by judging once, so that no learner waits for it and no limit is spent on it.

    A right answer needs a proof, a wrong one a diagnosis, vectors their own judge, and a stationary point SymPy.
    """
    for exercise, submission in _EXAMPLES:
        grade({"exercise": exercise, "submission": submission})


_PRODUCT = {"ask": "derivative", "of": "x^2 sin x", "wrt": "x"}
_EXAMPLES: tuple[tuple[Mapping[str, object], str], ...] = (
    (_PRODUCT, "2 x sin(x) + x^2 cos(x)"),
    (_PRODUCT, "2 x cos(x)"),
    ({"ask": "jacobian", "of": "A x", "wrt": "x", "symbols": {"A": "M x N", "x": "N"}}, "A^T"),
    ({"ask": "solve", "of": "(x - 1)^2", "wrt": "x"}, "x = 1"),
)

VERBS: Mapping[str, Verb] = {"grade": grade, "derivation": derivation, "board": board, "algebra": algebra}
