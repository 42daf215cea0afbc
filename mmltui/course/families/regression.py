"""Section 1.1 in numbers: predictions, residuals, losses, and the smallest value of a shifted square."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from mmltui.course.families.build import bracketed, column, polynomial, signed
from mmltui.course.families.item import Item, Maker

_NO_ZERO: Final = (-3, -2, -1, 1, 2, 3, 4)


def points(source: Random, count: int = 3) -> tuple[tuple[int, int], ...]:
    """So many data pairs of small whole numbers, each x once and none of them 0."""
    inputs = sorted(source.sample(range(1, 5), count))
    return tuple((x, source.choice((-2, -1, 1, 2, 3, 4, 5, 7))) for x in inputs)


def pairs(data: Sequence[tuple[int, int]]) -> str:
    """The data in LaTeX."""
    return ", ".join(f"$({x}, {y})$" for x, y in data)


def _prediction(source: Random) -> Item:
    slope, offset, x = source.choice(_NO_ZERO), source.choice(_NO_ZERO), source.choice((2, 3, 4, 5, -2))
    square = source.choice((0, 0, 0, -2, -1, 1, 2))
    model, named = r"\theta_1 x + \theta_0", rf"$\theta_1 = {slope}$ and $\theta_0 = {offset}$"
    text, at = "theta_1 x + theta_0", {"theta_1": str(slope), "theta_0": str(offset), "x": str(x)}
    worked, value = rf"{bracketed(slope)} \cdot {bracketed(x)}{signed(offset)}", slope * x + offset
    if square:
        model, named = rf"\theta_2 x^2 + {model}", rf"$\theta_2 = {square}$, {named}"
        text, at = f"theta_2 x^2 + {text}", {"theta_2": str(square), **at}
        worked, value = rf"{bracketed(square)} \cdot {bracketed(x)}^2 + {worked}", value + square * x * x
    return Item(
        rf"The model is $f(x, \theta) = {model}$, with {named}. What does it predict at $x = {x}$?",
        {"ask": "number", "of": text, "at": at},
        ("Put the parameters and the input in: everything is a number then.",),
        f"$f = {worked} = {value}$",
    )


def _residuals(source: Random) -> Item | None:
    data, slope, offset = points(source), source.choice((1, 2, 3, -1)), source.choice((0, 0, 1, -1, 2))
    residuals = [y - (slope * x + offset) for x, y in data]
    if len(set(residuals)) < len(residuals) or max(map(abs, residuals)) > 12:
        return None
    worked = ", ".join(f"${y} - {bracketed(slope * x + offset)} = {y - slope * x - offset}$" for x, y in data)
    answer = column(residuals)
    return Item(
        rf"The data are {pairs(data)}, the model is $f(x) = {_line(slope, offset)}$. "
        "Give the residuals $y_n - f(x_n)$ as a column `[r_1; r_2; r_3]`.",
        {"ask": "expression", "answer": answer},
        ("The residual is the output minus the prediction: its sign says whether the point lies above the line.",),
        f"{worked}, as a column `{answer}`",
    )


def _loss(source: Random) -> Item | None:
    data, slope = points(source), source.choice((1, 2, 3, -1))
    residuals = [y - slope * x for x, y in data]
    loss = sum(residual**2 for residual in residuals)
    if loss > 120 or loss == abs(sum(residuals)) or sum(map(bool, residuals)) < 2:
        return None
    worked = " + ".join(f"{bracketed(residual)}^2" for residual in residuals)
    return Item(
        rf"The data are {pairs(data)}, the model is $f(x) = a x$. How large is the loss $\sum_n (y_n - f(x_n))^2$ "
        f"at $a = {slope}$?",
        {"ask": "number", "of": loss_of(data, "a"), "at": {"a": str(slope)}},
        ("First the residuals, one for each pair.", "Square each of them, then add."),
        f"$L = {worked} = {loss}$",
    )


def _shifted(source: Random) -> tuple[int, int, str, str]:
    """Where a shifted square is smallest, how small it is, and its formula, plain and in LaTeX."""
    where, least, factor = (
        source.choice((-4, -3, -2, 2, 3, 4, 5)),
        source.choice((-6, -5, -1, 1, 6, 7)),
        source.choice((1, 2, 3)),
    )
    front = "" if factor == 1 else f"{factor} "
    return (
        where,
        least,
        f"{front}(theta{signed(-where)})^2{signed(least)}",
        rf"{front}(\theta{signed(-where)})^2{signed(least)}",
    )


def _argmin(source: Random) -> Item:
    where, _, text, shown = _shifted(source)
    return Item(
        rf"For which $\theta$ is $L(\theta) = {shown}$ smallest?",
        {"ask": "solve", "of": text, "wrt": "theta"},
        ("A square is never negative. When is it 0?",),
        rf"The square is 0 at $\theta = {where}$",
    )


def _minimum(source: Random) -> Item:
    where, least, text, shown = _shifted(source)
    return Item(
        rf"How small does $L(\theta) = {shown}$ get?",
        {"ask": "number", "of": text, "at": {"theta": str(where)}},
        ("A square is never negative. What is left when it is 0?",),
        rf"At $\theta = {where}$ the square is 0, and $L = {least}$",
    )


def _constant(source: Random) -> Item | None:
    outputs = sorted(source.sample(range(1, 13), source.choice((3, 4))))
    mean, rest = divmod(sum(outputs), len(outputs))
    middle, even = divmod(outputs[len(outputs) // 2] + outputs[(len(outputs) - 1) // 2], 2)
    if rest or (mean == middle and not even):
        return None
    loss = " + ".join(f"({y} - c)^2" for y in outputs)
    return Item(
        f"The outputs are {', '.join(map(str, outputs))}. Which constant $c$ makes $L(c) = {loss}$ smallest?",
        {"ask": "solve", "of": loss, "wrt": "c"},
        ("Try a number near the average of the outputs.", "At the best constant the residuals add up to 0."),
        rf"At the best constant the residuals add up to 0, so $c$ is the mean of the outputs, $c = {mean}$",
    )


def _three_sums(source: Random) -> Item | None:
    """Signs cancel, sizes add, squares make a big miss cost much."""
    residuals = [source.choice((-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)) for _ in range(source.choice((2, 3)))]
    if len({residual > 0 for residual in residuals}) == 1:
        return None
    written = [bracketed(residual) for residual in residuals]
    sums = (sum(residuals), sum(map(abs, residuals)), sum(residual**2 for residual in residuals))
    if len(set(sums)) < len(sums):
        return None
    return Item(
        f"The residuals are {', '.join(f'${residual}$' for residual in residuals)}. Give three sums, each on its "
        f"own line: "
        r"$\sum r_n$, $\sum |r_n|$ and $\sum r_n^2$.",
        {"ask": "parts", "parts": [{"ask": "number", "answer": str(value)} for value in sums]},
        ("Which of the three lets a residual above the line make up for one below?",),
        rf"$\sum r_n = {' + '.join(written)} = {sums[0]}$, $\sum |r_n| = "
        rf"{' + '.join(str(abs(r)) for r in residuals)} = {sums[1]}$, "
        rf"$\sum r_n^2 = {' + '.join(f'{text}^2' for text in written)} = {sums[2]}$",
    )


def loss_of(data: Sequence[tuple[int, int]], letter: str) -> str:
    """The squared loss of the line through the origin, written out: `(2 - a)^2 + (3 - 2 a)^2`."""
    return " + ".join(f"({y} - {letter if x == 1 else f'{x} {letter}'})^2" for x, y in data)


def _line(slope: int, offset: int) -> str:
    from mmltui.notation.printing import latex

    return latex(polynomial({1: slope, 0: offset}))


KINDS: Final[Mapping[str, Maker]] = {
    "prediction": _prediction,
    "residuals": _residuals,
    "loss": _loss,
    "argmin": _argmin,
    "minimum": _minimum,
    "constant": _constant,
    "three-sums": _three_sums,
}
