"""Places and labels for the marks on an axis: round numbers, told apart by as few digits as do it."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ticks:
    """Where the marks are, what stands beside them, and `offset`, which is to be added to every label."""

    places: tuple[float, ...]
    labels: tuple[str, ...]
    offset: str = ""


def ticks(low: float, high: float, most: int, *, unit_pi: bool = False) -> Ticks:
    """About `most` marks on `low < high`, and at least two, at multiples of 1, 2 or 5 times a power of ten.

    Where the numbers differ only in their last digits (1e9 ± 0.001) the labels count from `offset`.
    With `unit_pi` the marks are at simple fractions of pi.
    """
    if unit_pi:
        return _pi_ticks(low, high, most)
    span = high / 2 - low / 2
    raw = 2 * (span / max(most, 1))
    if not math.isfinite(raw) or raw < 1e-300:
        raw = max(min(raw, 1e308), 1e-300)
    step = _round_step(raw)
    places, offset = _places(low, high, step)
    for finer in (_round_step(0.4 * step), _round_step(0.16 * step)):
        if len(places) < 2:  # one mark alone is no scale
            step = finer
            places, offset = _places(low, high, step)
    labels = _labels(places, step)
    if not offset:
        return Ticks(tuple(places), labels)
    kept = [(place + offset, _signed(label)) for place, label in zip(places, labels, strict=True)]
    return Ticks(tuple(place for place, _ in kept), tuple(label for _, label in kept), f"{offset:.15g}")


def _round_step(raw: float) -> float:
    """The smallest 1, 2 or 5 times a power of ten that is not below `raw`."""
    exponent = math.floor(math.log10(raw))
    for mantissa in (1, 2, 5, 10):
        step = _decimal(mantissa, exponent)
        if step >= raw * (1 - 1e-9):
            return step
    return _decimal(10, exponent)


def _decimal(mantissa: int, exponent: int) -> float:
    """Mantissa times a power of ten, correctly rounded, so that 3 steps of 0.1 are labelled 0.3."""
    return min(float(f"{mantissa}e{exponent}"), 1.7e308)


def _anchor(low: float, high: float, span: float) -> float:
    """The roundest number in the middle half of the range: what all labels can count from."""
    middle = low / 2 + high / 2
    for digits in range(1, 16):
        candidate = float(f"{middle:.{digits}g}")
        if abs(candidate - middle) <= span / 2:
            return candidate
    return middle


def _places(low: float, high: float, step: float) -> tuple[list[float], float]:
    """Multiples of a step, and what they count from."""
    far = max(abs(low), abs(high)) > step * 1e5
    offset = _anchor(low, high, high / 2 - low / 2) if far else 0.0
    return _multiples(low - offset, high - offset, step), offset


def _multiples(low: float, high: float, step: float) -> list[float]:
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [multiple * step for multiple in range(first, min(last, first + 200) + 1)]


def _labels(places: list[float], step: float) -> tuple[str, ...]:
    """Fixed decimals for sizes one reads at a glance, powers of ten for the others."""
    size = max((abs(place) for place in places), default=0.0)
    exponent = math.floor(math.log10(step) + 1e-9)
    if size < step / 2:
        return ("0",) * len(places)
    top = math.floor(math.log10(size) + 1e-9)
    if exponent > -5 and top < 6:
        decimals = max(0, -exponent)
        return tuple(f"{place + 0.0:.{decimals}f}" if abs(place) > step / 2 else "0" for place in places)
    return tuple(_scientific(place, exponent) if abs(place) > step / 2 else "0" for place in places)


def _scientific(place: float, step_exponent: int) -> str:
    exponent = math.floor(math.log10(abs(place)) + 1e-9)
    mantissa, power = f"{place:.{max(0, min(exponent - step_exponent, 15))}e}".split("e")
    return f"{mantissa}e{int(power)}"


def _signed(label: str) -> str:
    return label if label.startswith("-") or label == "0" else f"+{label}"


def _pi_ticks(low: float, high: float, most: int) -> Ticks:
    for parts in (4, 2, 1):  # marks at every quarter, half or whole pi
        step = math.pi / parts
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if 1 < last - first + 1 <= most + 1:
            counts = range(first, last + 1)
            return Ticks(tuple(count * step for count in counts), tuple(_pi_label(count, parts) for count in counts))
    return ticks(low, high, most)


def _pi_label(count: int, parts: int) -> str:
    shared = math.gcd(count, parts)
    over, under = count // shared, parts // shared
    if not over:
        return "0"
    times = {1: "", -1: "-"}.get(over, str(over))
    return f"{times}π" + (f"/{under}" if under > 1 else "")
