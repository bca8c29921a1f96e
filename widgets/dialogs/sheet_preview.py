"""A small picture of the sheet as it will be, on a quiet ground."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from resources.text import _
from resources.tokens import SPACE
from widgets import theme


class SheetPreview(QFrame):
    """Shows an image fitted in, or a sentence while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(_("پیش‌نمایش برگه"))
        self.setMinimumSize(320, 300)
        self._image = QImage()
        self._fitted = QPixmap()
        self._text = ""

    def sizeHint(self) -> QSize:
        return QSize(640, 520)

    def set_image(self, image: QImage) -> None:
        """Show another image; a sentence that stood over the former goes."""
        self._image = image
        self._text = ""
        self.setAccessibleDescription("")
        self._fit()

    def set_text(self, text: str) -> None:
        """Say something over the image: that it is being made, or why it cannot be."""
        self._text = text
        self.setAccessibleDescription(text)
        self.update()

    def image(self) -> QImage:
        """Return what is shown."""
        return self._image

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if not self._fitted.isNull():
            box = self._box()
            painter.drawPixmap(box.topLeft(), self._fitted)
            painter.setPen(QPen(theme.colour("district_line"), 1))
            painter.drawRect(box)
        if self._text:
            self._say(painter)
        painter.end()

    def _fit(self) -> None:
        """Scale the image once, not at every painting."""
        room = self.size() - QSize(4 * SPACE, 4 * SPACE)
        if not self._image.isNull() and room.width() > 0 and room.height() > 0:
            ratio = self.devicePixelRatioF()
            scaled = self._image.scaled(
                room * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            scaled.setDevicePixelRatio(ratio)
            self._fitted = QPixmap.fromImage(scaled)
        self.update()

    def _box(self) -> QRectF:
        size = self._fitted.deviceIndependentSize()
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(round(left), round(top), size.width(), size.height())

    def _say(self, painter: QPainter) -> None:
        painter.setFont(theme.text_font("label"))
        room = QRectF(self.rect()).adjusted(5 * SPACE, 5 * SPACE, -5 * SPACE, -5 * SPACE)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        words = painter.boundingRect(room, flags, self._text)
        panel = words.adjusted(-3 * SPACE, -2 * SPACE, 3 * SPACE, 2 * SPACE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("panel"))
        painter.drawRoundedRect(panel, 2 * SPACE, 2 * SPACE)
        painter.setPen(theme.colour("text"))
        painter.drawText(words, flags, self._text)
