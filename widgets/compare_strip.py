"""The strip on the map that holds the numbers of two compared periods."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from layers.picture import Number
from resources.text import _, is_rtl
from resources.tokens import SPACE
from widgets.controls import IconButton
from widgets.labels import NumberLabel, TextLabel
from widgets.resizing import follow_size

_EDGE = SPACE * 19  # px from the map's lower edge: above scale bar and remark


class CompareStrip(QFrame):
    """This period's number, last year's, and the difference in words.

    Parameters
    ----------
    canvas : QWidget
        What it stands on.

    Signals
    -------
    number_clicked : Number
    closed
    """

    number_clicked = Signal(object)
    closed = Signal()

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setProperty("role", "popup")
        self.setAccessibleName(_("مقایسه با پارسال"))
        # Read in the user's direction, though the map it stands on has none.
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if is_rtl() else Qt.LayoutDirection.LeftToRight
        )
        self._canvas = canvas
        nothing = Number("count", "", 0)
        self.now, self.before = NumberLabel(nothing), NumberLabel(nothing)
        self._labels = (_quiet(_("این دوره")), _quiet(_("پارسال")))
        self.difference = TextLabel("")
        self.difference.setWordWrap(False)
        close = IconButton("close", _("پایان مقایسه"), shortcut="Esc")
        close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 3, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE * 2)
        for label, number in zip(self._labels, (self.now, self.before), strict=True):
            number.number_clicked.connect(self.number_clicked)
            row.addWidget(label)
            row.addWidget(number)
            row.addSpacing(SPACE)
        row.addWidget(self.difference)
        row.addWidget(close)
        follow_size(canvas, self, self._stand)
        self._stand()
        self.show()

    def tell(self, now: Number, before: Number | None, difference: str) -> None:
        """Show both numbers; without the other only what is said of it."""
        self.now.set_number(now)
        for widget in (self._labels[1], self.before):
            widget.setVisible(before is not None)
        if before is not None:
            self.before.set_number(before)
        self.difference.setText(difference)
        self.setAccessibleDescription(difference)
        self._stand()

    def _stand(self) -> None:
        self.adjustSize()
        x = (self._canvas.width() - self.width()) // 2
        self.move(max(x, 0), self._canvas.height() - self.height() - _EDGE)


def _quiet(text: str) -> TextLabel:
    label = TextLabel(text, "muted")
    label.setWordWrap(False)
    return label
