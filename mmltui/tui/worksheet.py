"""What the workbench is asked, and its answer in Markdown, apart from how either is drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmltui.course.content import Page
    from mmltui.notation.parser import Reading
    from mmltui.notation.symbols import SymbolTable
    from mmltui.notation.tree import Expression

Columns = Mapping[str, Sequence[float]]

FORMS = ("simplified", "factored", "expanded", "solved", "stationary", "value")
_HEADINGS = {
    "simplified": "Simplified",
    "factored": "Factored",
    "expanded": "Expanded",
    "stationary": "Where the slope is 0",
    "value": "Value",
}
_AT = re.compile(r"\s+at\s+")
_POINT = re.compile(r"\s*([^\W\d]\w*)\s*=\s*([^,;=]+)\s*")


@dataclass(frozen=True, slots=True)
class Task:
    """An expression, the letter to differentiate and solve for, the point it is wanted at, the data it speaks of."""

    of: str
    wrt: str
    at: Mapping[str, str] = field(default_factory=dict)
    data: Columns = field(default_factory=dict)
    letters: tuple[str, ...] = ()

    @property
    def request(self) -> dict[str, object]:
        """As the grading process takes it."""
        return {"of": self.of, "wrt": self.wrt, "at": dict(self.at), "data": dict(self.data)}

    @property
    def symbols(self) -> SymbolTable:
        """What its letters stand for."""
        from mmltui.worker.algebra import table_of

        return table_of(self.of, self.data)


def read_task(text: str, data: Columns) -> Task:
    """`x^2 sin x`, or `x^2 sin x at x = 2`; raises ParseError for what cannot be read."""
    from mmltui.worker.algebra import table_of

    of, point = _parted(text)
    used = {name: column for name, column in data.items() if re.search(rf"(?<!\w){name}_\w", of)} and data
    symbols = table_of(of, used)
    names = sorted(name for name in _scalars(_parse(of, symbols)) if name not in used)
    wrt = "x" if "x" in names or not names else names[-1]  # letters early in the alphabet are constants
    at = {match[1]: match[2].strip() for piece in point.split(",") if (match := _POINT.fullmatch(piece))}
    return Task(of, wrt, at, used, tuple(names))


def read_only(text: str, data: Columns) -> Reading:
    """The expression alone, to be read back while typing; raises ParseError."""
    from mmltui.notation.parser import parse

    task = read_task(text, data)
    return parse(task.of, task.symbols)


def _parted(text: str) -> tuple[str, str]:
    parts = _AT.split(text.strip(), maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def _parse(of: str, symbols: SymbolTable) -> Expression:
    from mmltui.notation.parser import parse

    return parse(of, symbols).expression


def _scalars(expression: Expression) -> frozenset[str]:
    from mmltui.notation.walk import free_symbols

    return frozenset(free_symbols(expression))


def answer(task: Task, worked: Mapping[str, object] | None, forms: Mapping[str, Mapping[str, object] | None]) -> str:
    """The derivative line by line, then what SymPy says in each form; forms that say the same are told once.

    `forms` are the answers of `algebra`, None where there was none in time.
    """
    from mmltui.notation.printing import latex
    from mmltui.notation.tree import Differential
    from mmltui.tui.rungs import worked_out

    parts: list[str] = []
    told = {""}
    steps = worked["steps"] if worked else None
    if isinstance(steps, list) and steps:
        parts.append(worked_out(latex(Differential(_parse(task.of, task.symbols), task.wrt)), steps))
    for form in FORMS:
        found = forms.get(form) or {}
        formula = str(found.get("latex", ""))
        if formula not in told and (form != "value" or task.at):
            told.add(formula)
            parts += [f"**{_heading(form, task)}**", f"$${formula}$$"]
            parts += [str(note)] if (note := found.get("note")) else []
    return "\n\n".join(parts)


def _heading(form: str, task: Task) -> str:
    match form:
        case "solved":
            return f"Solved for {task.wrt}" if "=" in task.of else "Where it is 0"
        case "value":
            return f"{_HEADINGS[form]} at " + ", ".join(f"{name} = {number}" for name, number in task.at.items())
        case _:
            return _HEADINGS[form]


def data_of(page: Page) -> Columns:
    """The numbers of the page's first plot that has data: x and y; empty if none has."""
    from mmltui.course.content import PlotBlock

    for block in page.blocks:
        data = block.table.values.get("data") if isinstance(block, PlotBlock) else None
        if isinstance(data, list) and data:
            return {"x": [point[0] for point in data], "y": [point[1] for point in data]}
    return {}


def formulas_of(page: Page) -> tuple[str, ...]:
    """What the page's questions differentiate and its plots draw, once each: what one may want to look into."""
    from mmltui.course.content import ExerciseBlock, PlotBlock

    found: list[str] = []
    for block in page.blocks:
        match block:
            case ExerciseBlock(source={"of": str(of)}):
                found.append(of)
            case PlotBlock():
                curves = block.table.values.get("curves")
                for curve in curves if isinstance(curves, list) else ():
                    match curve:
                        case {"expr": str(expression)}:
                            found.append(expression)
    return tuple(dict.fromkeys(found))
