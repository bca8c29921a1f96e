"""The desk as the benchmarks open it: the real window and session, on a copied workspace."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from data.clock import Clock
from desktop.jobs import Jobs
from desktop.main_window import MainWindow
from desktop.session import Session
from desktop.settings import Settings
from resources.text import is_rtl
from resources.tokens import PALETTES
from widgets.canvas.items import LayerItem
from widgets.canvas.map_canvas import MapCanvas
from widgets.dialogs.messages import Messages
from widgets.theme import apply_theme

SIZE = (1366, 768)
PATIENCE = 300.0  # seconds
LOOK_MS = 5
QUIET = 0.3  # seconds without work: the desk has come to rest


class Quiet(Messages):
    """Answers nothing and shows nothing: no dialog may wait for a user here."""

    def error(self, text: str) -> None:
        """Say it on the terminal."""
        print(text, flush=True)

    def info(self, text: str) -> None:
        """Leave it unsaid."""


def application() -> QApplication:
    """Return the application, without a screen where there is none."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    made = QApplication(["benchmarks"])
    apply_theme(made, PALETTES["light"], is_rtl())
    return made


@contextmanager
def open_desk(path: Path) -> Iterator[MainWindow]:
    """Open the window on a workspace and wait until everything is there."""
    application()
    session, jobs = Session.open(path, Clock()), Jobs()
    jobs.worker.start()
    window = MainWindow(session, jobs, Settings(), Quiet())
    try:
        window.resize(*SIZE)
        window.show()
        settle(window)
        yield window
    finally:
        window.close()
        jobs.close()
        session.close()


def four_layers(window: MainWindow) -> None:
    """Show hotspots, complaint clusters, impounds and crew coverage over streets and districts."""
    for layer in ("hotspots", "clusters", "impounds", "coverage"):
        window.maps.set_visible(layer, True)
    settle(window)


def settle(window: MainWindow) -> None:
    """Let the window work until it has been at rest for a moment."""
    quiet_since = time.monotonic()

    def at_rest() -> bool:
        nonlocal quiet_since
        if window.jobs.busy() or not window.maps.idle():
            quiet_since = time.monotonic()
        return time.monotonic() - quiet_since >= QUIET

    wait(at_rest)


def wait(until: Callable[[], bool], longest: float = PATIENCE) -> None:
    """Let Qt work until something holds.

    Raises
    ------
    TimeoutError
    """
    end = time.monotonic() + longest
    loop = QEventLoop()
    while not until():
        if time.monotonic() > end:
            raise TimeoutError("the desk did not come to rest")
        # A loop that waits, as the desk's own does; to process events with a time limit never does.
        QTimer.singleShot(LOOK_MS, loop.quit)
        loop.exec()


def turn(seconds: float) -> None:
    """Let Qt work for a while."""
    end = time.monotonic() + seconds
    wait(lambda: time.monotonic() >= end)


def painted_layers(canvas: MapCanvas) -> int:
    """Return how many layers show an image."""
    items = (item for item in canvas.scene().items() if isinstance(item, LayerItem))
    return sum(item.isVisible() and not item.pixmap().isNull() for item in items)
