"""Parts that float over another widget hear when it changes its size."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class _Watch(QObject):
    def __init__(self, watched: QWidget, floating: QWidget, stand: Callable[[], None]) -> None:
        super().__init__(floating)
        self._stand = stand
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Resize:
            self._stand()
        return super().eventFilter(watched, event)


def follow_size(watched: QWidget, floating: QWidget, stand: Callable[[], None]) -> None:
    """Call ``stand`` whenever a widget was resized, as long as the floating one lives."""
    _Watch(watched, floating, stand)
