"""What every test stands on: no screen, Persian, the shared data where it is present."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from resources.text import set_language

# Before any test makes an application.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy machine is no failure; pytest-timeout guards against endless examples.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def persian() -> Iterator[None]:
    """Start and end every test in Persian, whatever it switches to."""
    set_language("fa")
    yield
    set_language("fa")


@pytest.fixture
def shared() -> Callable[[str], Path]:
    """Return a function that finds shared data, or skips the test saying what is absent."""

    def find(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            pytest.skip(f"shared data is absent: {name}")
        return path

    return find
