"""Open widgets take on another palette a few at a time, so that the desk goes on answering.

Qt works out the colours of a style sheet once for each widget and keeps them. Setting the sheet
anew would do so for every widget in one go, a third of a second on a full desk.
"""

from __future__ import annotations

import time

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

SLICE_SECONDS = 0.005


class _Restyling(QObject):
    """Goes over the widgets of an application, what is seen first."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._waiting: list[QWidget] = []
        self._held: list[QWidget] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    def begin(self, palette: QPalette) -> None:
        """Start over, with every widget there is now."""
        windows = self._app.topLevelWidgets()
        # Painted once, when all that is seen has changed, and not piece by piece.
        self._held = [window for window in windows if window.isVisible()]
        for window in self._held:
            window.setUpdatesEnabled(False)
        self._app.setPalette(palette)
        # A part takes its ground from its whole, so the whole comes first.
        widgets = [w for window in windows for w in _with_parts(window)]
        # The last is taken first: what is hidden waits at the front.
        self._waiting = sorted(reversed(widgets), key=QWidget.isVisible)
        self._timer.start()

    def _next(self) -> None:
        end = time.perf_counter() + SLICE_SECONDS
        while self._waiting:
            widget = self._waiting.pop()
            if shiboken6.isValid(widget):
                _polish(widget)
            if time.perf_counter() >= end:
                break
        if not self._waiting:
            self._timer.stop()
        if self._held and not (self._waiting and _seen(self._waiting[-1])):
            self._release()

    def _release(self) -> None:
        for window in filter(shiboken6.isValid, self._held):
            window.setUpdatesEnabled(True)
        self._held = []


def _seen(widget: QWidget) -> bool:
    return shiboken6.isValid(widget) and widget.isVisible()


def _with_parts(widget: QWidget) -> list[QWidget]:
    return [widget, *widget.findChildren(QWidget)]


def _polish(widget: QWidget) -> None:
    """Let a widget forget the colours it was given and ask for them again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    if isinstance(widget, QGraphicsView):
        widget.resetCachedContent()  # a chart keeps its ground as a picture


def restyle(app: QApplication, palette: QPalette) -> None:
    """Give an application another palette; its widgets take the colours within the next turns."""
    work = app.findChild(_Restyling) or _Restyling(app)
    work.begin(palette)
