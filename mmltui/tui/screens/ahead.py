"""What is imported ahead of its first use: on the event loop that would hold up keys, so it is done in a thread."""

from __future__ import annotations

from collections.abc import Sequence

from mmltui.course.content import Block, PlotBlock


def load_widgets(blocks: Sequence[Block]) -> None:
    """Import what these blocks are shown with."""
    import mmltui.tui.exercise  # noqa: F401

    if any(isinstance(block, PlotBlock) for block in blocks):
        load_plots()


def load_plots() -> None:
    """Import what plots are drawn with, numpy with it, and what the first picture would import."""
    import numpy.ma  # noqa: F401  a first percentile imports it

    import mmltui.plots.contours
    import mmltui.plots.frame
    import mmltui.tui.plot  # noqa: F401


def load_screens() -> None:
    """Import the other screens, and what they ask the session for."""
    import mmltui.calculus.hints
    import mmltui.study.skills
    import mmltui.tui.practice
    import mmltui.tui.screens.choose
    import mmltui.tui.screens.help
    import mmltui.tui.screens.palette
    import mmltui.tui.screens.practice
    import mmltui.tui.screens.progress
    import mmltui.tui.screens.workbench
    import mmltui.tui.summary
    import mmltui.tui.worksheet  # noqa: F401
