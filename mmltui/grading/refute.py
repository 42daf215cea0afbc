"""Comparing two formulas at points: a certified difference, or how far they agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import log10
from typing import Literal

import flint
from flint import arb, fmpq

from mmltui.grading.balls import Evaluator, Point, Value
from mmltui.grading.digits import magnitude
from mmltui.grading.points import points_between_switches, random_points
from mmltui.grading.program import Program
from mmltui.grading.verdicts import Witness
from mmltui.grading.witnesses import difference_witness

WANTED = 8
ENOUGH = 6
MAX_TRIED = 48
LADDER = (64, 192, 640)

_NEIGHBOURHOOD = arb(2) ** -40
_NEIGHBOURHOOD_BITS = 192
_NUDGE = 2**20

Place = Literal["outside", "agree", "undefined", "unknown"]


@dataclass(slots=True)
class Comparison:
    """What the points say.

    `witness` is a certified difference. At `places` both are equal to `bits` bits; `open` says that both
    are certainly defined on some open set around one of them. At `undefined_at`, a point of the question's
    domain, the submission certainly has no value, nor around it; at `unknown_at`, another, no precision
    tried gave it a value.
    """

    witness: Witness | None = None
    places: list[Point] = field(default_factory=list)
    bits: int = 10**9
    open: bool = False
    undefined_at: Point | None = None
    unknown_at: Point | None = None

    @property
    def agreed(self) -> int:
        """At how many points both are equal."""
        return len(self.places)

    @property
    def digits(self) -> int:
        """Decimal digits to which all points agree."""
        return int(self.bits * log10(2))


def compare_at_points(evaluator: Evaluator, seed: str, ladder: Sequence[int] = LADDER) -> Comparison:
    """Compare at up to `WANTED` random points of the domain, then on each side of every switch."""
    program, result = evaluator.program, Comparison()
    lines = 2 * len(program.variables) if len(program.variables) > 1 else 1
    candidates = islice(random_points(program, seed), MAX_TRIED)
    _visit(evaluator, candidates, result, ladder, stop_at=WANTED)
    between = points_between_switches(evaluator, seed, lines)
    if result.witness is None and (program.switches or result.agreed < ENOUGH or result.undefined_at):
        _visit(evaluator, between, result, ladder, stop_at=MAX_TRIED)
    return result


def compare_again(evaluator: Evaluator, places: Sequence[Point], bits: int) -> Comparison:
    """Compare at given points of the domain, to one higher precision."""
    result = Comparison()
    _visit(evaluator, iter(places), result, (bits,), stop_at=len(places))
    return result


def _visit(
    evaluator: Evaluator, candidates: Iterator[Point], result: Comparison, ladder: Sequence[int], *, stop_at: int
) -> None:
    for at in candidates:
        _compare_at(evaluator, at, result, ladder)
        if result.witness is not None or result.agreed >= stop_at:
            return


def _compare_at(evaluator: Evaluator, at: Point, result: Comparison, ladder: Sequence[int]) -> None:
    program = evaluator.program
    for bits in ladder:
        values = evaluator.at(at, bits)
        inside = _in_domain(program, values)
        yours, expected = values[program.submission], values[program.reference]
        if inside is False or expected is None:
            return
        if inside is None or not expected.is_finite():
            continue
        if yours is None:
            if result.undefined_at is None and _undefined_around(evaluator, at):
                result.undefined_at = at
            return
        if not yours.is_finite():
            continue
        with flint.ctx.workprec(bits):
            difference = yours - expected
            if not difference.contains(0):
                result.witness = difference_witness(evaluator, at, bits)
                return
            equal_bits = _equal_bits(difference, expected, bits)
        if equal_bits >= bits // 2:
            result.bits = min(result.bits, equal_bits)
            result.places.append(at)
            result.open = result.open or _defined_around(evaluator, at)
            return
    values = evaluator.at(at, ladder[-1])
    expected = values[program.reference]
    if _in_domain(program, values) and expected is not None and expected.is_finite():
        result.unknown_at = at


def _in_domain(program: Program, values: Mapping[int, Value]) -> bool | None:
    """Whether the point belongs to the question, None if that is not certain."""
    known = True
    for index in program.domain:
        value = values[index]
        if value is None:
            return False
        known = known and value.is_finite()
    for condition in program.conditions:
        value = values[condition.difference]
        if value is None:
            return False
        holds = _holds(condition.operator, value)
        if holds is False:
            return False
        known = known and holds is True
    return True if known else None


def _holds(operator: str, difference: arb) -> bool | None:
    """Whether `difference` operator 0, None if that is not certain."""
    match operator:
        case "<" | "<=":
            return True if difference < 0 else False if difference > 0 else None
        case ">" | ">=":
            return True if difference > 0 else False if difference < 0 else None
        case "!=":
            return True if not difference.contains(0) else None
        case _:
            # An equation holds on no open set: it cannot delimit a domain, and is left to what states it.
            return True


def _equal_bits(difference: arb, expected: arb, bits: int) -> int:
    bound = difference.abs_upper()
    if bound.is_zero():
        return bits
    size = abs(expected).abs_upper().max(arb(1))
    return min(bits, magnitude(size) - magnitude(bound))


def _around(evaluator: Evaluator, at: Point) -> Mapping[int, Value]:
    return evaluator.at(at, _NEIGHBOURHOOD_BITS, radius=_NEIGHBOURHOOD)


def _undefined_around(evaluator: Evaluator, at: Point) -> bool:
    """Whether, beside a point where only the submission has no value, there are more: 0 is the only one for x²/x."""
    if not at or _only_reference_exists(evaluator.program, _around(evaluator, at)):
        return True
    for direction in (1, -1):
        steps = (
            (name, value, fmpq(direction * (2 * place + 1), _NUDGE)) for place, (name, value) in enumerate(at.items())
        )
        beside = evaluator.at({name: value + step for name, value, step in steps}, _NEIGHBOURHOOD_BITS)
        if _only_reference_exists(evaluator.program, beside):
            return True
    return False


def _only_reference_exists(program: Program, values: Mapping[int, Value]) -> bool:
    expected = values[program.reference]
    return values[program.submission] is None and expected is not None and expected.is_finite()


def _defined_around(evaluator: Evaluator, at: Point) -> bool:
    if not at:
        return True
    values = _around(evaluator, at)
    sides = (values[evaluator.program.submission], values[evaluator.program.reference])
    return all(value is not None and value.is_finite() for value in sides)
