"""Knobs: their grid has no dust on it, and they stay between their ends."""

from __future__ import annotations

import pytest

from mmltui.plots.knobs import Knob, angle_knob


@pytest.mark.parametrize(
    ("knob", "value", "steps", "turned"),
    [
        (Knob("x", -1.4, 0.1, -2.2, 2.2), -1.4, 14, 0.0),  # -1.4 + 14 * 0.1 is 2.2e-16 in floats
        (Knob("x", -1.4, 0.1, -2.2, 2.2), 0.0, 1, 0.1),
        (Knob("x", 0.0, 0.1, -1.0, 1.0), 0.2, 1, 0.3),
        (Knob("x", 0.0, 0.1, -1.0, 1.0), 1.0, 1, 1.0),
        (Knob("x", 0.0, 1e-12, -1.0, 1.0), 0.0, 1, 1e-12),
        (angle_knob("angle", 0), 355, 1, 0),
        (angle_knob("angle", 0), 0, -1, 355),
        (Knob("h", 1.0, 1 / 8, -1.0, 1.0, halves=True), 1.0, 3, 1 / 8),
        (Knob("h", 1.0, 1 / 8, -1.0, 1.0, halves=True), 1 / 8, 1, -1 / 8),
        (Knob("h", 1.0, 1 / 8, -1.0, 1.0, halves=True), -0.5, 9, -1.0),
    ],
)
def test_a_turn(knob, value, steps, turned):
    assert knob.turned(value, steps) == turned
