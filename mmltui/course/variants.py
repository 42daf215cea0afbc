"""Fresh questions: an exercise with other numbers, in its question and in every answer, or one from a generator."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

from mmltui.course.content import ExerciseBlock, PracticeBlock
from mmltui.course.families.registry import generate
from mmltui.exercises import load
from mmltui.notation.parser import parse
from mmltui.notation.printing import latex, plain
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression, Symbol
from mmltui.notation.walk import substitute


def variant(block: ExerciseBlock, seed: int) -> ExerciseBlock:
    """The exercise with a value for each letter of `vary`, the same for the same seed.

    Its table binds them by `at`, its question says so, its answers have them put in. Raises `ExerciseError` if
    `vary` names a letter that the exercise does not have, `ParseError` if an answer cannot be read.
    """
    source = random.Random(f"{block.id} {seed}")  # noqa: S311 - which numbers come up is no secret
    chosen = {name: source.choice(values) for name, values in block.vary.items()}
    at = block.source.get("at", {})
    values = {**block.source, "at": {**(at if isinstance(at, Mapping) else {}), **chosen}}
    bound = {name: parse(text, SymbolTable.declare({})).expression for name, text in chosen.items()}
    given = ", ".join(f"${latex(Symbol(name))} = {text}$" for name, text in chosen.items())
    return replace(
        block,
        table=replace(block.table, values=values),
        exercise=load(values),
        question=f"{block.question}\n\nTake {given}.",
        accept=tuple(_put_in(block, text, bound) for text in block.accept),
        reject=tuple(replace(one, answer=_put_in(block, one.answer, bound)) for one in block.reject),
        solution=None,
        solution_line=None,
    )


def generated(block: PracticeBlock, seed: int) -> ExerciseBlock:
    """A question of the generator, the same for the same seed; raises `NothingFoundError`."""
    item = generate(block.family, block.kinds, seed)
    return ExerciseBlock(
        id=block.id,
        title=None,
        table=replace(block.table, values=item.table),
        exercise=load(item.table),
        question=item.question,
        hints=item.hints,
        solution=item.solution,
        line=block.line,
        teaches=block.teaches,
        aliases=block.aliases,
        accept=(),
        reject=(),
        invalid=(),
        vary={},
        hint_lines=(block.line,) * len(item.hints),
        solution_line=block.line if item.solution else None,
    )


def _put_in(block: ExerciseBlock, text: str, bound: Mapping[str, Expression]) -> str:
    readings = block.exercise.ask.read(text)
    return "; ".join(plain(substitute(reading.expression, bound)) for reading in readings)
