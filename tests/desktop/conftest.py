"""A small demonstration workspace, made once and copied for every test that changes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.clock import Clock
from data.feedback import silent
from desktop.creating import create
from desktop.jobs import Jobs
from desktop.session import Session
from resources.tokens import LIGHT
from widgets.dialogs.messages import Messages
from widgets.theme import apply_theme

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


class Answers(Messages):
    """Answers in the user's stead, and remembers what was said."""

    def __init__(self, target: Path) -> None:
        super().__init__()
        self.target = target
        self.said: list[str] = []
        self.failed: list[str] = []

    def info(self, text: str) -> None:
        self.said.append(text)

    def error(self, text: str) -> None:
        self.failed.append(text)

    def save_file(self, title: str, suggested: str, patterns: str) -> str:
        return str(self.target / suggested)

    def choose(self, title: str, question: str, names: list[str]) -> int | None:
        return 0


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    """What the user says to questions; files go into the test's folder."""
    return Answers(tmp_path)


@pytest.fixture
def jobs(qapp) -> Iterator[Jobs]:
    """Background work, stopped at the end."""
    apply_theme(qapp, LIGHT, True)
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def write_table(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes lines to a file of the test's folder."""

    def write(*lines: str, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8-sig")
        return path

    return write
