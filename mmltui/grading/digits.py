"""Numbers as text of which every digit is certain."""

from __future__ import annotations

from math import floor, log10

import flint
from flint import arb, fmpq

PLAIN_EXPONENTS = range(-5, 15)
MAX_EXPONENT = 10**9


def exact_text(value: fmpq) -> str:
    """A rational as a person writes it: `3`, `-7/4`."""
    return str(int(value.p)) if value.q == 1 else f"{int(value.p)}/{int(value.q)}"


def certain_digits(ball: arb, digits: int = 10) -> str:
    """A finite ball to at most `digits` significant digits, all of them certain.

    A value that ends there is written whole (`1.5`); one that goes on is cut off, not rounded, and ends in
    an ellipsis (`2.718281828…`). Where cutting is uncertain (a ball around a short decimal), it is rounded.
    Very large and small values have an exponent: `1.27…e40`.
    """
    if ball.is_zero():
        return "0"
    exponent = _exponent(ball)
    if abs(exponent) > MAX_EXPONENT:
        above = f"{'less than -' if ball < 0 else 'more than '}1e{MAX_EXPONENT}"
        return above if exponent > 0 else f"within 1e-{MAX_EXPONENT} of 0"
    if exponent in PLAIN_EXPONENTS:
        return _fixed(ball, digits, digits - 1 - exponent)
    with flint.ctx.workprec(flint.ctx.prec + exponent.bit_length() + 32):
        return f"{_fixed(ball / arb(10) ** exponent, digits, digits - 1)}e{exponent}"


def magnitude(value: arb) -> int:
    """The power of two just above the size of a finite ball's middle."""
    mantissa, exponent = value.mid().man_exp()
    return int(exponent) + int(mantissa).bit_length()


def _exponent(ball: arb) -> int:
    """The power of ten of the first digit, possibly off by one; beyond MAX_EXPONENT only its sign counts."""
    largest = abs(ball).abs_upper()
    if not largest.is_finite():
        return MAX_EXPONENT + 1
    mantissa, binary = (int(part) for part in largest.man_exp())
    if abs(binary) > 4 * MAX_EXPONENT:
        return (MAX_EXPONENT + 1) * (1 if binary > 0 else -1)
    spare = max(0, mantissa.bit_length() - 60)
    return floor(log10(mantissa >> spare) + (binary + spare) * log10(2))


def _fixed(ball: arb, digits: int, places: int) -> str:
    """A ball of moderate size, with at most `places` decimal places."""
    low, high = _rational(ball.lower()), _rational(ball.upper())
    half = fmpq(1, 2)
    for place in range(places, places - digits, -1):
        scale = fmpq(10) ** place
        cut = (abs(low) * scale).floor(), (abs(high) * scale).floor()
        if cut[0] == cut[1] and cut[0] != 0 and low * high > 0:
            ends = low == high and cut[0] == abs(low) * scale
            text = _decimal(int(cut[0]), place, negative=low < 0)
            return _trimmed(text) if ends else f"{text}…"
        rounded = (low * scale + half).floor(), (high * scale + half).floor()
        if rounded[0] == rounded[1]:
            return _trimmed(_decimal(abs(int(rounded[0])), place, negative=rounded[0] < 0))
    return f"between {ball.lower().str(3, radius=False)} and {ball.upper().str(3, radius=False)}"


def _rational(end: arb) -> fmpq:
    mantissa, exponent = end.man_exp()
    return fmpq(mantissa) * fmpq(2) ** int(exponent)


def _decimal(whole: int, places: int, *, negative: bool) -> str:
    """`whole` / 10^places."""
    sign = "-" if negative else ""
    if places <= 0:
        return sign + str(whole) + "0" * -places
    digits = str(whole).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def _trimmed(decimal: str) -> str:
    return decimal.rstrip("0").rstrip(".") if "." in decimal else decimal
