"""The window's picture from the command line: opened, settled and saved without a screen."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from data.errors import Refused
from data.model.filters import Filter
from data.saving import whole_file
from desktop.jobs import Jobs
from desktop.main_window import MainWindow
from desktop.session import Session
from desktop.settings import Settings
from resources.text import _, is_rtl
from resources.tokens import PALETTES
from widgets.theme import apply_theme

VIEWS = ("desk", "plan")
LONGEST_WAIT = 120.0  # seconds
LOOK = 5  # ms between two looks
QUIET = 0.4  # seconds without anything to do


def application() -> QApplication:
    """Return the application, without a screen where there is none."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    if sys.platform.startswith("linux") and not has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QApplication(["gozar"])


def has_display() -> bool:
    """Return whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def take(
    session: Session,
    view: str,
    size: tuple[int, int],
    theme: str,
    chosen: Filter,
    output: Path,
) -> None:
    """Save a picture of the window.

    Parameters
    ----------
    view : str
        ``desk``, or ``plan`` with the plan dialog open on it.
    chosen : Filter
        Its period and districts are shown where they are given.
    """
    if output.suffix.lower() != ".png":
        raise Refused(_("تصویر پنجره با پسوند ‎.png‎ ذخیره می‌شود."))
    if theme not in PALETTES:
        raise Refused(_("پوستهٔ رنگ باید light یا dark باشد."))
    app = application()
    apply_theme(app, PALETTES[theme], is_rtl())
    jobs = Jobs()
    window = MainWindow(session, jobs, Settings(theme=theme, kept=False))
    try:
        window.resize(*size)
        window.show()
        _choose(window, chosen)
        _settle(window, jobs, lambda: window.time_bar is not None and _painted(window))
        hotspots = window.maps.pictures.get("hotspots")
        if hotspots is not None and hotspots.findings:
            window.selection.select([hotspots.findings[0].key])
        if view == "plan":
            window.plans.start()
        _settle(window, jobs, lambda: window.maps.idle() and window.canvas.painted())
        shown = window.plans.dialog if view == "plan" else window
        with whole_file(output) as unfinished:
            shown.grab().toImage().save(str(unfinished), "PNG")
    finally:
        window.close()
        window.deleteLater()
        jobs.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _choose(window: MainWindow, chosen: Filter) -> None:
    current = window.maps.filter
    if chosen.since is not None or chosen.until is not None:
        current = current.replace(since=chosen.since, until=chosen.until)
    if chosen.districts is not None:
        current = current.replace(districts=chosen.districts)
    window.maps.set_filter(current)


def _painted(window: MainWindow) -> bool:
    """Return whether every visible layer was built, or failed to."""
    maps = window.maps
    return maps.idle() and maps.visible() <= maps.pictures.keys() | maps.failed


def _settle(window: MainWindow, jobs: Jobs, ready: Callable[[], bool]) -> None:
    """Let the window work until nothing is left to do for a moment."""
    began = quiet_since = time.monotonic()
    loop = QEventLoop()
    while time.monotonic() - quiet_since < QUIET:
        # A loop that waits, as the desk's own does: background work goes on while it is idle.
        QTimer.singleShot(LOOK, loop.quit)
        loop.exec()
        if jobs.busy() or not ready():
            quiet_since = time.monotonic()
        if time.monotonic() - began > LONGEST_WAIT:
            raise Refused(_("پنجره در زمان انتظار آماده نشد؛ دوباره بکوشید."))
