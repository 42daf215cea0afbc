"""A program in a pseudo-terminal, its screen read back as text."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from typing import Self

import pyte

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f8": "\x1b[19~",
    "ctrl+q": "\x11",
    "ctrl+u": "\x15",
    "ctrl+z": "\x1a",
}


class Terminal:
    """Starts `command` on a screen of `columns` x `rows`; ends it when the block is left."""

    def __init__(self, command: Sequence[str], columns: int, rows: int, env: Mapping[str, str] | None = None) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                _set_size(0, columns, rows)  # before the program can ask for it
                given = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
                os.execvpe(command[0], list(command), {**given, "TERM": "xterm-256color", **(env or {})})  # noqa: S606  no shell is wanted
            finally:
                os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        else:
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    @property
    def lines(self) -> list[str]:
        """The screen, row by row."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    def resize(self, columns: int, rows: int) -> None:
        """Make the screen another size, as when a window is dragged."""
        self._screen.resize(rows, columns)
        _set_size(self._fd, columns, rows)

    def clear(self) -> None:
        """Lose what is on the screen, as when the shell has had it for a while."""
        self._screen.reset()

    def type(self, text: str) -> None:
        """Type as a person does, one key after the other."""
        for character in text:
            os.write(self._fd, character.encode())
            self.read(0.01)

    def paste(self, text: str) -> None:
        """Send it all at once."""
        os.write(self._fd, text.encode())

    def press(self, *keys: str) -> None:
        """Press keys by name; a single character is itself."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())
            self.read(0.5 if key == "escape" else 0.03)  # else Escape and the next key are one

    def read(self, seconds: float) -> bool:
        """Take in what the program writes for so long; false once it has ended."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            if select.select([self._fd], [], [], left)[0] and not self._take():
                return False
        return True

    def wait_for(self, text: str, seconds: float = 20) -> float:
        """Wait until `text` stands on the screen; seconds since the start. Raises with the screen if it never does."""
        return self._wait(lambda: text in self.text, f"{text!r} to appear", seconds)

    def wait_until_gone(self, text: str, seconds: float = 20) -> float:
        """Wait until `text` no longer stands on the screen."""
        return self._wait(lambda: text not in self.text, f"{text!r} to go", seconds)

    def wait_for_end(self, seconds: float = 20) -> int:
        """The exit code of the program, which should be about to end."""
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        raise TimeoutError(f"still running:\n{self.text}")

    def _wait(self, done, what: str, seconds: float) -> float:
        deadline = time.perf_counter() + seconds
        while not done():
            left = deadline - time.perf_counter()
            if left <= 0 or (select.select([self._fd], [], [], left)[0] and not self._take()):
                raise TimeoutError(f"waited for {what}; the screen was:\n{self.text}")
        return time.perf_counter() - self.started

    def _take(self) -> bool:
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self._stream.feed(data)
        return bool(data)


def _set_size(terminal: int, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
