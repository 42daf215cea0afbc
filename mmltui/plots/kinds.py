"""The one list of kinds of plots: the word in a lesson, and what reads the rest of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from mmltui.plots.compare import read_compare
from mmltui.plots.compass import read_compass
from mmltui.plots.curvature import read_curvature
from mmltui.plots.curves import read_curve
from mmltui.plots.cut import read_cut
from mmltui.plots.delta import read_delta
from mmltui.plots.descent import read_descent
from mmltui.plots.family import read_family
from mmltui.plots.fit import read_fit
from mmltui.plots.graph import read_graph
from mmltui.plots.keys import Keys
from mmltui.plots.local_map import read_local_map
from mmltui.plots.quadratic import read_quadratic
from mmltui.plots.rules import read_rules
from mmltui.plots.scene import Scene
from mmltui.plots.secant import read_secant
from mmltui.plots.shapes import read_shapes
from mmltui.plots.slope import read_slope
from mmltui.plots.squares import read_squares
from mmltui.plots.staircase import read_staircase

KINDS: Final[Mapping[str, Callable[[Keys, str], Scene]]] = {
    "compare": read_compare,
    "compass": read_compass,
    "curvature": read_curvature,
    "curve": read_curve,
    "cut": read_cut,
    "delta": read_delta,
    "descent": read_descent,
    "family": read_family,
    "fit": read_fit,
    "graph": read_graph,
    "map": read_local_map,
    "quadratic": read_quadratic,
    "rules": read_rules,
    "secant": read_secant,
    "shapes": read_shapes,
    "slope": read_slope,
    "squares": read_squares,
    "staircase": read_staircase,
}
