"""Which events still count. Nothing is ever deleted: a reset hides what came before it, an undo takes an event back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mmltui.study.events import Event, Reset, Undo


@dataclass(frozen=True, slots=True)
class History:
    """The resets and undos so far, which decide whether any other event counts."""

    undone: frozenset[str] = frozenset()
    resets: tuple[Event, ...] = ()

    @classmethod
    def of(cls, events: Iterable[Event]) -> History:
        """From all resets and undos there are, in any order."""
        known = sorted(events, key=lambda event: event.order)
        undone: set[str] = set()
        for event in reversed(known):
            if isinstance(event.what, Undo) and event.uid not in undone:
                undone.add(event.what.target)
        resets = (event for event in known if isinstance(event.what, Reset) and event.uid not in undone)
        return cls(frozenset(undone), tuple(resets))

    @property
    def beginning(self) -> str:
        """The time before which nothing counts: that of the last reset of everything."""
        return max((reset.time for reset in self.resets if reset.what == Reset("")), default="")

    def counts(self, event: Event, subject: str) -> bool:
        """Whether an event on `subject` (an exercise) still counts."""
        return event.uid not in self.undone and not any(
            event.order < reset.order and covers(reset.what.scope, subject)
            for reset in self.resets
            if isinstance(reset.what, Reset)
        )


def covers(scope: str, exercise: str) -> bool:
    """Whether a reset of `scope` is one of `exercise`: `''` and `1.2` and `1.2/slope` cover `1.2/slope`."""
    return not scope or exercise == scope or exercise.startswith(scope + "/")
