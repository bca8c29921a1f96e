"""Open widgets take on another palette a few at a time, so that the desk goes on answering.

Qt works out the colours of a style sheet once for each widget and keeps them. Setting the sheet
anew would do so for every widget in one go, a third of a second on a full desk.
"""

from __future__ import annotations

import time

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

SLICE_SECONDS = 0.005


class _Restyling(QObject):
    """Goes over the widgets of an application, what is seen first."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._waiting: list[QWidget] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    def begin(self) -> None:
        """Start over, with every widget there is now."""
        # A part takes its ground from its whole, so the whole comes first.
        widgets = [w for top in self._app.topLevelWidgets() for w in _with_parts(top)]
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


def _with_parts(widget: QWidget) -> list[QWidget]:
    return [widget, *widget.findChildren(QWidget)]


def _polish(widget: QWidget) -> None:
    """Let a widget forget the colours it was given and ask for them again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    if isinstance(widget, QGraphicsView):
        widget.resetCachedContent()  # a chart keeps its ground as a picture
    widget.update()


def restyle(app: QApplication) -> None:
    """Give all widgets the colours of the application's present palette, soon."""
    work = app.findChild(_Restyling) or _Restyling(app)
    work.begin()
