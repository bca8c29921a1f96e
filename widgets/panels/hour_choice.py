"""The hour of the week at which crew coverage is looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from data.calendar import weekday_name
from resources.text import _, digits
from resources.tokens import SPACE
from widgets.labels import SectionTitle, TextLabel


class HourChoice(QWidget):
    """A weekday and an hour; time runs from left to right.

    Signals
    -------
    hour_chosen : int, int
        Weekday (0 = Saturday) and minute of the day.
    now_chosen
        Follow the clock again.
    """

    hour_chosen = Signal(int, int)
    now_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.weekday = QComboBox()
        self.weekday.setAccessibleName(_("روز پوشش"))
        for day in range(7):
            self.weekday.addItem(weekday_name(day), day)
        self.hour = QSlider(Qt.Orientation.Horizontal)
        self.hour.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.hour.setRange(0, 23)
        self.hour.setPageStep(6)
        self.hour.setAccessibleName(_("ساعت پوشش"))
        self._text = TextLabel("", "muted")
        self._text.setMinimumWidth(44)
        self._now = QPushButton(_("اکنون"))
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        for widget in (self.weekday, self.hour, self._text, self._now):
            row.addWidget(widget, 1 if widget is self.hour else 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        box.addWidget(SectionTitle(_("ساعت پوشش اکیپ‌ها")))
        box.addLayout(row)
        self.weekday.activated.connect(lambda index: self._tell())
        self.hour.valueChanged.connect(lambda value: self._tell())
        self._now.clicked.connect(self.now_chosen)

    def set_moment(self, weekday: int, minute: int) -> None:
        """Show an hour without a signal."""
        for widget in (self.weekday, self.hour):
            widget.blockSignals(True)
        self.weekday.setCurrentIndex(weekday)
        self.hour.setValue(minute // 60)
        for widget in (self.weekday, self.hour):
            widget.blockSignals(False)
        self._show()

    def _show(self) -> None:
        self._text.setText(digits(f"{self.hour.value():02d}:00"))

    def _tell(self) -> None:
        self._show()
        self.hour_chosen.emit(self.weekday.currentData(), self.hour.value() * 60)
