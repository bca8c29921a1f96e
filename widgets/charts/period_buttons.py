"""The time bar's buttons: back, play and on; how it plays; day, week, month, season, year."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from resources.text import _, digits
from resources.tokens import SPACE
from widgets.charts.periods import UNITS, unit_name
from widgets.charts.play_options import SPEEDS, PlayMenu, PlayOptions
from widgets.controls import Chip, IconButton


class PeriodButtons(QWidget):
    """Asks for another period, or for the play.

    Signals
    -------
    unit_chosen : str
        One of ``widgets.charts.periods.UNITS``.
    stepped : int
        -1 or +1.
    play_asked : bool
        To play, or to pause.
    """

    unit_chosen = Signal(str)
    stepped = Signal(object)
    play_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.units = {unit: Chip(unit_name(unit)) for unit in UNITS}
        self.back_button = IconButton("chevron_left", _("دورهٔ قبل"))
        self.next_button = IconButton("chevron_right", _("دورهٔ بعد"))
        self.play_button = IconButton("play", _("پخش دوره‌ها"))
        self.play_button.setCheckable(True)
        self.speed_button = Chip(digits("×1"))
        self.speed_button.setCheckable(False)
        self.speed_button.setAccessibleName(_("سرعت پخش"))
        self.speed_button.setToolTip(_("سرعت پخش"))
        self.menu = PlayMenu(self)
        self.options_button = IconButton("settings", _("شیوهٔ پخش"))
        self.options_button.setMenu(self.menu)
        self.options_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._lay_out()
        self._connect()

    def show_unit(self, unit: str) -> None:
        """Mark the unit the period is, or none, without a signal."""
        for name, chip in self.units.items():
            chip.setChecked(name == unit)

    def show_playing(self, on: bool) -> None:
        """Show whether it plays, without a signal."""
        if on != self.play_button.isChecked():
            self.play_button.setChecked(on)
        self.play_button.set_icon("pause" if on else "play")

    def put_beside(self, widget: QWidget) -> None:
        """Put something at the end of the upper row."""
        self._upper.addWidget(widget)

    def options(self) -> PlayOptions:
        """Return how it is to play."""
        return self.menu.options

    def _change_speed(self) -> None:
        at = SPEEDS.index(self.menu.options.speed)
        self.menu.choose(speed=SPEEDS[(at + 1) % len(SPEEDS)])

    def _connect(self) -> None:
        for unit, chip in self.units.items():
            chip.clicked.connect(lambda _on, unit=unit: self.unit_chosen.emit(unit))
        self.back_button.clicked.connect(lambda: self.stepped.emit(-1))
        self.next_button.clicked.connect(lambda: self.stepped.emit(1))
        self.play_button.clicked.connect(self.play_asked)
        self.speed_button.clicked.connect(self._change_speed)
        self.menu.options_changed.connect(
            lambda options: self.speed_button.setText(digits(f"×{options.speed}"))
        )

    def _lay_out(self) -> None:
        running = QWidget()
        # Time runs left to right in both directions of reading; so do these three.
        running.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        row = QHBoxLayout(running)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self.back_button, self.play_button, self.next_button):
            row.addWidget(button)
        self._upper, lower = QHBoxLayout(), QHBoxLayout()
        for widget in (running, self.speed_button, self.options_button):
            self._upper.addWidget(widget)
        for chip in self.units.values():
            lower.addWidget(chip)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        for line in (self._upper, lower):
            line.setSpacing(SPACE)
            line.addStretch()
            box.addLayout(line)
