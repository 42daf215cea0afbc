"""The contents as rows, apart from how they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mmltui.tui.marks import Mark


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the contents: a section (`page` is None) or one of its pages, counted from 0."""

    section: str
    page: int | None
    title: str
    mark: Mark


def matching(rows: Sequence[Row], words: str) -> tuple[Row, ...]:
    """The rows whose title has every word, each page with its section above it."""
    wanted = words.casefold().split()
    hits = [row for row in rows if all(word in f"{row.section} {row.title}".casefold() for word in wanted)]
    sections = {row.section for row in hits if row.page is not None}
    return tuple(row for row in rows if row in hits or (row.page is None and row.section in sections))
