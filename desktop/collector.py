"""Python's cyclic garbage, collected in the window's thread only.

A window and the functions connected to it form cycles. Python would collect them in whichever
thread allocates next, and a widget destroyed in a worker's thread takes the program with it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 2_000  # ms


class Collector(QObject):
    """Turns automatic collection off, and does it by a timer of its own thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the generations that are due, as Python itself would have."""
        for generation, (count, due) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        ):
            if count > due:
                gc.collect(generation)

    def close(self) -> None:
        """Collect once more and give collection back to Python."""
        self._timer.stop()
        gc.collect()
        gc.enable()
