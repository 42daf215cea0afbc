"""A derivation as lines of text, each with its reason, as on a board of 80 columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from mmltui.calculus.steps import Step
from mmltui.notation.printing import plain

WIDTH: Final = 80


def board(steps: Sequence[Step]) -> list[str]:
    """Each line with its reason beside it if all of them fit; otherwise each reason below its line."""
    lines = [(plain(step.expression), f"{step.rule}: {step.note}" if step.note else step.rule) for step in steps]
    width = max(len(line) for line, _ in lines)
    rows = [f"{line:{width}}  [{why}]" for line, why in lines]
    if max(map(len, rows)) <= WIDTH:
        return rows
    return [row for line, why in lines for row in (line, *_folded(f"    [{why}]"))]


def _folded(reason: str) -> list[str]:
    """Rows of a reason, broken where it pauses, and never within a formula."""
    first, *pieces = re.split(r"(?<=[,;:]) ", reason)
    rows = [first]
    for piece in pieces:
        if len(rows[-1]) + 1 + len(piece) <= WIDTH:
            rows[-1] += f" {piece}"
        else:
            rows.append(f"     {piece}")
    return rows
