"""The plot beside a wrong derivative, where its question and its witness are numbers that can be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmltui.tui.plot import PlotView
    from mmltui.tui.work import Result
    from mmltui.typeset import Charset

# What changes the question beyond `of` and `wrt`: the plain curve of `of` would then show another question.
_MORE = ("at", "define", "order", "form", "symbols")


def answer_view(source: Mapping[str, object], result: Result, charset: Charset) -> PlotView | None:
    """A plot for a wrong answer to `derivative`; None for others, and where it would give the answer away."""
    of, wrt, at = source.get("of"), source.get("wrt"), result.evidence.get("at")
    drawn = source.get("ask") == "derivative" and not any(key in source for key in _MORE)
    if not drawn or result.kind != "different" or "expected" not in result.evidence:
        return None
    if not (isinstance(of, str) and isinstance(wrt, str) and isinstance(at, Mapping)):
        return None
    from mmltui.plots.answer import answer_plot
    from mmltui.tui.plot import PlotView

    plot = answer_plot(of, wrt, result.submission, {str(name): str(value) for name, value in at.items()})
    return PlotView(plot, charset="ascii" if charset == "ascii" else "braille") if plot else None
