"""Where two formulas are compared: seeded random rational points, and points on each side of every switch.

Coordinates are multiples of small powers of two: easy to check by hand, and exact in binary arithmetic.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from random import Random

from flint import arb, fmpq

from mmltui.grading.balls import Evaluator, Point
from mmltui.grading.program import Program, Rational, Variable

# (smallest, largest, denominator) of the sizes drawn, in turn. Formulas live around 1; inverse functions want
# |x| < 1 or |x| > 1. The first is the simplest: most wrong answers differ there, and a learner checks it by hand.
_SIZES = ((0, 3, 2), (0, 4, 8), (0, 1, 16), (1, 4, 8), (0, 6, 8), (0, 1, 32), (0, 3, 8), (0, 12, 16))
_FIRST_SYMBOLS = 3

_LINE_BITS = 64
_BISECTIONS = 14
_POINTS_OF_A_LINE = 24
_BEYOND = 4
_BESIDE = fmpq(1, 2**10)


def random_points(program: Program, seed: str) -> Iterator[Point]:
    """Endless points for the program's symbols, the same for the same seed; one point if there are none."""
    variables = program.variables
    if not variables:
        yield {}
        return
    generator = seeded(seed)
    turn = 0
    while True:
        signs = _signs(generator, turn, len(variables))
        yield {
            variable.name: _draw(generator, variable, turn, sign)
            for variable, sign in zip(variables, signs, strict=True)
        }
        turn += 1


def _signs(generator: Random, turn: int, count: int) -> list[int]:
    """Every combination of signs of the first symbols in each eight turns; every other eight are all positive."""
    patterns = 2**_FIRST_SYMBOLS
    if turn // patterns % 2:
        return [1] * count
    first = [-1 if turn >> bit & 1 else 1 for bit in range(_FIRST_SYMBOLS)]
    return [first[i] if i < _FIRST_SYMBOLS else generator.choice((-1, 1)) for i in range(count)]


def seeded(seed: str) -> Random:
    """A generator that is the same on every machine and in every run."""
    return Random(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8]))  # noqa: S311 - samples, no secrets


def _draw(generator: Random, variable: Variable, turn: int, sign: int) -> fmpq:
    if variable.whole:
        return fmpq(generator.randint(2, 9))
    # Mostly the size whose turn it is, so that narrow domains of several symbols are met together.
    which = turn if turn == 0 or generator.random() < 0.7 else generator.randrange(len(_SIZES))
    low, high, denominator = _SIZES[which % len(_SIZES)]
    value = fmpq(2 * generator.randrange(low * denominator // 2, high * denominator // 2) + 1, denominator)
    return value if variable.positive else sign * value


def points_between_switches(evaluator: Evaluator, seed: str, lines: int) -> Iterator[Point]:
    """Points between neighbouring sign changes of the switches and borders, along each of some lines.

    A line moves one symbol and holds the others, so that with one symbol every branch of every abs, sign,
    max and min is met, however narrow.
    """
    program = evaluator.program
    watched = [
        index for index in program.switches + program.borders if not isinstance(program.instructions[index], Rational)
    ]
    variables = [variable for variable in program.variables if not variable.whole]
    if not watched or not variables:
        return
    bases = random_points(program, f"{seed} lines")
    for line in range(lines):
        moving = variables[line % len(variables)]
        yield from _along(evaluator, watched, dict(next(bases)), moving)


def _along(evaluator: Evaluator, watched: Sequence[int], base: dict[str, fmpq], moving: Variable) -> Iterator[Point]:
    wanted = evaluator.program.needed(*watched)

    def signs(coordinate: fmpq) -> list[int]:
        values = evaluator.at({**base, moving.name: coordinate}, _LINE_BITS, wanted=wanted)
        return [_sign(values[index]) for index in watched]

    grid = _POSITIVE_GRID if moving.positive else _GRID
    seen = [(coordinate, signs(coordinate)) for coordinate in grid]
    crossings = _crossings(seen, signs)
    # A switch may lie between a border and the next point of the grid: look again from beside what was found.
    beside = [crossing + step for crossing in crossings for step in (-_BESIDE, _BESIDE)]
    seen += [(coordinate, signs(coordinate)) for coordinate in beside if coordinate > 0 or not moving.positive]
    if beside:
        crossings += _crossings(sorted(seen, key=_place), signs)
    if not crossings:
        return
    first, last = min(crossings), max(crossings)
    marks = [
        max(first - _BEYOND, grid[0] if moving.positive else first - _BEYOND),
        *sorted(set(crossings)),
        last + _BEYOND,
    ]
    for left, right in islice(pairwise(marks), _POINTS_OF_A_LINE):
        if right - left > fmpq(1, 2**12):
            yield {**base, moving.name: _simplest_between(left, right)}


def _crossings(seen: Sequence[tuple[fmpq, list[int]]], signs: Callable[[fmpq], list[int]]) -> list[fmpq]:
    """Where signs change between neighbouring coordinates."""
    return [
        _bisect(signs, which, left, right, one)
        for (left, before), (right, after) in pairwise(seen)
        if before != after
        for which, (one, other) in enumerate(zip(before, after, strict=True))
        if one * other < 0
    ]


def _place(at: tuple[fmpq, object]) -> float:
    return int(at[0].p) / int(at[0].q)


def _sign(value: arb | None) -> int:
    """-1 or 1 where certain, else 0."""
    if value is None:
        return 0
    return 1 if value > 0 else -1 if value < 0 else 0


def _bisect(signs: Callable[[fmpq], list[int]], which: int, left: fmpq, right: fmpq, before: int) -> fmpq:
    """Where, between left and right, one of the signs changes from `before`."""
    for _ in range(_BISECTIONS):
        middle = (left + right) / 2
        if signs(middle)[which] == before:
            left = middle
        else:
            right = middle
    return left


def _simplest_between(left: fmpq, right: fmpq) -> fmpq:
    """A point well inside with a small denominator, no whole number: those are where formulas are special."""
    margin = (right - left) / 4
    for power in range(1, 40):
        scale = 2**power
        middle = (left + right) / 2 * scale
        candidate = fmpq(2 * (middle / 2).floor() + 1, scale)
        if left + margin < candidate < right - margin:
            return candidate
    return (left + right) / 2


_STEPS = [fmpq(step, 2) for step in range(13)] + [fmpq(value) for value in (8, 12, 20, 50, 200, 1000, 10000)]
# Shifted off the halves, where formulas have their roots: a sign is certain on either side of a root, not on it.
_OFF = fmpq(1, 64)
# Closer together towards 0, where 1/x makes branches narrow.
_NEAR_ZERO = [fmpq(step, 64) for step in (1, 3, 5, 9, 13, 19, 25)]
_POSITIVE_GRID = [*_NEAR_ZERO, *(step - _OFF for step in _STEPS if step > 0)]
_GRID = [-value for value in reversed(_POSITIVE_GRID)] + _POSITIVE_GRID
