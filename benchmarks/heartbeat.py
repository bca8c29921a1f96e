"""A heartbeat in the GUI thread: the longest time between two beats is the longest stall."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 1


@dataclass(frozen=True, slots=True)
class Stall:
    """The longest pauses, in milliseconds, each the largest of all beats.

    Attributes
    ----------
    pause : float
        Time on the clock between two beats: what a user of this machine felt.
    made : float
        The part of a pause in which this process worked on any processor. The rest was taken by
        other programs on a busy machine; on a quiet one pause and this are the same.
    own : float
        Processor time of the window's own thread; the rest of ``made`` it waited for a lock.
    """

    pause: float = 0.0
    made: float = 0.0
    own: float = 0.0

    def longest(self, pause: float, process: float, own: float) -> Stall:
        """Return the longest of this and of another pause."""
        made = min(pause, process)
        return Stall(max(self.pause, pause), max(self.made, made), max(self.own, own))


class Heartbeat(QObject):
    """Beats every millisecond and remembers the longest pauses."""

    def __init__(self) -> None:
        super().__init__()
        self._longest = Stall()
        self._last = (0.0, 0.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin anew."""
        self._longest, self._last = Stall(), _clocks()
        self._timer.start()

    def stop(self) -> Stall:
        """Stop and return the longest stall."""
        self._beat()
        self._timer.stop()
        return self._longest

    def _beat(self) -> None:
        now = _clocks()
        passed = (1_000 * (n - before) for n, before in zip(now, self._last, strict=True))
        self._longest = self._longest.longest(*passed)
        self._last = now


def _clocks() -> tuple[float, float, float]:
    return time.perf_counter(), time.process_time(), time.thread_time()
