"""Another size of the terminal: what a page holds is measured some at a time, before all of it is laid out."""

from __future__ import annotations

from itertools import pairwise

from textual.geometry import Size
from textual.widget import Widget

from mmltui.tui.lull import lull

_PORTION = 4  # widgets that are measured at once: up to ten milliseconds


async def measure(container: Widget, screen: Size) -> None:
    """Work out how high each child of a container will be once the screen has that size.

    Textual remembers it, so that its layout, which holds the keys all the while, has less to do.
    """
    room = _room(container, screen)
    if room is None or room == container.scrollable_content_region.size:
        return
    for at, child in enumerate(tuple(container.children)):
        if at % _PORTION == 0:
            await lull()
        if child.is_attached and child.display:
            child.get_content_height(room, screen, _width(child, room, screen))


def _room(container: Widget, screen: Size) -> Size | None:
    """The size that its children will have; None where it would not be on show."""
    path = [node for node in container.ancestors_with_self if isinstance(node, Widget)]
    room = screen
    for outside, inside in pairwise(reversed(path)):
        placed = [each for each in outside.arrange(room).placements if each.widget is inside]
        if not placed:
            return None
        room = placed[0].region.size - (inside.outer_size - inside.scrollable_content_region.size)
    return room


def _width(child: Widget, room: Size, screen: Size) -> int:
    """How wide its content will be: as wide as there is room for, up to the most it may be."""
    styles = child.styles
    widths = [room.width - styles.margin.width]
    if styles.max_width is not None:
        widths.append(int(styles.max_width.resolve(room, screen)))
    return max(min(widths) - styles.gutter.width, 0)
