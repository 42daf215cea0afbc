"""The pytest plugin, run as an author runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TEMPLATE = (Path(__file__).parent / "template.md").read_text(encoding="utf-8")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(tmp_path):
    def run(*arguments: str, ini: str = "mmltui_lessons = lessons") -> subprocess.CompletedProcess[str]:
        (tmp_path / "pytest.ini").write_text(f"[pytest]\n{ini}\n", encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-p", "mmltui.course.pytest_plugin", "-p", "no:asyncio"]
        command += ["-p", "no:cacheprovider", "-v", *arguments]
        environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    lessons = tmp_path / "lessons"
    lessons.mkdir()
    (lessons / "9.1-topic.md").write_text(TEMPLATE.replace("'3 a x^2'", "'x'"), encoding="utf-8")
    (tmp_path / "README.md").write_text("# Not a lesson\n", encoding="utf-8")
    return run


def test_checks_are_items_and_a_failure_points_into_the_lesson(run, tmp_path):
    done = run("--junitxml=found.xml")
    assert done.returncode == 1
    assert "9.1-topic.md::first-derivative::accept-1 FAILED" in done.stdout
    assert "9.1-topic.md::a-choice::wrong-choices PASSED" in done.stdout
    line = TEMPLATE[: TEMPLATE.index("accept = ")].count("\n") + 1
    assert f"9.1-topic.md:{line}: 'x' must be right" in done.stdout
    assert "README.md" not in done.stdout
    assert 'failures="1"' in (tmp_path / "found.xml").read_text(encoding="utf-8")


def test_one_check_can_be_selected(run):
    done = run("lessons/9.1-topic.md::first-derivative::reject-1")
    assert done.returncode == 0
    assert "1 passed" in done.stdout


def test_questions_of_a_generator_are_items(run, tmp_path):
    fence = "\n```toml practice\nid = 'fresh'\nfamily = 'shape'\nteaches = ['9.1.a']\n```\n"
    (tmp_path / "lessons" / "9.1-topic.md").write_text(TEMPLATE + fence, encoding="utf-8")
    done = run("lessons/9.1-topic.md::fresh")
    assert done.returncode == 0
    assert "9.1-topic.md::fresh::variant-3 PASSED" in done.stdout


def test_a_broken_file_is_one_failure_that_names_every_mistake(run, tmp_path):
    broken = TEMPLATE.replace("goals =", "gaols =").replace("answer = '6'", "answer =")
    (tmp_path / "lessons" / "9.1-topic.md").write_text(broken, encoding="utf-8")
    done = run("lessons/9.1-topic.md::load")
    assert done.returncode == 1
    assert "did you mean 'goals'" in done.stdout
    assert "not TOML" in done.stdout


def test_without_the_ini_key_nothing_is_collected(run):
    done = run("lessons", ini="")
    assert "collected 0 items" in done.stdout
