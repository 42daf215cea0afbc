"""What holds for every input: its own error or a block of the declared size, in the charset asked for."""

import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from mmltui.typeset import TypesetError, speak, typeset, unknown_commands
from mmltui.typeset.parser import _COMMANDS

CHARSETS = ("plain", "unicode", "ascii")
FORMULAS = [
    line
    for line in (Path(__file__).parents[1] / "cases" / "formulas.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]

PIECES = st.sampled_from(
    [
        *("\\" + name + " " for name in _COMMANDS if name and not name.endswith(" ")),
        *"{}[]()^_&'~%$ab1+-=,.|<>/*!?\\ \n\t",
        *("{x}", "{a}{b}", "\\\\", "\\{", "\\left(", "\\right)", "\\right.", "\\middle|", "\\begin{bmatrix}", "\\foo"),
        *("\\end{bmatrix}", "\\begin{cases}", "\\end{cases}", "\\begin{array}{c|c}", "\\end{array}", "\\hline"),
        *("\\text{if $x$ }", "é", "中", "🙂", "\u0301", "\u200d", "\ufe0f", "\x00", "²", "α", "∑", "∫", "\U0001f1e6"),
    ]
)
LATEX = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=40) | st.sampled_from(FORMULAS)
CALLS = st.tuples(LATEX, st.sampled_from(CHARSETS), st.booleans(), st.none() | st.integers(1, 80))


def attempt(latex, **how):
    try:
        return typeset(latex, **how)
    except TypesetError as error:
        return error


@settings(max_examples=600, deadline=None)
@given(CALLS)
def test_anything_is_a_block_of_the_declared_size_or_a_typeset_error(call):
    latex, charset, display, width = call
    block = attempt(latex, charset=charset, display=display, width=width)
    if isinstance(block, TypesetError):
        assert block.message
        assert block.span is None or 0 <= block.span.start <= block.span.end <= len(latex)
        return
    assert {cell_len(line) for line in block.text} <= {block.width}
    assert 0 <= block.baseline < len(block.lines)
    assert display or len(block.lines) == 1
    assert charset != "ascii" or all(line.isascii() and line.isprintable() for line in block.text)


@settings(max_examples=300, deadline=None)
@given(LATEX)
def test_anything_is_spoken_on_one_line_or_a_typeset_error(latex):
    try:
        said = speak(latex)
    except TypesetError:
        return
    assert "\n" not in said


@pytest.mark.parametrize("display", [True, False])
def test_no_letter_or_digit_is_lost(display):
    for formula in FORMULAS:
        source = re.sub(r"\\\\(\[4pt\])?|\\(begin|end)\{\w+\}|\{[c|]+\}|\\[a-zA-Z]+", " ", formula)
        shown = Counter("".join(typeset(formula, charset="ascii", display=display).text))
        missing = Counter(char for char in source if char.isalnum()) - shown
        assert not missing, formula


def test_plain_stays_in_the_basic_multilingual_plane():
    for formula in FORMULAS:
        assert all(ord(char) < 0x10000 for line in typeset(formula).text for char in line)


def test_every_formula_of_the_course_is_known_and_fits_76_columns():
    for formula in FORMULAS:
        assert unknown_commands(formula) == ()
        for charset in CHARSETS:
            assert typeset(formula, charset=charset, width=76).width <= 76


@pytest.mark.parametrize(
    "repeat",
    [
        "x_1 + ",
        "\\frac{a}{b} ",
        "\\left(\\frac{a}{b}\\right) ",
        "\\sum_{i=1}^n x_i ",
        "\\begin{bmatrix} a & b \\\\ c & d \\end{bmatrix} ",
        "\\hat{x}^{y^{z}} ",
        "a & b \\\\ ",
        "\\text{a $x$ b} ",
    ],
)
@pytest.mark.parametrize("charset", ["plain", "ascii"])
def test_the_cost_grows_with_the_length(repeat, charset):
    calls = [_calls(repeat * times, charset) for times in (40, 80, 160)]
    assert all(longer < 2.6 * shorter for shorter, longer in pairwise(calls))


@pytest.mark.parametrize(
    "nest", ["\\sqrt{", "\\frac{1}{", "\\left(", "{", "x^{", "x_{", "\\hat{", "\\mathbf{", "\\overset{a}{"]
)
def test_the_cost_grows_no_faster_than_depth_times_length(nest):
    close = " \\right)" if nest == "\\left(" else "}"
    calls = [_calls(nest * depth + "x" + close * depth, "ascii") for depth in (8, 16, 32)]
    assert all(longer < 5 * shorter for shorter, longer in pairwise(calls))


def _calls(latex, charset):
    """Count Python calls: a measure of work that is the same on every machine."""
    typeset.__wrapped__(latex, charset=charset, width=70)
    count = 0

    def on_event(_frame, event, _arg):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(on_event)
    try:
        typeset.__wrapped__(latex, charset=charset, width=70)
    finally:
        sys.setprofile(before)
    return count
