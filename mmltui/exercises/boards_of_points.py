"""Worked solutions of values, of steps downhill and of flat points with their kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from mmltui.calculus.derivative import derivative, untidy_derivative
from mmltui.calculus.tidy import tidy
from mmltui.exercises.boards import Line, board_of_a_number
from mmltui.notation.printing import latex, plain
from mmltui.notation.tree import Expression, Listing, Matrix, Number, Symbol
from mmltui.notation.walk import substitute

if TYPE_CHECKING:
    from mmltui.calculus.stationary import StationaryPoint
    from mmltui.calculus.vectors.hessian_tools import SurfacePoint
    from mmltui.grading.vectors.path import Path
    from mmltui.notation.symbols import SymbolTable

_ZERO = Number(Fraction(0))


def board_of_a_value(formula: Expression, value: Expression, at: Mapping[str, Expression]) -> tuple[Line, ...]:
    """A formula, with its values put in, worked out."""
    if not at:
        return ()
    worked = tidy(value)
    known = (Line("", latex(formula)), Line("put the values in", f"= {latex(value)}"))
    return known if worked == value else (*known, Line("work it out", f"= {latex(worked)}"))


def board_of_steps(path: Path, points: Sequence[Sequence[Expression]]) -> tuple[Line, ...]:
    """The slopes, then one step after the other."""
    slopes = [tidy(untidy_derivative(path.function, letter)) for letter in path.letters]
    lines = [Line("", f"f = {latex(path.function)}")]
    lines += (
        Line("", f"{_partial(letter, len(slopes))} = {latex(slope)}")
        for letter, slope in zip(path.letters, slopes, strict=True)
    )
    here: Sequence[Expression] = path.start
    for number, point in enumerate(points, start=1):
        there = dict(zip(path.letters, here, strict=True))
        steep = [tidy(substitute(slope, there)) for slope in slopes]
        moved = f"{_upright(here)} - {latex(path.step_size)} \\cdot {_upright(steep, bracket=True)} = {_upright(point)}"
        lines.append(Line(f"step {number}: against the slope", moved))
        here = point
    return tuple(lines)


def board_of_kinds(
    function: Expression, wrt: str, symbols: SymbolTable, points: Sequence[StationaryPoint]
) -> tuple[Line, ...]:
    """Where the slope is zero, and the second derivative there."""
    slope = derivative(function, wrt, symbols)
    bend = derivative(slope, wrt, symbols)
    lines = [
        *board_of_a_number(function, wrt, symbols, 1, {}),
        Line("put the slope equal to zero", f"{latex(slope)} = 0"),
    ]
    lines.append(Line("the second derivative", f"f'' = {latex(bend)}"))
    for point in points:
        value = tidy(substitute(bend, {wrt: point.at}))
        place = rf"f''\left({latex(point.at)}\right) = {latex(value)}"
        told = ", though a zero does not tell" if value == _ZERO else ""
        lines.append(Line(f"at {wrt} = {plain(point.at)}: {point.kind}{told}", place))
    return tuple(lines)


def board_of_surface_kinds(
    function: Expression, letters: Sequence[str], points: Sequence[SurfacePoint]
) -> tuple[Line, ...]:
    """The slopes, and the Hessian at each point where they are zero."""
    slopes = [tidy(untidy_derivative(function, letter)) for letter in letters]
    hessian = [[tidy(untidy_derivative(slope, letter)) for letter in letters] for slope in slopes]
    lines = [Line("", f"f = {latex(function)}")]
    lines += (
        Line("", f"{_partial(letter, 2)} = {latex(slope)}") for letter, slope in zip(letters, slopes, strict=True)
    )
    lines.append(Line("each slope once more, by each letter", rf"\mathbf H = {latex(_matrix(hessian))}"))
    for point in points:
        there = dict(zip(letters, point.at, strict=True))
        rows = [[tidy(substitute(entry, there)) for entry in row] for row in hessian]
        where = f"at {plain(Listing(point.at))}, where all slopes are zero: {point.definiteness}, {point.kind}"
        lines.append(Line(where, rf"\mathbf H = {latex(_matrix(rows))}"))
    return tuple(lines)


def _partial(letter: str, letters: int) -> str:
    sign = "d" if letters == 1 else r"\partial "
    return rf"\frac{{{sign}f}}{{{sign}{latex(Symbol(letter))}}}"


def _matrix(rows: Sequence[Sequence[Expression]]) -> Matrix:
    return Matrix(tuple(tuple(row) for row in rows))


def _upright(numbers: Sequence[Expression], *, bracket: bool = False) -> str:
    """A number alone, or a column; a number in brackets where a sign may stand before it."""
    if len(numbers) > 1:
        return latex(Matrix(tuple((number,) for number in numbers)))
    return rf"\left({latex(numbers[0])}\right)" if bracket else latex(numbers[0])
