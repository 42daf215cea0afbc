"""How formulas look, one construct a row: LaTeX, then its lines."""

import pytest

from mmltui.typeset import typeset


def lines(latex, **how):
    return [line.rstrip() for line in typeset(latex, **how).text]


@pytest.mark.parametrize(
    ("latex", "plain", "ascii_form"),
    [
        # binary and unary signs, relations, punctuation, operators
        ("a+b-c", "a + b − c", "a + b - c"),
        ("-a+b", "−a + b", "-a + b"),
        ("a=-b", "a = −b", "a = -b"),
        ("2(-x)", "2(−x)", "2(-x)"),
        ("\\|e\\|^2=\\|a\\|^2", "‖e‖² = ‖a‖²", "||e||^2 = ||a||^2"),
        ("|-x|+|y|", "|−x| + |y|", "|-x| + |y|"),
        ("a\\cdot(-6)", "a · (−6)", "a * (-6)"),
        ("x\\to-\\infty", "x → −∞", "x -> -oo"),
        ("f(x,y)", "f(x, y)", "f(x, y)"),
        ("-\\sin x", "−sin x", "-sin x"),
        ("2\\sin x\\cos x", "2 sin x cos x", "2 sin x cos x"),
        ("\\log(x)", "log(x)", "log(x)"),
        ("f(\\cdot)", "f(·)", "f(*)"),
        ("A^{+}", "A⁺", "A^+"),
        ("f\\colon X\\to Y", "f: X → Y", "f: X -> Y"),
        ("3.14", "3.14", "3.14"),
        ("n!", "n!", "n!"),
        ("a/b", "a/b", "a/b"),
        # space of one's own
        ("a\\,b", "a b", "a b"),
        ("a\\quad b", "a   b", "a   b"),
        ("\\int\\!x", "∫x", "int x"),
        # scripts
        ("x_1^2", "x₁²", "x_1^2"),
        ("\\theta_{t+1}", "θₜ₊₁", "theta_(t+1)"),
        ("W^{(l)}_{ij}", "Wᵢⱼ⁽ˡ⁾", "W_ij^(l)"),
        ("f''(x)", "f′′(x)", "f''(x)"),
        ("x^*y", "x* y", "x^* y"),
        ("A^{-1}b", "A⁻¹b", "A^-1 b"),
        ("\\hat y_n", "ŷₙ", "hat(y)_n"),
        # names keep apart from letters
        ("\\lambda x", "λx", "lambda x"),
        ("a\\in A", "a ∈ A", "a in A"),
        ("x_n y_n", "xₙyₙ", "x_n y_n"),
        # letters of other fonts
        ("\\mathbb{R}^D", "ℝᴰ", "R^D"),
        ("\\mathcal{L}", "ℒ", "L"),
        ("\\tfrac12 x", "½ x", None),
        # nothing is lost
        ("\\foo{x}", "\\foo x", "\\foo x"),
        ("a\\tag{1}", "a    (1)", "a    (1)"),
        ("", "", ""),
    ],
)
def test_one_row(latex, plain, ascii_form):
    assert lines(latex) == [plain]
    if ascii_form is not None:
        assert lines(latex, charset="ascii") == [ascii_form]


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("\\frac{a}{b}", ["a", "─", "b"]),
        ("-\\frac{a}{b}c", ["  a", "− ─ c", "  b"]),
        ("\\frac{a}{\\frac{b}{c}}", [" a", "───", " b", " ─", " c"]),
        ("\\frac{dy}{dx}\\frac{dx}{dt}", ["dy dx", "── ──", "dx dt"]),
        ("\\frac ab.", ["a", "─.", "b"]),
        ("\\sqrt{2x}", [" __", "√2x"]),
        ("\\sqrt[3]{x}", ["3 _", " √x"]),
        ("\\sum_{i=1}^n i", [" n", " ∑  i", "i=1"]),
        ("\\lim_{h\\to0}h", ["lim h", "h→0"]),
        ("\\max\\limits_x x", ["max x", " x"]),
        ("\\sum\\nolimits_i x", ["∑ᵢ x"]),
        ("\\int_0^1 x", ["⌠1", "⎮  x", "⌡0"]),
        ("x^{y^z}", [" yᶻ", "x"]),
        ("x_{a_b}", ["x", " a_b"]),
        ("\\sigma_f^2", [" 2", "σ", " f"]),
        ("\\left(\\frac ab\\right)^2", ["⎛a⎞²", "⎜─⎟", "⎝b⎠"]),
        ("(1+\\frac1n)^n", ["⎛    1⎞ⁿ", "⎜1 + ─⎟", "⎝    n⎠"]),
        ("[0,\\frac12)", ["⎡   1⎞", "⎢0, ─⎟", "⎣   2⎠"]),
        ("((\\frac ab)^2)", ["⎛⎛a⎞²⎞", "⎜⎜─⎟ ⎟", "⎝⎝b⎠ ⎠"]),
        ("(a+b)\\frac12", ["        1", "(a + b) ─", "        2"]),
        ("\\left.f\\right|_0", ["f|₀"]),
        ("\\left\\{\\frac ab\\middle|c\\right\\}", ["⎧a │  ⎫", "⎨─ │ c⎬", "⎩b │  ⎭"]),
        ("\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}", ["⎡ 1  2 ⎤", "⎢      ⎥", "⎣ 3  4 ⎦"]),
        ("\\begin{vmatrix}a\\end{vmatrix}", ["| a |"]),
        ("\\begin{cases}1&x\\\\0&y\\end{cases}", ["⎧ 1  x", "⎨", "⎩ 0  y"]),
        ("\\begin{aligned}a&=b\\\\&=cd\\end{aligned}", ["a = b", "  = cd"]),
        (
            "\\begin{aligned}a&=b&\\text{one}\\\\&=cd&\\text{and two}\\end{aligned}",
            ["a = b    one", "  = cd   and two"],
        ),
        ("\\begin{array}{r|l}10&a\\\\\\hline2&bc\\end{array}", ["10  │  a", "─────────", " 2  │  bc"]),
        ("a \\\\ b", ["a", "b"]),
        ("\\underbrace{a+b}_{2}", ["a + b", "╰─┬─╯", "  2"]),
        ("\\overbrace{abc}^n", [" n", "╭┴╮", "abc"]),
        ("\\overset{!}{=}", ["!", "="]),
        ("\\xrightarrow{abc}", [" abc", "────→"]),
        ("\\binom nk", ["⎛n⎞", "⎜ ⎟", "⎝k⎠"]),
        ("\\overline{AB}", ["__", "AB"]),
        ("\\boxed{x}", ["┌───┐", "│ x │", "└───┘"]),
        ("\\sum_{\\substack{a\\\\b}}x", ["∑ x", "a", "b"]),
    ],
)
def test_tall(latex, expected):
    assert lines(latex) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("\\sqrt{\\frac ab}", ["  ___", " | a", " | -", "\\| b"]),
        ("\\left\\lfloor\\frac ab\\right\\rfloor", ["     /a\\", "floor|-|", "     \\b/"]),
        ("\\left\\{\\frac ab\\right.", ["/a", "<-", "\\b"]),
        ("\\int_0^1 x", [" 1", "int x", " 0"]),
        ("e^{-(x-\\mu)^2}", [" -(x-mu)^2", "e"]),
        ("\\underbrace{abcde}_x", ["abcde", "\\_v_/", "  x"]),
    ],
)
def test_tall_in_ascii(latex, expected):
    assert lines(latex, charset="ascii") == expected


@pytest.mark.parametrize(
    ("latex", "plain", "ascii_form"),
    [
        ("\\frac{df}{dx}", "df/dx", "df/dx"),
        ("\\frac{\\text{d}y}{\\mathrm{d}x}", "dy/dx", "dy/dx"),
        ("\\frac{df}{dx}v", "(df/dx)v", "(df/dx)v"),
        ("\\frac{\\partial^2f}{\\partial x\\partial y}", "∂²f/(∂x∂y)", "d^2 f/(dx dy)"),
        ("\\frac{a+b}{2c}", "(a + b)/(2c)", "(a + b)/(2c)"),
        ("1-\\frac1n", "1 − 1/n", "1 - 1/n"),
        ("\\log\\frac pq", "log (p/q)", "log (p/q)"),
        ("\\frac12x", "½x", "(1/2)x"),
        ("\\sqrt x y", "√x y", "sqrt(x) y"),
        ("\\sqrt{x+1}", "√(x + 1)", "sqrt(x + 1)"),
        ("\\sum_{i\\in S}x_i", "∑_(i∈S) xᵢ", "sum_(i in S) x_i"),
        ("x^{y^z}", "x^(yᶻ)", "x^(y^z)"),
        ("\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}", "[1, 2; 3, 4]", "[1, 2; 3, 4]"),
        ("\\begin{aligned}a&=b\\\\&=c\\end{aligned}", "a = b; = c", "a = b; = c"),
        ("\\binom nk", "binom(n, k)", "binom(n, k)"),
        ("\\underbrace{ab}_{n}", "(ab)[n]", "(ab)[n]"),
    ],
)
def test_inline(latex, plain, ascii_form):
    assert lines(latex, display=False) == [plain]
    assert lines(latex, display=False, charset="ascii") == [ascii_form]


def test_styles_tell_bold_and_italic_and_unknown_apart():
    (line,) = typeset("\\mathbf{x}x\\mathrm{d}\\foo").lines
    assert [tuple(run) for run in line] == [("x", "bold"), ("x", "italic"), ("d ", ""), ("\\foo", "unknown")]


def test_unicode_has_letters_instead_of_styles():
    block = typeset("\\mathbf{x}+\\boldsymbol\\theta+h+\\mathbb E+\\mathcal D", charset="unicode")
    assert block.text == ["𝐱 + 𝛉 + ℎ + 𝔼 + 𝒟"]
    assert {run.style for line in block.lines for run in line} == {""}


def test_names_of_operators_take_a_font_letter_by_letter():
    assert typeset("a\\mathbf{\\bmod}b", charset="unicode").text == ["𝑎 𝐦𝐨𝐝 𝑏"]


def test_bold_names_are_listed_for_a_legend():
    assert typeset("\\mathbf{x}+\\boldsymbol\\theta+x", charset="ascii").bold == ("x", "theta")


def test_the_baseline_is_the_row_of_the_fraction_bar():
    block = typeset("x=\\frac{a}{b}")
    assert block.baseline == 1
    assert "=" in block.text[block.baseline]


@pytest.mark.parametrize(
    ("latex", "width", "expected"),
    [
        ("aaaa = bbbb + cccc = dddd", 30, ["aaaa = bbbb + cccc = dddd"]),
        ("aaaa = bbbb + cccc = dddd", 20, ["aaaa = bbbb + cccc", "     = dddd"]),
        ("a = bbbb + cccc + dddd", 14, ["a = bbbb", "  + cccc", "  + dddd"]),
        ("\\frac{aaaaaa + bbbbbbbbbb + cccccc}{d}", 22, ["aaaaaa + bbbbbbbbbb", "   + cccccc", "─" * 19, "         d"]),
        ("a = b \\qquad ccc = ddd", 12, ["a = b", "  ccc = ddd"]),
        ("f(aaaa + bbbb) = cc", 15, ["f(aaaa + bbbb)", "    = cc"]),
        ("aaaaaaaaaaaaaaa", 5, ["aaaaaaaaaaaaaaa"]),
        ("\\begin{aligned}aa&=bbbb+cccc\\\\&=dd\\end{aligned}", 11, ["aa = bbbb", "     + cccc", "", "   = dd"]),
    ],
)
def test_wide_displays_break_at_relations_then_signs(latex, width, expected):
    assert lines(latex, width=width) == expected
