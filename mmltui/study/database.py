"""The file of the event store: where it is, what it looks like, and what is done when it cannot be used.

A file is never overwritten and nothing in it is lost on purpose: a broken one is set aside under another name and what
can still be read of it is taken along; one that a newer version wrote is left alone; where nothing can be written,
everything known is copied to memory. `Database.notice` says which of these happened.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

FILE_NAME = "progress.sqlite3"
BUSY_SECONDS = 10.0
CACHE_KIBIBYTES = 65536  # only what is touched is taken; an import touches every index all over

_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE event (
        uid TEXT NOT NULL UNIQUE, time TEXT NOT NULL, device TEXT NOT NULL,
        kind TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL
    );
    CREATE INDEX event_by_time ON event (time);
    CREATE INDEX event_by_subject ON event (subject, time);
    CREATE INDEX event_by_kind ON event (kind, time);
    CREATE TABLE teaches (component TEXT, uid TEXT, PRIMARY KEY (component, uid)) WITHOUT ROWID;
    CREATE TABLE derived (what TEXT, name TEXT, state TEXT, PRIMARY KEY (what, name)) WITHOUT ROWID;
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    """,
)

Row = tuple[str, str, str, str, str, str]
ALL_EVENTS = "SELECT uid, time, device, kind, subject, detail FROM event"


@dataclass(frozen=True, slots=True)
class Database:
    """An open connection; `durable` tells whether what is written outlives this process."""

    connection: sqlite3.Connection
    path: Path
    durable: bool
    notice: str | None = None


class NewerSchemaError(Exception):
    """The file was written by a newer version."""


def default_folder() -> Path:
    """Where the operating system keeps what belongs to a user."""
    from platformdirs import user_data_path

    return user_data_path("mmltui", appauthor=False)


def open_database(folder: Path) -> tuple[Database, tuple[Row, ...]]:
    """Open or create the file in a folder; the rows are what was saved from a broken file. Never raises."""
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Database(_connect(path), path, durable=True), ()
    except NewerSchemaError:
        notice = f"{path} was written by a newer mmltui and is left alone: update mmltui; until then nothing is kept"
        return in_memory(path, notice), ()
    except (OSError, sqlite3.Error) as error:
        if is_broken(error):
            return set_aside(path, error)
        return in_memory(path, f"{path} cannot be written ({error}): nothing of today will be kept"), _read_all(path)


def is_broken(error: Exception) -> bool:
    """Whether the file itself is damaged, and not only out of reach."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _BROKEN


def set_aside(path: Path, why: Exception) -> tuple[Database, tuple[Row, ...]]:
    """Rename a broken file, begin a new one, and read from the old what can be read."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.name}.broken-{stamp}")
    try:
        for ending in ("-wal", "-shm", ""):
            with contextlib.suppress(FileNotFoundError):
                path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
        saved = _read_all(aside)
        notice = f"{path} was broken ({why}) and is now {aside.name}; {len(saved)} events were read from it"
        return Database(_connect(path), path, durable=True, notice=notice), saved
    except (OSError, sqlite3.Error) as error:
        return in_memory(path, f"{path} is broken and cannot be replaced ({error}): nothing of today will be kept"), ()


@contextlib.contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction: all of it is written, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    if _version(connection) > len(MIGRATIONS):
        raise NewerSchemaError
    with contextlib.suppress(sqlite3.OperationalError):
        # Some network drives refuse; SQLite then goes on with its rollback journal.
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    if _version(connection) < len(MIGRATIONS):
        with writing(connection):
            for number in range(_version(connection), len(MIGRATIONS)):
                for statement in MIGRATIONS[number].split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number + 1}")
    # Whether it can be written, and read, shows itself only when it is tried.
    with writing(connection):
        connection.execute("SELECT count(*) FROM derived").fetchone()


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def in_memory(path: Path, notice: str) -> Database:
    """An empty database that is gone with this process."""
    return Database(_connect(":memory:"), path, durable=False, notice=notice)


def _read_all(path: Path) -> tuple[Row, ...]:
    """Every event that can still be read of a file that may be broken, or must not be written."""
    for mode in ("mode=ro", "immutable=1"):
        with (
            contextlib.suppress(sqlite3.Error, OSError),
            contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)) as old,
        ):
            if rows := read_rows(old):
                return rows
    return ()


def read_rows(connection: sqlite3.Connection) -> tuple[Row, ...]:
    """Every event as it lies there; of a broken file those that stand before the breach."""
    rows: list[Row] = []
    with contextlib.suppress(sqlite3.Error):
        for row in connection.execute(ALL_EVENTS):
            match row:
                case (str(uid), str(time), str(device), str(kind), str(subject), str(detail)):
                    rows.append((uid, time, device, kind, subject, detail))
    return tuple(rows)
