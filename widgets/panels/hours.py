"""The hour-of-week picture: seven named rows from Saturday, hours from left to right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from data.calendar import weekday_name
from resources.text import _, digits, number
from widgets import theme
from widgets.swatch import ramp_colour

_ROW, _FOOT = 14, 18
# Absolute: the sides are meant whatever the direction of the text.
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


class HourPicture(QWidget):
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

    def __init__(self, counts: NDArray[np.generic], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        counts = np.nan_to_num(np.asarray(counts, float))
        if counts.shape != (7, 24):
            raise ValueError(f"hour-of-week counts have shape {counts.shape}, not (7, 24)")
        self._counts = counts
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("شمار به ساعت و روز هفته"))
        self.setAccessibleDescription(self._peak_text())

    def sizeHint(self) -> QSize:
        return QSize(240, _ROW * 7 + _FOOT)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, _ROW * 7 + _FOOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.text_font("legend"))
        left, width = self._columns()
        top = self._counts.max() or 1.0
        for day in range(7):
            y = day * _ROW
            painter.setPen(theme.colour("muted"))
            painter.drawText(
                QRectF(0, y, left - 6, _ROW),
                _RIGHT | Qt.AlignmentFlag.AlignVCenter,
                weekday_name(day),
            )
            painter.setPen(Qt.PenStyle.NoPen)
            for hour in range(24):
                painter.setBrush(ramp_colour("hours", self._counts[day, hour] / top))
                box = QRectF(left + hour * width, y, width, _ROW)
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        self._paint_hours(painter, left, width)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self._text_at(event.pos())
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _columns(self) -> tuple[float, float]:
        """Return where the hours begin and the width of one, in pixels."""
        metrics = QFontMetrics(theme.text_font("legend"))
        left = max(metrics.horizontalAdvance(weekday_name(day)) for day in range(7)) + 8
        return left, (self.width() - left - 4) / 24

    def _paint_hours(self, painter: QPainter, left: float, width: float) -> None:
        painter.setPen(theme.colour("muted"))
        for hour in (0, 6, 12, 18, 24):
            box = QRectF(left + hour * width - 12, 7 * _ROW, 24, _FOOT)
            if hour == 0:
                box.moveLeft(left)
            elif hour == 24:
                box.moveRight(self.width() - 2)
            side = {0: _LEFT, 24: _RIGHT}.get(hour, Qt.AlignmentFlag.AlignHCenter)
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, digits(hour))

    def _text_at(self, point: QPoint) -> str:
        left, width = self._columns()
        day, hour = point.y() // _ROW, int((point.x() - left) // width)
        if not (0 <= day < 7 and 0 <= hour < 24):
            return ""
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
