"""After a wrong answer: the slopes at the witness are seen, the right formula is not."""

from __future__ import annotations

import pytest

from mmltui.plots.answer import answer_plot
from mmltui.plots.charsets import CHARSETS
from mmltui.plots.plot import draw


@pytest.mark.parametrize(
    ("of", "wrt", "submission", "at", "said"),
    [
        ("x^2", "x", "x", {"x": "7/5"}, "at x = 1.4   your slope 1.4   the curve's slope 2.8"),
        ("sin(2x)", "x", "cos(2x)", {"x": "0"}, "at x = 0   your slope 1   the curve's slope 2"),
        ("(w x - y)^2", "w", "2(w x - y)", {"w": "1", "x": "2", "y": "3"}, "your slope -2   the curve's slope -4"),
        ("log x", "x", "x", {"x": "1/2"}, "your slope 0.5   the curve's slope 2"),
    ],
)
def test_both_slopes_at_the_witness(of, wrt, submission, at, said):
    plot = answer_plot(of, wrt, submission, at)
    for charset in CHARSETS:
        drawing = draw(plot, 80, plot.rows, charset)
        assert said in drawing.caption
        text = "\n".join(drawing.text())
        assert "your slope" in text
        assert "the right value" in text


def test_in_ascii_the_right_value_has_a_sign_of_its_own():
    text = "\n".join(draw(answer_plot("x^2", "x", "x", {"x": "7/5"}), 100, 14, "ascii").text())
    assert "*** your answer" in text
    assert "X the right value" in text


@pytest.mark.parametrize(
    ("of", "wrt", "submission", "at"),
    [
        ("x^2", "x", "2 y", {"x": "1"}),
        ("x^2", "x", "[x, x]", {"x": "1"}),
        ("x^2", "x", "1/(x - 1)", {"x": "1"}),
        ("x^2", "y", "2x", {"x": "1"}),
        ("x^2", "x", "2x +", {"x": "1"}),
        ("x^2", "x", "2x", {"x": "[1; 2]"}),
    ],
)
def test_where_there_is_nothing_to_see_there_is_no_plot(of, wrt, submission, at):
    assert answer_plot(of, wrt, submission, at) is None
