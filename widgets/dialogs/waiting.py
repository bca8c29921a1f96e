"""The window shown while a workspace is made or opened for the first time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from resources.text import _
from resources.tokens import SPACE
from widgets.labels import TextLabel


class Waiting(QWidget):
    """Says what is going on, how far it is, and lets it be stopped.

    Signals
    -------
    stop_requested
    """

    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("گذر"))
        self.setFixedSize(440, 196)
        self._text = TextLabel("", "muted")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        stop = QPushButton(_("انصراف"))
        stop.clicked.connect(self.close)
        self._done = False
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 6, SPACE * 6, SPACE * 6, SPACE * 6)
        box.setSpacing(SPACE * 3)
        for widget in (TextLabel(_("گذر"), "brand"), self._text, self._bar):
            box.addWidget(widget)
        box.addStretch()
        box.addWidget(stop, 0, Qt.AlignmentFlag.AlignTrailing)

    def set_text(self, text: str) -> None:
        """Say what is going on."""
        self._text.setText(text)

    def set_progress(self, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is not known."""
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(done)

    def finish(self) -> None:
        """Close because the work is done, not because it was stopped."""
        self._done = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closing the window stops the work."""
        if not self._done:
            self.stop_requested.emit()
        super().closeEvent(event)
