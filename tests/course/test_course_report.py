"""The three forms of a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mmltui.course.report import Failure, Report, render

FAILURE = Failure(Path("lessons/1.2-a.md"), 7, "slope", "accept-1", "100% wrong:\nsee, here")
WARNING = Failure(Path("lessons/1.2-a.md"), 9, None, "page-1", "look")
BAD = Report(2, 30, 3, {"1.2": 4, "1.3": 1}, (FAILURE,), (WARNING,), 1.25)
GOOD = Report(1, 1, 0, {"1.2": 1}, (), (), 0.04)


@pytest.mark.parametrize(
    ("report", "text"),
    [
        (GOOD, "1 lesson, 1 exercise, 0 variants, 1 check: all hold (0.0 s)"),
        (
            BAD,
            (
                "lessons/1.2-a.md:7: slope::accept-1: 100% wrong:\nsee, here\n"
                "lessons/1.2-a.md:9: warning: page-1: look\n"
                "2 lessons, 5 exercises, 3 variants, 30 checks: 1 failed, 1 warning (1.2 s)"
            ),
        ),
    ],
)
def test_text_is_what_editors_can_follow(report, text):
    assert render(report, "text") == text


def test_json_has_the_keys_that_programs_rely_on():
    found = json.loads(render(BAD, "json"))
    assert found["ok"] is False
    assert found["summary"] == {"files": 2, "exercises": 5, "variants": 3, "checks": 30, "failed": 1, "seconds": 1.25}
    assert found["sections"] == {"1.2": {"exercises": 4}, "1.3": {"exercises": 1}}
    assert found["failures"] == [
        {
            "file": "lessons/1.2-a.md",
            "line": 7,
            "exercise": "slope",
            "check": "accept-1",
            "message": "100% wrong:\nsee, here",
        }
    ]
    assert json.loads(render(GOOD, "json"))["ok"] is True


def test_github_annotations_are_escaped():
    assert render(BAD, "github").splitlines() == [
        "::error file=lessons/1.2-a.md,line=7,title=slope%3A%3Aaccept-1::100%25 wrong:%0Asee, here",
        "::warning file=lessons/1.2-a.md,line=9,title=page-1::look",
    ]
    assert render(GOOD, "github") == ""


@pytest.mark.parametrize(("report", "code"), [(GOOD, 0), (BAD, 1)])
def test_the_exit_code_says_whether_all_hold(report, code):
    assert report.exit_code == code
