"""The symbols of a map's legend, painted as the marks they stand for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen

from layers.picture import LegendEntry
from resources.tokens import Palette


@dataclass(frozen=True, slots=True)
class Swatch:
    """The symbol of a legend entry in its box."""

    x: float
    y: float
    width: float
    height: float
    entry: LegendEntry


def paint_swatch(painter: QPainter, swatch: Swatch, palette: Palette) -> None:
    """Paint the symbol of a legend entry into its box."""
    entry = swatch.entry
    box = QRectF(swatch.x, swatch.y, swatch.width, swatch.height)
    if entry.symbol == "ramp":
        _paint_ramp(painter, box, palette.ramps[entry.ramp])
        return
    look = entry.look
    fill = QColor(palette.colour(look.fill)) if look.fill else QColor(Qt.GlobalColor.transparent)
    fill.setAlphaF(fill.alphaF() * look.opacity)
    pen = QPen(Qt.PenStyle.NoPen)
    if look.stroke:
        pen = QPen(QColor(palette.colour(look.stroke)), max(0.8, look.width))
        pen.setStyle(Qt.PenStyle.DashLine if look.dash else Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    painter.setBrush(QBrush(fill))
    if entry.symbol == "line":
        middle = box.center().y()
        painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
    elif entry.symbol == "dot":
        radius = min(look.size, 12.0) / 2
        painter.drawEllipse(box.center(), radius, radius)
    else:
        painter.drawRect(box.adjusted(1, 1, -1, -1))
        if look.hatch:
            _hatch(painter, box.adjusted(1, 1, -1, -1))


def _hatch(painter: QPainter, box: QRectF) -> None:
    x = box.left() - box.height() + 5
    while x < box.right():
        low, high = max(x, box.left()), min(x + box.height(), box.right())
        painter.drawLine(
            QPointF(low, box.bottom() - (low - x)), QPointF(high, box.bottom() - (high - x))
        )
        x += 5


def _paint_ramp(painter: QPainter, box: QRectF, colours: tuple[str, ...]) -> None:
    gradient = QLinearGradient(box.topLeft(), box.topRight())
    for index, colour in enumerate(colours):
        gradient.setColorAt(index / (len(colours) - 1), QColor(colour))
    painter.fillRect(box, QBrush(gradient))
