"""What SymPy makes of an expression, as the workbench asks for it: true, and no more than is known."""

from __future__ import annotations

import re

import pytest

from mmltui.errors import LearnerError
from mmltui.notation.parser import parse
from mmltui.worker.algebra import NO_VALUE, WHERE_DEFINED, algebra, table_of
from mmltui.worker.sign_changes import sign_changes
from mmltui.worker.solutions import EVERYWHERE, IF_REAL, INFINITELY_MANY, MORE, NOWHERE, SPECIAL, WHOLE

DATA = {"x": [1, 2, 3], "y": [2, 3, 7]}
LOSS = "sum_n (a x_n - y_n)^2"


@pytest.mark.parametrize(
    ("form", "of", "text", "latex"),
    [
        ("factored", "x^2 - 4x + 3", "(x - 3)*(x - 1)", None),
        ("factored", "sqrt(-1 - x^2)", "", ""),  # SymPy writes an imaginary unit
        ("expanded", "(x + 1)^2", "x^2 + 2*x + 1", None),
        ("expanded", "x^2 + 2x + 1", "", ""),
        ("simplified", "(x^2 - 1)/(x - 1)", "x + 1", None),
        ("simplified", "sin(x)^2 + cos(x)^2", "1", None),
        ("simplified", "x^2 = 2", "", ""),
        ("value", "sqrt 8", "", r"2 \sqrt{2} \approx 2.82843"),
        ("value", "x^2", "", r"\frac{1}{9} \approx 0.111111"),
        ("value", "9x", "", "3"),
    ],
)
def test_each_form(form: str, of: str, text: str, latex: str | None) -> None:
    found = algebra({"of": of, "wrt": "x", "form": form, "at": {"x": "1/3"}})
    assert found["text"] == text
    assert latex is None or found["latex"] == latex


SOLVED = [
    ("x^2 - 4x + 3", r"x = 1,\quad x = 3", ""),
    ("x^2 = 2", r"x = - \sqrt{2},\quad x = \sqrt{2}", ""),
    ("x^2 + 1", NOWHERE, ""),
    ("7", "", ""),
    ("x^3 - 1", "x = 1", ""),
    ("x^3 - 3x + 1", r"x \approx -1.87939,\quad x \approx 0.347296,\quad x \approx 1.53209", ""),
    ("1/x", NOWHERE, ""),
    ("(x^2 - 1)/(x - 1)", "x = -1", ""),
    ("log(x^2)", r"x = -1,\quad x = 1", ""),
    ("log x + log(x + 1)", r"x = - \frac{1}{2} + \frac{\sqrt{5}}{2}", ""),
    ("|x| - 1", r"x = -1,\quad x = 1", ""),
    ("sqrt(x)^2 + 4", NOWHERE, ""),
    ("sqrt(x^2 - 2)", r"x = - \sqrt{2},\quad x = \sqrt{2}", ""),
    ("log(-1 - x^2)", NOWHERE, ""),
    # for ever
    ("x^2 sin x", r"x = \pi n", WHOLE),
    ("tan x", r"x = \pi n", WHOLE),
    ("sin x = 1/2", r"x = 2 \pi n + \frac{\pi}{6},\quad x = 2 \pi n + \frac{5 \pi}{6}", WHOLE),
    ("sqrt x sin x", r",\quad ".join(["x = 0", r"x = \pi", *(rf"x = {n} \pi" for n in range(2, 8))]), INFINITELY_MANY),
    ("sin(1/x)", None, INFINITELY_MANY),
    ("max(x, 0)", r"x \in \left(-\infty, 0\right]", ""),
    ("x = x", EVERYWHERE, "That is, wherever both sides have a value."),
    ("x = x + 1", NOWHERE, ""),
    ("sqrt(x)^2 = |x|", r"x \in \left[0, \infty\right)", ""),
    ("|x| + x = sqrt(x - 1)^2 - x + 1", "", ""),  # up to 0 for SymPy, which forgets the root
    # no formula known
    ("x - cos x", r"x \approx 0.739085", MORE),
    ("x e^x - 1", r"x \approx 0.567143", MORE),
    ("x^x", "", ""),
    # other letters
    ("a x + b = c", r"x = - \frac{b - c}{a}", f"{IF_REAL} {SPECIAL}"),
    ("a x^2 + b", r"x = - \sqrt{- \frac{b}{a}},\quad x = \sqrt{- \frac{b}{a}}", f"{IF_REAL} {SPECIAL}"),
    ("x^2 + y^2", "", ""),
    ("x^a", "", ""),
    ("sin(a x)", "", ""),
    ("x^2 < 4", "", ""),
]

STATIONARY = [
    ("x^2 - 4x", "x = 2", ""),
    ("3x + 1", "", ""),
    ("x^4 + 1", "x = 0", ""),
    ("sin x", r"x = \pi n + \frac{\pi}{2}", WHOLE),
    ("x - cos x", r"x = 2 \pi n + \frac{3 \pi}{2}", WHOLE),
    ("|x|", "", ""),  # no slope at the kink
    ("x^(3/2)", "", ""),  # no surroundings at the edge
    ("|x| e^x", "x = -1", MORE),
    ("sqrt(-1 - x^2)", NOWHERE, ""),  # SymPy finds 0, where it has no value
    ("log x", NOWHERE, ""),
    ("max(x, 1)", r"x \in \left(-\infty, 1\right)", ""),
    ("x^x", r"x \approx 0.367879", MORE),
    ("e^(a x)", "", ""),  # flat if a is 0
    ("a x^2 + b", "x = 0", SPECIAL),
    ("x^2 + y^2", "x = 0", SPECIAL),
]


@pytest.mark.parametrize(
    ("form", "of", "latex", "note"),
    [("solved", *row) for row in SOLVED] + [("stationary", *row) for row in STATIONARY],
)
def test_places_are_told_as_far_as_they_are_known(form: str, of: str, latex: str | None, note: str) -> None:
    found = algebra({"of": of, "wrt": "x", "form": form})
    assert found["note"] == note
    assert latex is None or found["latex"] == latex


@pytest.mark.parametrize("of", [of for of, latex, note in SOLVED if latex and note == "" and "=" not in of])
def test_where_all_places_are_told_no_change_of_sign_is_missing(of: str) -> None:
    told = str(algebra({"of": of, "wrt": "x", "form": "solved"})["latex"])
    table = table_of(of, {})
    seen = sign_changes(parse(of, table).expression, "x", table)
    if not told.startswith(r"x \in"):
        assert len(seen) <= len(re.findall("x (=|.approx)", told))


@pytest.mark.parametrize(
    ("of", "places"),
    [
        ("x^2 - 2", [-1.414213562, 1.414213562]),
        ("x (x - 1)", [0, 1]),
        ("1/x", []),  # a pole
        ("sign(x)", [0]),
        ("sign(x - 1/3)", []),  # a jump
        ("log(x) sin(x)", [1, 3.141592654, 6.283185307, 9.424777961]),
        ("x^2", [0]),
    ],
)
def test_changes_of_sign_are_zeros(of: str, places: list[float]) -> None:
    table = table_of(of, {})
    found = sign_changes(parse(of, table).expression, "x", table)
    assert [float(place) for place in found] == pytest.approx(places)


@pytest.mark.parametrize(
    ("of", "form", "note"),
    [
        ("(x^2 - 1)/(x - 1)", "simplified", WHERE_DEFINED),
        ("1/(1 + e^(-x))", "simplified", ""),
        ("x^2/(x^2 + 1) + 1/(x^2 + 1)", "simplified", ""),
    ],
)
def test_a_form_with_more_values_says_so(of: str, form: str, note: str) -> None:
    assert algebra({"of": of, "wrt": "x", "form": form})["note"] == note


@pytest.mark.parametrize(
    ("of", "at"),
    [("1/x", "0"), ("log x", "-1"), ("sqrt(x)^2", "-4"), ("x/x", "0"), ("sqrt(x - 4)", "1"), ("tan x", "pi/2")],
)
def test_where_there_is_no_value_none_is_told(of: str, at: str) -> None:
    assert algebra({"of": of, "wrt": "x", "form": "value", "at": {"x": at}})["latex"] == NO_VALUE


@pytest.mark.parametrize(
    ("form", "latex"),
    [
        ("expanded", "14 a^{2} - 58 a + 62"),
        ("stationary", r"a = \frac{29}{14}"),
        ("solved", NOWHERE),
        ("value", "18"),
    ],
)
def test_data_stand_in_for_their_letters(form: str, latex: str) -> None:
    assert algebra({"of": LOSS, "wrt": "a", "form": form, "data": DATA, "at": {"a": "1"}})["latex"] == latex


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(LearnerError):
        algebra({"of": "__import__('os')", "wrt": "x", "form": "simplified"})
