"""Events in SQLite, and beside them what follows from them: one state for each exercise and knowledge component.

An ordinary event moves the states that it touches on by one step, in the transaction that adds it. A reset, an undo, an
import or a clock set back only marks states stale; whoever next asks folds the stale ones anew. So asking costs the
same however many events there are, and the states can be thrown away at any time.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from mmltui.study.database import ALL_EVENTS, Row, writing
from mmltui.study.events import (
    ON_QUESTION,
    Attempt,
    Event,
    HintTaken,
    OnQuestion,
    PageVisited,
    Reset,
    Skipped,
    SolutionSeen,
    Undo,
    Unknown,
    from_parts,
    parts,
    read_line,
)
from mmltui.study.history import History
from mmltui.study.schedule import Recall
from mmltui.study.standing import Standing

FOLD_VERSION = "1"
"""Goes up whenever the same events are to give other states."""

_INSERT = """
    INSERT INTO event (uid, time, device, kind, subject, detail) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (uid) DO UPDATE SET
        time = excluded.time, device = excluded.device, kind = excluded.kind,
        subject = excluded.subject, detail = excluded.detail
    WHERE (excluded.time, excluded.device, excluded.kind, excluded.subject, excluded.detail)
        < (time, device, kind, subject, detail)
"""

_LINK = "INSERT OR IGNORE INTO teaches VALUES (?, ?)"
_STALE_EXERCISES = """
    UPDATE derived SET state = NULL
    WHERE what = 'exercise' AND (name = ?1 OR substr(name, 1, length(?1) + 1) = ?1 || '/')
"""
_STALE_COMPONENTS = """
    UPDATE derived SET state = NULL
    WHERE what = 'component' AND name IN (
        SELECT component FROM teaches JOIN event USING (uid)
        WHERE subject = ?1 OR substr(subject, 1, length(?1) + 1) = ?1 || '/'
    )
"""

_written = json.JSONEncoder(sort_keys=True).encode  # made once: making it takes longer than using it

_State = TypeVar("_State", Standing, Recall)


class Tables:
    """The tables of an open connection; every method is one transaction. Raises `sqlite3.Error`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        rules = connection.execute("SELECT value FROM setting WHERE name = 'fold'").fetchone()
        if rules != (FOLD_VERSION,):
            with writing(connection):
                connection.execute("UPDATE derived SET state = NULL")
                connection.execute("INSERT OR REPLACE INTO setting VALUES ('fold', ?)", (FOLD_VERSION,))
                connection.execute("INSERT OR IGNORE INTO setting VALUES ('device', ?)", (uuid.uuid4().hex[:8],))
        (self.device,) = connection.execute("SELECT value FROM setting WHERE name = 'device'").fetchone()

    def append(self, event: Event) -> None:
        """Add what has just happened."""
        with writing(self.connection):
            (newest,) = self.connection.execute("SELECT max(time) FROM event").fetchone()
            self.connection.execute(_INSERT, to_row(event))
            match event.what:
                case Reset(scope):
                    self._mark_stale(scope)
                case Undo(target):
                    self._mark_stale(self._scope_of(target))
                case Attempt() | HintTaken() | SolutionSeen() | Skipped():
                    latest = newest is None or event.time > newest
                    self._link(event.uid, event.what)
                    self._advance("exercise", event.what.question.exercise, event if latest else None, Standing)
                    for component in event.what.question.components:
                        self._advance("component", component, event if latest else None, Recall)
                case PageVisited() | Unknown():
                    pass

    def merge(self, rows: Iterable[Row]) -> int:
        """Add events of elsewhere; returns how many were new. Two that claim one uid are settled the same way round."""
        added = tuple(rows)
        taught = [(component, row[0]) for row in added for component in _components(row)]
        with writing(self.connection):
            (before,) = self.connection.execute("SELECT count(*) FROM event").fetchone()
            self.connection.executemany(_INSERT, added)
            self.connection.executemany(_LINK, taught)
            self._expect("exercise", {row[4] for row in added if row[3] in ON_QUESTION})
            self._expect("component", {component for component, _ in taught})
            self._mark_stale("")
            (after,) = self.connection.execute("SELECT count(*) FROM event").fetchone()
        return int(after - before)

    def events(self, subject: str | None = None) -> tuple[Event, ...]:
        """All events in their order, or those on one subject."""
        return tuple(self._select("") if subject is None else self._select("WHERE subject = ?", subject))

    def position(self, section: str | None) -> PageVisited | None:
        """The page visited last, of one section or of all."""
        of_section = () if section is None else (section,)
        where = "WHERE kind = 'page'" + " AND subject = ?" * len(of_section)
        for event in self._select(where, *of_section, order="time DESC, uid DESC LIMIT 1"):
            if isinstance(event.what, PageVisited):
                return event.what
        return None

    def history(self) -> History:
        """Every reset and undo."""
        return History.of(self._select("WHERE kind IN ('reset', 'undo')"))

    def standings(self) -> dict[str, Standing]:
        """By exercise id; those of which any event counts."""
        return self._derived("exercise", Standing, self._on_exercise)

    def recalls(self) -> dict[str, Recall]:
        """By knowledge component; those of which any event counts."""
        return self._derived("component", Recall, self._on_component)

    def standing_of(self, names: Iterable[str]) -> Standing:
        """The fold over the events of several ids of one exercise."""
        history = self.history()
        found = (event for name in names for event in self._on_exercise(name, history.beginning))
        return _fold(Standing(), sorted(found, key=lambda event: event.order), history)

    def _derived(
        self, what: str, kind: type[_State], events_of: Callable[[str, str], Iterable[Event]]
    ) -> dict[str, _State]:
        everything = "SELECT name, state FROM derived WHERE what = ?"
        states = dict(self.connection.execute(everything, (what,)))
        if None in states.values():
            # Within a transaction, so that no event can come between reading and keeping.
            with writing(self.connection):
                states = dict(self.connection.execute(everything, (what,)))
                history = self.history()
                for name in [name for name, state in states.items() if state is None]:
                    states[name] = _kept(_fold(kind(), events_of(name, history.beginning), history))
                    self._keep(what, name, states[name])
        read = ((name, kind.from_json(json.loads(state))) for name, state in states.items())
        return {name: state for name, state in read if state != kind()}

    def _on_exercise(self, exercise: str, since: str) -> Iterator[Event]:
        return self._select("WHERE subject = ? AND time >= ?", exercise, since)

    def _on_component(self, component: str, since: str) -> Iterator[Event]:
        teaching = "WHERE uid IN (SELECT uid FROM teaches WHERE component = ?) AND time >= ?"
        found = self._select(teaching, component, since)
        return (
            event
            for event in found
            if isinstance(event.what, OnQuestion) and component in event.what.question.components
        )

    def _select(self, where: str, *values: str, order: str = "time, uid") -> Iterator[Event]:
        return map(_event, self.connection.execute(f"{ALL_EVENTS} {where} ORDER BY {order}", values))

    def _advance(self, what: str, name: str, event: Event | None, kind: type[_State]) -> None:
        """Move a state on by an event that is later than all others; without one it is stale."""
        query = "SELECT state FROM derived WHERE what = ? AND name = ?"
        kept = self.connection.execute(query, (what, name)).fetchone()
        state = None
        if event is not None and kept != (None,):
            before = kind() if kept is None else kind.from_json(json.loads(kept[0]))
            state = _kept(before.after(event))
        self._keep(what, name, state)

    def _keep(self, what: str, name: str, state: str | None) -> None:
        self.connection.execute("INSERT OR REPLACE INTO derived VALUES (?, ?, ?)", (what, name, state))

    def _expect(self, what: str, names: Iterable[str]) -> None:
        missing = [(what, name) for name in names]
        self.connection.executemany("INSERT OR IGNORE INTO derived VALUES (?, ?, NULL)", missing)

    def _mark_stale(self, scope: str) -> None:
        """Have everything folded anew that events within a scope of resets lead to."""
        if scope:
            self.connection.execute(_STALE_EXERCISES, (scope,))
            self.connection.execute(_STALE_COMPONENTS, (scope,))
        else:
            self.connection.execute("UPDATE derived SET state = NULL")

    def _scope_of(self, uid: str) -> str:
        """What taking an event back bears on; everything if it took something back itself."""
        found = self.connection.execute("SELECT subject FROM event WHERE uid = ? AND kind != 'undo'", (uid,)).fetchone()
        return str(found[0]) if found else ""

    def _link(self, uid: str, what: OnQuestion) -> None:
        self.connection.executemany(_LINK, [(component, uid) for component in what.question.components])


def to_row(event: Event) -> Row:
    """An event as it is kept."""
    kind, subject, detail = parts(event.what)
    return (event.uid, event.time, event.device, kind, subject, _written(detail))


def line_to_row(line: str) -> Row:
    """A line of an export as it is kept; raises `EventError`. What is in it is looked at when it is asked for."""
    (uid, time, device, kind, subject), detail = read_line(line)
    return (uid, time, device, kind, subject, _written(detail))


def _components(row: Row) -> Iterable[str]:
    """The knowledge components that a row names; it may still turn out to be no event on a question."""
    if row[3] not in ON_QUESTION:
        return ()
    try:
        detail = json.loads(row[5])
    except ValueError:
        return ()
    named = detail.get("components") if isinstance(detail, dict) else None
    return [name for name in named if isinstance(name, str)] if isinstance(named, list) else ()


def _event(row: Row) -> Event:
    uid, time, device, kind, subject, text = row
    try:
        detail = json.loads(text)
    except ValueError:
        detail = None
    return Event(uid, time, device, from_parts(kind, subject, detail if isinstance(detail, dict) else {"text": text}))


def _fold(state: _State, events: Iterable[Event], history: History) -> _State:
    for event in events:
        if isinstance(event.what, OnQuestion) and history.counts(event, event.what.question.exercise):
            state = state.after(event)
    return state


def _kept(state: Standing | Recall) -> str:
    return json.dumps(state.to_json())
