"""What SymPy makes of an expression, as the workbench asks for it."""

from __future__ import annotations

import pytest

from mmltui.errors import LearnerError
from mmltui.worker.algebra import algebra

DATA = {"x": [1, 2, 3], "y": [2, 3, 7]}
LOSS = "sum_n (a x_n - y_n)^2"


@pytest.mark.parametrize(
    ("form", "of", "wrt", "text", "latex"),
    [
        ("factored", "x^2 - 4x + 3", "x", "(x - 3)*(x - 1)", None),
        ("expanded", "(x + 1)^2", "x", "x^2 + 2*x + 1", None),
        ("expanded", "x^2 + 2x + 1", "x", "", ""),
        ("simplified", "(x^2 - 1)/(x - 1)", "x", "x + 1", None),
        ("simplified", "sin(x)^2 + cos(x)^2", "x", "1", None),
        ("solved", "x^2 - 4x + 3", "x", "", r"x = 1,\quad x = 3"),
        ("solved", "x^2 = 2", "x", "", r"x = - \sqrt{2},\quad x = \sqrt{2}"),
        ("solved", "x^2 + 1", "x", "", r"\text{nowhere}"),
        ("solved", "7", "x", "", ""),
        ("simplified", "x^2 = 2", "x", "", ""),
        ("stationary", "x^2 - 4x", "x", "", "x = 2"),
        ("stationary", "3x + 1", "x", "", ""),
        ("value", "sqrt 8", "x", "", r"2 \sqrt{2} \approx 2.82843"),
        ("value", "x^2", "x", "", r"\frac{1}{9} \approx 0.111111"),
        ("value", "9x", "x", "", "3"),
    ],
)
def test_each_form(form: str, of: str, wrt: str, text: str, latex: str | None) -> None:
    found = algebra({"of": of, "wrt": wrt, "form": form, "at": {"x": "1/3"}})
    assert found["text"] == text
    assert latex is None or found["latex"] == latex


@pytest.mark.parametrize(
    ("form", "latex"),
    [
        ("expanded", "14 a^{2} - 58 a + 62"),
        ("stationary", r"a = \frac{29}{14}"),
        ("value", "18"),
    ],
)
def test_data_stand_in_for_their_letters(form: str, latex: str) -> None:
    assert algebra({"of": LOSS, "wrt": "a", "form": form, "data": DATA, "at": {"a": "1"}})["latex"] == latex


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(LearnerError):
        algebra({"of": "__import__('os')", "wrt": "x", "form": "simplified"})
