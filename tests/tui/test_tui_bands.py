"""Band by band all that is dirty is painted, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Region, Size

from mmltui.tui.bands import CELLS, band

SCREENS = st.builds(Size, st.integers(1, 90), st.integers(1, 90))
REGIONS = st.builds(Region, st.integers(-5, 95), st.integers(-5, 95), st.integers(0, 99), st.integers(0, 99))


def cells(regions: Iterable[Region]) -> set[tuple[int, int]]:
    return {(x, y) for region in regions for x in region.column_range for y in region.line_range}


@given(SCREENS, st.lists(REGIONS, max_size=4), st.integers(0, 99))
def test_all_that_is_dirty_is_painted_in_a_few_bands(screen: Size, dirty: list[Region], start: int) -> None:
    wanted = cells(dirty) & cells([screen.region])
    painted: set[tuple[int, int]] = set()
    for _ in range(2 + screen.area // CELLS * 2):
        part = band(screen, dirty, start)
        now = cells(part.now)
        assert len(now) <= max(CELLS, screen.width)
        assert not now & painted
        painted |= now
        dirty, start = list(part.later), part.end
    assert painted == wanted


@pytest.mark.parametrize(
    ("size", "rows"),
    [((100, 30), [30]), ((60, 20), [20]), ((200, 60), [15, 15, 15, 15]), ((160, 45), [18, 18, 9])],
)
def test_a_usual_terminal_is_painted_whole(size: tuple[int, int], rows: list[int]) -> None:
    screen = Size(*size)
    dirty, start, seen = [screen.region], 0, []
    while dirty:
        part = band(screen, dirty, start)
        seen.append(sum(region.height for region in part.now))
        dirty, start = list(part.later), part.end
    assert seen == rows


def test_what_is_dirty_again_and_again_leaves_the_rest_its_turn() -> None:
    screen, top = Size(200, 60), Region(0, 0, 200, 15)
    dirty, start, painted = {screen.region}, 0, set()
    for _ in range(4):
        part = band(screen, dirty, start)
        painted |= cells(part.now)
        dirty, start = {*part.later, top}, part.end
    assert painted == cells([screen.region])
