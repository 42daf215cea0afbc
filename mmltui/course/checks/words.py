"""Check 8: a question, a hint that does not give the answer away, and a solution that ends in the reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from mmltui.course.checks.answers import said, word_of
from mmltui.course.checks.item import Check, Finding
from mmltui.course.content import ExerciseBlock
from mmltui.exercises import judge
from mmltui.exercises.choice import Choice

# Kinds whose derivation the engine writes: it stands in for a solution.
DERIVED = frozenset(
    {"derivative", "jacobian", "gradient", "hessian", "directional", "entry", "solve", "descent", "classify"}
)
# Kinds whose answer is one formula, with which a solution can end.
FORMULA = frozenset({"derivative", "expression", "number", "jacobian", "gradient", "hessian", "directional", "entry"})

_FORMULA = re.compile(r"\$\$(?P<display>.+?)\$\$|\$(?P<inline>[^$\n]+(?:\n[^$\n]+)*)\$|`(?P<code>[^`]+)`", re.DOTALL)
_RELATION = re.compile(r"(?<![<>!\\])=|\\(?:implies|Rightarrow|approx|to)\b|&")


def word_checks(block: ExerciseBlock) -> Iterator[Check]:
    """The question, the hints and the solution of an exercise."""
    yield Check("question", block.line, partial(_asks, block))
    yield Check("hint", block.line, partial(_helps, block))
    for index, (hint, line) in enumerate(zip(block.hints, block.hint_lines, strict=True)):
        yield Check(f"hint-{index + 1}", line, partial(_keeps_quiet, block, hint))
    if block.exercise.kind not in DERIVED:
        yield Check("solution", block.line, partial(_solved, block))
    if block.solution and block.solution_line and block.exercise.kind in FORMULA:
        yield Check("solution-ends", block.solution_line, partial(_ends_right, block, block.solution))


def _asks(block: ExerciseBlock) -> Finding:
    return None if block.question else "there is no question: write it between the heading and the fence"


def _helps(block: ExerciseBlock) -> Finding:
    return None if block.hints else "there is no hint: write one in <details><summary>Hint</summary> after the fence"


def _solved(block: ExerciseBlock) -> Finding:
    return None if block.solution else "there is no solution: write one in <details><summary>Solution</summary>"


def _keeps_quiet(block: ExerciseBlock, hint: str) -> Finding:
    if isinstance(block.exercise.ask, Choice):
        ask = block.exercise.ask
        told = [option for label, option in zip(ask.labels, ask.options, strict=False) if label in ask.right]
        leaked = next((option for option in told if len(option) > len("$x^2$") and option in hint), None)
        return f"the hint says the right option, '{leaked}'" if leaked else None
    if block.exercise.kind not in FORMULA:
        return None
    for formula in formulas(hint):
        for piece in {formula, *sides(formula)}:
            if not _trivial(piece) and word_of(judge(block.exercise, piece)) == "correct":
                return f"the hint gives the answer away: {piece}"
    return None


def _trivial(piece: str) -> bool:
    """A small number may stand in a hint for other reasons than to be the answer."""
    return re.fullmatch(r"\d", piece) is not None


def _ends_right(block: ExerciseBlock, solution: str) -> Finding:
    found = formulas(solution)
    if not found:
        return "the solution ends without a formula: its last formula must be the answer"
    last = (sides(found[-1]) or [found[-1]])[-1]
    judgement = judge(block.exercise, last)
    if word_of(judgement) == "correct":
        return None
    whole = _bare(found[-1].rpartition("=")[2])  # of a matrix the entries are no sides
    if whole != last and word_of(judge(block.exercise, whole)) == "correct":
        return None
    return f"the solution's last formula, {last}, is not the answer: {said(judgement)}"


def formulas(markdown: str) -> list[str]:
    """The formulas of a text, in order: between dollars or in backticks, without what closes a sentence."""
    found = (match["display"] or match["inline"] or match["code"] for match in _FORMULA.finditer(markdown))
    return [_bare(formula) for formula in found]


def sides(formula: str) -> list[str]:
    """What stands between the equals signs, arrows and columns of a formula, line by line."""
    inner = re.sub(r"\\(?:begin|end)\{[^}]*\}", " ", formula)
    inner = re.sub(r"\\q?quad|\\text\{[^}]*\}", " ", inner)
    pieces = (_bare(piece) for row in inner.split(r"\\") for piece in _RELATION.split(row))
    return [piece for piece in pieces if piece]


def _bare(formula: str) -> str:
    return " ".join(formula.split()).strip().rstrip(".,;:").strip()
