"""Many checks shared among the processors of the machine.

A check is a function and cannot be sent to another process; each process gathers the same list from the same files and
is told which numbers of it to run.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from mmltui.course.checks.item import Finding
from mmltui.course.tasks import Task, gather, run_check

Progress: TypeAlias = Callable[[int, int], None]

WORTH_SHARING: Final = 600
"""Checks that take longer than a process takes to start and to read the lessons."""

_SHARE: Final = 16
_MOST_PROCESSES: Final = 4  # a machine may show more processors than one is given
_gathered: list[Task] = []


def findings(
    files: Sequence[Path], tasks: Sequence[Task], *, thorough: bool, progress: Progress | None = None
) -> list[Finding]:
    """What each of the tasks, those of these files, finds; `progress(done, total)` is called as they go."""
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    shared = processes > 1 and len(tasks) >= WORTH_SHARING
    found: list[Finding] = [None] * len(tasks)
    for done, (number, finding) in enumerate(
        _shared(files, len(tasks), processes, thorough=thorough) if shared else _alone(tasks), start=1
    ):
        found[number] = finding
        if progress:
            progress(done, len(tasks))
    return found


def _alone(tasks: Sequence[Task]) -> Iterator[tuple[int, Finding]]:
    for number, task in enumerate(tasks):
        yield number, run_check(task.check)


def _shared(files: Sequence[Path], count: int, processes: int, *, thorough: bool) -> Iterator[tuple[int, Finding]]:
    import multiprocessing

    # Spawned, for a fork takes over locks in whatever state they are; so it works the same way everywhere.
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes, _prepare, (tuple(files), thorough)) as pool:
        yield from pool.imap_unordered(_run, range(count), chunksize=_SHARE)


def _prepare(files: tuple[Path, ...], thorough: bool) -> None:  # noqa: FBT001 - a pool hands arguments on by place
    """In each process: interrupting is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _gathered[:] = gather(files, thorough=thorough).tasks


def _run(number: int) -> tuple[int, Finding]:
    return number, run_check(_gathered[number].check)
