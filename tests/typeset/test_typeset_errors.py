"""What is wrong with a formula is said with its column and a way out."""

import pytest

from mmltui.typeset import TypesetError, typeset, unknown_commands


@pytest.mark.parametrize(
    ("latex", "column", "message"),
    [
        ("\\frac{a}", 9, "an argument is missing at the end of the formula"),
        ("a + {b", 7, "} is missing at the end of the formula"),
        ("a}b", 2, "} without its beginning"),
        ("x^2^3", 4, "a second superscript"),
        ("x_1_2", 4, "a second subscript"),
        ("x^", 3, "an argument is missing at the end of the formula"),
        ("\\left( a", 9, "\\right is missing at the end of the formula"),
        ("a \\right)", 3, "\\right without its beginning"),
        ("\\left a b \\right)", 7, "a is not a delimiter"),
        ("\\begin{cases} a", 16, "\\end is missing at the end of the formula"),
        ("\\begin{cases} a \\end{matrix}", 28, "\\begin{cases} ends with \\end{matrix}"),
        ("{a & b}", 4, "& without its beginning"),
        ("a \\", 3, "a backslash at the end of the formula"),
        ("\\text{if $x}", 1, "a $ in the text is never closed"),
        ("\\text{if $\\frac{a}$ }", 19, "an argument is missing at the end of the formula"),
        ("\\hspace{wide}", 13, "\\hspace needs a length such as {1em}"),
        ("{" * 50 + "}" * 50, 41, "more than 40 groups inside each other"),
        ("\\sqrt" * 50, 206, "more than 40 groups inside each other"),
    ],
)
def test_errors_name_the_column(latex, column, message):
    with pytest.raises(TypesetError) as caught:
        typeset(latex)
    assert str(caught.value).startswith(f"column {column}: {message}")


@pytest.mark.parametrize(
    ("latex", "message"),
    [
        ("x" * 20_001, "the formula is longer than 20000 characters"),
        ("\\begin{matrix}" + "a" * 4000 + "\\\\b" * 200 + "\\end{matrix}", "the formula is too large to set"),
        ("\\text{\u200d}", "the character U+200D cannot be set in cells"),
        ("\u0301x", "the character U+0301 cannot be set in cells"),
    ],
)
def test_what_cannot_be_set_is_refused(latex, message):
    with pytest.raises(TypesetError, match=message.replace("+", "\\+")):
        typeset(latex)


@pytest.mark.parametrize(
    "latex", ["\\stackrel{}{}", "\\frac{}{}", "\\sqrt{}", "\\hat{}", "{}^{}", "\\xrightarrow{}", "\\text{}"]
)
@pytest.mark.parametrize("display", [True, False])
def test_empty_arguments_are_set(latex, display):
    assert typeset(latex, display=display).lines


def test_an_operator_without_a_name_is_nothing():
    assert typeset("-\\operatorname{}x").text == ["− x"]


def test_unknown_commands_are_listed_once_each():
    assert unknown_commands("\\foo{x} + \\frac{\\bar x}{\\baz} + \\foo") == ("\\foo", "\\baz")
    assert unknown_commands("\\begin{tikzpicture}a\\end{tikzpicture}") == ("\\begin{tikzpicture}", "\\end{tikzpicture}")
    assert unknown_commands("\\frac{1}{2}") == ()
