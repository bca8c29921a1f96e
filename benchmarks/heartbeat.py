"""A heartbeat in the GUI thread: the longest time between two beats is the longest stall."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 1


@dataclass(frozen=True, slots=True)
class Stall:
    """The longest pause, in milliseconds.

    Attributes
    ----------
    pause : float
        Time on the clock between two beats: what a user feels.
    own : float
        The most processor time the window's thread itself spent between two beats. What is
        missing to the pause was spent waiting: for Python's lock or, on a busy machine, for a
        processor.
    """

    pause: float
    own: float


class Heartbeat(QObject):
    """Beats every millisecond and remembers the longest pauses."""

    def __init__(self) -> None:
        super().__init__()
        self._longest = Stall(0.0, 0.0)
        self._last = self._last_own = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin anew."""
        self._longest = Stall(0.0, 0.0)
        self._last, self._last_own = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> Stall:
        """Stop and return the longest stall."""
        self._beat()
        self._timer.stop()
        return self._longest

    def _beat(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        before = self._longest
        self._longest = Stall(
            max(before.pause, (now - self._last) * 1_000),
            max(before.own, (own - self._last_own) * 1_000),
        )
        self._last, self._last_own = now, own
