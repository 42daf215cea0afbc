"""Every line of the tables can be set, said and spelled."""

from collections import Counter

import pytest
from rich.cells import cell_len

from mmltui.typeset import speak, symbols, typeset
from mmltui.typeset.charsets import SUBSCRIPTS, SUPERSCRIPTS

TABLES = {
    name: table
    for name, table in vars(symbols).items()
    if not name.startswith("__") and isinstance(table, str) and "\n" in table
}
COMMANDS = {**symbols.SYMBOLS, **symbols.BIG, **symbols.INTEGRALS, **symbols.FUNCTIONS, **symbols.WITH_LIMITS}


def test_no_command_is_defined_twice():
    names = Counter(
        name for table in TABLES.values() for line in table.strip().splitlines() for name in line.split("  ")[0].split()
    )
    names.update(list(symbols.SPACES) + list(symbols.ACCENTS) + sorted(symbols.SILENT))
    assert [name for name, count in names.items() if count > 1] == []


def test_symbols_are_single_cells_of_the_basic_plane():
    wrong = [
        (name, symbol.char)
        for name, symbol in COMMANDS.items()
        if (len(symbol.char) == 1 and cell_len(symbol.char) != 1) or any(ord(char) > 0xFFFF for char in symbol.char)
    ]
    assert wrong == []
    assert all(symbol.ascii.isascii() and symbol.ascii for symbol in COMMANDS.values())


@pytest.mark.parametrize("charset", ["plain", "unicode", "ascii"])
def test_every_command_is_set_and_said(charset):
    for name in COMMANDS:
        if name not in {"left", "right"}:
            latex = f"a\\{name} b"
            assert "\\" + name not in typeset(latex, charset=charset).text[0] or len(name) == 1
            assert speak(latex)


def test_raised_and_lowered_characters_are_single_cells():
    assert {cell_len(char) for char in (*SUPERSCRIPTS.values(), *SUBSCRIPTS.values())} == {1}
