"""Kind `shapes`: functions in series as boxes joined by wires; their Jacobians fit together, or jam where they meet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from mmltui.plots.charsets import spell
from mmltui.plots.drawing import Drawing, Ink, Row, Run, text_drawing
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, choice_knob
from mmltui.plots.scene import View

_MOST_BOXES = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A function from R^`inputs` to R^`outputs`."""

    name: str
    inputs: int
    outputs: int

    @property
    def choices(self) -> tuple[str, ...]:
        """Shapes one might give its Jacobian."""
        m, n = self.outputs, self.inputs
        shapes = [(m, n), (n, m), (m, m), (n, n)]
        return ("?", *dict.fromkeys(f"{rows} x {columns}" for rows, columns in sorted(shapes)))


@dataclass(frozen=True, slots=True)
class ShapesScene:
    """The boxes, the input's first. Jacobians are multiplied in the order of the chain rule: the last box's first."""

    title: str
    boxes: tuple[Box, ...]
    knobs: tuple[Knob, ...]
    rows: int = 15
    hides: bool = True

    def _chosen(self, view: View) -> list[tuple[int, int] | None]:
        """The shape given to each Jacobian, in the order of the product."""
        chosen: list[tuple[int, int] | None] = []
        for box, knob in zip(reversed(self.boxes), self.knobs, strict=False):
            words = box.choices[knob.choice(view.knobs[knob.name])].split(" x ")
            chosen.append((int(words[0]), int(words[1])) if len(words) == 2 else None)
        return chosen

    def _transposed(self, view: View) -> bool:
        return round(view.knobs["transpose"]) == 1

    def facts(self, view: View) -> tuple[str, ...]:
        """What the machine says."""
        return (self._verdict(view),)

    def _verdict(self, view: View) -> str:
        chosen = self._chosen(view)
        names = [box.name for box in reversed(self.boxes)]
        if any(shape is None for shape in chosen):
            return "give every Jacobian a shape"
        shapes = [shape for shape in chosen if shape is not None]
        for at, (left, right) in enumerate(pairwise(shapes)):
            if left[1] != right[0]:
                return f"jams between {names[at]} and {names[at + 1]}: {left[1]} columns meet {right[0]} rows"
        rows, columns = shapes[0][0], shapes[-1][1]
        if self._transposed(view):
            rows, columns = columns, rows
        wanted = self.boxes[-1].outputs, self.boxes[0].inputs
        if (rows, columns) != wanted:
            return f"runs, but gives {rows} x {columns}: jams at the end, which is out by in, {wanted[0]} x {wanted[1]}"
        wrong = [
            name
            for name, shape, box in zip(names, shapes, reversed(self.boxes), strict=True)
            if shape != (box.outputs, box.inputs)
        ]
        if wrong:
            return f"runs to {rows} x {columns}, but {', '.join(wrong)}: a Jacobian is out by in"
        return f"runs: the product is {rows} x {columns}, out by in"

    def draw(self, view: View) -> Drawing:
        """The boxes, the Jacobians below them in the order of the product, and where inner sizes meet."""
        text: list[Row] = [(Run(spell(self.title, view.charset)),), (Run(""),)]
        text += [(Run(spell(line, view.charset), Ink.FRAME),) for line in self._machine()]
        text += [(Run(""),), *((Run(spell(line, view.charset), Ink.MARK),) for line in self._product(view))]
        return text_drawing(text, view.width, view.height)

    def _machine(self) -> list[str]:
        top, middle, bottom = "     ", " in ", "     "
        middle += f"{self.boxes[0].inputs} "
        top, bottom = " " * len(middle), " " * len(middle)
        for box in self.boxes:
            wide = len(box.name) + 4
            wire = f"─ {box.outputs} ─" if box is not self.boxes[-1] else f"─ {box.outputs} out"
            top += "┌" + "─" * wide + "┐" + " " * len(wire)
            middle += "┤" + box.name.center(wide) + "├" + wire
            bottom += "└" + "─" * wide + "┘" + " " * len(wire)
        return [top, middle, bottom]

    def _product(self, view: View) -> list[str]:
        chosen = self._chosen(view)
        boxes = list(reversed(self.boxes))
        words = [f"J_{box.name}" for box in boxes]
        shapes = ["?" if shape is None else f"{shape[0]} x {shape[1]}" for shape in chosen]
        if view.revealed:
            shapes = [
                f"{shape} ({box.outputs} x {box.inputs})" if shape != f"{box.outputs} x {box.inputs}" else f"{shape} ✓"
                for shape, box in zip(shapes, boxes, strict=True)
            ]
        widths = [max(len(word), len(shape)) for word, shape in zip(words, shapes, strict=True)]
        joints = []
        for left, right in pairwise(chosen):
            known = left is not None and right is not None
            joints.append(" · " if not known else " = " if left and right and left[1] == right[0] else " ╳ ")
        first = " " + " · ".join(word.center(width) for word, width in zip(words, widths, strict=True))
        second = " "
        for at, (shape, width) in enumerate(zip(shapes, widths, strict=True)):
            second += shape.center(width) + (joints[at] if at < len(joints) else "")
        if self._transposed(view):
            first, second = f" ({first.strip()})ᵀ", f" ({second.strip()})ᵀ"
        return [first, second]


def read(keys: Keys, title: str) -> ShapesScene:
    """Keys: `boxes`, a list of { name, in, out }, the one that is applied first in front."""
    boxes = []
    for one in keys.tables("boxes", required=True):
        boxes.append(Box(one.text("name"), one.whole("in", most=999), one.whole("out", most=999)))
        one.finish()
    if not 2 <= len(boxes) <= _MOST_BOXES:
        raise keys.refused("boxes", f"'boxes' must be between 2 and {_MOST_BOXES} functions, not {len(boxes)}")
    for at, (before, after) in enumerate(pairwise(boxes)):
        if before.outputs != after.inputs:
            message = f"'{after.name}' takes {after.inputs} numbers, but '{before.name}' gives {before.outputs}"
            raise keys.refused(f"boxes[{at + 1}].in", message)
    if len({box.name for box in boxes}) < len(boxes):
        raise keys.refused("boxes", "every box needs its own name")
    knobs = [choice_knob(f"J_{box.name}", box.choices, "?") for box in reversed(boxes)]
    return ShapesScene(title, tuple(boxes), (*knobs, choice_knob("transpose", ("no", "yes"), "no", key="t")))
