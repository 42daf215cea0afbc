"""Which way a derivative is worked out: by the rules for numbers wherever vectors stay out of it."""

import pytest

from mmltui.calculus.worked import worked_derivative
from mmltui.notation.parser import parse
from mmltui.notation.printing import plain
from mmltui.notation.symbols import SymbolTable

SYMBOLS = SymbolTable.declare(
    {"a": "scalar", "b": "scalar", "s": "scalar", "x": "N", "y": "N", "m": "N", "X": "N x D", "w": "D"}
)


@pytest.mark.parametrize(
    ("of", "wrt", "lines"),
    [
        (
            "sum_n (y_n - a - b x_n)^2",
            "b",
            ["sum_n 2 (y_n - a - b x_n) d/db(y_n - a - b x_n)", "-2 sum_n x_n (y_n - a - b x_n)"],
        ),
        ("a^2 ||x||^2", "a", ["2 a ||x||^2"]),
        (
            "exp(-s ||x - m||^2)",
            "s",
            ["exp(-s ||x - m||^2) d/ds(-s ||x - m||^2)", "-||x - m||^2 exp(-s ||x - m||^2)"],
        ),
        (
            "||y - X w||^2/(2 N)",
            "w",
            ["e = y - X w", "e^T/N", "-X", "(e^T/N) (-X)", "-(y - X w)^T X/N"],
        ),
        ("||x - m||^2", "x", ["e = x - m", "2 e^T", "I_N", "2 (x - m)^T"]),
    ],
)
def test_the_board(of, wrt, lines):
    steps = worked_derivative(parse(of, SYMBOLS).expression, wrt, SYMBOLS)
    assert [plain(step.expression) for step in steps] == lines


def test_notes_name_numbers_made_of_vectors():
    steps = worked_derivative(parse("exp(-s ||x||^2)", SYMBOLS).expression, "s", SYMBOLS)
    assert steps[0].note == "(exp u)' = exp(u) u' with u = -s ||x||^2"
