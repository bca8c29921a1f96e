"""The histogram of the time bar: bars by day to year, the period on them, dates below.

Painted by ourselves: three years of daily bars cost pyqtgraph ten milliseconds a frame, and the
bar is painted at every step of a drag and of the play.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from resources.text import _, number
from widgets.charts.bands import Band, rows
from widgets.charts.brush import Brush
from widgets.charts.histogram_painting import Scene, paint
from widgets.charts.periods import Span, bin_counts, span_title, unit_edges, unit_name, unit_span
from widgets.charts.time_scale import TimeScale

TOP, ROW = 14, 16  # px of the line above the bars and of a row of dates
ZOOM_STEP = 1.25  # magnification of a wheel's notch or a key
_NOTCH = 120.0  # Qt's units of a wheel's notch
_FEW = 0.001  # of all events may stand outside the first view
_HANDLE = 6  # px around an edge of the period within which it is grasped


class Histogram(QWidget):
    """Bars over time; the wheel zooms, dragging chooses, dragging the dates moves the view.

    Signals
    -------
    region_moved : tuple of int
        First day and end while the user drags.
    region_chosen : tuple of int
        The same, once the user lets go, or the unit whose name was clicked twice.
    day_clicked : int
    """

    region_moved = Signal(object)
    region_chosen = Signal(object)
    day_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("نمودار زمان"))
        self.setMinimumHeight(96)
        self._calendar = "jalali"
        self._first, self._counts = 0, np.zeros(1)
        self._limits: Span = (0, 1)
        self._scale = TimeScale(0.0, 1.0, 1.0)
        self._span: Span = (0, 1)
        self._compared: Span | None = None
        self._now: int | None = None
        self._brush: Brush | None = None
        self._bins: tuple[tuple, NDArray[np.int64], NDArray[np.float64]] | None = None
        self._rows: tuple[tuple, tuple[tuple[Band, ...], tuple[Band, ...]]] | None = None

    # -- what is shown ---------------------------------------------------------------------

    def set_data(self, first: int, counts: NDArray[np.generic], calendar: str) -> None:
        """Show daily counts from a first day on; the view stays where the days are the same."""
        self._first, self._counts, self._calendar = first, np.asarray(counts), calendar
        self._bins = self._rows = None
        end = first + max(len(counts), 1)
        begin, stop = (
            unit_span("season", day, calendar)[i] for i, day in ((0, first), (1, end - 1))
        )
        # Some room at both ends, so that an edge of the period there can be grasped.
        room = max(1, (stop - begin) // 100)
        limits = begin - room, stop + room
        if limits != self._limits:
            self._limits = limits
            self._look(*self._middle_of_data())
        self.update()

    def set_span(self, span: Span, *, reveal: bool = True) -> None:
        """Show the period, and where it would not be seen, move the view to it."""
        self._span = span
        if reveal:
            self._scale = self._scale.showing(self._inside(span)).within(self._limits)
        self.update()

    def set_compared(self, span: Span | None) -> None:
        """Show the period it is compared with."""
        self._compared = span
        self.update()

    def set_now(self, day: int | None) -> None:
        """Show where the clock stands; later days are not yet."""
        self._now = day
        self.update()

    def show_all(self) -> None:
        """Show all time there are events of."""
        self._look(*self._limits)

    def level(self) -> str:
        """Return the unit a bar stands for, which edges snap to."""
        return self._scale.level()

    def view(self) -> tuple[float, float]:
        """Return the days at the two ends."""
        return self._scale.low, self._scale.high

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Magnify about a moment, or about the middle of the view."""
        middle = (self._scale.low + self._scale.high) / 2
        self._scale = self._scale.zoomed(factor, middle if at is None else at).within(self._limits)
        self.update()

    def pan(self, days: float) -> None:
        """Move the view to later days."""
        self._scale = self._scale.panned(days).within(self._limits)
        self.update()

    def bins(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return edges and totals of the bars in the view, shapes (bars + 1,) and (bars,)."""
        key = (self._scale, self._calendar)
        if self._bins is None or self._bins[0] != key:
            low, high = int(self._scale.low), int(np.ceil(self._scale.high))
            edges = unit_edges(self.level(), low, high, self._calendar)
            self._bins = key, edges, bin_counts(edges, self._first, self._counts)
        return self._bins[1], self._bins[2]

    def bands(self) -> tuple[tuple[Band, ...], tuple[Band, ...]]:
        """Return the finer and the coarser row of dates."""
        key = (self._scale, self._calendar)
        if self._rows is None or self._rows[0] != key:
            self._rows = key, rows(self._scale, self._calendar)
        return self._rows[1]

    def _middle_of_data(self) -> Span:
        """Return the days in which nearly all events lie: a few false dates hide nothing."""
        total = np.cumsum(self._counts)
        if not len(total) or total[-1] <= 0:
            return self._limits
        low, high = np.searchsorted(total, total[-1] * np.array([_FEW / 2, 1 - _FEW / 2]))
        first = unit_span("season", self._first + int(low), self._calendar)[0]
        end = unit_span("season", self._first + int(high), self._calendar)[1]
        room = max(1, (end - first) // 100)
        return first - room, end + room

    def _inside(self, span: Span) -> Span:
        first = min(max(span[0], self._limits[0]), self._limits[1] - 1)
        return first, max(min(span[1], self._limits[1]), first + 1)

    def _look(self, low: float, high: float) -> None:
        self._scale = TimeScale(float(low), float(high), self._scale.width).within(self._limits)
        self.update()

    # -- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edges, totals = self.bins()
        plot = QRectF(0, TOP, self.width(), self.height() - TOP - 2 * ROW - 2)
        unit = unit_name(self.level())
        words = _("هر میله یک {unit}، بیشترین {count}")
        scene = Scene(
            self._scale,
            plot,
            edges,
            totals,
            self.bands(),
            self._span,
            self._compared,
            self._now,
            words.format(unit=unit, count=number(totals.max(initial=0))),
            self.hasFocus(),
        )
        paint(painter, scene, ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scale = self._scale
        self._scale = TimeScale(scale.low, scale.high, float(max(self.width(), 1)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    # -- mouse and keys --------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        part = self.part_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton:
            part = "view"
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and part != "view":
            part = "new"
        day = self._scale.day(event.position().x())
        self._brush = Brush(part, event.position(), day, self._span, self._scale)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        brush = self._brush
        if brush is None:
            self._show_cursor(self.part_at(event.position()))
            return
        if not brush.began(event.position()):
            return
        if brush.part == "view":
            self._scale = brush.view(event.position()).within(self._limits)
        else:
            day = self._scale.day(event.position().x())
            self._span = self._inside(brush.span(day, self.level(), self._calendar))
            self.region_moved.emit(self._span)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        brush, self._brush = self._brush, None
        if brush is None or brush.part == "view":
            return
        if brush.dragged:
            self.region_chosen.emit(self._span)
        elif brush.part in ("new", "move"):
            self.day_clicked.emit(int(np.floor(brush.day)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        band = self.band_at(event.position())
        if band is not None:
            self.region_chosen.emit(self._inside(band.span))

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if turned.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            notches = (turned.x() or turned.y()) / _NOTCH
            self.pan(-notches * (self._scale.high - self._scale.low) / 10)
        else:
            notches = max(-8.0, min(8.0, turned.y() / _NOTCH))
            self.zoom(ZOOM_STEP**notches, self._scale.day(event.position().x()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(ZOOM_STEP**2, sum(self._inside(self._span)) / 2)
        elif event.key() in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(ZOOM_STEP**-2, sum(self._inside(self._span)) / 2)
        elif event.key() == Qt.Key.Key_0:
            self.show_all()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.text_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def part_at(self, point: QPointF) -> str:
        """Return what a press there takes: ``view``, ``first``, ``end``, ``move`` or ``new``."""
        if point.y() >= self.height() - 2 * ROW:
            return "view"
        first, end = (self._scale.x(day) for day in self._span)
        near = _HANDLE if end - first >= 2 * _HANDLE else max((end - first) / 3, 2)
        if abs(point.x() - first) <= near:
            return "first"
        if abs(point.x() - end) <= near:
            return "end"
        # A period as wide as the view leaves no place beside it to begin another.
        narrow = first > 0 or end < self.width()
        return "move" if first < point.x() < end and narrow else "new"

    def band_at(self, point: QPointF) -> Band | None:
        """Return the unit whose name stands at a point."""
        row = int((point.y() - (self.height() - 2 * ROW)) // ROW)
        if row not in (0, 1):
            return None
        day = self._scale.day(point.x())
        found = (band for band in self.bands()[row] if band.span[0] <= day < band.span[1])
        return next(found, None)

    def text_at(self, point: QPointF) -> str:
        """Return the days and the count of the bar, or of the unit, at a point."""
        edges, totals = self.bins()
        band = self.band_at(point)
        if band is not None:
            span, count = band.span, bin_counts(np.array(band.span), self._first, self._counts)[0]
        else:
            index = int(np.searchsorted(edges, self._scale.day(point.x()), side="right")) - 1
            if not 0 <= index < len(totals):
                return ""
            span, count = (int(edges[index]), int(edges[index + 1])), totals[index]
        return _("{period}: {count} مورد").format(
            period=span_title(span, self._calendar), count=number(count)
        )

    def _show_cursor(self, part: str) -> None:
        shapes = {
            "first": Qt.CursorShape.SizeHorCursor,
            "end": Qt.CursorShape.SizeHorCursor,
            "move": Qt.CursorShape.OpenHandCursor,
            "new": Qt.CursorShape.CrossCursor,
        }
        self.setCursor(shapes.get(part, Qt.CursorShape.ArrowCursor))
