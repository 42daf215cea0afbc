"""A derivation as typed, taken apart into its lines: formulas that follow from one another, or equations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from mmltui.exercises.listing import split_at
from mmltui.exercises.remarks import without_remarks
from mmltui.notation.parser import ParseError, Reading, parse
from mmltui.notation.shapes import is_of_numbers, shape_of
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Differential, Expression, Relation, Symbol, Transpose
from mmltui.notation.walk import children, free_symbols, nodes, rebuild, substitute

_BREAKS: Final = re.compile(r"\n|\\\\|⇒|⟹|⇔|⟺|<=>|=>|∴|\\(?:Rightarrow|implies|iff|Leftrightarrow)\b")
_NUMBER: Final = re.compile(r"^\(?(\d{1,2})[.)]\s+")
_EQUALS: Final = "="
_NAME: Final = re.compile(r"[A-Za-zα-ωΑ-Ω∇∂]\w*\s*['′*]*\s*(?:\([^()]*\))?|[d∂]\w*\s*/\s*[d∂]\w*")


def read_formulas(text: str, symbols: SymbolTable, start: Expression, wrt: str) -> tuple[Reading, ...]:
    """Every side of every `=` is a line; names such as f'(x) before it, and the question itself, are passed over.

    A prime after a number, as in (x^2)', is d/dwrt of it, and `u = x^2` names a part of the question for the lines
    below. Raises ParseError, naming the line.
    """
    found: list[Reading] = []
    named: dict[str, Expression] = {}
    for number, line in _numbered(text):
        sides = _sides(line)
        if (part := _named_part(sides, symbols, start)) is not None:
            named[sides[0]] = part
            symbols = symbols.with_definition(sides[0], sides[1])
            continue
        if len(sides) > 1 and _NAME.fullmatch(sides[0]) and not _is_readable(sides[0], symbols):
            sides = sides[1:]
            if len(sides) == 1 and isinstance(start, Differential) and _is(sides[0], start.body, symbols):
                continue
        readings = (_with_primes(_read(side, symbols, number), symbols, wrt) for side in sides)
        found += [replace(reading, expression=substitute(reading.expression, named)) for reading in readings]
    return tuple(found)


def read_equations(text: str, symbols: SymbolTable, unknown: str) -> tuple[Reading, ...]:
    """Every line is an equation; of `a = b = c` the first side is held against each. A value alone is the unknown's.

    Raises ParseError, naming the line.
    """
    found: list[Reading] = []
    for number, line in _numbered(text):
        pieces = split_at(line, ",")
        for piece in pieces if all(_EQUALS in one for one in pieces) else [line]:
            sides = _sides(piece)
            if len(sides) > 1 and _NAME.fullmatch(sides[0]) and not _is_readable(sides[0], symbols):
                sides = sides[1:]
                if sides == ["0"]:
                    continue
            first = _read(sides[0], symbols, number)
            if len(sides) == 1:
                bare = first.expression
                is_value = not isinstance(bare, Relation) and unknown not in free_symbols(bare)
                is_value = is_value and not any(isinstance(node, Differential) for node in nodes(bare))
                found.append(replace(first, expression=Relation("=", Symbol(unknown), bare)) if is_value else first)
            for side in sides[1:]:
                other = _read(side, symbols, number)
                notes = (*first.notes, *other.notes)
                found.append(Reading(Relation("=", first.expression, other.expression), notes=notes))
    return tuple(found)


def equation(text: str, symbols: SymbolTable) -> Expression:
    """A formula or one equation as an author writes it, with what stands on its left; raises ParseError."""
    sides = _sides(text)
    if len(sides) == 2 and _is_readable(sides[0], symbols):
        left, right = (parse(side, symbols).expression for side in sides)
        return Relation("=", left, right)
    return parse(text, symbols).expression


def _numbered(text: str) -> Iterator[tuple[str, str]]:
    """The lines that hold something, with the words to call them by, without their numbers and remarks."""
    lines = [line for part in _BREAKS.split(text) for line in split_at(part, ";")]
    for number, line in enumerate(lines, start=1):
        counted = _NUMBER.match(line)
        bare = line[counted.end() :] if counted and int(counted[1]) == number else line
        if formula := without_remarks(bare).strip():
            yield (f"line {number}: " if len(lines) > 1 else ""), formula


def _sides(line: str) -> list[str]:
    """What stands between the equals signs outside of brackets; a sum's `n=1` below its sign is none of them."""
    masked = re.sub(r"[<>!:]=|_\{[^}]*\}", lambda match: "~" * len(match[0]), line)
    places = [0, *_cuts(masked), len(line)]
    sides = [line[start:end].strip().removeprefix("=").strip() for start, end in pairwise(places)]
    return [side for side in sides if side] or [line.strip(" =")]


def _cuts(line: str) -> Iterable[int]:
    depth = 0
    for place, character in enumerate(line):
        depth += (character in "([{") - (character in ")]}")
        if character == _EQUALS and depth <= 0:
            yield place


def _is_readable(text: str, symbols: SymbolTable) -> bool:
    try:
        parse(text, symbols)
    except ParseError:
        return False
    return True


def _is(text: str, formula: Expression, symbols: SymbolTable) -> bool:
    return _is_readable(text, symbols) and parse(text, symbols).expression == formula


def _named_part(sides: list[str], symbols: SymbolTable, start: Expression) -> Expression | None:
    """What a free letter is to stand for, if that is a part of the question."""
    match sides:
        case [letter, text] if len(letter) == 1 and letter.isalpha() and letter not in symbols.kinds:
            if not isinstance(start, Differential) or not _is_readable(text, symbols):
                return None
            part = parse(text, symbols).expression
            return part if part != start.body and part in nodes(start.body) else None
        case _:
            return None


def _with_primes(reading: Reading, symbols: SymbolTable, wrt: str) -> Reading:
    """The reading with (u)' as d/dwrt(u) where u is a number, which has no transpose."""
    expression = _differentiated(reading.expression, symbols, wrt)
    if expression == reading.expression:
        return reading
    notes = tuple(note for note in reading.notes if "transpose" not in note)
    return replace(reading, expression=expression, notes=notes)


def _differentiated(expression: Expression, symbols: SymbolTable, wrt: str) -> Expression:
    parts = [_differentiated(part, symbols, wrt) for part in children(expression)]
    match expression:
        case Transpose() if is_of_numbers(parts[0], symbols) and shape_of(parts[0], symbols).is_scalar:
            return Differential(parts[0], wrt)
        case _:
            return rebuild(expression, parts) if parts else expression


def _read(text: str, symbols: SymbolTable, number: str) -> Reading:
    try:
        return parse(text, symbols)
    except ParseError as error:
        raise ParseError(f"{number}{error.message}", error.span, error.hint, kind=error.kind) from error
