"""What a learner can turn: a number with a start, a step and two ends, or one of a few choices."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mmltui.plots.drawing import short
from mmltui.plots.formula import canonical_name
from mmltui.plots.keys import Keys, nearest

_STEPS_TO_AN_END = 20


@dataclass(frozen=True, slots=True)
class Knob:
    """A number between `low` and `high`; with `choices` it is the place of one of them.

    `halves` makes a step halve or double the value (for h → 0); `show` is what the knob makes a curve show.
    `key` is a letter of its own, which takes it from one of its `stops` to the next, round and round.
    """

    name: str
    start: float
    step: float
    low: float
    high: float
    choices: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    halves: bool = False
    wraps: bool = False
    key: str = ""
    stops: tuple[float, ...] = ()

    def within(self, value: float) -> float:
        """The nearest value this knob can have; round an angle goes round."""
        if math.isnan(value):
            return self.start
        if self.wraps and math.isfinite(value):
            return self.low + (value - self.low) % (self.high - self.low)
        return min(max(value, self.low), self.high)

    def turned(self, value: float, steps: int) -> float:
        """The value that many steps further, on the knob's own grid, so that steps never drift."""
        if self.halves:
            return self._halved(value, steps)
        place = round((value - self.start) / self.step) + steps
        turned = self.start + place * self.step
        return self.within(float(f"{turned:.12g}") if abs(turned) > 1e-9 * self.step else 0.0)

    def moved_on(self, value: float) -> float:
        """What the knob's own letter makes of a value."""
        return self.within(next((stop for stop in self.stops if stop > value), self.stops[0]))

    def _halved(self, value: float, steps: int) -> float:
        """Down a ladder of halves to the least size, `step`; where negative values are allowed, on and up again."""
        rungs: list[float] = [
            self.high / 2**place for place in range(64) if self.high / 2**place >= self.step * (1 - 1e-9)
        ]
        if self.low < 0:
            rungs += [-rung for rung in reversed(rungs)]
        place = min(range(len(rungs)), key=lambda at: abs(rungs[at] - value))
        return rungs[min(max(place + steps, 0), len(rungs) - 1)]

    def shown(self, value: float) -> str:
        """`w = 1.5`, or `family = line` for a choice."""
        if self.choices:
            return f"{self.name} = {self.choices[self.choice(value)]}"
        return f"{self.name} = {short(value, 6)}"

    def choice(self, value: float) -> int:
        """The place of the choice at a value."""
        return min(max(round(value), 0), len(self.choices) - 1)


def choice_knob(name: str, choices: Sequence[str], start: str, key: str = "") -> Knob:
    """A knob that steps through a few words, with `key` for a letter of its own."""
    stops = tuple(map(float, range(len(choices))))
    return Knob(name, float(choices.index(start)), 1.0, 0.0, stops[-1], tuple(choices), key=key, stops=stops)


def angle_knob(name: str, start: float, step: float = 5.0) -> Knob:
    """A direction in degrees, anticlockwise from the first axis; it goes round."""
    return Knob(name, start % 360.0, step, 0.0, 360.0, wraps=True)


def count_knob(name: str, start: int, most: int) -> Knob:
    """A number of steps."""
    return Knob(name, float(start), 1.0, 0.0, float(most))


def read_knobs(
    keys: Keys, *, shows: Sequence[str] = (), ends: Mapping[str, tuple[float, float]] | None = None
) -> tuple[Knob, ...]:
    """The `knobs` of a table; `ends` are those of knobs that walk along an axis, by name."""
    from mmltui.plots.formula import canonical_name

    found: list[Knob] = []
    for one in keys.tables("knobs"):
        name = canonical_name(one.text("name"))
        start = one.number("start", 0.0)
        step = one.number("step", 0.1)
        if step <= 0:
            raise one.refused("step", f"'step' must be above zero, not {step}")
        reach = step * _STEPS_TO_AN_END
        low, high = one.range("range", (ends or {}).get(name, (start - reach, start + reach)))
        if not low <= start <= high:
            raise one.refused("start", f"'start' must be between {low} and {high}, not {start}")
        knob = Knob(name, start, step, low, high, show=one.words("show", shows))
        one.finish()
        if any(knob.name == other.name for other in found):
            raise one.refused("name", f"there are two knobs '{name}': give each its own name")
        found.append(knob)
    return tuple(found)


def tuned(keys: Keys, own: Sequence[Knob]) -> tuple[Knob, ...]:
    """The knobs a scene has of itself, with the start, step and range that the table's `knobs` give them."""
    by_name = {canonical_name(knob.name): knob for knob in own}
    for one in keys.tables("knobs"):
        name = canonical_name(one.text("name"))
        if name not in by_name:
            raise one.refused("name", f"this plot has no knob '{name}': {nearest(name, list(by_name))}")
        knob = by_name[name]
        if knob.choices:
            start: float = knob.choices.index(one.word("start", knob.choices, knob.choices[int(knob.start)]))
        else:
            start = one.number("start", knob.start)
        step = one.number("step", knob.step)
        low, high = one.range("range", (knob.low, knob.high))
        if step <= 0:
            raise one.refused("step", f"'step' must be above zero, not {step}")
        if not low <= start <= high:
            raise one.refused("start", f"'start' must be between {low} and {high}, not {start}")
        one.finish()
        by_name[name] = replace(knob, start=start, step=step, low=low, high=high)
    return tuple(by_name.values())
