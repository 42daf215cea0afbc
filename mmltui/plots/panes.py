"""Two pictures in one: next to each other where there is room, else above each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from mmltui.plots.drawing import Drawing, beside, stacked
from mmltui.plots.scene import View

GAP: Final = 2
_BESIDE_FROM: Final = 52
_ABOVE_FROM: Final = 16


def two(view: View, left: Callable[[View], Drawing], right: Callable[[View], Drawing], share: float = 0.5) -> Drawing:
    """Both drawn for their part of the view; the left one gets `share` of it, or all where there is no room for two."""
    if view.width < _BESIDE_FROM:
        if view.height < _ABOVE_FROM:
            return left(view)
        return over(view, left, right, share)
    width = round((view.width - GAP) * share)
    return beside(
        left(replace(view, width=width)),
        right(replace(view, width=view.width - GAP - width)),
        GAP,
    )


def over(view: View, upper: Callable[[View], Drawing], lower: Callable[[View], Drawing], share: float = 0.5) -> Drawing:
    """One above the other."""
    height = round(view.height * share)
    return stacked(upper(replace(view, height=height)), lower(replace(view, height=view.height - height)))
