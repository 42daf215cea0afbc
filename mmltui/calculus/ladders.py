"""Hint ladders for questions that need a derivative on the way: of higher order, stationary points, descent.

Each has four rungs: what is to be done, the parts, the line with blanks, the line itself. None gives the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from mmltui.calculus.derivative import derivative
from mmltui.calculus.hints import BLANK, hints
from mmltui.calculus.tidy import tidy
from mmltui.notation.printing import latex
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Add, Expression, Symbol
from mmltui.notation.walk import substitute

Rungs: TypeAlias = tuple[str, str, str, str]

_TIMES: Final = {2: "twice", 3: "three times", 4: "four times"}


def higher_order(of: Expression, wrt: str, order: int, symbols: SymbolTable) -> Rungs:
    """For d^order of / d wrt^order, order at least 2; the last rung is the first derivative."""
    root, parts, blanks, _ = hints(of, wrt, symbols)
    slope = latex(derivative(of, wrt, symbols))
    return (
        f"Differentiate {_TIMES.get(order, f'{order} times')}, each time what you got before. {root}",
        f"For the first time: {parts[0].lower()}{parts[1:]}" if parts else parts,
        blanks,
        f"Once: ${slope}$. Now differentiate that.",
    )


def stationary(of: Expression, wrt: str, symbols: SymbolTable) -> Rungs:
    """For the point where d of / d wrt is 0; the last rung is the equation."""
    root, parts, blanks, _ = hints(of, wrt, symbols)
    slope = latex(derivative(of, wrt, symbols))
    name = latex(Symbol(wrt))
    return (
        f"There the derivative by ${name}$ is 0. {root}",
        parts,
        f"{blanks}; then put the derivative equal to 0.",
        f"${slope} = 0$. Solve it for ${name}$.",
    )


def kinds(of: Expression, wrt: str, symbols: SymbolTable) -> Rungs:
    """For the stationary points of a function and what each is; the last rung holds both derivatives."""
    root, parts, blanks, _ = hints(of, wrt, symbols)
    slope = derivative(of, wrt, symbols)
    curvature = derivative(slope, wrt, symbols)
    return (
        f"Where is the slope 0, and what sign has the second derivative there? {root}",
        parts,
        f"{blanks}; put that equal to 0, and differentiate it once more.",
        f"$f' = {latex(slope)}$ and $f'' = {latex(curvature)}$: positive opens upward.",
    )


def descent(of: Expression, wrt: str, start: Expression, step_size: Expression, symbols: SymbolTable) -> Rungs:
    """For steps against the slope; the last rung is the first step, not yet worked out."""
    root, parts, _, _ = hints(of, wrt, symbols)
    slope = derivative(of, wrt, symbols)
    name, begin, size = latex(Symbol(wrt)), latex(start), latex(step_size)
    there = latex(tidy(substitute(slope, {wrt: start})))
    there = there if there.isdigit() else rf"\left({there}\right)"
    return (
        rf"Each step goes against the slope: ${name} \leftarrow {name} - \eta f'({name})$. {root}",
        rf"Begin at ${name} = {begin}$ with $\eta = {size}$. {parts}",
        rf"The first step: ${begin} - {size} \cdot {BLANK}$",
        rf"$f'({name}) = {latex(slope)}$, so the first step is ${begin} - {size} \cdot {there}$.",
    )


def value(of: Expression, at: Mapping[str, Expression], put_in: Expression) -> Rungs:
    """For the value of a formula at a point; the last rung is the formula with the values put in."""
    values = ", ".join(f"${latex(Symbol(name))} = {latex(given)}$" for name, given in at.items())
    terms = len(put_in.terms) if isinstance(put_in, Add) else 1
    blanks = f"${' + '.join([BLANK] * terms)}$: work out each term by itself, then add."
    return (
        f"Put the values in for the letters of ${latex(of)}$.",
        f"The values: {values}.",
        blanks if terms > 1 else "Work from the inside out: each bracket before what stands around it.",
        f"With the values put in: ${latex(put_in)}$",
    )


def descent_of_points(
    gradient: Sequence[Expression], letters: Sequence[str], start: Sequence[Expression], step_size: Expression
) -> Rungs:
    """For steps against a gradient; the last rung is the gradient."""
    names, size = ", ".join(latex(Symbol(letter)) for letter in letters), latex(step_size)
    begin = ", ".join(latex(entry) for entry in start)
    row = " & ".join(latex(entry) for entry in gradient)
    return (
        r"Each step goes against the gradient: $\theta \leftarrow \theta - \eta \, (df/d\theta)^\top$.",
        rf"Begin at $({begin})$ with $\eta = {size}$. One partial derivative for each of ${names}$.",
        rf"The first number after one step: ${latex(start[0])} - {size} \cdot {BLANK}$",
        rf"The gradient is $\begin{{bmatrix}} {row} \end{{bmatrix}}$. Put the point in, before each step anew.",
    )


def kinds_of_points(gradient: Sequence[Expression], letters: Sequence[str]) -> Rungs:
    """For stationary points of a surface; the last rung holds the equations."""
    names = ", ".join(latex(Symbol(letter)) for letter in letters)
    equations = ", ".join(f"{latex(entry)} = 0" for entry in gradient)
    return (
        "Where are all partial derivatives 0, and what kind of matrix is the Hessian there?",
        f"One equation for each of ${names}$, all at once.",
        rf"${', '.join([rf'{BLANK} = 0'] * len(gradient))}$; then the signs of the Hessian's eigenvalues.",
        f"${equations}$. Positive definite is a minimum, negative definite a maximum, indefinite a saddle.",
    )
