"""A TOML fence of a lesson file: its values, and the line of each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from mmltui.course.toml_lines import KeyPath, key_lines, single_quoted, swallowed_latex
from mmltui.errors import AuthorError


@dataclass(frozen=True, slots=True)
class Table:
    """The values of a fence; `line` is that of its opening backticks, `body` the text below them."""

    values: Mapping[str, object]
    line: int
    body: str = field(repr=False)

    def line_of(self, *path: str | int) -> int:
        """The line of a value such as `('reject', 1, 'answer')`, or of the nearest thing around it that has one."""
        lines = _key_lines(self.body)
        for length in range(len(path), 0, -1):
            if path[:length] in lines:
                return self.line + lines[path[:length]]
        return self.line

    def line_of_key(self, key: str | None) -> int:
        """The line of a key as errors name it: `reject`, `at.x`, `parts[1].of`."""
        if key is None:
            return self.line
        steps = re.findall(r"[^.\[\]]+", key)
        return self.line_of(*(int(step) if step.isdigit() else step for step in steps))


def read_table(path: Path, body: str, line: int, report: Callable[[AuthorError], None]) -> Table | None:
    """Read a fence whose backticks open at `line`; reports what is wrong with it and gives None if it is no TOML.

    Strings that swallow LaTeX are reported and then read as meant, so that the rest of the fence is still checked.
    """
    swallowed = list(swallowed_latex(body)) if "\\" in body and '"' in body else []
    for offset, command in swallowed:
        message = f"in double quotes TOML takes {command[:2]} for an escape: write '…{command}…' in single quotes"
        report(AuthorError(path, line + offset, message))
    try:
        values = tomllib.loads(single_quoted(body) if swallowed else body)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
        offset = int(place[1]) if place and place[1] else body.count("\n")
        if not swallowed:
            problem = str(error).removesuffix(place[0]) if place else str(error)
            where = f" at column {place[2]}" if place and place[2] else ""
            report(AuthorError(path, line + max(offset, 1), f"this is not TOML: {problem}{where}"))
        return None
    return Table(values, line, body)


@lru_cache(maxsize=256)
def _key_lines(body: str) -> Mapping[KeyPath, int]:
    """Only errors and checks ask where keys stand, and then often."""
    return key_lines(body)
