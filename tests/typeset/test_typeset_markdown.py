"""Markdown with formulas as plain lines."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from mmltui.typeset.markdown import bold_names, formulas, render_markdown

LESSONS = sorted((Path(__file__).parents[2] / "lessons").glob("*.md"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# The loss $L(w)$", ["The loss L(w)", "═════════════"]),
        ("## Two", ["Two", "───"]),
        ("### Three", ["Three"]),
        ("The slope $\\frac{df}{dx}$ is *not* zero.", ["The slope df/dx is not zero."]),
        ("costs \\$5", ["costs $5"]),
        ("a\n\n$$\\frac ab$$\n\nb", ["a", "", "    a", "    ─", "    b", "", "b"]),
        ("a\n$$x^2$$\nb", ["a", "", "    x²", "", "b"]),
        ("- one $x_1$\n- two", ["• one x₁", "• two"]),
        ("3. one\n4. two", ["3. one", "4. two"]),
        ("- a\n\n  $$x$$", ["• a", "", "      x"]),
        ("> $x$ and\n>\n> $$y$$", ["│ x and", "│", "│     y"]),
        ("| f | f' |\n|---|---|\n| $x^2$ | $2x$ |", ["f  │ f'", "───┼───", "x² │ 2x"]),
        ("`a  b` and `c`", ["`a  b` and `c`"]),
        ("```\nx = 1\n```", ["    x = 1"]),
        ("[a](http://b)", ["a (http://b)"]),
        ("bad $\\frac{1}$", ["bad $\\frac{1}$"]),
        ("one two three four", ["one two three four"]),
        ("", []),
    ],
)
def test_blocks(text, expected):
    assert render_markdown(text, 40) == expected


def test_paragraphs_are_wrapped_and_short_formulas_kept_whole():
    assert render_markdown("one two three $a + b = c$ four", 20) == ["one two three", "a + b = c four"]


def test_a_wide_table_is_wrapped_in_its_columns():
    lines = render_markdown("| a | b |\n|---|---|\n| one two three four | five six seven eight |", 24)
    assert max(map(cell_len, lines)) <= 24
    assert " ".join("".join(lines).split()).count("seven") == 1


def test_ascii_is_ascii():
    lines = render_markdown(
        "é “quoted” – $\\theta \\le 1$\n\n- x\n\n> y\n\n| a | b |\n|---|---|\n| $x_1$ | 2 |", 40, "ascii"
    )
    assert all(line.isascii() for line in lines)
    assert lines[0] == 'e "quoted" -- theta <= 1'


def test_formulas_and_bold_names_are_found():
    text = "$\\mathbf{x}$ and\n\n$$\\boldsymbol\\theta$$\n\n- $y$"
    assert list(formulas(text)) == [("\\mathbf{x}", False), ("\\boldsymbol\\theta", True), ("y", False)]
    assert bold_names(text) == ("x", "theta")


@pytest.mark.parametrize("charset", ["plain", "unicode", "ascii"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_lessons_keep_within_the_width(width, charset):
    for path in LESSONS:
        fenced = False
        prose: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            fenced ^= line.startswith("```")
            if not fenced and not line.startswith(("```", "<")):
                prose.append(line)
        lines = render_markdown("\n".join(prose), width, charset)
        assert [line for line in lines if cell_len(line) > width] == []


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("$\\{}^_ab |-*`>#\n1.[]()~&"), max_size=60), st.integers(1, 60))
def test_any_text_is_rendered(text, width):
    assert all("\n" not in line for line in render_markdown(text, width, "ascii"))
