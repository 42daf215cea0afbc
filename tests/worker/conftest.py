from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _children_find_the_fake_verbs(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
