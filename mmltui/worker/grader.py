"""Judge answers one at a time in a process that can be killed: what the app awaits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mmltui.worker.child import Outcome
from mmltui.worker.crew import Crew
from mmltui.worker.judging import LIMIT, VERBS_MODULE, judge


class Grader:
    """One warm child, and a second that takes over at once when the first has to be killed."""

    def __init__(self, *, module: str = VERBS_MODULE, log: Path | None = None) -> None:
        self._crew = Crew(module=module, size=1, spares=1, log=log)

    async def start(self) -> None:
        """Begin to warm up; returns at once. Without it the first question does so."""
        self._crew.start()

    async def grade(self, table: Mapping[str, object], submission: str, *, limit: float = LIMIT) -> dict[str, object]:
        """Judge a submission by an exercise's table: the output object of `mmltui grade` without its id."""
        return await judge(self._crew, table, submission, limit)

    async def call(self, verb: str, payload: Mapping[str, object], *, limit: float) -> Outcome:
        """Have any verb of the registry answered. Never raises for what becomes of the child."""
        return await self._crew.call(verb, payload, limit=limit)

    async def close(self) -> None:
        """End the children; none is left when this returns."""
        await self._crew.close()
