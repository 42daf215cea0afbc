"""A point may be given by its coordinates, each with its name."""

import pytest

from mmltui.exercises import grade, load, to_json
from mmltui.exercises.listing import by_coordinates

QUADRATIC = {"ask": "solve", "of": "x_1^2 + x_1 x_2 + x_2^2 - 3c x_1", "wrt": "x", "symbols": {"x": "2", "c": "scalar"}}
SCALARS = {"ask": "solve", "of": "(a + b - 3)^2 + (b - 1)^2", "wrt": ["a", "b"]}


@pytest.mark.parametrize(
    ("exercise", "submission", "verdict"),
    [
        (QUADRATIC, "x_1 = 2c, x_2 = -c", "correct"),
        (QUADRATIC, "x2 = -c and x1 = 2c", "correct"),
        (QUADRATIC, "x₁ = 2c; x₂ = -c", "correct"),
        (QUADRATIC, "x_1 = 2c\nx_2 = -c", "correct"),
        (QUADRATIC, "x_1 = -c, x_2 = 2c", "incorrect"),
        (QUADRATIC, "x_1 = 2c, x_2 = -c, x_3 = 0", "incorrect"),
        (QUADRATIC, "x_1 = 2c, x_1 = -c", "incorrect"),
        (SCALARS, "a = 2, b = 1", "correct"),
        (SCALARS, "b = 1, a = 2", "correct"),
        (SCALARS, "a = 1, b = 2", "incorrect"),
    ],
)
def test_a_point_is_read_by_the_names_of_its_coordinates(exercise, submission, verdict):
    assert to_json(None, grade(load(exercise), submission))["verdict"] == verdict


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("x_1 = 2, x_2 = -1", ["x"], "(2, -1)"),
        ("x_2 = -1, x_1 = 2", ["x"], "(2, -1)"),
        (r"\theta_1 = 2; \theta_2 = f(1, 2)", ["theta"], "(2, f(1, 2))"),
        ("a = 2, b = 1", ["b", "a"], "(1, 2)"),
        ("a = 2", ["a", "b"], None),
        ("x_1 = 2, x_3 = -1", ["x"], None),
        ("x_1 = 2, x_2 = x_1 = 3", ["x"], None),
        ("2, -1", ["x"], None),
        ("x = 2", ["x"], None),
    ],
)
def test_coordinates_are_put_in_order_or_left_alone(text, names, expected):
    assert by_coordinates(text, names) == expected
