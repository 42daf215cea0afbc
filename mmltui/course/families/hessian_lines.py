"""A Hessian in four lines with one slip planted: the function, its row, and the row differentiated by each variable."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

from mmltui.course.families.item import Item
from mmltui.course.families.surface import Surface

_SHAPES: Final = ((3, 0), (2, 1), (1, 2), (0, 3), (2, 0), (1, 1), (0, 2))
_HINTS: Final = (
    "Line 3 differentiates both slopes by the first variable, line 4 both by the second.",
    "Hold each line only against the one that it comes from: what follows from a wrong line can be right.",
)


def hessian_lines(source: Random) -> Item | None:
    """Which line is the first that does not follow."""
    from mmltui.calculus.sentences import RULE_MISCONCEPTIONS

    surface = Surface.draw(source, _SHAPES, source.choice((2, 3)))
    if not surface.partial(0).depends_on(1):
        return None
    wrong, column = source.choice((2, 3, 4)), source.randrange(2)
    row = list(surface.row())
    by_line = {2: row, 3: [slope.partial(0) for slope in row], 4: [slope.partial(1) for slope in row]}
    parent, place = (surface, column) if wrong == 2 else (row[column], wrong - 3)
    planted = _slipped(source, parent, place)
    if planted is None:
        return None
    mended = by_line[wrong][column]
    by_line[wrong][column], slip = planted
    if wrong == 2:
        by_line[3], by_line[4] = ([slope.partial(other) for slope in row] for other in (0, 1))
    texts = {number: [entry.latex() for entry in entries] for number, entries in by_line.items()}
    lines = [
        rf"$f = {surface.latex()}$",
        rf"$\frac{{df}}{{d\mathbf x}} = [{texts[2][0]},\ {texts[2][1]}]$",
        f"$H_{{11}} = {texts[3][0]}$ and $H_{{12}} = {texts[3][1]}$",
        f"$H_{{21}} = {texts[4][0]}$ and $H_{{22}} = {texts[4][1]}$",
    ]
    return Item(
        "Someone works out a Hessian. Which is the first line that does not follow from the ones before it?",
        {"ask": "find-error", "lines": lines, "wrong": wrong},
        _HINTS,
        f"Line {wrong}: it should say ${mended.latex()}$ where it says ${texts[wrong][column]}$. "
        f"{RULE_MISCONCEPTIONS[slip].sentence}",
    )


def _slipped(source: Random, surface: Surface, place: int) -> tuple[Surface, str] | None:
    """A partial derivative with one slip in it, and the slip's name; None where it could be no one's work."""
    invited: list[tuple[int, str, tuple[int, tuple[int, ...]]]] = []
    for at, (factor, exponents) in enumerate(surface.terms):
        exponent = exponents[place]
        if exponent > 1:
            lowered = (*exponents[:place], exponent - 1, *exponents[place + 1 :])
            invited.append((at, "power.no-factor", (factor, lowered)))
            invited.append((at, "power.not-lowered", (factor * exponent, exponents)))
        elif exponent == 0 and any(exponents):
            invited.append((at, "constant.kept", (factor, exponents)))
    if not invited:
        return None
    slip = source.choice(sorted({name for _, name, _ in invited}))
    wrong, _, instead = source.choice([one for one in invited if one[1] == slip])
    terms = [
        term
        for at, one in enumerate(surface.terms)
        for term in ((instead,) if at == wrong else replace(surface, terms=(one,)).partial(place).terms)
    ]
    is_tidy = len({exponents for _, exponents in terms}) == len(terms)
    return (Surface(tuple(terms), surface.size), slip) if is_tidy else None
