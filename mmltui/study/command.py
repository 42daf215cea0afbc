"""`mmltui progress`: what the learner has done, where it is kept; export, import, reset."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from mmltui.course.lessons import find_lessons, load_lesson
from mmltui.errors import MmltuiError
from mmltui.study.events import Reset, now
from mmltui.study.history import covers
from mmltui.study.listed import list_exercises
from mmltui.study.progress import Section, progress, to_json
from mmltui.study.skills import skills
from mmltui.study.standing import State
from mmltui.study.store import Store

OK, FAILED = 0, 1
_BEGUN: Mapping[State, str] = {"tried": "not solved yet", "seen": "solution seen"}


class ProgressError(MmltuiError):
    """The command cannot do what was asked."""


def progress_command(options: Namespace) -> int:
    """Run the command with `action`, `target`, `json`, `data` and `lessons`; returns the exit code."""
    store = Store.open(options.data)
    try:
        if store.notice:
            sys.stderr.write(f"mmltui: {store.notice}\n")
        match options.action:
            case None:
                return _show(store, options.lessons, as_json=options.json)
            case "export":
                return _export(store, _file(options.target, "mmltui progress export progress.jsonl"))
            case "import":
                return _import(store, _file(options.target, "mmltui progress import progress.jsonl"))
            case _:
                return _reset(store, options.target or "", options.lessons)
    finally:
        store.close()


def _show(store: Store, folder: Path | None, *, as_json: bool) -> int:
    lessons = [load_lesson(file.path) for file in find_lessons(folder)]
    recalls = store.recalls()
    listed = [exercise for lesson in lessons for exercise in list_exercises(lesson)]
    sections = progress(listed, store.standings(), recalls, store.standing_of)
    if as_json:
        _say(json.dumps(to_json(str(store.path), sections)))
        return OK
    for lesson in lessons:
        section = sections.get(lesson.id, Section({}))
        _say(f"{lesson.id}  {lesson.title}: {section.done} of {len(section.exercises)} solved")
        for state, words in _BEGUN.items():
            names = [f"{lesson.id}/{name}" for name, line in section.exercises.items() if line.state == state]
            if names:
                _say(f"     {words}: {', '.join(names)}")
    due = [f"{skill.title} ({skill.section})" for skill in skills(lessons, recalls, now()) if skill.is_due]
    _say(f"\nTo review, with p in the app: {', '.join(due) if due else 'nothing now'}")
    _say(f"Kept in {store.path}" if store.durable else "Nothing is kept")
    return OK


def _export(store: Store, file: Path) -> int:
    lines = "".join(f"{line}\n" for line in store.export_lines())
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_text(lines, encoding="ascii")
        part.replace(file)
    except OSError as error:
        raise ProgressError(f"cannot write {file}: {error.strerror}") from error
    _say(f"{len(lines.splitlines())} events written to {file}")
    return OK


def _import(store: Store, file: Path) -> int:
    if not store.durable:
        return FAILED
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise ProgressError(f"cannot read {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ProgressError(f"{file} is no text: export writes JSON Lines") from error
    _say(f"{store.import_lines(lines)} new events from {file}")
    return OK


def _reset(store: Store, scope: str, folder: Path | None) -> int:
    if not store.durable:
        return FAILED
    hit = [exercise for exercise in store.standings() if covers(scope, exercise)]
    if not hit:
        sections = ", ".join(file.id for file in find_lessons(folder))
        raise ProgressError(
            f"nothing has been done in '{scope}' (sections: {sections})" if scope else "nothing has been done yet"
        )
    store.record(Reset(scope))
    _say(f"Reset {scope or 'everything'}: {len(hit)} exercises are new again. The app undoes it with u.")
    return OK


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _file(target: str | None, example: str) -> Path:
    if not target:
        raise ProgressError(f"which file? Try: {example}")
    return Path(target)
