"""What came out of checking lessons, and its three forms: for people, for programs, for a forge's annotations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, assert_never

Format = Literal["text", "json", "github"]


@dataclass(frozen=True, slots=True)
class Failure:
    """One check that found something; `exercise` is None for what belongs to a whole lesson."""

    path: Path
    line: int
    exercise: str | None
    check: str
    message: str

    @property
    def name(self) -> str:
        """The exercise and the check, as they are selected."""
        return f"{self.exercise}::{self.check}" if self.exercise else self.check


@dataclass(frozen=True, slots=True)
class Report:
    """`sections` counts the exercises of each section; warnings do not make a lesson fail.

    `variants` are the checks that were each of a whole question with fresh numbers.
    """

    files: int
    checks: int
    variants: int
    sections: Mapping[str, int]
    failures: tuple[Failure, ...]
    warnings: tuple[Failure, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether every check holds."""
        return not self.failures

    @property
    def exit_code(self) -> int:
        """0 all hold, 1 a check failed."""
        return 0 if self.ok else 1


def render(report: Report, form: Format) -> str:
    """The report as text, without a line end after the last line."""
    match form:
        case "text":
            return _text(report)
        case "json":
            return json.dumps(_json(report), ensure_ascii=False, indent=2)
        case "github":
            return _github(report)
        case _:
            assert_never(form)


def _text(report: Report) -> str:
    lines = [f"{at.path}:{at.line}: {at.name}: {at.message}" for at in report.failures]
    lines += [f"{at.path}:{at.line}: warning: {at.name}: {at.message}" for at in report.warnings]
    exercises = sum(report.sections.values())
    counted = (
        (report.files, "lesson"),
        (exercises, "exercise"),
        (report.variants, "variant"),
        (report.checks, "check"),
    )
    counts = ", ".join(_count(number, thing) for number, thing in counted)
    failed = f"{len(report.failures)} failed" if report.failures else "all hold"
    warned = f", {_count(len(report.warnings), 'warning')}" if report.warnings else ""
    return "\n".join([*lines, f"{counts}: {failed}{warned} ({report.seconds:.1f} s)"])


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _json(report: Report) -> dict[str, object]:
    return {
        "ok": report.ok,
        "summary": {
            "files": report.files,
            "exercises": sum(report.sections.values()),
            "variants": report.variants,
            "checks": report.checks,
            "failed": len(report.failures),
            "seconds": round(report.seconds, 3),
        },
        "sections": {section: {"exercises": count} for section, count in report.sections.items()},
        "failures": [_failure_json(failure) for failure in report.failures],
        "warnings": [_failure_json(warning) for warning in report.warnings],
    }


def _failure_json(failure: Failure) -> dict[str, object]:
    return {
        "file": str(failure.path),
        "line": failure.line,
        "exercise": failure.exercise,
        "check": failure.check,
        "message": failure.message,
    }


def _github(report: Report) -> str:
    """Workflow commands: one annotation for each finding."""
    levels = [("error", report.failures), ("warning", report.warnings)]
    return "\n".join(
        f"::{level} file={_property(str(at.path))},line={at.line},title={_property(at.name)}::{_message(at.message)}"
        for level, found in levels
        for at in found
    )


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
