"""The one list of kinds of plots: the word in a lesson, and what reads the rest of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from mmltui.plots.curves import read_curve
from mmltui.plots.keys import Keys
from mmltui.plots.scene import Scene

KINDS: Final[Mapping[str, Callable[[Keys, str], Scene]]] = {
    "curve": read_curve,
}
