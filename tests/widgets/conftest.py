"""A themed application, given back as it was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from resources.tokens import LIGHT
from widgets.theme import apply_theme


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[QApplication]:
    """Give the application the light Persian theme for one test."""
    locale, style, font = QLocale(), qapp.style().objectName(), qapp.font()
    qt_palette = qapp.palette()
    apply_theme(qapp, LIGHT, rtl=True)
    yield qapp
    # What a test closed is gone before the next look is polished onto it.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")
    apply_theme(qapp, LIGHT, rtl=False)
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setFont(font)
    qapp.setPalette(qt_palette)
    QLocale.setDefault(locale)


@pytest.fixture
def type_text() -> Callable[[QWidget, str], None]:
    """Return a function that types; ``QTest.keyClicks`` aborts on Persian letters."""

    def send(widget: QWidget, text: str) -> None:
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(widget, event)

    return send
