"""The line under a plot that says what its keys do."""

from __future__ import annotations

from collections.abc import Sequence

from mmltui.plots.charsets import Charset, spell
from mmltui.plots.plot import Plot


def key_hints(plot: Plot, chosen: int, charset: Charset, *, moving: bool, revealed: bool) -> list[str]:
    """The keys that do something on this plot, the most used first."""
    hints: list[str] = []
    if plot.knobs:
        hints.append(f"{'<- ->' if charset == 'ascii' else '← →'} {spell(plot.knobs[chosen].name, charset)}")
    if plot.hides:
        hints.append("r hide" if revealed else "r reveal")
    hints += [f"{knob.key} {spell(knob.name, charset)}" for knob in plot.knobs if knob.key]
    if len(plot.knobs) > 1:
        hints.append(f"{'up/down' if charset == 'ascii' else '↑ ↓'} knob ({chosen + 1} of {len(plot.knobs)})")
    if plot.knobs:
        hints += ["0 reset", "a stop" if moving else "a animate", "f fit axes"]
    return hints


def fitting(parts: Sequence[str], width: int) -> str:
    """As many of the parts as stand on one line."""
    text = ""
    for part in parts:
        longer = f"{text}   {part}" if text else f" {part}"
        if len(longer) > width:
            break
        text = longer
    return text
