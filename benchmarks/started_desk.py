"""The desk as `main.py WORKSPACE` opens it; says when it stands, and ends.

A mark is a word on a line of its own, with the processor time spent so far; the process that
started this one looks at its clock.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer

from benchmarks.heartbeat import Heartbeat

LOOK_MS = 5


class Witness(QObject):
    """Watches the window from outside and prints each mark once."""

    def __init__(self, program: QObject) -> None:
        super().__init__()
        self._program = program
        self._told: set[str] = set()
        self._beat = Heartbeat()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def watch(self) -> None:
        """Follow the painting of the window, which is there now or soon."""
        window = self._program.window
        if window is None:
            QTimer.singleShot(LOOK_MS, self, self.watch)
        else:
            window.canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look again once a painting is through."""
        if event.type() == QEvent.Type.Paint:
            painted = self._painted()
            QTimer.singleShot(0, self, lambda: self._tell_painted(painted))
        return super().eventFilter(watched, event)

    def _painted(self) -> int:
        from benchmarks.desk import painted_layers

        return painted_layers(self._program.window.canvas)

    def _tell_painted(self, painted: int) -> None:
        self._tell("shown")
        if painted:
            self._tell("map")
        if painted >= len(self._program.window.maps.visible()):
            self._tell("layers")

    def _tell(self, mark: str, value: float | None = None) -> None:
        if mark in self._told:
            return
        self._told.add(mark)
        print(mark, time.process_time() if value is None else value, flush=True)
        if mark == "map":
            self._beat.start()

    def _look(self) -> None:
        window = self._program.window
        if window is None or "layers" not in self._told or window.time_bar is None:
            return
        if window.session.ready and window.maps.idle() and not window.jobs.busy():
            self._timer.stop()
            self._tell("ready")
            stall = self._beat.stop()
            for part in ("pause", "made", "own"):
                self._tell(part, getattr(stall, part))
            window.close()


def main(path: Path) -> None:
    """Open the desk on a workspace as `desktop.app.run` does."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from data.clock import Clock
    from desktop.app import Program
    from desktop.settings import Settings
    from resources.text import is_rtl
    from resources.tokens import PALETTES
    from widgets.theme import apply_theme

    application = QApplication(["gozar"])
    apply_theme(application, PALETTES["light"], is_rtl())
    program = Program(Settings(), Clock(), "")
    witness = Witness(program)
    QTimer.singleShot(0, witness.watch)
    program.open(path)
    witness.watch()
    application.exec()
    program.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
