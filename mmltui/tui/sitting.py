"""What is kept beside the store because it is no event: place, drafts, and how the app is to look.

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
    """Place, drafts, theme and charset. Only what was changed here is written: two sittings do not undo each other."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder or _users_folder()
        self._path = self.folder / FILE_NAME
        self._lock = threading.Lock()
        found = self._read()
        self._drafts = _texts(found, "drafts")
        self._changed: set[str] = set()
        self._place = _place(found)
        self._moved = False
        self._look = _texts(found, "look")
        self._looks_changed: set[str] = set()

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

    def look(self, name: str) -> str | None:
        """What was chosen last for `theme` or `charset`, whatever word that may be; None if nothing was."""
        return self._look.get(name)

    def keep_look(self, name: str, value: str) -> None:
        """Choose it; on the disk after the next `save`."""
        if self._look.get(name) != value:
            self._look[name] = value
            self._looks_changed.add(name)

    def save(self) -> None:
        """Write what has changed. A folder that cannot be written costs place and drafts, nothing more."""
        with self._lock:
            if not (self._changed or self._moved or self._looks_changed):
                return
            changed, self._changed = self._changed, set()
            moved, self._moved = self._moved, False
            looks, self._looks_changed = self._looks_changed, set()
            found = self._read()
            look = _texts(found, "look") | {name: self._look[name] for name in looks}
            drafts = _texts(found, "drafts") | {exercise: self._drafts[exercise] for exercise in changed}
            place = self._place if moved else _place(found)
            table = {"place": place, "look": look, "drafts": {name: text for name, text in drafts.items() if text}}
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


def _texts(found: dict[str, object], key: str) -> dict[str, str]:
    texts = found.get(key)
    return {str(name): str(text) for name, text in texts.items()} if isinstance(texts, dict) else {}


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
