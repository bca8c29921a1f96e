"""Whose data the map shows, small in its corner."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from resources.text import _
from resources.tokens import SPACE


class Attribution(QLabel):
    """One quiet line at the lower right of the map; nothing where nothing is owed."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "attribution")
        self.setAccessibleName(_("صاحبان داده‌های نقشه"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._canvas = canvas
        canvas.installEventFilter(self)
        self.hide()

    def set_text(self, text: str) -> None:
        """Name the owners; an empty text names none."""
        self.setText(text)
        self.setVisible(bool(text))
        self._stand()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay in the corner when the map is resized."""
        if event.type() == QEvent.Type.Resize:
            self._stand()
        return super().eventFilter(watched, event)

    def _stand(self) -> None:
        room = self._canvas.size()
        wanted = self.sizeHint()
        width = min(wanted.width(), max(1, room.width() - 2 * SPACE))
        self.setGeometry(
            room.width() - width, room.height() - wanted.height(), width, wanted.height()
        )
