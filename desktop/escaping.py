"""Esc ends what goes on in the window, where nobody nearer to the keyboard used the key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class _Watch(QObject):
    def __init__(self, window: QWidget, owner: QObject, end: Callable[[], bool]) -> None:
        super().__init__(owner)
        self._end = end
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and event.key() == Qt.Key.Key_Escape and self._end():
            return True
        return super().eventFilter(watched, event)


def on_escape(window: QWidget, owner: QObject, end: Callable[[], bool]) -> None:
    """Call ``end`` at Esc as long as ``owner`` lives; it returns whether there was anything to end.

    Whoever asks last is asked first.
    """
    _Watch(window, owner, end)
