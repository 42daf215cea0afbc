"""A dozen screens as text, as they were looked at and found good."""

from __future__ import annotations

import pytest
from screens_shot import FOLDER, SHOTS, Shot, take


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_the_screen_is_as_it_was(shot: Shot) -> None:
    assert take(shot) == (FOLDER / f"{shot.name}.txt").read_text(encoding="utf-8")


def test_no_line_is_wider_than_its_screen() -> None:
    for shot in SHOTS:
        for line in (FOLDER / f"{shot.name}.txt").read_text(encoding="utf-8").splitlines():
            assert len(line) <= shot.size[0], shot.name
