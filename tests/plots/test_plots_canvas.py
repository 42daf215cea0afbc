"""The rasteriser: near the true line, without gaps, and calm about whatever numbers it is given."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmltui.plots.canvas import Canvas
from mmltui.plots.charsets import CHARSETS, GLYPHS
from mmltui.plots.drawing import Ink
from mmltui.plots.strokes import FAINT, SERIES
from mmltui.plots.trace import trace

QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
BRAILLE = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]


def lines(canvas):
    return ["".join(run.text for run in row) for row in canvas.rows()]


def dots(canvas):
    """The dots one sees, decoded from the characters, as (column, row)."""
    across, down = canvas.glyphs.across, canvas.glyphs.down
    found = set()
    for row, line in enumerate(lines(canvas)):
        for column, character in enumerate(line):
            match canvas.charset:
                case "braille":
                    bits = ord(character) - 0x2800 if character != " " else 0
                    places = [place for bit, place in enumerate(BRAILLE) if bits >> bit & 1]
                case "block":
                    bits = QUADRANTS.index(character)
                    places = [(bit % 2, bit // 2) for bit in range(4) if bits >> bit & 1]
                case _:
                    bits = " '.:".index(character)
                    places = [(0, bit) for bit in range(2) if bits >> bit & 1]
            found |= {(column * across + x, row * down + y) for x, y in places}
    return found


def inside(start, end, across, down):
    """The part of a segment within the dots' outer edges by plain halving of the parameter, or None."""
    shares = np.linspace(0, 1, 301)[:, None]
    points = start + shares * (end - start)
    kept = points[(points >= -0.5).all(axis=1) & (points < [across - 0.5, down - 0.5]).all(axis=1)]
    return kept if len(kept) else None


@pytest.mark.parametrize("charset", CHARSETS)
def test_500_random_clipped_lines_stay_within_three_quarters_of_a_dot_and_have_no_gap(charset):
    random = np.random.default_rng(20240607)
    for _ in range(500):
        canvas = Canvas(20, 8, charset)
        size = np.array([canvas.dots_across, canvas.dots_down])
        start, end = random.uniform(-0.8, 1.8, (2, 2)) * size
        canvas.polyline(np.array([start[0], end[0]]), np.array([start[1], end[1]]), SERIES[0])
        drawn = np.array(sorted(dots(canvas))).reshape(-1, 2)
        if len(drawn):
            direction = (end - start) / np.hypot(*(end - start))
            away = np.abs((drawn - start) @ [-direction[1], direction[0]])
            along = np.clip((drawn - start) @ direction, 0, np.hypot(*(end - start)))
            nearest = start + along[:, None] * direction
            assert away.max() <= 0.75
            assert np.hypot(*(drawn - nearest).T).max() <= 0.75
            order = drawn[np.argsort(drawn @ direction, kind="stable")]
            assert np.abs(np.diff(order, axis=0)).max(initial=0) <= 1
        seen = inside(start, end, *size)
        if seen is not None:
            gaps = np.hypot(*(seen[:, None, :] - drawn[None, :, :]).transpose(2, 0, 1)).min(axis=1)
            assert gaps.max() <= 1.25**0.5  # half a dot along the line, at most one aside: no dot is skipped


@pytest.mark.parametrize(("across", "down"), [(234, 120), (1, 2), (6, 200), (240, 160)])
def test_lines_over_the_rim_stay_on_the_canvas_and_near_themselves(across, down):
    random = np.random.default_rng(3)
    size = np.array([across, down])
    known = np.array([[[0.0, 39.07870189], [233.0, 234.86738113]]])  # its end was rounded to a row below the last
    for start, end in np.concatenate([known, random.uniform(-0.8, 1.8, (3000, 2, 2)) * size]):
        line = trace(np.array([start[0], end[0]]), np.array([start[1], end[1]]), across, down)
        if line.dots.size:
            assert 0 <= line.dots.min() <= line.dots.max() < across * down
            rows, columns = np.divmod(line.dots, across)
            direction = (end - start) / np.hypot(*(end - start))
            assert np.abs((np.stack([columns, rows], 1) - start) @ [-direction[1], direction[0]]).max() <= 0.75


@pytest.mark.parametrize("charset", ["braille", "block"])
def test_crossing_lines_keep_all_dots_of_both(charset):
    one, other, both = Canvas(10, 4, charset), Canvas(10, 4, charset), Canvas(10, 4, charset)
    rising = np.array([0.0, 15.0]), np.array([7.0, 0.0])
    falling = np.array([0.0, 15.0]), np.array([0.0, 7.0])
    one.polyline(*rising, SERIES[0])
    other.polyline(*falling, SERIES[0])
    both.polyline(*rising, SERIES[0])
    both.polyline(*falling, SERIES[0])
    assert dots(both) == dots(one) | dots(other)


def test_in_ascii_two_lines_have_two_letters_and_a_third_where_they_meet():
    canvas = Canvas(9, 3, "ascii")
    canvas.polyline(np.array([0.0, 8.0]), np.array([2.0, 2.0]), SERIES[1])
    canvas.polyline(np.array([4.0, 4.0]), np.array([0.0, 5.0]), SERIES[2])
    assert lines(canvas) == ["    o    ", "****#****", "    o    "]


def test_a_faint_line_does_not_hide_the_letter_of_the_one_in_front():
    canvas = Canvas(5, 1, "ascii")
    canvas.polyline(np.array([0.0, 4.0]), np.array([0.0, 0.0]), FAINT)
    canvas.polyline(np.array([2.0, 2.0]), np.array([0.0, 0.0]), SERIES[1])
    assert lines(canvas) == ["..*.."]


def test_the_pen_lifts_at_nan_and_a_lonely_point_is_a_dot():
    canvas = Canvas(6, 1, "braille")
    canvas.polyline(np.array([0, 1, np.nan, 6, np.nan, 10, 11]), np.zeros(7), SERIES[0])
    assert dots(canvas) == {(0, 0), (1, 0), (6, 0), (10, 0), (11, 0)}


numbers = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([0.0, 1e308, -1e308, 5e-324, float("nan"), float("inf"), float("-inf")]),
)


@given(st.lists(st.tuples(numbers, numbers), max_size=12), st.sampled_from(CHARSETS))
def test_no_numbers_whatever_raise(points, charset):
    canvas = Canvas(6, 3, charset)
    canvas.polyline(np.array([x for x, _ in points]), np.array([y for _, y in points]), SERIES[0])
    assert [len(line) for line in lines(canvas)] == [6, 6, 6]


@pytest.mark.parametrize(
    ("column", "row", "text", "seen"),
    [(0, 0, "abc", "abc   "), (-1, 0, "abc", "bc    "), (5, 0, "abc", "     a"), (6, 0, "abc", "      ")],
)
def test_text_is_cut_at_the_rims(column, row, text, seen):
    canvas = Canvas(6, 1, "braille")
    canvas.write(column, row, text, Ink.TEXT)
    assert lines(canvas) == [seen]


def test_arrow_heads_point_where_the_arrow_goes():
    heads = {
        charset: [GLYPHS[charset].head(x, y) for x, y in ((1, 0), (0, 1), (-1, 0), (0, -1))] for charset in CHARSETS
    }
    assert heads == {"braille": list("→↑←↓"), "block": list("→↑←↓"), "ascii": list(">^<v")}
