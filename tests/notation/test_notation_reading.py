"""What is read: the table of tests/cases/readings.txt, and the few inputs that a text file cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from mmltui.errors import Span
from mmltui.notation.parser import ParseError, parse
from mmltui.notation.printing import latex, plain, unicode
from mmltui.notation.symbols import SymbolTable

CASES = Path(__file__).parents[1] / "cases" / "readings.txt"
TABLES = {
    "scalars": SymbolTable.declare(
        dict.fromkeys(("x", "y", "a", "b", "c", "w", "theta_0", "theta_1", "h", "lambda"), "scalar")
    ),
    "vectors": SymbolTable.declare(
        {
            "x": "N",
            "y": "N",
            "A": "M x N",
            "b": "M",
            "a": "scalar",
            "t": "scalar",
            "u": "2",
            "v": "2",
            "H": "2 x 2 symmetric",
            "Phi": "N x D",
            "theta": "D",
            "c": "N",
            "phi": "rows of Phi",
            "f": "function",
            "w_max": "scalar",
        },
        define={"r": "b - A x"},
        indices={"i": "M", "j": "N"},
    ),
}


def _cases() -> list[tuple[str, str, str]]:
    table, cases = "", []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            continue
        if line.startswith("@ "):
            table = line[2:]
        elif " => " in line or " !! " in line:
            sign = " => " if " => " in line else " !! "
            text, _, expected = line.partition(sign)
            cases.append((table, text, sign.strip() + expected))
    return cases


@pytest.mark.parametrize(("table", "text", "expected"), _cases())
def test_reading(table: str, text: str, expected: str) -> None:
    found = _read(text, TABLES[table])
    assert found == expected or (expected.startswith("!!") and found.startswith(expected))


def _read(text: str, table: SymbolTable) -> str:
    """A reading or an error, as a line of the table shows it."""
    try:
        reading = parse(text, table)
    except ParseError as error:
        return f"!!{error.kind}: {error}"
    other = f" ~ {plain(reading.alternative)}" if reading.alternative is not None else ""
    notes = f"  # {'; '.join(reading.notes)}" if reading.notes else ""
    return f"=>{plain(reading.expression)}{other}{notes}"


@pytest.mark.parametrize(
    ("table", "text"), [(table, text) for table, text, expected in _cases() if expected.startswith("=>")]
)
def test_every_reading_survives_printing_in_all_three_styles(table: str, text: str) -> None:
    expression = parse(text, TABLES[table]).expression
    for show in (plain, latex, unicode):
        assert parse(show(expression), TABLES[table]).expression == expression, show(expression)


@pytest.mark.parametrize(
    ("text", "reading"),
    [("  x  ", "x"), ("x\ty", "x y"), ("x\u200by", "x y"), ("2\u2062x", "2 x"), ("\ufeffx", "x"), ("x\u00a0y", "x y")],
)
def test_white_and_invisible_space(text: str, reading: str) -> None:
    assert plain(parse(text, TABLES["scalars"]).expression) == reading


def test_an_invisible_character_is_told() -> None:
    assert parse("x\u200by", TABLES["scalars"]).notes == ("an invisible character (U+200B) is ignored",)


@pytest.mark.parametrize("text", ["", "   ", "\n", "x\x00", "x\x1b[31m", "x\u202ey", "\ud800"])
def test_nothing_and_control_characters_are_refused(text: str) -> None:
    with pytest.raises(ParseError):
        parse(text, TABLES["scalars"])


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("(x + 1", Span(0, 1)),
        ("2 (x + [1, 2", Span(7, 8)),
        ("x + 1)", Span(5, 6)),
        ("x + sni(x)", Span(4, 7)),
        ("x + х", Span(4, 5)),
        ("θ + z", Span(4, 5)),
        ("x² + z", Span(5, 6)),
        ("2 3", Span(2, 3)),
        ("f'(x) = z", Span(8, 9)),
        ("1e999", Span(0, 5)),
    ],
)
def test_an_error_points_at_its_cause_in_the_text_as_typed(text: str, span: Span) -> None:
    table = SymbolTable.declare({"x": "scalar", "theta": "scalar"})
    with pytest.raises(ParseError) as caught:
        parse(text, table)
    assert caught.value.span == span


@pytest.mark.parametrize(
    ("text", "span"), [("x² + 2θ₁", Span(0, 8)), ("2 sin x", Span(0, 7)), ("f' = x + y", Span(5, 10))]
)
def test_a_reading_knows_where_it_was_typed(text: str, span: Span) -> None:
    table = SymbolTable.of_letters("x + y + theta_1")
    assert parse(text, table).expression.span == span


def test_the_short_names_of_a_computer_algebra_system_are_ordinary_letters() -> None:
    table = SymbolTable.of_letters("E + N + S + I + Q + O + C + beta + gamma + zeta + lambda")
    expression = parse("E N S I Q O C beta gamma zeta lambda", table).expression
    assert plain(expression) == "E N S I Q O C beta gamma zeta lambda"


def test_declared_letters_come_before_constants_and_functions() -> None:
    table = SymbolTable.declare({"e": "M", "pi": "scalar", "sigma": "scalar", "i": "scalar", "T": "scalar"})
    assert plain(parse("e^T e", SymbolTable.declare({"e": "M"})).expression) == "e^T e"
    assert plain(parse("pi sigma i T", table).expression) == "pi sigma i T"
    assert plain(parse("sigma(i + 1)", table).expression) == "sigma (i + 1)"
    assert plain(parse("i^T", table).expression) == "i^T"
