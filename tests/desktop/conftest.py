"""A small demonstration workspace, made once and copied for every test that changes it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

import main
from data.clock import Clock
from data.feedback import silent
from desktop.creating import create
from desktop.jobs import Jobs
from desktop.main_window import MainWindow
from desktop.session import Session
from desktop.settings import Settings
from resources.tokens import LIGHT
from tests.desktop.command import Answer, Run
from tests.desktop.tile_answers import Answering
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

    def saved(self, text: str) -> str:
        self.said.append(text)
        return ""

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
def window(session: Session, jobs: Jobs, answers: Answers, qtbot) -> Iterator[MainWindow]:
    """The desk on a copy of the demonstration, settled, 1366 by 768."""
    made = MainWindow(session, jobs, Settings(kept=False), answers)
    made.resize(1366, 768)
    made.show()
    settle(made, qtbot)
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def settled(window: MainWindow, qtbot) -> Callable[[], None]:
    """Return a function that waits until the desk has nothing left to do."""
    return lambda: settle(window, qtbot)


def settle(window: MainWindow, qtbot) -> None:
    def done() -> bool:
        busy = window.jobs.busy() or not window.maps.idle() or not window.canvas.painted()
        return window.time_bar is not None and not busy and not window.overview._stale

    # Nothing is left to do where that holds for some turns.
    for _turn in range(3):
        qtbot.waitUntil(done, timeout=60_000)
        qtbot.wait(40)


@pytest.fixture
def write_table(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes lines to a file of the test's folder."""

    def write(*lines: str, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8-sig")
        return path

    return write


@pytest.fixture
def server() -> Iterator[Answering]:
    """A server of tiles, ended with the test."""
    made = Answering()
    thread = threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join(5)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], qapp) -> Run:
    """Return a function that runs one command: status, standard output, standard error."""

    def run_(*arguments: object) -> Answer:
        capsys.readouterr()
        status = main.main([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return run_
