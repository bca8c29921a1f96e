"""The hours of the week: 24 × 7 counts, and the hours that everything is to be filtered by."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.model.week_hours import Cell, rectangle, week_hours_title
from resources.text import _, number
from resources.tokens import SPACE
from widgets import theme
from widgets.controls import IconButton
from widgets.labels import ElidedLabel, TextLabel
from widgets.swatch import RampBar
from widgets.week_grid import WeekGrid

Hours = frozenset[int]
_PALE = 0.3  # how strongly hours that are filtered out are painted
_ARROWS: dict[int, Cell] = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class WeekBrush(WeekGrid):
    """The grid, brushed by mouse or keys.

    A drag takes a rectangle, a click one hour, a click on a weekday's or an hour's name all of
    it; Shift adds. With keys: arrows go, Shift and arrows span, Enter takes, Shift and Enter
    adds. A double click or Esc takes everything back.

    Signals
    -------
    chosen_changed : frozenset of int, or None for all
    """

    chosen_changed = Signal(object)
    row_height = 17

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(np.zeros((7, 24)), parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._chosen: Hours | None = None
        self._from: Cell = (0, 8)
        self._to: Cell = (0, 8)
        self._adds: Hours | None = None  # while the mouse is down: what the rectangle is added to

    def set_chosen(self, hours: Hours | None) -> None:
        """Show which hours are filtered by, without a signal; None for all."""
        self._chosen = hours
        self.update()

    def chosen(self) -> Hours | None:
        """Return the hours filtered by, None for all."""
        return self._chosen

    def opacity_of(self, day: int, hour: int) -> float:
        shown = self._brushed() if self._adds is not None else self._chosen
        return 1.0 if shown is None or 24 * day + hour in shown else _PALE

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        shown = self._brushed() if self._adds is not None else self._chosen
        if shown:
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            for cell in shown:
                self._paint_border(painter, cell, shown)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("text"), 1.5))
            box = self.box_of(*self._from).united(self.box_of(*self._to))
            painter.drawRect(box)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        ends = self._ends_at(event.position().toPoint())
        if ends is None or event.button() != Qt.MouseButton.LeftButton:
            return
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self._adds = (self._chosen or frozenset()) if shift else frozenset()
        self._from, self._to = ends
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._adds is not None:
            self._to = self._nearest(event.position().toPoint())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._adds is not None:
            brushed, self._adds = self._brushed(), None
            # A click on the only hour there is takes it back.
            self._choose(None if brushed == self._chosen and len(brushed) == 1 else brushed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._adds = None
        self._choose(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _ARROWS:
            down, right = _ARROWS[event.key()]
            self._to = min(max(self._to[0] + down, 0), 6), min(max(self._to[1] + right, 0), 23)
            self._from = self._from if shift else self._to
            self.setAccessibleDescription(self.text_of(*self._to))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            spanned = rectangle(self._from, self._to)
            self._choose(spanned | (self._chosen or frozenset()) if shift else spanned)
        elif event.key() == Qt.Key.Key_Escape and self._chosen is not None:
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def _brushed(self) -> Hours:
        return rectangle(self._from, self._to) | (self._adds or frozenset())

    def _choose(self, hours: Hours | None) -> None:
        changed, self._chosen = hours != self._chosen, hours
        self.update()
        if changed:
            self.chosen_changed.emit(hours)

    def _ends_at(self, point: QPoint) -> tuple[Cell, Cell] | None:
        """Return the two corners of what a press takes: an hour, a weekday, an hour of all."""
        cell = self.cell_at(point)
        if cell is not None:
            return cell, cell
        near = self._nearest(point)
        if point.y() >= 7 * self.row_height:
            return (0, near[1]), (6, near[1])
        return (near[0], 0), (near[0], 23)

    def _nearest(self, point: QPoint) -> Cell:
        left, width = self._columns()
        day, hour = point.y() // self.row_height, int((point.x() - left) // width)
        return min(max(day, 0), 6), min(max(hour, 0), 23)

    def _paint_border(self, painter: QPainter, cell: int, shown: Hours) -> None:
        """Paint the sides of a chosen hour beyond which nothing is chosen."""
        day, hour = divmod(cell, 24)
        box = self.box_of(day, hour)
        sides = (
            (day > 0 and cell - 24 in shown, box.topLeft(), box.topRight()),
            (day < 6 and cell + 24 in shown, box.bottomLeft(), box.bottomRight()),
            (hour > 0 and cell - 1 in shown, box.topLeft(), box.bottomLeft()),
            (hour < 23 and cell + 1 in shown, box.topRight(), box.bottomRight()),
        )
        for within, start, end in sides:
            if not within:
                painter.drawLine(start, end)


class WeekHours(QWidget):
    """The grid with its legend, and in words what is chosen.

    Signals
    -------
    chosen_changed : frozenset of int, or None for all
    """

    chosen_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = WeekBrush()
        self._words = ElidedLabel("", "muted")
        self._high = TextLabel("", "legend")
        self.clear_button = IconButton("close", _("برداشتن فیلتر ساعت"), shortcut="Esc")
        self._lay_out()
        self.grid.chosen_changed.connect(self._on_chosen)
        self.clear_button.clicked.connect(lambda: self.grid._choose(None))
        self.show_counts(np.zeros((7, 24)), None)

    def show_counts(self, counts: NDArray[np.generic], chosen: Hours | None) -> None:
        """Show counts by hour of the week, and which hours are filtered by.

        Parameters
        ----------
        counts : ndarray of int, shape (7, 24)
            Under the filter's other conditions, so that what is filtered out is still seen.
        chosen : frozenset of int, optional
        """
        self.grid.set_counts(counts)
        self.grid.set_chosen(chosen)
        self._high.setText(number(float(np.max(counts))))
        self._tell()

    def total(self) -> int:
        """Return how many events fall into the hours that are shown in full."""
        chosen = self.grid.chosen()
        counts = self.grid.counts.ravel()
        return int(counts.sum() if chosen is None else counts[sorted(chosen)].sum())

    def _on_chosen(self, hours: Hours | None) -> None:
        self._tell()
        self.chosen_changed.emit(hours)

    def _tell(self) -> None:
        chosen = self.grid.chosen()
        self.clear_button.setVisible(chosen is not None)
        if chosen is None:
            self._words.set_text(_("برای فیلتر، روی ساعت‌ها بکشید"))
            return
        words = _("{hours}: {count} مورد")
        self._words.set_text(
            words.format(hours=week_hours_title(chosen), count=number(self.total()))
        )

    def _lay_out(self) -> None:
        for label in (low := TextLabel(number(0), "legend"), self._high):
            label.setWordWrap(False)
        ramp = RampBar("hours")
        ramp.setFixedWidth(56)
        legend, said = QHBoxLayout(), QHBoxLayout()
        for widget in (low, ramp, self._high, TextLabel(_("مورد در هر ساعت"), "legend")):
            legend.addWidget(widget)
        legend.addStretch()
        said.addWidget(self._words, 1)
        said.addWidget(self.clear_button)
        self.clear_button.setFixedHeight(22)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.grid)
        for row in (legend, said):
            row.setSpacing(SPACE)
            box.addLayout(row)
