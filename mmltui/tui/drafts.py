"""What stands unjudged in the answer boxes, kept beside the store so that no crash and no dropped line loses it."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

FILE_NAME = "drafts.json"


class Drafts:
    """Texts by exercise. Only what was changed here is written, so that two sittings do not undo each other."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / FILE_NAME if folder else None
        self._texts = self._read()
        self._changed: set[str] = set()

    def get(self, exercise: str) -> str:
        """The draft, empty if there is none."""
        return self._texts.get(exercise, "")

    def put(self, exercise: str, text: str) -> None:
        """Change it; it is on the disk after the next `save`."""
        self._texts[exercise] = text
        self._changed.add(exercise)

    def save(self) -> None:
        """Write what has changed, if anything has. A folder that cannot be written costs the draft, nothing more."""
        if self._path is None or not self._changed:
            return
        changed, self._changed = self._changed, set()
        texts = self._read() | {exercise: self._texts[exercise] for exercise in changed}
        beside = self._path.with_name(f"{FILE_NAME}.{os.getpid()}")
        with contextlib.suppress(OSError):
            beside.write_text(json.dumps({name: text for name, text in texts.items() if text}), encoding="utf-8")
            beside.replace(self._path)

    def _read(self) -> dict[str, str]:
        if self._path is None:
            return {}
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else {}
