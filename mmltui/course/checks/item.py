"""One check: a name to select it by, a line to point at, and a function that says what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Finding: TypeAlias = str | None
"""What is wrong, in one sentence for the author; None if all is well."""


@dataclass(frozen=True, slots=True)
class Check:
    """`run` is called once; a finding of a check that only `warns` does not fail the lesson."""

    name: str
    line: int
    run: Callable[[], Finding]
    warns: bool = False
