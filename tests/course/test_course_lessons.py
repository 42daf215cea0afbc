"""Finding lessons: which folder wins, in which order, and how little of each file is read."""

from __future__ import annotations

from pathlib import Path

import pytest

import mmltui
from mmltui.course.lessons import NoLessonsError, find_lessons, list_lessons

HEADER = "# Heading\n\n```toml lesson\nformat = 1\nid = '{id}'\ntitle = '{title}'\n```\n"


def write(folder: Path, name: str, text: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_lessons_come_in_the_order_of_their_numbers(tmp_path):
    for name in ("1.10-z.md", "1.2-b.md", "2-c.md", "1.1-a.md", "README.md", "1.3.md", "1.4-notes.txt"):
        write(tmp_path, name)
    assert [file.id for file in find_lessons(tmp_path)] == ["1.1", "1.2", "1.10", "2"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (HEADER.format(id="1.1", title="Lines"), "Lines"),
        ("## A page first\n\n" + HEADER.format(id="1.1", title="Lines"), "1.1-a"),
        ("```toml lesson\ntitle = \n```\n", "1.1-a"),
        ("```toml lesson\ntitle = 3\n```\n", "1.1-a"),
        ("", "1.1-a"),
    ],
)
def test_the_title_is_read_from_the_top_of_the_file(tmp_path, text, title):
    write(tmp_path, "1.1-a.md", text)
    assert find_lessons(tmp_path)[0].title == title


def test_a_given_folder_without_lessons_is_named(tmp_path):
    with pytest.raises(NoLessonsError, match=r"no lessons in .*nowhere"):
        find_lessons(tmp_path / "nowhere")


@pytest.fixture
def places(tmp_path, monkeypatch):
    """An installed copy inside a checkout, and a current directory elsewhere."""
    checkout, here = tmp_path / "checkout", tmp_path / "here"
    package = write(checkout / "mmltui", "__init__.py")
    here.mkdir()
    monkeypatch.setattr(mmltui, "__file__", str(package / "__init__.py"))
    monkeypatch.chdir(here)
    return {"here": here / "lessons", "checkout": checkout / "lessons", "wheel": package / "lessons"}


@pytest.mark.parametrize(
    ("filled", "repository", "wins"),
    [
        (["here", "checkout", "wheel"], True, "here"),
        (["checkout", "wheel"], True, "checkout"),
        (["wheel"], True, "wheel"),
        (["checkout", "wheel"], False, "wheel"),  # somebody else's lessons/ beside an installed package
    ],
)
def test_the_nearest_lessons_win_and_a_stale_copy_never_does(places, filled, repository, wins):
    if repository:
        (places["checkout"].parent / "pyproject.toml").write_text("", encoding="utf-8")
    for name in filled:
        write(places[name], "1.1-a.md", HEADER.format(id="1.1", title=name))
    assert find_lessons()[0].title == wins


def test_a_lessons_folder_of_the_current_directory_without_lessons_is_passed_over(places):
    write(places["here"], "notes.md")
    write(places["wheel"], "1.1-a.md")
    assert find_lessons()[0].path.parent == places["wheel"]


def test_a_file_is_no_folder(tmp_path):
    write(tmp_path, "1.1-a.md")
    assert list_lessons(tmp_path / "1.1-a.md") == ()
