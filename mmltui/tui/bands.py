"""A large terminal is painted band by band, for all of it at once would hold the keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from textual.geometry import Region, Size

CELLS: Final = 3_000  # that are painted at once: some twenty milliseconds, and all of a usual terminal


@dataclass(frozen=True)
class Band:
    """What to paint `now` and what `later`, and the row after the band."""

    now: frozenset[Region]
    later: frozenset[Region]
    end: int


def band(screen: Size, dirty: Iterable[Region], start: int) -> Band:
    """The first rows from `start` on, or else from the top, that hold something dirty; all, if that is not much.

    Beginning after the last band, not at the top, what is dirty again and again leaves the rest its turn.
    """
    whole = screen.region
    parts = _within(whole, dirty)
    if not parts or Region.from_union(parts).area <= CELLS:
        return Band(parts, frozenset(), start)
    rows_left = [max(part.y, start) for part in parts if part.bottom > start]
    above, rest = whole.split_horizontal(min(rows_left or [part.y for part in parts]))
    rows, below = rest.split_horizontal(min(max(CELLS // whole.width, 1), rest.height))
    return Band(_within(rows, parts), _within(above, parts) | _within(below, parts), rows.bottom)


def _within(rows: Region, regions: Iterable[Region]) -> frozenset[Region]:
    return frozenset(part for region in regions if (part := region.intersection(rows)))
