"""The child's side: answer one request after the other until the parent is gone.

Three things end a child. Its parent closes the pipe or dies: a thread that only listens notices, even while a
request is being worked on. A request outlasts its limit: `faulthandler` ends the process from a thread of C, which
needs no GIL, after writing to the log where it hung. Or it is killed. It never outlives its parent by more than the
limit of the request in hand.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import sys
import threading
import traceback
from importlib import import_module
from queue import SimpleQueue
from typing import BinaryIO, NoReturn

from mmltui.errors import MmltuiError
from mmltui.worker.frames import HEADER_SIZE, FrameError, body_size, decode, encode
from mmltui.worker.verbs import Verb

MEMORY_TO_WORK_WITH = 1 << 30

_Request = dict[str, object]


def serve(module: str) -> NoReturn:
    """Answer with the `VERBS` of a module, after its `warm()`; ends with the process, not by returning."""
    requests, answers = _private_pipes()
    faulthandler.enable()
    inbox: SimpleQueue[_Request] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests, inbox), daemon=True).start()
    registry = import_module(module)
    verbs: dict[str, Verb] = registry.VERBS
    registry.warm()
    _bound_memory()
    with contextlib.suppress(BrokenPipeError):
        _send(answers, {"ready": os.getpid()})
        while True:
            _send(answers, _answer(inbox.get(), verbs))
    os._exit(0)


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the pipes off file descriptors 0 and 1, so that no print and no library can write into the protocol."""
    requests, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return os.fdopen(requests, "rb"), os.fdopen(answers, "wb")


def _listen(requests: BinaryIO, inbox: SimpleQueue[_Request]) -> None:
    try:
        while len(header := requests.read(HEADER_SIZE)) == HEADER_SIZE:
            inbox.put(decode(requests.read(body_size(header))))
    except (OSError, FrameError):
        traceback.print_exc()
    os._exit(0)


def _answer(request: _Request, verbs: dict[str, Verb]) -> dict[str, object]:
    limit = request["limit"]
    assert isinstance(limit, int | float)  # noqa: S101 - our own parent sends it
    faulthandler.dump_traceback_later(limit, exit=True)
    try:
        answer: dict[str, object] = {"value": verbs[str(request["verb"])](request["payload"])}
    except MmltuiError as error:
        answer = {"error": str(error)}
    except Exception as error:  # noqa: BLE001 - whatever goes wrong, the parent is told and the next request answered
        traceback.print_exc()
        answer = {"error": f"{type(error).__name__}: {error}"}
    finally:
        faulthandler.cancel_dump_traceback_later()
    return {"number": request["number"], **answer}


def _send(answers: BinaryIO, message: dict[str, object]) -> None:
    try:
        frame = encode(message)
    except FrameError as error:
        frame = encode({"number": message.get("number"), "error": str(error)})
    answers.write(frame)
    answers.flush()


def _bound_memory() -> None:
    """Leave `MEMORY_TO_WORK_WITH` bytes beyond what warming took; only Linux holds a process to such a bound."""
    if sys.platform == "linux":
        import resource

        with open("/proc/self/statm", encoding="ascii") as counts:  # noqa: PTH123 - a pseudo-file, not a path of ours
            in_use = int(counts.read().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        bound = in_use + MEMORY_TO_WORK_WITH
        soft = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
