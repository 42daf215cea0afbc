"""What a child may be asked in these tests, every way of misbehaving included."""

import os
import signal
import sys
import time
from pathlib import Path


def echo(payload):
    return {"echo": payload}


def pid(_):
    return {"pid": os.getpid()}


def sleep(seconds):
    time.sleep(seconds)
    return {"slept": seconds}


def hold_the_gil(_):
    return {"digits": len(str(3 ** (10**9) % 7))}


def hog(_):
    return {"bytes": len(bytearray(8 << 30))}


def crash(_):
    os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)


def crash_once(path):
    if not Path(path).exists():
        Path(path).write_text("crashed")
        crash(None)
    return {"survived": True}


def fail(_):
    raise KeyError("no such thing")


def overflow(_):
    return overflow(_)


def chatter(_):
    print("hello", flush=True)
    os.write(1, b"\xff" * 100)
    return {"input": sys.stdin.read()}


def scribble(_):
    """Write nonsense into the protocol itself, as nothing but a broken child could."""
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, b"\xff" * 64)
        except OSError:
            continue
    return {}


def wrong_number(_):
    body = b'{"number":-1,"value":{}}'
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, len(body).to_bytes(4, "big") + body)
        except OSError:
            continue
    return {}


def grade(payload):
    submission = payload["submission"]
    if submission == "hang":
        time.sleep(600)
    if submission == "crash":
        crash(None)
    if submission == "fail":
        fail(None)
    return {"verdict": "correct", "kind": "proved", "length": len(submission), "exercise": payload["exercise"]}


def warm():
    pass


VERBS = {
    verb.__name__: verb
    for verb in (
        echo,
        pid,
        sleep,
        hold_the_gil,
        hog,
        crash,
        crash_once,
        fail,
        overflow,
        chatter,
        scribble,
        wrong_number,
        grade,
    )
}
