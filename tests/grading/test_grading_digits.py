"""Digits shown are digits known."""

import flint
import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

from mmltui.grading.digits import certain_digits, exact_text


@pytest.mark.parametrize(
    ("ball", "digits", "text"),
    [
        (arb(0), 10, "0"),
        (arb(3) / 2, 10, "1.5"),
        (arb(-7) / 4, 10, "-1.75"),
        (arb(120), 10, "120"),
        (arb.pi(), 10, "3.141592653…"),
        (arb.pi(), 3, "3.14…"),
        (-arb.pi(), 3, "-3.14…"),
        (arb(fmpq(1, 3)), 5, "0.33333…"),
        (arb(fmpq(2, 3)), 5, "0.66666…"),
        (arb(2).sqrt() ** 2, 10, "2"),
        (arb(3, 0.25), 10, "3"),
        (arb(2) ** 100, 5, "1.2676…e30"),
        (arb(fmpq(1, 3**20)), 4, "2.867…e-10"),
        (arb(10**6).exp(), 3, "3.03…e434294"),
    ],
)
def test_digits(ball, digits, text):
    assert certain_digits(ball, digits) == text


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 60))
def test_cut_digits_are_a_prefix_of_the_value(value, bits_lost):
    exact = fmpq(value.numerator, value.denominator)
    ball = arb(exact) + arb(0, arb(2) ** (bits_lost - 64))
    text = certain_digits(ball, 12)
    if "…" in text and "e" not in text:
        shown = text.rstrip("…")
        places = len(shown.partition(".")[2])
        scaled = abs(exact) * 10**places
        assert int(scaled.floor()) == int(shown.lstrip("-").replace(".", ""))


@pytest.mark.parametrize("size", [10**5, 10**10, 10**300])
def test_beyond_bounds_it_says_so(size):
    with flint.ctx.workprec(64):
        assert certain_digits(arb(10) ** size)
        assert certain_digits(arb(10) ** -size)


def test_rationals_as_written_by_hand():
    assert [exact_text(fmpq(*pair)) for pair in [(3, 1), (-7, 4), (0, 5)]] == ["3", "-7/4", "0"]
