"""The hours of the week as a grid: seven named rows from Saturday, hours from left to right."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from data.calendar import weekday_name
from resources.text import _, digits, language, number
from widgets import theme
from widgets.swatch import ramp_colour

_FOOT = 18  # px below the rows, for the hours
# Absolute: the sides are meant whatever the direction of the text.
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


class WeekGrid(QWidget):
    """Counts by weekday and hour.

    Parameters
    ----------
    counts : ndarray of int, shape (7, 24)
        Row 0 is Saturday, column h the hour from h to h + 1.

    Raises
    ------
    ValueError
        If the counts have another shape.
    """

    row_height = 14  # px

    def __init__(self, counts: NDArray[np.generic], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("شمار به ساعت و روز هفته"))
        self.set_counts(counts)

    def set_counts(self, counts: NDArray[np.generic]) -> None:
        """Show other counts, shape (7, 24)."""
        counts = np.nan_to_num(np.asarray(counts, float))
        if counts.shape != (7, 24):
            raise ValueError(f"hour-of-week counts have shape {counts.shape}, not (7, 24)")
        self._counts = counts
        self.setAccessibleDescription(self._peak_text())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self.row_height * 7 + _FOOT)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.row_height * 7 + _FOOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.text_font("legend"))
        left, width = self._columns()
        top = self._counts.max() or 1.0
        for day in range(7):
            painter.setPen(theme.colour("muted"))
            name = QRectF(0, day * self.row_height, left - 6, self.row_height)
            painter.drawText(name, _RIGHT | Qt.AlignmentFlag.AlignVCenter, weekday_name(day))
            painter.setPen(Qt.PenStyle.NoPen)
            for hour in range(24):
                painter.setOpacity(self.opacity_of(day, hour))
                painter.setBrush(ramp_colour("hours", self._counts[day, hour] / top))
                painter.drawRoundedRect(self.box_of(day, hour), 2, 2)
            painter.setOpacity(1.0)
        self._paint_hours(painter, left, width)

    @property
    def counts(self) -> NDArray[np.float64]:
        """What is shown, shape (7, 24)."""
        return self._counts

    def opacity_of(self, _day: int, _hour: int) -> float:
        """Return how strongly a cell is painted, 0 to 1."""
        return 1.0

    def box_of(self, day: int, hour: int) -> QRectF:
        """Return where a cell stands, px."""
        left, width = self._columns()
        box = QRectF(left + hour * width, day * self.row_height, width, self.row_height)
        return box.adjusted(0.5, 0.5, -0.5, -0.5)

    def cell_at(self, point: QPoint) -> tuple[int, int] | None:
        """Return weekday and hour of the cell at a point."""
        left, width = self._columns()
        day, hour = point.y() // self.row_height, int((point.x() - left) // width)
        return (day, hour) if 0 <= day < 7 and 0 <= hour < 24 else None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self._text_at(event.pos())
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _columns(self) -> tuple[float, float]:
        """Return where the hours begin and the width of one, in pixels."""
        left = _name_width(language()) + 8
        return left, (self.width() - left - 4) / 24

    def _paint_hours(self, painter: QPainter, left: float, width: float) -> None:
        painter.setPen(theme.colour("muted"))
        for hour in (0, 6, 12, 18, 24):
            box = QRectF(left + hour * width - 12, 7 * self.row_height, 24, _FOOT)
            if hour == 0:
                box.moveLeft(left)
            elif hour == 24:
                box.moveRight(self.width() - 2)
            side = {0: _LEFT, 24: _RIGHT}.get(hour, Qt.AlignmentFlag.AlignHCenter)
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, digits(hour))

    def _text_at(self, point: QPoint) -> str:
        cell = self.cell_at(point)
        return "" if cell is None else self.text_of(*cell)

    def text_of(self, day: int, hour: int) -> str:
        """Return a cell and its count in words."""
        return _("{day}، ساعت {hour} تا {end}: {count} مورد").format(
            day=weekday_name(day),
            hour=digits(hour),
            end=digits(hour + 1),
            count=number(self._counts[day, hour]),
        )

    def _peak_text(self) -> str:
        if not self._counts.any():
            return _("موردی ثبت نشده است.")
        day, hour = np.unravel_index(int(self._counts.argmax()), self._counts.shape)
        return _("بیشترین: {day}، ساعت {hour}").format(
            day=weekday_name(int(day)), hour=digits(int(hour))
        )


@cache
def _name_width(_language: str) -> int:
    """Return the width of the widest weekday's name, px."""
    metrics = QFontMetrics(theme.text_font("legend"))
    return max(metrics.horizontalAdvance(weekday_name(day)) for day in range(7))
