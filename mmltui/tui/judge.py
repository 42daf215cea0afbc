"""The grading process as the session uses it."""

from __future__ import annotations

from collections.abc import Mapping

from mmltui.worker.child import Answer
from mmltui.worker.grader import Grader

_LONGEST_DERIVATION = 2.0
_LONGEST_ALGEBRA = 1.5


class ProcessJudge(Grader):
    """Judges, and works derivatives out, in a process that can be killed."""

    async def derivation(self, request: Mapping[str, object]) -> Mapping[str, object] | None:
        """The worked derivative: its lines, each with its rule; None if none came in time."""
        outcome = await self.call("derivation", request, limit=_LONGEST_DERIVATION)
        return outcome.value if isinstance(outcome, Answer) else None

    async def board(self, table: Mapping[str, object]) -> Mapping[str, object] | None:
        """The worked solution of an exercise's table, line by line; None if none came in time."""
        outcome = await self.call("board", {"exercise": dict(table)}, limit=_LONGEST_DERIVATION)
        return outcome.value if isinstance(outcome, Answer) else None

    async def algebra(self, request: Mapping[str, object]) -> Mapping[str, object] | None:
        """What SymPy makes of an expression in one form; None if nothing in time."""
        outcome = await self.call("algebra", request, limit=_LONGEST_ALGEBRA)
        return outcome.value if isinstance(outcome, Answer) else None
