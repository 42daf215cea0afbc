"""What of a sitting is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from mmltui.tui.work import Result, Work


class Record:
    """Where the learner is and what they did, for as long as the app runs."""

    def __init__(self) -> None:
        self._pages: dict[str, int] = {}
        self._last: str | None = None
        self._attempts: dict[tuple[str, str], list[Result]] = {}

    @classmethod
    def open(cls, data: Path | None) -> Self:  # noqa: ARG003  nothing is written yet
        """A record of the data folder `data`."""
        return cls()

    def page_of(self, section: str, pages: int) -> int:
        """The page that was last open in a section of so many pages."""
        return min(self._pages.get(section, 0), pages - 1)

    def last_section(self) -> str | None:
        """The section that was last open."""
        return self._last

    def visited(self, section: str, page: int) -> None:
        """The learner is on this page."""
        self._pages[section] = page
        self._last = section

    def work(self, section: str, exercise: str) -> Work:
        """What is known of an exercise."""
        results = self._attempts.get((section, exercise), [])
        return Work(submissions=tuple(result.submission for result in results))

    def attempt(self, section: str, exercise: str, result: Result) -> None:
        """An answer was judged."""
        self._attempts.setdefault((section, exercise), []).append(result)
