"""`mmltui --reader` through a pipe: lines in, lines out."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mmltui.study.events import Attempt
from mmltui.study.store import Store

LESSONS = Path(__file__).parent / "lessons"
START = [sys.executable, "-m", "mmltui", "--reader", "--lessons", str(LESSONS), "--data"]


def converse(data: Path, *lines: str, options: tuple[str, ...] = ()) -> str:
    typed = "".join(f"{line}\n" for line in lines)
    done = subprocess.run([*START, str(data), *options], input=typed, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_page_is_read_out_with_formulas_and_plots_in_words(tmp_path: Path) -> None:
    text = converse(tmp_path)
    assert text.startswith("Section 1.1, page 1 of 3.\nA square\n\nThe square is x squared.\n")
    assert "Plot. The square. A parabola that opens upwards" in text
    assert "Question 1 of 2. Exercise: its slope\nWhat is the derivative of x squared?" in text
    assert not set(text) & set("│─╭╮╰╯┌┐└┘▌\x1b⣀")


def test_answers_are_judged_and_kept(tmp_path: Path) -> None:
    text = converse(tmp_path, "2x (", "3x", "2x")
    assert "it costs nothing" in text
    assert text.index("Not yet") < text.index("Right")
    assert "Question 2 of 2. Exercise: which\nWhich is it?\n\na) x squared\n\nb) 2 x" in text
    store = Store.open(tmp_path)
    told = [event.what.verdict for event in store.events("1.1/slope") if isinstance(event.what, Attempt)]
    store.close()
    assert told == ["invalid", "incorrect", "correct"]


def test_the_next_start_goes_on_where_one_left_off(tmp_path: Path) -> None:
    converse(tmp_path, "2x", "next", "quit")
    assert converse(tmp_path).startswith("Section 1.1, page 2 of 3.")
    assert "1.1/1 question 2 of 2> " in converse(tmp_path, "back")


def test_help_in_rungs_and_the_solution(tmp_path: Path) -> None:
    text = converse(tmp_path, "hint", "hint", "hint", "hint", "hint", "hint", "steps")
    assert text.index("Hint. Which rule fits a power?") < text.index("There is no further hint")
    assert "Solution." in text
    assert "equals 2 x" in text
    store = Store.open(tmp_path)
    assert store.standings()["1.1/slope"].state == "seen"
    store.close()


def test_skip_shows_the_answer_and_goes_on(tmp_path: Path) -> None:
    text = converse(tmp_path, "skip", "b")
    assert text.index("Solution.") < text.rindex("Question 2 of 2. Exercise: which") < text.index("Right")


def test_several_lines_end_with_an_empty_one(tmp_path: Path) -> None:
    text = converse(tmp_path, "next", "1", "2", "", "1", "3")
    assert "Right" in text
    assert text.rindex("Not yet") > text.index("Right")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["go 1.1/2"], "page 2 of 3"),
        (["go 1.2"], "Go where? Such as go 1.1, or go 1.1/2. Sections: 1.1."),
        (["go 1.1/9"], "Section 1.1 has pages 1 to 3."),
        (["go"], "Go where?"),
        (["back"], "This is the first page of the course."),
        (["go 1.1/3", "next"], "This is the last page of the course."),
        (["go 1.1/3", "2x"], "There is no question here to answer."),
        (["go 1.1/3", "hint"], "There is no question on this page"),
        (["question 2"], "Which is it?"),
        (["question 7"], "This page has 2 questions."),
        (["contents"], "  1.1/2 Two parts"),
        (["2x", "contents"], "  1.1/1 A square (begun)"),
        (["progress"], "0 of 3 solved"),
        (["help"], "Every other line is an answer"),
        (["practice"], "solve a question or two first"),
        (["2x", "practice", "2x", "next", "back"], "next asks another question, back leads to the page."),
    ],
)
def test_each_word_does_what_it_says(tmp_path: Path, lines: list[str], said: str) -> None:
    assert said in converse(tmp_path, *lines)


def test_it_can_be_had_in_ascii(tmp_path: Path) -> None:
    assert converse(tmp_path, "2x", "steps", "help", options=("--charset", "ascii")).isascii()


def test_bytes_that_are_no_text_are_an_answer_that_cannot_be_read(tmp_path: Path) -> None:
    done = subprocess.run([*START, str(tmp_path)], input=b"\xff\xfe\x00\n2x\n", capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Right" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_control_c_keeps_the_place(tmp_path: Path) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it, and pass that on
    with subprocess.Popen(
        [*START, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdin
        assert reader.stdout
        reader.stdin.write("next\n")
        reader.stdin.flush()
        while "page 2 of 3" not in reader.stdout.readline():
            pass
        time.sleep(0.5)
        reader.send_signal(signal.SIGINT)
        _, errors = reader.communicate(timeout=20)
    assert (reader.returncode, errors) == (130, "")
    assert converse(tmp_path).startswith("Section 1.1, page 2 of 3.")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert "cannot be written" in converse(blocked / "data").replace("\n", " ")


def test_textual_is_never_loaded(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from mmltui.reader import run; "
        f"run(lessons=Path({str(LESSONS)!r}), data=Path({str(tmp_path)!r})); "
        "sys.exit(any(name.split('.')[0] == 'textual' for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], input="2x\nsteps\nprogress\n", text=True, check=False)
    assert done.returncode == 0
