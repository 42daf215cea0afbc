"""The headless checks: what holds, and that every kind of author's mistake is caught where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from mmltui.course.check import check_lessons
from mmltui.course.checks.words import formulas, sides
from mmltui.course.lessons import NoLessonsError, find_lessons
from mmltui.exercises.registry import ASKS

HERE = Path(__file__).parent
TEMPLATE = (HERE / "template.md").read_text(encoding="utf-8")
EVERY_ASK = HERE / "lessons" / "9.2-every-ask.md"


def test_the_template_holds():
    report = check_lessons([HERE / "template.md"], thorough=True)
    assert report.failures == ()
    assert report.exit_code == 0
    assert report.sections == {"9.1": 3}


def test_every_ask_is_used_in_the_sample_and_holds():
    report = check_lessons([EVERY_ASK])
    assert report.failures == ()
    asked = {line.split("'")[1] for line in EVERY_ASK.read_text().splitlines() if line.startswith("ask = ")}
    assert asked == set(ASKS)


def test_the_lessons_of_the_course_hold():
    report = check_lessons([file.path for file in find_lessons(Path("lessons"))])
    assert [f"{at.path}:{at.line}: {at.name}: {at.message}" for at in report.failures] == []


HINT = "<details><summary>Hint</summary>\n\nWrite down the three slopes. Which one is never zero?\n\n</details>\n\n"
SOLUTION = TEMPLATE[TEMPLATE.rindex("<details><summary>Solution") :]

MISTAKES = [
    # what it is, what stands in the template, what is put there, which check, where, the exercise, what it says
    ("wrong key", "of = 'a x^3'", "off = 'a x^3'", "load", "off =", None, "did you mean 'of'"),
    ("double-quoted LaTeX", "'6.0', '2 * 3'", r'"\frac{12}{2}"', "load", 'accept = ["', None, "single quotes"),
    ("broken TOML", "answer = '6'", "answer = '6", "load", "answer = '6", None, "not TOML"),
    (
        "duplicate id",
        "id = 'a-choice'",
        "id = 'a-number'",
        "load",
        "id = 'a-number'\nteaches = ['9.1.b']",
        None,
        "is taken",
    ),
    (
        "unknown letter",
        "of = 'a x^3'",
        "of = 'a x^3 + b'\nsymbols = { a = 'scalar', x = 'scalar' }",
        "load",
        "of =",
        None,
        "b",
    ),
    ("right option that is none", "right = 'c'", "right = 'd'", "load", "right = 'd'", None, "d"),
    (
        "plot without words",
        "alt = 'A parabola that touches zero at x = 0, with its tangent at the point x'\n",
        "",
        "load",
        "```toml plot",
        None,
        "'alt' is missing",
    ),
    (
        "an answer that is wrong",
        "'3 a x^2'",
        "'3 a x'",
        "accept-1",
        "accept = ['3 a x'",
        "first-derivative",
        "must be right",
    ),
    (
        "a rejected answer that is right",
        "'a x^2', because",
        "'3 a x x', because",
        "reject-1",
        "{ answer = '3 a x x'",
        "first-derivative",
        "must be wrong",
    ),
    (
        "an invalid answer that is valid",
        "'3 a x^'",
        "'3 a x^2'",
        "invalid-2",
        "invalid = [",
        "first-derivative",
        "must be refused",
    ),
    (
        "another reason",
        "because = 'power.no-factor'",
        "because = 'product.minus'",
        "reject-1",
        "{ answer = 'a x^2', because = 'product.minus'",
        "first-derivative",
        "explained by power.no-factor",
    ),
    (
        "a reason that is none",
        "because = 'power.no-factor'",
        "because = 'power.no-facter'",
        "reject-1",
        "{ answer = 'a x^2', because = 'power.no-facter'",
        "first-derivative",
        "did you mean 'power.no-factor'",
    ),
    (
        "a right choice that is rejected",
        "answer = 'b', say",
        "answer = 'c', say",
        "reject-1",
        "reject = [{ answer = 'c'",
        "a-choice",
        "must be wrong",
    ),
    (
        "no question",
        "What is the slope of $x^2$ at $x = 3$?\n",
        "",
        "question",
        "```toml exercise\nid = 'a-number'",
        "a-number",
        "no question",
    ),
    ("no hint", HINT, "", "hint", "```toml exercise\nid = 'a-choice'", "a-choice", "no hint"),
    (
        "a hint that leaks",
        "The power rule brings the exponent down.",
        "It is $y' = 3 a x^2$.",
        "hint-2",
        "It is $y'",
        "first-derivative",
        "gives the answer away",
    ),
    ("no solution", SOLUTION, "", "solution", "```toml exercise\nid = 'a-choice'", "a-choice", "no solution"),
    (
        "a solution that ends elsewhere",
        "$2 \\cdot 3 = 6$",
        "$2 \\cdot 3 = 5$",
        "solution-ends",
        "The slope is $2x$",
        "a-number",
        "is not the answer",
    ),
    (
        "a number that never ends",
        "answer = '6'\naccept = ['6.0', '2 * 3']",
        "answer = '1/3'",
        "typable",
        "answer = '1/3'",
        "a-number",
        "no finite decimal",
    ),
    ("a pole", "expr = 'x^2'", "expr = '1/x'", "plot-1-curve-1", "curves =", None, "pole near"),
    ("outside the domain", "expr = 'x^2'", "expr = 'log x'", "plot-1-curve-1", "curves =", None, "no finite value"),
    (
        "words too short for a plot",
        "alt = 'A parabola that touches zero at x = 0, with its tangent at the point x'",
        "alt = 'plot'",
        "plot-1-alt",
        "alt = 'plot'",
        None,
        "in words",
    ),
    ("an unknown LaTeX command", "\\frac{dy}{dx}", "\\fraq{dy}{dx}", "page-1-formulas", "## The idea", None, "fraq"),
    (
        "variants of an unknown letter",
        "vary = { a = '2..9' }",
        "vary = { q = '2..9' }",
        "variant-1",
        "vary =",
        "first-derivative",
        "q",
    ),
    ("a section that needs itself", "needs = []", "needs = ['9.1']", "needs", "# Your topic", None, "needs itself"),
]


@pytest.mark.parametrize(
    ("old", "new", "check", "where", "exercise", "says"),
    [mistake[1:] for mistake in MISTAKES],
    ids=[mistake[0] for mistake in MISTAKES],
)
def test_an_authors_mistake_is_caught_at_its_line_and_harms_no_other(  # noqa: PLR0917 - the columns of the table
    tmp_path, old, new, check, where, exercise, says
):
    assert TEMPLATE.count(old) >= 1
    text = TEMPLATE.replace(old, new, 1)
    path = tmp_path / "9.1-topic.md"
    path.write_text(text, encoding="utf-8")
    report = check_lessons([path])
    assert report.exit_code == 1
    found = next((at for at in report.failures if at.check == check), None)
    assert found, [(at.check, at.line, at.message) for at in report.failures]
    assert found.line == text[: text.index(where)].count("\n") + 1
    assert found.exercise == exercise
    assert says in found.message
    assert {at.exercise for at in report.failures} <= {exercise}


def test_every_mistake_of_several_files_is_reported_in_their_order(tmp_path):
    for name, old, new in [("9.1-a.md", "'3 a x^2'", "'x'"), ("9.2-b.md", "id = '9.1'", "id = '9.3'")]:
        (tmp_path / name).write_text(TEMPLATE.replace(old, new, 1), encoding="utf-8")
    report = check_lessons([tmp_path])
    assert [(at.path.name, at.check) for at in report.failures] == [("9.1-a.md", "accept-1"), ("9.2-b.md", "load")]


@pytest.mark.parametrize(
    ("second", "check", "says"),
    [("id = '9.1'", "section-id", "taken by"), ("id = '9.2'\nneeds = ['9.1']", "needs", "needs itself")],
)
def test_lessons_are_checked_against_each_other(tmp_path, second, check, says):
    (tmp_path / "a.md").write_text(TEMPLATE.replace("needs = []", "needs = ['9.2']"), encoding="utf-8")
    (tmp_path / "b.md").write_text(TEMPLATE.replace("needs = []\n", "").replace("id = '9.1'", second), encoding="utf-8")
    report = check_lessons([tmp_path / "a.md", tmp_path / "b.md"])
    assert any(at.check == check and says in at.message for at in report.failures)


@pytest.mark.parametrize(("name", "says"), [("missing", "does not exist"), ("", "holds no lessons")])
def test_a_path_without_lessons_is_named(tmp_path, name, says):
    with pytest.raises(NoLessonsError, match=says):
        check_lessons([tmp_path / name if name else tmp_path])


def test_progress_is_told_to_the_end():
    told = []
    report = check_lessons([HERE / "template.md"], progress=lambda done, total: told.append((done, total)))
    assert told[0][0] == 1
    assert told[-1][0] == told[-1][1] == len(told)
    assert report.checks >= len(told)


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("So $x = 1$, and $$y = 2 .$$", ["x = 1", "y = 2"]),
        ("in code `2x` and $a$", ["2x", "a"]),
        ("nothing", []),
    ],
)
def test_formulas_of_a_text(markdown, found):
    assert formulas(markdown) == found


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("y = 2x", ["y", "2x"]),
        (r"\begin{aligned} f &= 2x \\ &= x + x && \text{sum} \end{aligned}", ["f", "2x", "x + x"]),
        (r"a \le b", [r"a \le b"]),
        (r"x \ne 0", [r"x \ne 0"]),
    ],
)
def test_sides_of_a_formula(formula, found):
    assert sides(formula) == found
