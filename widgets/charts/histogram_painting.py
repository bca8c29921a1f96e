"""How the time bar's histogram looks: bars by role, the period with its handles, the dates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from widgets import theme
from widgets.charts.bands import Band
from widgets.charts.periods import Span
from widgets.charts.time_scale import TimeScale

_HEADROOM = 1.04  # of the highest bar
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Everything one painting needs.

    Attributes
    ----------
    plot : QRectF
        Where the bars stand.
    edges, totals : ndarray
        Days, shape (bars + 1,), and events, shape (bars,).
    words : str
        What a bar stands for, said above them.
    """

    scale: TimeScale
    plot: QRectF
    edges: NDArray[np.int64]
    totals: NDArray[np.float64]
    bands: tuple[tuple[Band, ...], tuple[Band, ...]]
    span: Span
    compared: Span | None
    now: int | None
    words: str
    focused: bool


def paint(painter: QPainter, scene: Scene, row_height: int) -> None:
    """Paint the whole chart."""
    painter.setFont(theme.text_font("legend"))
    plot = scene.plot
    _paint_grid(painter, scene, row_height)
    _paint_future(painter, scene)
    period = _region(scene, scene.span)
    painter.fillRect(period, theme.colour("accent", 0.10))
    bars = bar_boxes(scene)
    _paint_bars(painter, bars, "histogram", plot)
    if scene.compared is not None:
        _paint_bars(painter, bars, "histogram_compared", _region(scene, scene.compared))
    _paint_bars(painter, bars, "histogram_period", period)
    painter.fillRect(QRectF(plot.left(), plot.bottom(), plot.width(), 1), theme.colour("line"))
    _paint_handles(painter, period, scene)
    for level, bands in enumerate(scene.bands):
        top = plot.bottom() + 2 + level * row_height
        _paint_row(painter, bands, scene, QRectF(plot.left(), top, plot.width(), row_height))
    painter.setPen(theme.colour("muted"))
    painter.drawText(QRectF(plot.left(), 0, plot.width(), plot.top()), _LEFT, scene.words)


def bar_boxes(scene: Scene) -> list[QRectF]:
    """Return a box for every bar that is not empty, with a gap between neighbours."""
    plot, scale = scene.plot, scene.scale
    full = np.flatnonzero(scene.totals > 0)
    if not len(full):
        return []
    left = (scene.edges[full] - scale.low) * scale.pixels_a_day
    right = (scene.edges[full + 1] - scale.low) * scale.pixels_a_day
    gap = np.minimum((right - left) * 0.1, 1.0)
    height = scene.totals[full] / scene.totals.max() * plot.height() / _HEADROOM
    height = np.maximum(height, 1.0)
    boxes = np.column_stack([left + gap, plot.bottom() - height, right - left - 2 * gap, height])
    return [QRectF(*box) for box in boxes.tolist()]


def _region(scene: Scene, span: Span) -> QRectF:
    """Return the box of a period, two pixels wide at least."""
    left, right = (scene.scale.x(day) for day in span)
    left, right = max(left, -4.0), min(right, scene.plot.width() + 4.0)
    return QRectF(left, scene.plot.top(), max(right - left, 2.0), scene.plot.height())


def _paint_bars(painter: QPainter, bars: list[QRectF], role: str, within: QRectF) -> None:
    painter.save()
    painter.setClipRect(within)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(role))
    shown = [box for box in bars if box.right() > within.left() and box.left() < within.right()]
    if shown:
        painter.drawRects(shown)
    painter.restore()


def _paint_grid(painter: QPainter, scene: Scene, row_height: int) -> None:
    """Paint a line where a unit of the coarser row begins, through bars and dates."""
    painter.setPen(QPen(theme.colour("line"), 1))
    bottom = scene.plot.bottom() + 2 + 2 * row_height
    for band in scene.bands[1] or scene.bands[0]:
        x = round(scene.scale.x(band.span[0])) + 0.5
        if band.text and x > 1:
            painter.drawLine(QPointF(x, scene.plot.top()), QPointF(x, bottom))


def _paint_future(painter: QPainter, scene: Scene) -> None:
    """Hatch the days after the clock's."""
    if scene.now is None or scene.now + 1 >= scene.scale.high:
        return
    later = _region(scene, (scene.now + 1, int(scene.scale.high) + 1))
    painter.save()
    painter.setOpacity(0.7)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("line"))
    brush = painter.brush()
    brush.setStyle(Qt.BrushStyle.BDiagPattern)
    painter.setBrush(brush)
    painter.drawRect(later)
    painter.restore()


def _paint_handles(painter: QPainter, period: QRectF, scene: Scene) -> None:
    """Paint the period's two edges with what can be grasped."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = theme.colour("accent")
    for x in (period.left(), period.right()):
        painter.fillRect(QRectF(x - 1, period.top(), 2, period.height()), colour)
        if period.width() >= 14:
            grip = QRectF(x - 3.5, period.center().y() - 10, 7, 20)
            painter.setPen(QPen(theme.colour("panel"), 1))
            painter.setBrush(colour)
            painter.drawRoundedRect(grip, 3, 3)
    if scene.focused:
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = scene.plot.adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, 4, 4)
    painter.restore()


def _paint_row(painter: QPainter, bands: tuple[Band, ...], scene: Scene, row: QRectF) -> None:
    metrics = QFontMetricsF(painter.font())
    quiet, strong, line = theme.colour("muted"), theme.colour("accent"), theme.colour("line")
    for band in bands:
        if not band.text:
            continue
        left, right = (scene.scale.x(day) for day in band.span)
        tick = QRectF(round(left), row.top() - 2, 1, 5)
        painter.fillRect(tick, line)
        wide = metrics.horizontalAdvance(band.text)
        left, right = max(left, row.left()), min(right, row.right())
        middle = (left + right) / 2
        if band.unit != "year" and right - left < wide + 2:
            continue
        # A name stands whole in the window or not at all.
        if middle - wide / 2 < row.left() - 1 or middle + wide / 2 > row.right() + 1:
            continue
        painter.setPen(strong if _same(band.span, scene.span) else quiet)
        painter.drawText(
            QRectF(middle - wide, row.top(), 2 * wide, row.height()), _CENTRE, band.text
        )


def _same(span: Span, other: Span) -> bool:
    return span[0] == other[0] and span[1] == other[1]
