"""Paint jobs: what runs off the GUI thread, and what it brings back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QRunnable, Qt, QThread, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage, QPainter

from data.errors import Cancelled
from data.feedback import Feedback
from layers.picture import Area, Dot, Label, LayerPicture, Line, Look, Raster
from resources.tokens import Palette
from widgets.canvas.hits import HitIndex
from widgets.canvas.labels import PlacedLabel, paint_placed, place_labels
from widgets.canvas.painter import render_map, render_picture
from widgets.canvas.rasters import blank_image
from widgets.canvas.surface import Surface
from widgets.canvas.tiles import sample as sample_tiles
from widgets.canvas.viewport import Viewport

log = logging.getLogger(__name__)

# One processor is left to the window: painters and jobs take turns with it at Python's lock.
PAINTERS = max(1, min(2, QThread.idealThreadCount() - 1))

# Runs work in the background and calls back in the GUI thread.
Runner = Callable[[Callable[[Feedback], Any], Callable[[Any], None]], object]


@dataclass(frozen=True, slots=True, eq=False)
class PaintedLayer:
    """A layer's image, the window it shows, and the index that answers clicks on it."""

    image: QImage
    viewport: Viewport
    index: HitIndex


@dataclass(frozen=True, slots=True, eq=False)
class PaintedLabels:
    """Labels that found room, the colours they were made for, and all of them on one sheet.

    The sheet shows ``viewport``: while the map is dragged it is moved as a whole.
    """

    placed: tuple[PlacedLabel, ...] = ()
    palette: Palette | None = None
    scale: float = 1.0
    sheet: QImage | None = None
    viewport: Viewport | None = None


class Newest:
    """A line of requests of which only the newest counts.

    Parameters
    ----------
    run_job : callable
        `Runner`.
    take : callable
        Called in the GUI thread with the newest request's result.
    """

    def __init__(self, run_job: Runner, take: Callable[[Any], None]) -> None:
        self._run_job = run_job
        self._take = take
        self._feedback = Feedback()

    def request(self, work: Callable[[Feedback], Any]) -> None:
        """Tell the older request to stop and start this one."""
        self.stop()
        feedback = self._feedback = Feedback()
        self._run_job(lambda outer: _unless_stopped(work, feedback, outer), self._taker(feedback))

    def stop(self) -> None:
        """Tell the request under way to stop; its result will not be taken."""
        self._feedback.cancel()

    def _taker(self, feedback: Feedback) -> Callable[[Any], None]:
        def take(result: Any) -> None:
            if result is not None and not feedback.cancelled:
                self._take(result)

        return take


def _unless_stopped(work: Callable, feedback: Feedback, outer: Feedback) -> Any:
    """Run work; None when it was told to stop, by a newer request or by the runner."""
    try:
        outer.check()
        return work(feedback)
    except Cancelled:
        return None


def paint_layer(
    picture: LayerPicture,
    viewport: Viewport,
    palette: Palette,
    scale: float,
    index: HitIndex | None,
    feedback: Feedback,
) -> PaintedLayer:
    """Render a layer; the index is built with a new picture and kept for later windows."""
    image = render_picture(picture, viewport, palette, scale, feedback=feedback)
    return PaintedLayer(image, viewport, index or HitIndex(picture))


def lay_out_labels(
    labels: Iterable[Label],
    viewport: Viewport,
    palette: Palette,
    scale: float,
    feedback: Feedback,
    before: PaintedLabels | None = None,
) -> PaintedLabels:
    """Place labels and paint them on a sheet; those before stay where they are at one scale."""
    placed = place_labels(labels, viewport, scale, feedback, _still_valid(before, viewport, scale))
    surface = Surface(viewport, palette, scale)
    sheet = blank_image(surface)
    painter = QPainter(sheet)
    try:
        for item in placed:
            feedback.check()
            paint_placed(painter, (item,), surface)
    finally:
        painter.end()
    sheet.setDevicePixelRatio(scale)
    return PaintedLabels(placed, palette, scale, sheet, viewport)


def _still_valid(
    before: PaintedLabels | None, viewport: Viewport, scale: float
) -> tuple[PlacedLabel, ...]:
    if before is None or before.viewport is None or before.scale != scale:
        return ()
    dragged = before.viewport.metres_per_pixel == viewport.metres_per_pixel
    return before.placed if dragged else ()


def prime(palette: Palette) -> None:
    """Paint one mark of each kind here, before threads do.

    PySide builds its enumerations at their first use, and a second thread may see a half built
    one (``type object 'QGradient' has no attribute 'Preset'``).
    """
    look = Look(fill="land", stroke="line", hatch=True, dash=True)
    ring = np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 4.0]])
    dots = np.zeros((1, 2))
    marks = (
        Area((ring,), look),
        Line(ring, np.array([0, 3]), look),
        Dot(dots, np.zeros(1, np.uint8), (look,), np.zeros(1, np.int64)),
        Raster(np.ones((2, 2), np.float32), 0.0, 0.0, 2.0, next(iter(palette.ramps)), 0.0, 1.0),
        Label(0.0, 0.0, "گذر", look),
        sample_tiles(),
    )
    render_map((LayerPicture("prime", marks),), Viewport(0.0, 0.0, 1.0, 64, 64), palette)


class PoolRunner(QObject):
    """The runner of a canvas that was given none: a small thread pool of its own."""

    _posted = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(PAINTERS)
        self._feedback = Feedback()
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def __call__(self, work: Callable[[Feedback], Any], done: Callable[[Any], None]) -> None:
        """Run ``work(feedback)`` in a thread and call ``done(result)`` in this object's thread."""
        self._pool.start(_Job(work, done, self._feedback, self._posted.emit))

    def close(self) -> None:
        """Drop what has not begun, stop what has, and wait for the threads."""
        self._feedback.cancel()
        self._pool.clear()
        self._pool.waitForDone()

    @Slot(object, object)
    def _deliver(self, done: Callable[[Any], None], result: Any) -> None:
        if not self._feedback.cancelled:
            done(result)


class _Job(QRunnable):
    def __init__(self, work: Callable, done: Callable, feedback: Feedback, post: Callable) -> None:
        super().__init__()
        self._work, self._done, self._feedback, self._post = work, done, feedback, post

    def run(self) -> None:
        """Work and post the result; called by the pool."""
        try:
            result = self._work(self._feedback)
        except Exception:  # a fault of the program: told in the log, the last image stays
            log.exception("painting failed")
            return
        try:
            self._post(self._done, result)
        except RuntimeError:  # PySide's word for a deleted object: the canvas is gone
            log.debug("a canvas was dropped while it was painted")
