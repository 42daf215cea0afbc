"""The store of what the learner did: append-only, mergeable, and never in the way.

Every event is on the disk when `record` returns. If the file fails while in use, the store goes on: with a new file if
the old is broken, in memory if it cannot be written. `notice` then says so.
"""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Self, TypeVar

from mmltui.study.database import (
    Database,
    Row,
    default_folder,
    in_memory,
    is_broken,
    open_database,
    read_rows,
    set_aside,
)
from mmltui.study.events import Event, EventError, PageVisited, What, now, to_line
from mmltui.study.schedule import Recall
from mmltui.study.standing import Standing
from mmltui.study.tables import Tables, line_to_row, to_row

_Result = TypeVar("_Result")


class Store:
    """Open with `Store.open`. May be used from several threads, and by several processes on one file."""

    def __init__(self, opened: Database, saved: tuple[Row, ...] = ()) -> None:
        self._lock = threading.RLock()
        self._database = opened
        try:
            self._tables = Tables(opened.connection)
        except sqlite3.DatabaseError as error:
            self._give_up(error)
        if saved:
            self._run(lambda tables: tables.merge(saved))

    @classmethod
    def open(cls, folder: Path | None = None) -> Self:
        """Open or create the store in a folder (default: the user's data folder). Never raises: see `notice`."""
        opened, saved = open_database(folder or default_folder())
        return cls(opened, saved)

    @property
    def path(self) -> Path:
        """The file, even where it could not be used."""
        return self._database.path

    @property
    def durable(self) -> bool:
        """Whether what is recorded outlives this process."""
        return self._database.durable

    @property
    def notice(self) -> str | None:
        """What the learner must be told about the file, if anything. May come up while the store is in use."""
        return self._database.notice

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._database.connection.close()

    def record(self, what: What) -> Event:
        """Write down that something happened just now; it is safe on the disk when this returns."""
        event = Event(uuid.uuid4().hex, now(), self._tables.device, what)
        self._run(lambda tables: tables.append(event))
        return event

    def events(self, subject: str | None = None) -> tuple[Event, ...]:
        """All events in their order, or those on one exercise (`1.2/slope`) or section."""
        return self._run(lambda tables: tables.events(subject))

    def position(self, section: str | None = None) -> PageVisited | None:
        """Where the learner was last, in all or in one section."""
        return self._run(lambda tables: tables.position(section))

    def last_reset(self) -> Event | None:
        """The latest reset that has not been undone; `record(Undo(event.uid))` undoes it."""
        resets = self._run(lambda tables: tables.history()).resets
        return resets[-1] if resets else None

    def standings(self) -> dict[str, Standing]:
        """Where the learner stands with each exercise of which any event counts, by the id in the events."""
        return self._run(lambda tables: tables.standings())

    def standing_of(self, names: Iterable[str]) -> Standing:
        """Where the learner stands with one exercise that has had several ids."""
        known = tuple(names)
        return self._run(lambda tables: tables.standing_of(known))

    def recalls(self) -> dict[str, Recall]:
        """Where the learner stands with each knowledge component ever answered for."""
        return self._run(lambda tables: tables.recalls())

    def merge(self, events: Iterable[Event]) -> int:
        """Take over events of another store; returns how many were new. The order of merging makes no difference."""
        return self._merge(tuple(map(to_row, events)))

    def export_lines(self) -> Iterator[str]:
        """Every event as a line of JSON, in order."""
        return map(to_line, self.events())

    def import_lines(self, lines: Iterable[str]) -> int:
        """Take over exported lines, all or none; returns how many were new; raises `EventError` naming the line."""
        rows = []
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    rows.append(line_to_row(line))
                except EventError as error:
                    raise EventError(f"line {number} is no event, nothing was imported: {error}") from error
        return self._merge(tuple(rows))

    def _merge(self, rows: tuple[Row, ...]) -> int:
        return self._run(lambda tables: tables.merge(rows))

    def _run(self, action: Callable[[Tables], _Result]) -> _Result:
        with self._lock:
            try:
                return action(self._tables)
            except sqlite3.DatabaseError as error:
                if not self.durable or isinstance(error, sqlite3.ProgrammingError):
                    raise
                self._give_up(error)
                return action(self._tables)

    def _give_up(self, error: sqlite3.DatabaseError) -> None:
        """The file cannot be used any longer: begin a new one if it is broken, go on in memory otherwise."""
        path = self.path
        if is_broken(error):
            self._database.connection.close()
            self._database, saved = set_aside(path, error)
        else:
            saved = read_rows(self._database.connection)
            self._database.connection.close()
            self._database = in_memory(path, f"{path} cannot be written ({error}): what you do now will not be kept")
        self._tables = Tables(self._database.connection)
        self._tables.merge(saved)
