"""Finding lessons, and listing them without reading more than the first lines of each."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import mmltui
from mmltui.course.content import Lesson, LessonErrors
from mmltui.errors import MmltuiError

__all__ = [
    "LessonErrors",
    "LessonFile",
    "NoLessonsError",
    "find_lesson",
    "find_lessons",
    "list_lessons",
    "load_lesson",
]

_NAME = re.compile(r"(\d+(?:\.\d+)*)-.*\.md")


class NoLessonsError(MmltuiError):
    """There is no lesson where lessons were looked for."""


@dataclass(frozen=True, slots=True)
class LessonFile:
    """A lesson file by its number and title, its pages unread."""

    path: Path
    id: str
    title: str


def find_lessons(folder: Path | None = None) -> tuple[LessonFile, ...]:
    """The lessons of `folder`, or of the first place that has any, in the order of their numbers.

    Places: `lessons/` in the current directory, the checkout that this package runs from, the installed
    package. Raises `NoLessonsError` where none is found.
    """
    places = (folder,) if folder else _places()
    for place in places:
        files = list_lessons(place)
        if files:
            return files
    where = ", ".join(map(str, places))
    raise NoLessonsError(f"no lessons in {where}: a lesson is a file such as 1.2-my-topic.md")


def find_lesson(section: str, folder: Path | None = None) -> LessonFile:
    """The lesson of a section such as `1.2`; raises `NoLessonsError` naming the sections that there are."""
    files = find_lessons(folder)
    for file in files:
        if file.id == section:
            return file
    raise NoLessonsError(f"there is no section '{section}': there are {', '.join(file.id for file in files)}")


def load_lesson(path: Path) -> Lesson:
    """Read a lesson file; raises `LessonErrors` with everything that is wrong with it."""
    from mmltui.course.load import load_lesson as load

    return load(path)


def _places() -> tuple[Path, ...]:
    package = Path(mmltui.__file__).resolve().parent
    checkout = package.parent if (package.parent / "pyproject.toml").is_file() else None
    here = (Path("lessons"),)
    return (*here, checkout / "lessons", package / "lessons") if checkout else (*here, package / "lessons")


def list_lessons(folder: Path) -> tuple[LessonFile, ...]:
    """The lesson files of one folder, in the order of their numbers; empty if it is no folder."""
    try:
        names = [(match[1], path) for path in folder.iterdir() if (match := _NAME.fullmatch(path.name))]
    except OSError:
        return ()
    names.sort(key=lambda item: ([int(step) for step in item[0].split(".")], item[1].name))
    return tuple(LessonFile(path, number, _title(path)) for number, path in names)


def _title(path: Path) -> str:
    """The title in the `toml lesson` fence; the file's name where there is none to be read."""
    fence: list[str] | None = None
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            for line in file:
                if fence is not None and line.startswith("```"):
                    title = tomllib.loads("".join(fence)).get("title")
                    return title if isinstance(title, str) else path.stem
                if fence is not None:
                    fence.append(line)
                elif line.split() == ["```toml", "lesson"]:
                    fence = []
                elif line.startswith("## "):
                    break
    except (OSError, tomllib.TOMLDecodeError):
        pass
    return path.stem
