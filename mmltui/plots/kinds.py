"""The one list of kinds of plots: the word in a lesson, and the file whose `read` takes the rest of the table.

A kind's file is imported when the first plot of that kind is read: most lessons use few of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from mmltui.plots.keys import Keys
from mmltui.plots.scene import Scene

KINDS: Final[Mapping[str, str]] = {
    "compare": "compare",
    "compass": "compass",
    "curvature": "curvature",
    "curve": "curves",
    "cut": "cut",
    "delta": "delta",
    "descent": "descent",
    "family": "family",
    "fit": "fit",
    "graph": "graph",
    "map": "local_map",
    "quadratic": "quadratic",
    "rules": "rules",
    "secant": "secant",
    "shapes": "shapes",
    "slope": "slope",
    "squares": "squares",
    "staircase": "staircase",
}


def read_scene(kind: str, keys: Keys, title: str) -> Scene:
    """The scene of one of these kinds; raises PlotError for what is wrong with its table."""
    read: Callable[[Keys, str], Scene] = import_module(f"mmltui.plots.{KINDS[kind]}").read
    return read(keys, title)
