"""The colours of plots: Okabe and Ito's, which all eyes tell apart, and none in a theme without hue."""

from __future__ import annotations

from typing import Final

from rich.style import Style
from textual.widget import Widget

from mmltui.plots.drawing import Ink

_SERIES: Final = tuple(f"plot--series-{number}" for number in range(1, 7))
CLASSES: Final = ("plot--frame", "plot--faint", "plot--mark", *_SERIES, "plot--hint", "plot--hue")
COLOURS: Final = """
    .plot--frame { color: $foreground 60%; }
    .plot--faint { color: $foreground 45%; }
    .plot--mark { color: $foreground; text-style: bold; }
    .plot--hue { color: $primary; }
    .plot--hint { color: $foreground 60%; }
    .plot--series-1 { color: #56B4E9; }
    .plot--series-2 { color: #E69F00; }
    .plot--series-3 { color: #009E73; }
    .plot--series-4 { color: #CC79A7; }
    .plot--series-5 { color: #F0E442; }
    .plot--series-6 { color: #D55E00; }
    &:light {
        .plot--series-1 { color: #0072B2; }
        .plot--series-2 { color: #D55E00; }
        .plot--series-3 { color: #007A5A; }
        .plot--series-4 { color: #A8517F; }
        .plot--series-5 { color: #8A6D00; }
        .plot--series-6 { color: #000000; }
    }
    &:focus .plot--hint { color: $foreground; text-style: bold; }
"""


def ink_styles(widget: Widget) -> list[Style]:
    """The style of each ink in the widget's theme, and last that of the foot."""
    base = widget.rich_style
    names = ("plot--frame", "plot--faint", "plot--mark", *_SERIES, "plot--hint")
    styles = [base, *(widget.get_component_rich_style(name) for name in names)]
    red, green, blue = widget.get_component_styles("plot--hue").color.rgb
    if red == green == blue:
        styles[Ink.SERIES_1 : Ink.SERIES_6 + 1] = [base] * len(_SERIES)
    return styles
