from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mmltui.tui.ascii_filter import ascii_cells


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("plain text", "plain text"),
        ("─│┌┘", "-|++"),
        ("● ○ ◐", "* o ~"),
        ("naïve “quote” — it’s", 'naive "quote" - it\'s'),
        ("θ", "?"),
        ("数", "??"),
    ],
)
def test_every_cell_becomes_ascii_in_its_place(text: str, cells: str) -> None:
    assert ascii_cells(text) == cells


@given(st.text())
def test_the_width_stays(text: str) -> None:
    written = ascii_cells(text)
    assert written.isascii()
    assert cell_len(written) == sum(cell_len(character) for character in text)
