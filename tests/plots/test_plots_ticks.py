"""Marks on axes are round, few, told apart, and near enough to be read off."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mmltui.plots.ticks import ticks


@pytest.mark.parametrize(
    ("low", "high", "most", "labels", "offset"),
    [
        (-2, 2, 5, ("-2", "-1", "0", "1", "2"), ""),
        (0, 1, 5, ("0", "0.2", "0.4", "0.6", "0.8", "1.0"), ""),
        (0.1, 0.3, 4, ("0.10", "0.15", "0.20", "0.25", "0.30"), ""),
        (0, 3e-9, 4, ("0", "1e-9", "2e-9", "3e-9"), ""),
        (0, 4e12, 4, ("0", "1e12", "2e12", "3e12", "4e12"), ""),
        (0, 2.5e12, 5, ("0", "5e11", "1.0e12", "1.5e12", "2.0e12", "2.5e12"), ""),
        (1e9 - 0.001, 1e9 + 0.001, 4, ("-0.001", "0", "+0.001"), "1000000000"),
        (-1e9 - 0.001, -1e9 + 0.001, 4, ("-0.001", "0", "+0.001"), "-1000000000"),
        (0, 30000, 3, ("0", "10000", "20000", "30000"), ""),
        (-4, 4.3, 2, ("-4", "-2", "0", "2", "4"), ""),  # steps of 5 would leave the 0 alone
    ],
)
def test_labels(low, high, most, labels, offset):
    marks = ticks(low, high, most)
    assert (marks.labels, marks.offset) == (labels, offset)


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (-math.pi, math.pi, ("-π", "-π/2", "0", "π/2", "π")),
        (0, math.pi / 2, ("0", "π/4", "π/2")),
        (-6 * math.pi, 6 * math.pi, ("-10", "0", "10")),
    ],
)
def test_fractions_of_pi_where_the_range_was_given_in_them(low, high, labels):
    assert ticks(low, high, 7, unit_pi=True).labels == labels


@given(st.floats(-1e307, 1e307), st.floats(1e-290, 1e307), st.integers(1, 20))
def test_every_label_is_its_own_and_lies_on_the_axis(low, span, most):
    high = low + span
    assume(high - low > 1e-9 * max(abs(low), abs(high)))
    marks = ticks(low, high, most)
    assert 2 <= len(marks.labels) == len(marks.places) <= 2 * most + 4
    assert len(set(marks.labels)) == len(marks.labels)
    room = (high - low) * 1e-6
    for place, label in zip(marks.places, marks.labels, strict=True):
        assert low - room <= place <= high + room
        assert float(label) + float(marks.offset or 0) == pytest.approx(place, rel=1e-9, abs=(high - low) * 1e-3)
