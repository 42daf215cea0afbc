"""`mmltui serve`: the same app in a browser, on the loopback address only."""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys

from mmltui.errors import MmltuiError


class ServeError(MmltuiError):
    """The app cannot be served; the message says what to do."""


def serve(options: argparse.Namespace) -> int:
    """Serve until Ctrl+C; each browser tab is a sitting of its own, all on the same progress."""
    try:
        from mmltui.tui.loopback import LoopbackServer
    except ImportError:
        raise ServeError(f"serving needs textual-serve: {sys.executable} -m pip install textual-serve") from None
    try:
        LoopbackServer(command(options), port=options.port).serve()
    except OSError as error:
        reason = error.strerror or error
        raise ServeError(f"cannot open port {options.port} ({reason}); try: mmltui serve --port 8001") from None
    return 0


def command(options: argparse.Namespace) -> str:
    """The command line of one sitting, for the shell that textual-serve starts it with."""
    words = [sys.executable, "-m", "mmltui.tui", "--charset", options.charset]
    for name in ("lessons", "section", "data"):
        value = getattr(options, name)
        if value is not None:
            words += [f"--{name}", str(value)]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
