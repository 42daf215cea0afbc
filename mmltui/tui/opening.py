"""The first look at a lesson file, by its lines alone: what can be painted before the lesson has been read.

Reading a lesson loads the parser and the engine and differentiates every question, which takes longer than the first
paint may. This look knows headings and fences only; what it gives is replaced as soon as the lesson has been read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r" {0,3}(```+|~~~+)\s*(.*)")


@dataclass(frozen=True, slots=True)
class Opening:
    """A page's title and the prose that it opens with; empty where it opens with something else."""

    title: str
    markdown: str


def openings(path: Path) -> tuple[Opening, ...]:
    """One for each `##` heading; none if the file cannot be read."""
    try:
        source = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ()
    return tuple(Opening(title, _prose(body)) for title, body in _pages(source.splitlines()))


def _pages(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    title: str | None = None
    body: list[str] = []
    fence: str | None = None
    for line in lines:
        match = _FENCE.match(line)
        if match and fence is None:
            fence = match[1]
        elif match and fence is not None and match[1].startswith(fence) and not match[2]:
            fence = None
        elif fence is None and line.startswith("## "):
            if title is not None:
                yield title, body
            title, body = line[3:].strip(), []
            continue
        body.append(line)
    if title is not None:
        yield title, body


def _prose(body: list[str]) -> str:
    """The lines up to the first heading, TOML fence or fold, unless they are the question of an exercise."""
    text: list[str] = []
    ended = False
    for line in body:
        kind = line.split()[:2]
        if line.startswith("#"):
            break
        if kind == ["```toml", "exercise"]:
            return ""
        ended = ended or kind[:1] == ["```toml"] or line.startswith("<details")
        if not ended:
            text.append(line)
    return "\n".join(text).strip()
