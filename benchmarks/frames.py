"""What one frame of a dragged map costs the window's thread, and what the same costs pyqtgraph."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QApplication

from benchmarks.desk import SIZE, four_layers, open_desk, settle
from benchmarks.figures import Figure
from desktop.main_window import MainWindow

FRAMES = 150
TURNS = 3
TARGET_MS = 16.0


def measure(path: Path, events: int) -> Iterator[Figure]:
    """Yield the frame with four layers on, moved and zoomed, beside a scatter plot's."""
    with open_desk(path) as window:
        window.context.choose_period(None, None)
        four_layers(window)
        peer = _scatter_frame(window)
        for name, move in (("dragged", _drag), ("zoomed", _zoom)):
            frames = min((_frames(window, move) for _turn in range(TURNS)), key=statistics.median)
            late = float(np.percentile(frames, 99))
            yield Figure(
                f"map frame, four layers, {name}",
                events,
                statistics.median(frames),
                "ms",
                TARGET_MS,
                repeats=TURNS,
                peer="pyqtgraph scatter",
                peer_value=peer,
                note=f"median of {FRAMES}; 99 of 100 within {late:.1f} ms",
            )


def _drag(window: MainWindow, turn: int) -> None:
    window.canvas.pan(3.0, 2.0 if turn % 2 else -2.0)


def _zoom(window: MainWindow, turn: int) -> None:
    window.canvas.zoom(1.05 if turn % 2 else 1 / 1.05)


def _frames(window: MainWindow, move: Callable[[MainWindow, int], None]) -> list[float]:
    """Return the milliseconds of each frame: the movement and the painting of the map."""
    window.canvas.zoom_home()
    settle(window)
    took = []
    for turn in range(FRAMES):
        began = time.perf_counter()
        move(window, turn)
        window.canvas.viewport().repaint()
        took.append((time.perf_counter() - began) * 1_000)
        QApplication.processEvents()
    settle(window)
    return took


def _scatter_frame(window: MainWindow) -> float:
    """Return the milliseconds pyqtgraph takes to redraw the same points, moved a little."""
    import pyqtgraph

    events = window.maps.snapshot.placed
    plot = pyqtgraph.PlotWidget()
    plot.resize(*SIZE)
    plot.addItem(pyqtgraph.ScatterPlotItem(events.x, events.y, size=4, pen=None))
    plot.show()
    QApplication.processEvents()
    took = []
    for turn in range(5):
        began = time.perf_counter()
        plot.plotItem.vb.translateBy(x=50.0 if turn % 2 else -50.0)
        plot.grab()
        took.append((time.perf_counter() - began) * 1_000)
    plot.close()
    return min(took)
