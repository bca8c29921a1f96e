"""The line of the filter panel that says that hours of the week are filtered, and clears them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from data.model.week_hours import week_hours_title
from resources.text import _
from resources.tokens import SPACE
from widgets.controls import IconButton
from widgets.labels import ElidedLabel


class WeekHoursChip(QWidget):
    """Hidden while no hours of the week are chosen.

    Signals
    -------
    cleared
    """

    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ElidedLabel("", "warning")
        self.clear_button = IconButton("close", _("برداشتن فیلتر ساعت"))
        self.clear_button.clicked.connect(self.cleared)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self._words, 1)
        row.addWidget(self.clear_button)
        self.hide()

    def show_hours(self, hours: frozenset[int] | None) -> None:
        """Say which hours are filtered by; None for all of them."""
        self.setVisible(hours is not None)
        if hours is not None:
            self._words.set_text(_("تنها {hours}").format(hours=week_hours_title(hours)))
