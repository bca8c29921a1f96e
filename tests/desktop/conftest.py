"""A small demonstration workspace, made once and copied for every test that changes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.clock import Clock
from data.feedback import silent
from desktop.creating import create
from desktop.session import Session

EVENTS = 4_000


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration workspace that nobody may change."""
    path = tmp_path_factory.mktemp("demo") / "demo.gpkg"
    create(path, "tabriz", Clock(), silent(), events=EVENTS)
    return path


@pytest.fixture
def workspace(demo_file: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration workspace."""
    return Path(shutil.copy(demo_file, tmp_path / "city.gpkg"))


@pytest.fixture
def open_session(workspace: Path, qapp) -> Iterator[Callable[..., Session]]:
    """Return a function that opens the workspace; every session is closed at the end."""
    sessions: list[Session] = []

    def open_(user: str = "", path: Path = workspace) -> Session:
        sessions.append(Session.open(path, user=user))
        return sessions[-1]

    yield open_
    for session in sessions:
        session.close()


@pytest.fixture
def session(open_session: Callable[..., Session]) -> Session:
    """An open session of the owner."""
    return open_session()
