"""Legend symbols: a look painted small, and a ramp with its two ends."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from layers.picture import LegendEntry, Look
from widgets import theme


class Swatch(QWidget):
    """The symbol of a legend entry, 16 px; a ramp entry is painted as a small gradient."""

    SIZE = 16

    def __init__(self, entry: LegendEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_entry(self, entry: LegendEntry) -> None:
        """Show another symbol."""
        self._entry = entry
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.SIZE, self.SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1, 1, self.SIZE - 2, self.SIZE - 2)
        look = self._entry.look
        if self._entry.symbol == "ramp":
            fill_ramp(painter, box, self._entry.ramp, rtl=False, radius=4)
        elif self._entry.symbol == "line":
            painter.setPen(_pen(look, max(2.0, min(look.width, 4.0))))
            middle = box.center().y()
            painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
        elif self._entry.symbol == "dot":
            size = min(max(look.size, 8.0), 10.0)
            painter.setPen(_pen(look, 1.0))
            painter.setBrush(_fill(look))
            painter.drawEllipse(box.center(), size / 2, size / 2)
        else:
            painter.setPen(_pen(look, 1.5))
            painter.setBrush(_fill(look))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


class RampBar(QWidget):
    """A ramp as a bar, low at the first side of the reading direction."""

    def __init__(self, ramp: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ramp = ramp
        self.setFixedHeight(8)

    def set_ramp(self, ramp: str) -> None:
        """Show another ramp."""
        self._ramp = ramp
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_ramp(painter, QRectF(self.rect()), self._ramp, rtl=self.isRightToLeft(), radius=4)


def ramp_colour(ramp: str, share: float) -> QColor:
    """Return the colour of a ramp at a share between 0 and 1."""
    stops = [QColor(stop) for stop in theme.palette().ramps[ramp]]
    at = min(max(share, 0.0), 1.0) * (len(stops) - 1)
    low = min(int(at), len(stops) - 2)
    first, second, part = stops[low], stops[low + 1], at - low
    return QColor.fromRgbF(
        first.redF() + (second.redF() - first.redF()) * part,
        first.greenF() + (second.greenF() - first.greenF()) * part,
        first.blueF() + (second.blueF() - first.blueF()) * part,
    )


def fill_ramp(painter: QPainter, box: QRectF, ramp: str, *, rtl: bool, radius: float) -> None:
    """Paint a ramp over a box, low at its first side."""
    stops = theme.palette().ramps[ramp]
    start, end = (box.topRight(), box.topLeft()) if rtl else (box.topLeft(), box.topRight())
    gradient = QLinearGradient(start, end)
    for index, stop in enumerate(stops):
        gradient.setColorAt(index / (len(stops) - 1), QColor(stop))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawRoundedRect(box, radius, radius)


def _pen(look: Look, width: float) -> QPen:
    if not look.stroke:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(theme.colour(look.stroke), width)
    if look.dash:
        pen.setDashPattern([2, 2])
    return pen


def _fill(look: Look) -> QBrush:
    if look.hatch:
        return QBrush(theme.colour(look.stroke or look.fill), Qt.BrushStyle.BDiagPattern)
    if not look.fill:
        return QBrush(Qt.BrushStyle.NoBrush)
    # A faint fill would vanish at this size; the outline keeps the look recognisable.
    return QBrush(theme.colour(look.fill, max(look.opacity, 0.35)))
