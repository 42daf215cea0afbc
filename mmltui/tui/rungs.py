"""Help with a question: the author's hints, further rungs and the worked solution from the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmltui.course.content import ExerciseBlock
    from mmltui.notation.symbols import SymbolTable


def hints(block: ExerciseBlock) -> tuple[str, ...]:
    """Markdown, each saying more than the one before: the author's, then where the answer is computed the engine's."""
    engine = block.exercise.ask.hints()
    return (*block.hints, *(engine[1:] if block.hints else engine))


def derivation_request(block: ExerciseBlock) -> dict[str, object] | None:
    """What to ask the grading process for where the author wrote no solution; None if it has none to give."""
    asked = _first_derivative(block)
    if block.solution or asked is None:
        return None
    source = block.source
    request = {"of": asked[0], "wrt": asked[1], "define": source.get("define", {})}
    return request | ({"symbols": source["symbols"]} if "symbols" in source else {})


def solution(block: ExerciseBlock, worked: Mapping[str, object] | None) -> str:
    """The author's words, else the lines of `worked` with the rule of each, else the answer alone."""
    if block.solution:
        return block.solution
    steps, asked = worked["steps"] if worked else None, _first_derivative(block)
    if isinstance(steps, Sequence) and steps and asked:
        return worked_out(derivative_latex(*asked, _symbols(block)), steps)
    return f"The answer: `{block.exercise.ask.reference()}`"


def worked_out(task: str, steps: Iterable[Mapping[str, object]]) -> str:
    """A derivative in Markdown: the task in LaTeX, then each line below the name of its rule."""
    lines = (f"*{step['rule']}*\n\n$$= {step['latex']}$$" for step in steps)
    return "\n\n".join([f"$${task}$$", *lines])


def derivative_latex(of: str, wrt: str, symbols: SymbolTable) -> str:
    """The derivative still to be taken."""
    from mmltui.notation.parser import parse
    from mmltui.notation.printing import latex
    from mmltui.notation.tree import Differential

    return latex(Differential(parse(of, symbols).expression, wrt))


def _first_derivative(block: ExerciseBlock) -> tuple[str, str] | None:
    """`of` and `wrt` of a plain derivative."""
    match block.source:
        case {"ask": "derivative", "of": str(of), "wrt": str(wrt)} if block.source.get("order", 1) == 1:
            return of, wrt
        case _:
            return None


def _symbols(block: ExerciseBlock) -> SymbolTable:
    return block.exercise.ask.target.setting.symbols  # type: ignore[attr-defined, no-any-return]  # of a derivative
