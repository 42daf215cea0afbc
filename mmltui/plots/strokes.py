"""Ways to draw a line such that lines can be told apart without colour: a pattern in dots, a letter in ASCII."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mmltui.plots.drawing import Ink

PERIOD: Final = 12  # dots after which every pattern repeats


@dataclass(frozen=True, slots=True)
class Stroke:
    """`pattern` has bit k set where dot k of every twelve is drawn; in ASCII every dot is drawn, as `letter`.

    The letter "" stands for the fine stroke of ASCII, whose upper and lower dots are ' and .
    """

    ink: Ink
    pattern: int
    letter: str


def _bits(pattern: str) -> int:
    repeated = (pattern * PERIOD)[:PERIOD]
    return sum(1 << place for place, mark in enumerate(repeated) if mark == "#")


SOLID: Final = _bits("#")
SERIES: Final = (
    Stroke(Ink.SERIES_1, SOLID, ""),
    Stroke(Ink.SERIES_2, _bits("########...."), "*"),
    Stroke(Ink.SERIES_3, _bits("##.."), "o"),
    Stroke(Ink.SERIES_4, _bits("#######..#.."), "x"),
    Stroke(Ink.SERIES_5, _bits("#..."), "="),
    Stroke(Ink.SERIES_6, _bits("####.."), "~"),
)
# In front of contours, which in ASCII are made of dots, every stroke has a letter.
ON_MAP: Final = tuple(Stroke(one.ink, one.pattern, letter) for one, letter in zip(SERIES, "*ox=~+", strict=True))
FAINT: Final = Stroke(Ink.FAINT, _bits("#."), ".")
FAINT_DOTTED: Final = Stroke(Ink.FAINT, _bits("#....."), ",")
SHARED: Final = "#"  # in ASCII, a cell that two strokes run through
