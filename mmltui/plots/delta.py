"""Kind `delta`: Σₖ Aᵢₖ δₖⱼ written out; one term after the other is decided, and one stays."""

from __future__ import annotations

from dataclasses import dataclass

from mmltui.plots.charsets import spell
from mmltui.plots.drawing import Drawing, Ink, Row, Run, text_drawing
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, count_knob, tuned
from mmltui.plots.scene import View

_MOST_TERMS = 6


@dataclass(frozen=True, slots=True)
class DeltaScene:
    """The sum over k = 1 … `size` of `letter`ᵢₖ δₖⱼ; knob `step` decides that many terms, knob `j` chooses j."""

    title: str
    letter: str
    size: int
    knobs: tuple[Knob, ...]
    rows: int = 13
    hides: bool = False

    def facts(self, view: View) -> tuple[str, ...]:
        """j, and how far one is."""
        step = round(view.knobs["step"])
        return f"j = {round(view.knobs['j'])}", f"{step} of {self.size} terms decided"

    def draw(self, view: View) -> Drawing:
        """The sum as written, its terms, what δ says of each, and what is left."""
        j, step = round(view.knobs["j"]), round(view.knobs["step"])
        entries = [f"{self.letter}ᵢ{_index(k)}" for k in range(1, self.size + 1)]
        deltas = [f"δ{_index(k)}{_index(j)}" for k in range(1, self.size + 1)]
        width = max(len(entry) + len(delta) for entry, delta in zip(entries, deltas, strict=True)) + 1
        terms, values, left = [], [], []
        for k, (entry, delta) in enumerate(zip(entries, deltas, strict=True), start=1):
            gone = k <= step and k != j
            ink = Ink.FAINT if gone else Ink.MARK if k <= step else Ink.TEXT
            plus = " + " if k > 1 else "   "
            terms += [Run(plus), Run(f"{entry} {delta}".center(width), ink)]
            value = "?" if k > step else f"{entry}·1" if k == j else "0"
            values += [Run(plus), Run(value.center(width), ink)]
            left += [] if gone else [f"{entry} {delta}" if k > step else entry]
        rest = " + ".join(left) if left else "0"
        rows: list[Row] = [
            (Run(self.title),),
            (),
            (Run(f"   Σₖ {self.letter}ᵢₖ δₖⱼ   with j = {j} and k from 1 to {self.size}", Ink.FRAME),),
            (),
            (Run(" = "), *terms),
            (),
            (Run(" = "), *values),
            (),
            (Run(f" = {rest}", Ink.MARK),),
        ]
        if step:
            equal = step == j
            told = f"   δ{_index(step)}{_index(j)} is {1 if equal else 0}, for {step} {'=' if equal else '≠'} {j}."
            rows += [(), (Run(told, Ink.FRAME),)]
        return text_drawing([_spelled(row, view) for row in rows], view.width, view.height)


def _index(number: int) -> str:
    return chr(ord("₀") + number)


def _spelled(row: Row, view: View) -> Row:
    """In ASCII δ is a d, or the terms would not fit next to each other."""
    if view.charset != "ascii":
        return row
    return tuple(Run(spell(run.text.replace("δ", "d"), view.charset), run.ink) for run in row)


def read(keys: Keys, title: str) -> DeltaScene:
    """Keys: `size` (the number of terms), `letter` (A), `knobs` (step, j)."""
    size = keys.whole("size", 4, least=2, most=_MOST_TERMS)
    own = [count_knob("step", 0, size), Knob("j", 2.0, 1.0, 1.0, float(size))]
    return DeltaScene(title, keys.text("letter", "A"), size, tuned(keys, own))
