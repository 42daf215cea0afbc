"""What is kept beside the store because it is no event: where one left off, and what stands unjudged in the boxes.

It is one small file, so that the first page can be painted before the store is opened, and no crash and no dropped
line costs a draft.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from pathlib import Path

FILE_NAME = "sitting.json"


class Sitting:
    """Place and drafts. Only the drafts changed here are written, so that two sittings do not undo each other."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder or _users_folder()
        self._path = self.folder / FILE_NAME
        self._lock = threading.Lock()
        found = self._read()
        self._drafts = _drafts(found)
        self._changed: set[str] = set()
        self._place = _place(found)
        self._moved = False

    @property
    def place(self) -> tuple[str, int] | None:
        """Section and page, counted from 0, where the learner was last."""
        return self._place

    def move(self, section: str, page: int) -> None:
        """The learner is there now; on the disk after the next `save`."""
        self._place = (section, page)
        self._moved = True

    def draft(self, exercise: str) -> str:
        """The draft, empty if there is none."""
        return self._drafts.get(exercise, "")

    def keep_draft(self, exercise: str, text: str) -> None:
        """Change it; on the disk after the next `save`."""
        self._drafts[exercise] = text
        self._changed.add(exercise)

    def save(self) -> None:
        """Write what has changed. A folder that cannot be written costs place and drafts, nothing more."""
        with self._lock:
            if not (self._changed or self._moved):
                return
            changed, self._changed = self._changed, set()
            moved, self._moved = self._moved, False
            found = self._read()
            drafts = _drafts(found) | {exercise: self._drafts[exercise] for exercise in changed}
            place = self._place if moved else _place(found)
            table = {"place": place, "drafts": {name: text for name, text in drafts.items() if text}}
            beside = self._path.with_name(f"{FILE_NAME}.{os.getpid()}")
            with contextlib.suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                beside.write_text(json.dumps(table), encoding="utf-8")
                beside.replace(self._path)

    def _read(self) -> dict[str, object]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _drafts(found: dict[str, object]) -> dict[str, str]:
    drafts = found.get("drafts")
    return {str(name): str(text) for name, text in drafts.items()} if isinstance(drafts, dict) else {}


def _place(found: dict[str, object]) -> tuple[str, int] | None:
    match found.get("place"):
        case [str(section), int(page)] if page >= 0:
            return section, page
        case _:
            return None


def _users_folder() -> Path:
    """The folder that the store uses by default, without importing the store."""
    from platformdirs import user_data_path

    return user_data_path("mmltui", appauthor=False)
