"""The squared length of a residual in small whole numbers: its row, a step down, the best parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Final

from mmltui.course.families.build import bcolumn, bmatrix, column, decimal, matrix, row, signed
from mmltui.course.families.item import Item, Maker


def _times(rows: Sequence[Sequence[int]], vector: Sequence[int]) -> list[int]:
    return [sum(a * b for a, b in zip(entries, vector, strict=True)) for entries in rows]


def _draw(source: Random) -> tuple[list[list[int]], list[int], list[int], list[int], list[int]] | None:
    """A, x, y, the residual y - A x and the row -2 (y - A x)ᵀ A, all small; None if any is too plain."""
    a = [[source.choice((-1, 0, 1, 2, 3)) for _ in range(2)] for _ in range(2)]
    x, y = ([source.choice((-1, 1, 2, 3)) for _ in range(2)] for _ in range(2))
    residual = [left - right for left, right in zip(y, _times(a, x), strict=True)]
    slopes = [-2 * value for value in _times(list(zip(*a, strict=True)), residual)]
    transposed = [-2 * value for value in _times(a, residual)]
    plain = a[0][1] == a[1][0] or not a[0][0] * a[1][1] - a[0][1] * a[1][0] or 0 in residual or 0 in slopes
    if plain or slopes == transposed or max(map(abs, slopes)) > 30:
        return None
    return a, x, y, residual, slopes


def _given(a: Sequence[Sequence[int]], x: Sequence[int], y: Sequence[int]) -> str:
    return (
        rf"$L(\mathbf x) = \|\mathbf y - \mathbf A \mathbf x\|^2$ with $\mathbf A = {bmatrix(a)}$, "
        rf"$\mathbf y = {bcolumn(y)}$, at $\mathbf x = {bcolumn(x)}$."
    )


def _table(a: Sequence[Sequence[int]], y: Sequence[int]) -> dict[str, object]:
    return {
        "of": "||y - A x||^2",
        "wrt": "x",
        "symbols": {"A": "2 x 2", "x": "2", "y": "2"},
        "at": {"A": matrix(a), "y": column(y)},
    }


def _gradient(source: Random) -> Item | None:
    drawn = _draw(source)
    if drawn is None:
        return None
    a, x, y, residual, slopes = drawn
    table = _table(a, y)
    at = {"A": matrix(a), "y": column(y), "x": column(x)}
    return Item(
        rf"{_given(a, x, y)} How large is $\frac{{dL}}{{d\mathbf x}}$?",
        {"ask": "jacobian", **table, "at": at},
        (r"$\frac{dL}{d\mathbf x} = -2 \mathbf e^\top \mathbf A$ with $\mathbf e = \mathbf y - \mathbf A \mathbf x$.",),
        rf"$\mathbf e = {bcolumn(residual)}$, and $-2 \mathbf e^\top \mathbf A$ is `{row(slopes)}`",
    )


def _step(source: Random) -> Item | None:
    drawn = _draw(source)
    if drawn is None:
        return None
    a, x, y, residual, slopes = drawn
    size = source.choice((Fraction(1, 10), Fraction(1, 20), Fraction(1, 100)))
    after = [value - size * slope for value, slope in zip(x, slopes, strict=True)]
    return Item(
        rf"{_given(a, x, y)} Make one step of gradient descent with $\eta = {decimal(size)}$. Which $\mathbf x$ do "
        rf"you reach?",
        {"ask": "descent", **_table(a, y), "start": column(x), "step_size": str(size)},
        (
            r"First the row, $-2 \mathbf e^\top \mathbf A$ with $\mathbf e = \mathbf y - \mathbf A \mathbf x$.",
            "Subtract the step size times the row, turned into a column.",
        ),
        rf"$\mathbf e = {bcolumn(residual)}$, the row is `{row(slopes)}`, and the step leads to "
        f"`{column(decimal(value) for value in after)}`",
    )


def _line(source: Random) -> Item:
    """Three inputs one apart and residuals in the proportion 1 : -2 : 1 make the best line one of whole numbers."""
    offset, slope, miss = source.choice((-2, -1, 1, 2, 3)), source.choice((-2, -1, 1, 2, 3)), source.choice((-1, 1))
    inputs = [0, 1, 2] if source.random() < 0.5 else [1, 2, 3]
    outputs = [offset + slope * x + miss * part for x, part in zip(inputs, (1, -2, 1), strict=True)]
    shown = ", ".join(f"$({x}, {y})$" for x, y in zip(inputs, outputs, strict=True))
    phi = [[1, x] for x in inputs]
    return Item(
        rf"The data are {shown}. Which $\theta = (\theta_0, \theta_1)$ makes $\|\mathbf y - \Phi \theta\|^2$ "
        rf"smallest, for "
        r"$f(x) = \theta_0 + \theta_1 x$? Give a column.",
        {
            "ask": "solve",
            "of": "||y - Phi theta||^2",
            "wrt": "theta",
            "symbols": {"Phi": "3 x 2", "theta": "2", "y": "3"},
            "at": {"Phi": matrix(phi), "y": column(outputs)},
        },
        (
            r"Write down $\Phi$, with a column of ones and one of inputs.",
            r"Solve $\Phi^\top \Phi \theta = \Phi^\top \mathbf y$: two equations for two numbers.",
        ),
        rf"$\Phi = {bmatrix(phi)}$; the normal equations give $f(x) = {offset}{signed(slope)} x$, that is "
        rf"`{column((offset, slope))}`",
    )


KINDS: Final[Mapping[str, Maker]] = {"gradient": _gradient, "step": _step, "line": _line}
