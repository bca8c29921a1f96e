"""The time bar's buttons: back, play and on; speed; week, season and year."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.text import _, digits
from resources.tokens import SPACE
from widgets.charts.periods import UNITS
from widgets.controls import Chip, IconButton

SPEEDS = (1, 2, 4)
_STEP_TIME = 1_200  # ms a step stays on the screen at the first speed


class PeriodButtons(QWidget):
    """Asks for another period, by hand or by itself while it plays.

    Signals
    -------
    unit_chosen : str
        One of ``widgets.charts.periods.UNITS``.
    stepped : int
        -1 or +1.
    advanced
        While playing, once a step.
    """

    unit_chosen = Signal(str)
    stepped = Signal(object)
    advanced = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = {"week": _("هفته"), "season": _("فصل"), "year": _("سال")}
        self.units = {unit: Chip(names[unit]) for unit in UNITS}
        self.back_button = IconButton("chevron_left", _("دورهٔ قبل"))
        self.next_button = IconButton("chevron_right", _("دورهٔ بعد"))
        self.play_button = IconButton("play", _("پخش دوره‌ها"))
        self.play_button.setCheckable(True)
        self.speed_button = Chip(digits("×1"))
        self.speed_button.setCheckable(False)
        self.speed_button.setAccessibleName(_("سرعت پخش"))
        self.speed_button.setToolTip(_("سرعت پخش"))
        self._speed = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.advanced)
        self._lay_out()
        self._connect()

    def show_unit(self, unit: str) -> None:
        """Mark the unit the period is, or none, without a signal."""
        for name, chip in self.units.items():
            chip.setChecked(name == unit)

    def play(self, on: bool) -> None:
        """Begin or stop advancing by itself."""
        self.play_button.setChecked(on)
        self.play_button.set_icon("pause" if on else "play")
        if on:
            self._timer.start(self.step_time())
        else:
            self._timer.stop()

    def is_playing(self) -> bool:
        """Return whether it advances by itself."""
        return self._timer.isActive()

    def step_time(self) -> int:
        """Return the milliseconds between two steps."""
        return _STEP_TIME // SPEEDS[self._speed]

    def _change_speed(self) -> None:
        self._speed = (self._speed + 1) % len(SPEEDS)
        self.speed_button.setText(digits(f"×{SPEEDS[self._speed]}"))
        if self.is_playing():
            self._timer.start(self.step_time())

    def _connect(self) -> None:
        for unit, chip in self.units.items():
            chip.clicked.connect(lambda _on, unit=unit: self.unit_chosen.emit(unit))
        self.back_button.clicked.connect(lambda: self.stepped.emit(-1))
        self.next_button.clicked.connect(lambda: self.stepped.emit(1))
        self.play_button.clicked.connect(self.play)
        self.speed_button.clicked.connect(self._change_speed)

    def _lay_out(self) -> None:
        running = QWidget()
        # Time runs left to right in both directions of reading; so do these three.
        running.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        row = QHBoxLayout(running)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self.back_button, self.play_button, self.next_button):
            row.addWidget(button)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(running)
        for chip in (self.speed_button, *self.units.values()):
            box.addWidget(chip)
        box.addStretch()
