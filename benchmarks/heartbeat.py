"""A heartbeat in the GUI thread: the longest time between two beats is the longest stall."""

from __future__ import annotations

import faulthandler
import time
from pathlib import Path
from typing import IO

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 1


class Heartbeat(QObject):
    """Beats every millisecond and remembers the longest pauses.

    Parameters
    ----------
    trace : Path, optional
        Where the stacks of all threads are written when a pause passes ``over_ms``. They are
        written by a thread that needs no lock of Python's, so also while another thread holds it.
    """

    def __init__(self, trace: Path | None = None, over_ms: float = 15.0) -> None:
        super().__init__()
        self.pauses: list[float] = []
        self._over = over_ms / 1_000
        self._file: IO[str] | None = None if trace is None else trace.open("a", encoding="utf-8")
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self, name: str = "") -> None:
        """Begin anew."""
        self.pauses = []
        if self._file is not None:
            self._file.write(f"\n===== {name}\n")
            self._file.flush()
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> float:
        """Stop and return the longest pause in milliseconds."""
        self._beat()
        self._timer.stop()
        if self._file is not None:
            faulthandler.cancel_dump_traceback_later()
        return max(self.pauses, default=0.0)

    def _beat(self) -> None:
        now = time.perf_counter()
        pause = (now - self._last) * 1_000
        self.pauses.append(pause)
        if self._file is not None:
            if pause > self._over * 1_000:
                self._file.write(f"----- the pause above took {pause:.1f} ms\n")
                self._file.flush()
            faulthandler.dump_traceback_later(self._over, file=self._file)
        self._last = now
