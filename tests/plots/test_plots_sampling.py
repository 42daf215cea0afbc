"""Curves are looked at closely where they need it; nothing is joined that does not belong together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmltui.plots.sampling import Raster, look, sample, window


def sampled(function, *, low=-3.0, high=3.0, columns=100, rows=60, shown=None):
    shown = shown or window([look(function, low, high, columns)])
    return sample(function, Raster(low, high, shown, columns, rows)), shown


@pytest.mark.parametrize(
    ("name", "function", "poles", "edges"),
    [
        ("1/x", lambda x: 1 / x, [0], []),
        ("1/x^2, no sample at 0", lambda x: 1 / (x - 0.1234) ** 2, [0.1234], []),
        ("1/(x^2 - 1)", lambda x: 1 / (x**2 - 1), [-1, 1], []),
        ("log x", np.log, [0], []),
        ("tan x", np.tan, [-np.pi / 2, np.pi / 2], []),
        ("sqrt x", np.sqrt, [], [0]),
        ("sqrt(1 - x^2)", lambda x: np.sqrt(1 - x**2), [], [-1, 1]),
        ("sign x", np.sign, [], []),
        ("steep but continuous", lambda x: np.tanh(60 * x), [], []),
        ("x^4", lambda x: x**4, [], []),
        ("exp(3x)", lambda x: np.exp(3 * x), [], []),
        ("a kink", np.abs, [], []),
        ("flat", lambda x: 0 * x + 2, [], []),
        ("nowhere defined", lambda x: x * np.nan, [], []),
        ("sin(1/x) swings, but grows nowhere", lambda x: np.sin(1 / x), [], []),
        ("floats end, not the function", lambda x: np.exp(np.exp(3 * x)), [], []),
        ("the same both ways", lambda x: 1e308 * x, [], []),
    ],
)
def test_asymptotes_and_edges_of_the_domain_are_found_and_nothing_else_is(name, function, poles, edges):
    samples, _ = sampled(function)
    assert samples.poles == pytest.approx(poles, abs=1e-3), name
    assert [x for x, _ in samples.edges] == pytest.approx(edges, abs=1e-3), name


@pytest.mark.parametrize("function", [np.sign, lambda x: 1 / x, np.tan, np.floor])
def test_no_piece_crosses_a_jump(function):
    samples, (low, high) = sampled(function)
    left, right = samples.y[:-1], samples.y[1:]
    seen = np.minimum(left, right) < high
    seen &= np.maximum(left, right) > low
    assert np.nanmax(np.where(seen, np.abs(right - left), 0.0)) <= 2 * (high - low) / 60 + 1e-12


@pytest.mark.parametrize("function", [lambda x: np.tanh(60 * x), lambda x: np.exp(-((x - 1.0137) ** 2) / 1e-5), np.sin])
def test_a_steep_curve_is_one_piece_without_steps_above_two_dots(function):
    samples, (low, high) = sampled(function, shown=(-1.0, 1.0))
    assert np.isfinite(samples.y).all()
    assert np.abs(np.diff(samples.y)).max() <= 2 * (high - low) / 60


@pytest.mark.parametrize("turns", [2, 20, 160, 300])
def test_a_fast_wave_fills_its_band_to_both_ends(turns):
    samples, _ = sampled(lambda x: np.sin(turns * x / 3 * np.pi), columns=180, shown=(-1.0, 1.0))
    columns = np.clip(((samples.x + 3) / 6 * 180 / 6).astype(int), 0, 29)  # in thirty strips, each of some turns
    for strip in range(30 if turns > 30 else 1):
        inside = samples.y[columns == strip] if turns > 30 else samples.y
        assert inside.max() > 0.97
        assert inside.min() < -0.97


def test_no_bridge_over_a_hole_in_the_domain():
    samples, _ = sampled(lambda x: np.where(np.abs(x) < 1, np.nan, x))
    between = (samples.x > -0.99) & (samples.x < 0.99)
    assert np.isnan(samples.y[between]).all()
    assert between.any()


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ([0, 1, 2, 3], 0, 3),
        (np.r_[np.linspace(0, 1, 100), 1e6], 0, 1),
        ([], -1, 1),
        ([np.nan, np.inf], -1, 1),
        ([5, 5, 5], 5, 5),
    ],
)
def test_the_window_shows_all_unless_a_few_values_would_flatten_the_rest(values, low, high):
    shown = window([np.asarray(values, float)])
    room = max(0.1 * (high - low), 0.5)
    assert low - room <= shown[0] <= low + room
    assert high - room <= shown[1] <= high + room
    assert shown[0] < shown[1]


hostile = st.sampled_from([0.0, 1.0, -1.0, 1e308, -1e308, 5e-324, np.nan, np.inf, -np.inf])


@given(st.lists(hostile | st.floats(), min_size=1, max_size=9), st.integers(2, 40), st.integers(2, 40))
def test_no_values_whatever_raise(table, columns, rows):
    values = np.array(table)

    def function(x):
        return values[np.floor(np.abs(x) * 7).astype(int) % len(values)]

    samples, shown = sampled(function, columns=columns, rows=rows)
    assert shown[0] < shown[1]
    assert np.all(np.isfinite(samples.x))
    assert len(samples.x) == len(samples.y)
