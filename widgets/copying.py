"""A chart as a picture on the clipboard: one entry in the context menu of any of them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QWidget

from resources.text import _, is_rtl
from resources.tokens import SPACE, TYPE
from widgets import theme
from widgets.icons import icon

SHARP = 2.0  # pixels of the picture for one of the screen's


def offer_copy(chart: QWidget, name: str = "") -> QAction:
    """Give a chart the entry «copy picture», for the mouse and the menu key.

    The picture has the ``name`` above it, or the one that screen readers tell.
    """
    action = QAction(icon("copy_picture", theme.palette()), _("رونوشت تصویر"), chart)
    action.triggered.connect(lambda: QGuiApplication.clipboard().setImage(picture_of(chart, name)))
    chart.addAction(action)
    chart.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    return action


def picture_of(chart: QWidget, name: str = "") -> QImage:
    """Return a chart as it is shown, on the panel's ground and under its name."""
    name = name or chart.accessibleName()
    top = TYPE["title"] * 2 if name else 0
    margin = 2 * SPACE
    width, height = chart.width() + 2 * margin, chart.height() + 2 * margin + top
    image = QImage(round(width * SHARP), round(height * SHARP), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARP)
    image.fill(theme.colour("panel"))
    painter = QPainter(image)
    try:
        place, flags = QPoint(margin, margin + top), QWidget.RenderFlag.DrawChildren
        # As a widget: a graphics view has a `render` of its own, of its scene alone.
        QWidget.render(chart, painter, place, renderFlags=flags)
        if name:
            _write(painter, QRectF(margin, margin, chart.width(), top), name)
    finally:
        painter.end()
    return image


def _write(painter: QPainter, box: QRectF, name: str) -> None:
    painter.setFont(theme.text_font("title", bold=True))
    painter.setPen(theme.colour("text"))
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # right is right, and left is left
    side = Qt.AlignmentFlag.AlignRight if is_rtl() else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, name)
